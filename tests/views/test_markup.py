"""Whatever editors write is shown as text."""

import pytest
from making import INFLUENCER, answer_all, begin, make_draft, review_of

from assessment.models import AdvicePiece, Question, Section

NASTY = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ settings.SECRET_KEY }}{% debug %}",
    "{role} {0} %(answer)s %s 100%",
    "'; DROP TABLE assessment_attempt; --",
    "שלום \u200fabc e\u0301 co\u00adop \u200c 👩‍👩‍👧",
)


@pytest.mark.parametrize("text", NASTY)
def test_markup_formats_and_odd_letters_are_shown_as_they_were_written(client, published, text):
    draft = make_draft()
    Question.objects.filter(section__questionnaire=draft).update(text=text)
    Section.objects.filter(questionnaire=draft).update(
        name=text, heading=text, lead=text, stem=text, label_5=text, low_end=text, high_end=text
    )
    draft.context_questions.update(text=text)
    AdvicePiece.objects.filter(questionnaire=draft).update(title=text, why=text, next_action=text)
    draft.publish()
    attempt = begin(client)
    section = client.get(f"/take/{attempt.pk}/purpose/")
    answer_all(client, attempt, INFLUENCER)
    review = client.get(review_of(attempt))
    result = client.post(review_of(attempt)).url
    for page in (section, review, client.get(result), client.get(f"{result}ledger/")):
        body = page.text
        assert page.status_code == 200
        assert (
            text.replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace('"', "&quot;")
            .replace("'", "&#x27;")
            in body
        )
        assert "<script>alert" not in body
        assert "<img src=x" not in body

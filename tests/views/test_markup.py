"""Whatever editors write is shown as text."""

from html import escape

import pytest
from making import INFLUENCER, answer_all, begin, make_draft, review_of, section_of, statements

NASTY = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ settings.SECRET_KEY }}{% debug %}",
    "{role} {0} %(answer)s %s 100%",
    "'; DROP TABLE assessment_attempt; --",
    "שלום \u200fabc e\u0301 co\u00adop \u200c 👩‍👩‍👧",
)


def publish_everywhere(text):
    """Publish a question set in which editors wrote this into all that visitors read."""
    draft = make_draft()
    ends = {"label_5": text, "low_end": text, "high_end": text}
    draft.sections.update(name=text, heading=text, lead=text, stem=text, **ends)
    draft.context_questions.update(text=text)
    draft.advice.update(title=text, why=text, next_action=text)
    statements(draft).update(text=text)
    draft.publish()


def pages_of_a_visit(client):
    """Yield a section, the review, the result and its ledger, each as it is come to."""
    attempt = begin(client)
    yield client.get(section_of(attempt))
    answer_all(client, attempt, INFLUENCER)
    yield client.get(review_of(attempt))
    result = client.post(review_of(attempt)).url
    yield client.get(result)
    yield client.get(f"{result}ledger/")


@pytest.mark.parametrize("text", NASTY)
def test_markup_formats_and_odd_letters_are_shown_as_they_were_written(client, published, text):
    publish_everywhere(text)
    for page in pages_of_a_visit(client):
        assert page.status_code == 200
        assert escape(text) in page.text
        assert "<script>alert" not in page.text
        assert "<img src=x" not in page.text

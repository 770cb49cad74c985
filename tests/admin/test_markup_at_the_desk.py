"""What editors and visitors write is shown at the desk as text."""

import pytest
from editing import admin_url, change_of, page_of
from making import INFLUENCER, make_draft, statements
from owning import store_result

from assessment.models import AdvicePiece, Attempt, Question, Section

NASTY, SHOWN = "<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"


@pytest.fixture
def draft():
    """A draft that says the same everywhere."""
    draft = make_draft()
    statements(draft).update(text=NASTY)
    Section.objects.filter(questionnaire=draft).update(name=NASTY, heading=NASTY, stem=NASTY, label_5=NASTY)
    draft.context_questions.update(text=NASTY)
    AdvicePiece.objects.filter(questionnaire=draft).update(title=NASTY, why=NASTY, next_action=NASTY)
    return draft


def assert_text(client, address):
    page = client.get(address).text
    assert NASTY not in page
    assert SHOWN in page


def test_what_a_draft_says_is_shown_as_text_wherever_it_is_edited_and_looked_at(admin_client, draft):
    for row in (draft, draft.sections.first(), statements(draft)[0], draft.advice.first()):
        assert_text(admin_client, change_of(row))
    for page, more in (("publish", ()), ("scoring", ()), ("preview", ("purpose",)), ("preview", ("review",))):
        assert_text(admin_client, page_of(draft, page, *more))
    for model in (Section, Question, AdvicePiece):
        assert_text(admin_client, admin_url(model, "changelist"))


@pytest.mark.parametrize("page", ["change", "publish"])
def test_what_is_to_be_mended_is_quoted_as_text(admin_client, page):
    draft = make_draft()
    statements(draft).filter(key="P1").update(rules=[NASTY])
    assert_text(admin_client, page_of(draft, page))


def test_what_was_asked_and_told_is_shown_as_text(admin_client, client, draft):
    draft.publish()
    store_result(client, INFLUENCER)
    Attempt.objects.update(label=NASTY)
    attempt = Attempt.objects.get()
    for row in (attempt, attempt.result):
        assert_text(admin_client, change_of(row))

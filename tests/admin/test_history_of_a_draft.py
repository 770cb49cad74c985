"""The history of a draft tells who did what to any part of it, whichever page it was done on."""

from html import unescape

from editing import adding_advice_to, form_data, page_of, save
from making import make_draft, statements
from posting import form_with


def told(client, draft):
    """Return what its history says, the words of it."""
    entries = client.get(page_of(draft, "history")).context["action_list"]
    return [unescape(entry.get_change_message()) for entry in entries]


def test_it_tells_what_was_changed_on_the_page_of_a_section_a_statement_or_a_piece_of_advice(admin_client):
    draft = make_draft()
    save(admin_client, draft.sections.first(), **{"heading": "What for", "questions-0-text": "To be seen"})
    save(admin_client, statements(draft)[0], text="To be heard")
    save(admin_client, draft.advice.first(), weight="3")
    assert told(admin_client, draft) == [
        "Changed Heading for section “Purpose (Question set 2)”. Changed Statement for statement “P1: To be seen”.",
        "Changed Statement for statement “P1: To be heard”.",
        f"Changed Weight for piece of advice “{draft.advice.first()}”.",
    ]


def test_it_tells_what_was_added_and_what_was_deleted(admin_client):
    draft = make_draft()
    piece = draft.advice.first()
    add = adding_advice_to(draft)
    given = form_data(admin_client, piece) | {"key": "V98", "title": "Ask first"}
    assert admin_client.post(add, form_with(admin_client.get(add), "why") | given).status_code == 302
    admin_client.post(page_of(piece, "delete"), {"post": "yes"})
    added, deleted = told(admin_client, draft)
    assert added == "Added piece of advice “V98: Ask first”."
    assert deleted == f"Deleted piece of advice “{piece}”."


def test_a_form_sent_back_untouched_is_not_told(admin_client):
    draft = make_draft()
    save(admin_client, draft.sections.first())
    assert told(admin_client, draft) == []

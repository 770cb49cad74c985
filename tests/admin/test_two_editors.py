"""Two editors work at one draft: nobody saves over what somebody else saved, and what was typed stays on the page."""

import pytest
from django.db import connection
from django.test import Client
from editing import adding_advice_to, admin_url, change_of, form_data, page_of, save
from making import current, make_draft, make_user, statements
from meanwhile import LOCKING, alongside, elsewhere, meanwhile
from posting import form_with

from assessment.models import AdvicePiece, Question, Questionnaire

REFUSED = "This has been changed since you opened it"
HOLDING = "FOR UPDATE" if connection.vendor == "postgresql" else '"status" = '


@pytest.fixture
def anna(db):
    client = Client()
    client.force_login(make_user("anna", is_staff=True, is_superuser=True))
    return client


def section_of_draft():
    return make_draft().sections.first()


def text_of(section, key):
    return section.questions.get(key=key).text


def test_who_saves_a_section_after_somebody_else_takes_nothing_back(admin_client, anna):
    section = section_of_draft()
    opened = form_data(admin_client, section)
    save(anna, section, **{"questions-0-text": "By Anna"})
    page = admin_client.post(change_of(section), opened | {"questions-1-text": "By Bert"})
    assert REFUSED in page.text
    assert 'target="_blank">open the page again in another tab</a>' in page.text
    assert form_with(page, "stem")["questions-1-text"] == ["By Bert"]
    assert text_of(section, "P1") == "By Anna"
    assert not section.questions.filter(text="By Bert").exists()
    save(admin_client, section, **{"questions-1-text": "By Bert"})
    assert {"By Anna", "By Bert"} <= set(section.questions.values_list("text", flat=True))


def test_what_was_typed_stays_on_the_page_when_somebody_else_deleted_a_statement(admin_client, anna):
    section = section_of_draft()
    opened = form_data(admin_client, section)
    save(anna, section, **{"questions-1-DELETE": "on"})
    typed = {f"questions-{place}-text": f"By Bert {place}" for place in range(8)}
    page = admin_client.post(change_of(section), opened | typed)
    assert REFUSED in page.text
    shown = form_with(page, "stem")
    assert {name: shown[name] for name in typed} == {name: [text] for name, text in typed.items()}
    assert section.questions.count() == 7
    assert not section.questions.filter(text__startswith="By Bert").exists()


def test_a_statement_added_by_somebody_else_is_not_mixed_up_with_others(admin_client, anna):
    section = section_of_draft()
    opened = form_data(admin_client, section)
    first = section.questions.first()
    Question.objects.create(section=section, key="P9", pole="low", text="By Anna", rules=first.rules, order=0)
    page = admin_client.post(change_of(section), opened | {"questions-7-text": "By Bert"})
    assert REFUSED in page.text
    assert form_with(page, "stem")["questions-7-text"] == ["By Bert"]


@pytest.mark.parametrize("what", ["draft", "advice"])
def test_the_same_holds_for_a_draft_and_a_piece_of_advice(admin_client, anna, what):
    draft = make_draft()
    row = draft if what == "draft" else draft.advice.first()
    opened = form_data(admin_client, row)
    save(anna, row, title="By Anna")
    assert REFUSED in admin_client.post(change_of(row), opened | {"title": "By Bert"}).text
    row.refresh_from_db()
    assert row.title == "By Anna"


def test_a_draft_can_be_named_while_its_statements_are_edited(admin_client, anna):
    draft = make_draft()
    opened = form_data(admin_client, draft)
    save(anna, draft.sections.first(), stem="Why?", **{"questions-0-text": "By Anna"})
    assert admin_client.post(change_of(draft), opened | {"title": "By Bert"}).status_code == 302


def test_what_somebody_else_saves_in_another_section_is_no_reason_to_refuse(admin_client, anna):
    section, another = make_draft().sections.all()[:2]
    opened = form_data(admin_client, section)
    save(anna, another, stem="Why?")
    assert admin_client.post(change_of(section), opened | {"stem": "How?"}).status_code == 302


def test_a_title_that_somebody_saves_just_before_publishing_is_seen_first(admin_client):
    former, draft = current(), make_draft()
    seen = admin_client.get(page_of(draft, "publish")).context["plan"].seen
    rename = Questionnaire.objects.filter(pk=draft.pk).update
    with meanwhile(lambda: rename(title="By Anna"), before="SAVEPOINT"):
        page = admin_client.post(page_of(draft, "publish"), {"seen": seen, "note": "x"})
    assert "Something has changed in the meantime" in page.text
    assert current() == former
    draft.refresh_from_db()
    assert draft.title == "By Anna"


def published_while(act, draft):
    """Publish a draft while somebody acts; return what they get."""
    with meanwhile(lambda: elsewhere(draft.publish), before=LOCKING):
        page = act()
    assert current() == draft
    return page


@pytest.mark.django_db(transaction=True)
def test_a_draft_that_is_published_while_it_is_deleted_stays(admin_client):
    draft = make_draft()
    address = page_of(draft, "delete")
    page = published_while(lambda: admin_client.post(address, {"post": "yes"}), draft)
    assert page.status_code in {302, 403}


@pytest.mark.django_db(transaction=True)
def test_a_statement_of_a_draft_that_is_published_while_it_is_saved_is_not_changed(admin_client):
    draft = make_draft()
    question = statements(draft)[0]
    opened = form_data(admin_client, question) | {"text": "By Bert"}
    page = published_while(lambda: admin_client.post(change_of(question), opened), draft)
    assert "<li>By Bert</li>" in page.text
    question.refresh_from_db()
    assert question.text != "By Bert"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("part", "field"), [("questions", "text"), ("advice", "why")])
def test_what_is_deleted_while_it_is_saved_stays_deleted_and_its_words_are_given_back(admin_client, part, field):
    draft = make_draft()
    row = statements(draft)[0] if part == "questions" else draft.advice.first()
    opened = form_data(admin_client, row) | {field: "By Bert"}
    with meanwhile(lambda: elsewhere(row.delete), before=LOCKING):
        page = admin_client.post(change_of(row), opened)
    assert "<li>By Bert</li>" in page.text
    assert not type(row).objects.filter(pk=row.pk).exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("model", [Question, AdvicePiece])
def test_nothing_is_added_to_a_draft_that_is_published_meanwhile(admin_client, model):
    draft = make_draft()
    if model is Question:
        address, field = admin_url(Question, "add"), "text"
        told = {"section": draft.sections.first().pk, "key": "P9", "pole": "low", "text": "To be new"}
    else:
        address, field = adding_advice_to(draft), "why"
        told = {"key": "V90", "title": "New", "why": "You do.", "next_action": "When I sit, then I stand."}
        told |= {"dimension": "purpose", "kind": "change", "when-0-role": "influenced"}
    sent = form_with(admin_client.get(address), field) | told | {"order": "90", "rules": "A1-R1"}
    page = published_while(lambda: admin_client.post(address, sent), draft)
    assert page.status_code in {200, 403}
    assert not model.objects.filter(key=told["key"]).exists()


def test_what_is_added_to_a_draft_that_is_none_any_more_is_given_back(admin_client):
    draft = make_draft()
    address = admin_url(Question, "add")
    told = {"section": draft.sections.first().pk, "key": "P9", "pole": "low", "text": "To be new", "order": "9"}
    with meanwhile(draft.publish, before=HOLDING):
        page = admin_client.post(address, told | {"rules": "A1-R1"})
    assert page.status_code in {200, 403}
    assert "To be new" in page.text
    assert not Question.objects.filter(key="P9").exists()


@pytest.mark.parametrize("field", ["title", "stem", "text"])
def test_what_is_written_into_a_draft_just_before_it_is_published_is_given_back(admin_client, field):
    draft = make_draft()
    row = {"title": draft, "stem": draft.sections.first(), "text": statements(draft)[0]}[field]
    opened = form_data(admin_client, row) | {field: "By Bert"}
    with meanwhile(draft.publish, before="SAVEPOINT"):
        page = admin_client.post(change_of(row), opened)
    assert "has been published or deleted since you opened it" in page.text
    assert "<li>By Bert</li>" in page.text
    row.refresh_from_db()
    assert getattr(row, field) != "By Bert"


@pytest.mark.parametrize(
    ("part", "before", "back"), [("draft", "SAVEPOINT", "changelist"), ("advice", HOLDING, "change")]
)
def test_what_is_published_just_before_it_is_deleted_stays(admin_client, part, before, back):
    draft = make_draft()
    row = draft if part == "draft" else draft.advice.first()
    with meanwhile(draft.publish, before=before):
        page = admin_client.post(page_of(row, "delete"), {"post": "yes"}, follow=True)
    assert "It has been deleted or published in the meantime" in page.text
    assert page.resolver_match.url_name == f"assessment_questionnaire_{back}"
    row.refresh_from_db()


def test_who_saves_a_draft_that_somebody_deleted_gets_the_texts_back(admin_client):
    draft = make_draft()
    section = draft.sections.first()
    opened = form_data(admin_client, section) | {"questions-0-text": "Words that took an hour"}
    draft.delete()
    page = admin_client.post(change_of(section), opened)
    assert "has been published or deleted since you opened it" in page.text
    assert "<li>Words that took an hour</li>" in page.text


def test_who_deletes_what_is_deleted_already_is_told_so(admin_client):
    draft = make_draft()
    address = page_of(draft, "delete")
    with meanwhile(Questionnaire.objects.get(pk=draft.pk).delete, before="SAVEPOINT"):
        page = admin_client.post(address, {"post": "yes"}, follow=True)
    assert "It has been deleted or published in the meantime" in page.text


@pytest.mark.django_db(transaction=True)
def test_a_draft_of_a_draft_that_somebody_deletes_just_then_is_whole(admin_client, anna):
    draft = make_draft()
    said = draft.compiled()
    with alongside(lambda: anna.post(page_of(draft, "delete"), {"post": "yes"}), before='FROM "assessment_question"'):
        admin_client.post(page_of(draft, "draft"))
    assert Questionnaire.objects.latest("number").compiled() == said
    assert not Questionnaire.objects.filter(pk=draft.pk).exists()


@pytest.mark.django_db(transaction=True)
def test_a_draft_that_two_delete_at_once_is_deleted_once(admin_client, anna):
    address, sent = page_of(make_draft(), "delete"), {"post": "yes"}
    with alongside(lambda: anna.post(address, sent), before='FROM "assessment_contextquestion"'):
        assert "was deleted successfully" in admin_client.post(address, sent, follow=True).text
    assert "nothing was deleted now" in anna.get(admin_url(Questionnaire, "changelist")).text

"""Editors make a draft, edit it in the real forms, and publish it."""

import json
import re

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from editing import admin_url, change_of, form_data, page_of, publish, save
from making import KEYS, current, make_draft, statements
from reading import read

from assessment.content.checks import MOST_STATEMENTS
from assessment.content.library import LIBRARY
from assessment.models import AdvicePiece, Question, Questionnaire, Section, Status

VERSIONS = admin_url(Questionnaire, "changelist")


def draft_of(client, version):
    """Press the button on the page of a version, and return what the next page says."""
    return client.post(page_of(version, "draft"), follow=True).text


def test_statements_are_listed_as_pages_ask_them_the_newest_version_first(admin_client):
    make_draft()
    page = admin_client.get(admin_url(Question, "changelist")).text
    listed = re.findall(r'<th class="field-key"><a [^>]*>(\w+)</a>', page)
    assert listed[:32] == listed[32:] == [key for keys in KEYS.values() for key in keys]


@pytest.mark.parametrize("model", [Section, AdvicePiece])
def test_sections_and_advice_are_listed_in_page_order_the_newest_version_first(admin_client, model):
    draft = make_draft()
    listed = list(admin_client.get(admin_url(model, "changelist")).context["cl"].result_list)
    newest = list(parts(draft, model))
    assert listed[: len(newest)] == newest
    assert [row.version for row in listed[len(newest) :]] == [current()] * len(newest)


def test_a_draft_is_made_from_any_version(admin_client):
    assert "is a draft made from" in draft_of(admin_client, current())
    draft = Questionnaire.objects.get(number=2)
    assert draft.status == Status.DRAFT
    assert draft.compiled() == current().content
    assert LogEntry.objects.get().object_repr == str(draft)


def test_a_form_sent_back_untouched_changes_nothing(admin_client):
    draft = make_draft()
    before = draft.compiled()
    for row in [draft, *draft.sections.all(), *statements(draft)[:3], *draft.advice.all()[:5]]:
        assert admin_client.post(change_of(row), form_data(admin_client, row)).status_code == 302
    draft.refresh_from_db()
    assert draft.compiled() == before


def parts(version, model):
    found = {Question: statements(version), Section: version.sections.all(), AdvicePiece: version.advice.all()}
    return found[model]


def test_a_draft_with_a_fault_is_not_published_and_the_page_says_why(admin_client):
    former, draft = current(), make_draft()
    section = draft.sections.first()
    admin_client.post(change_of(section), form_data(admin_client, section) | {"questions-0-pole": "low"})
    said = publish(admin_client, draft)
    assert "has 3 high and 5 low statements and needs the same number of each" in said
    assert "Add a statement at the pole that has fewer, or remove one at the other." in said
    assert current() == former


BROKEN_JSON = {"rules": "5", "when": '[{"lo": ["C5"]}]', "serves": '["fun"]', "fallback": "{}"}


@pytest.mark.parametrize("column", BROKEN_JSON)
def test_a_list_of_the_wrong_shape_is_named_and_neither_published_nor_copied(admin_client, column):
    former, draft = current(), make_draft()
    draft.advice.filter(key="V1").update(**{column: json.loads(BROKEN_JSON[column])})
    assert admin_client.get(change_of(draft.advice.first())).status_code == 200
    assert "V1: " in publish(admin_client, draft)
    assert "V1: " in draft_of(admin_client, draft)
    assert "V1" in admin_client.get(change_of(draft)).text
    for address in (page_of(draft, "export"), page_of(draft, "scoring"), page_of(draft, "preview", "purpose")):
        assert "V1: " in admin_client.get(address, follow=True).text
    assert current() == former
    assert Questionnaire.objects.count() == 2


HELP = {
    "stem": "asked about every statement here",
    "lead": "before the first statement",
    "label_1": "from the least to the most",
    "low_end": "a score of 0",
    "high_end": "a score of 100",
}


@pytest.mark.parametrize("field", HELP)
def test_the_page_of_a_section_says_how_its_words_measure(admin_client, field):
    page = admin_client.get(change_of(make_draft().sections.first())).text
    help_text = re.search(rf'id="id_{field}_helptext">(.*?)</div>\s*</div>', page, re.DOTALL)[1]
    assert HELP[field] in help_text


def test_the_page_of_a_draft_says_who_sees_its_title(admin_client):
    assert "visitors don’t see it" in admin_client.get(change_of(make_draft())).text


ORDERS = {
    "section of a draft": (lambda draft: draft, "sections-0-order"),
    "unscored question of a draft": (lambda draft: draft, "context_questions-0-order"),
    "section": (lambda draft: draft.sections.first(), "order"),
    "statement of a section": (lambda draft: draft.sections.first(), "questions-0-order"),
    "statement": (lambda draft: statements(draft)[0], "order"),
    "advice": (lambda draft: draft.advice.first(), "order"),
}


@pytest.mark.parametrize("part", ORDERS)
def test_an_order_that_only_some_databases_could_keep_is_refused_by_all(admin_client, part):
    page_with, name = ORDERS[part]
    row = page_with(make_draft())
    page = admin_client.post(change_of(row), form_data(admin_client, row) | {name: "40000"})
    assert "Ensure this value is less than or equal to 32767." in page.text


def test_the_page_of_a_section_with_as_many_statements_as_may_be_is_saved(admin_client):
    section = make_draft().sections.first()
    told = {"section": section, "pole": "low", "rules": [rule.id for rule in LIBRARY.rules[:15]]}
    more = range(100, 100 + MOST_STATEMENTS - section.questions.count())
    Question.objects.bulk_create(Question(key=f"P{n}", text=f"To do {n}", order=n, **told) for n in more)
    save(admin_client, section, heading="Many reasons")


def test_a_key_used_twice_is_an_error_of_the_form(admin_client):
    section = make_draft().sections.first()
    before = list(section.questions.values())
    response = admin_client.post(change_of(section), form_data(admin_client, section) | {"questions-1-key": "P1"})
    assert response.status_code == 200
    assert re.search("duplicate|Section and Key already exists", response.text)  # Django 5.2 or 6.1
    assert list(section.questions.values()) == before


@pytest.mark.parametrize("key", ["E", "e4", "E0", "E4a", "PE4"])
def test_a_key_that_the_program_cannot_read_is_an_error_of_the_form(admin_client, key):
    section = make_draft().sections.first()
    response = admin_client.post(change_of(section), form_data(admin_client, section) | {"questions-1-key": key})
    assert "A key is a capital letter and a number" in response.text
    assert not section.questions.filter(key=key).exists()


def named(form, part, name):
    """Return the names of a form's rows by field."""
    return {field: value for field, value in form.items() if re.fullmatch(rf"{part}-\d+-{name}", field)}


@pytest.mark.parametrize(
    ("part", "name", "parent"),
    [
        ("questions", "key", lambda draft: draft.sections.first()),
        ("sections", "dimension", lambda draft: draft),
        ("context_questions", "key", lambda draft: draft),
    ],
)
def test_two_parts_change_names_in_one_save(admin_client, part, name, parent):
    row = parent(make_draft())
    form = form_data(admin_client, row)
    (one, first), (other, second), *rest = named(form, part, name).items()
    assert admin_client.post(change_of(row), form | {one: second, other: first}).status_code == 302
    assert named(form_data(admin_client, row), part, name) == {one: second, other: first, **dict(rest)}


def test_a_statement_takes_over_the_key_of_one_that_is_deleted(admin_client):
    section = make_draft().sections.first()
    save(admin_client, section, **{"questions-0-key": "P5", "questions-1-DELETE": "on"})
    assert [one.key for one in section.questions.all()][:2] == ["P5", "P2"]
    assert section.questions.count() == 7


def test_sections_and_context_questions_are_needed_and_cannot_be_ticked_away(admin_client):
    draft = make_draft()
    before = draft.compiled()
    assert "-DELETE" not in admin_client.get(change_of(draft)).text
    crafted = {f"{part}-{place}-DELETE": "on" for part in ("sections", "context_questions") for place in range(3)}
    admin_client.post(change_of(draft), form_data(admin_client, draft) | crafted)
    assert draft.compiled() == before


def test_a_section_is_needed_and_cannot_be_deleted_from_its_own_page_either(admin_client):
    section = make_draft().sections.first()
    assert "deletelink" not in admin_client.get(change_of(section)).text
    address = page_of(section, "delete")
    assert admin_client.get(address).status_code == 403
    assert admin_client.post(address, {"post": "yes"}).status_code == 403
    assert Section.objects.filter(pk=section.pk).exists()


def test_no_page_offers_an_empty_draft_nor_a_section_or_a_context_question_more_than_one_can_have(admin_client):
    draft = make_draft()
    form = form_data(admin_client, draft)
    for part in ("sections", "context_questions"):
        assert form[f"{part}-MAX_NUM_FORMS"] == form[f"{part}-TOTAL_FORMS"]
    for adding in (admin_url(Section, "add"), admin_url(Questionnaire, "add")):
        assert admin_client.get(adding).status_code == 403
        for page in (reverse("admin:index"), VERSIONS, change_of(draft), change_of(draft.sections.first())):
            said = admin_client.get(page).text
            assert adding not in said
            assert "_addanother" not in said


def test_a_section_that_a_file_left_out_is_added_on_the_page_of_its_draft(admin_client):
    draft = make_draft()
    draft.sections.get(dimension="purpose").delete()
    form = form_data(admin_client, draft)
    new = {"order": "0", "dimension": "purpose", "name": "Purpose", "heading": "What brings you"}
    added = {f"sections-3-{name}": value for name, value in new.items()}
    admin_client.post(change_of(draft), form | added | {"sections-TOTAL_FORMS": "4"})
    assert draft.sections.filter(dimension="purpose").count() == 1


def test_answers_of_context_questions_are_edited_in_the_order_in_which_visitors_see_them(admin_client):
    draft = make_draft()
    for question in draft.context_questions.all():
        question.labels = {"pet": "A pet", **dict(sorted(question.labels.items(), reverse=True))}
        question.save()
    form = form_data(admin_client, draft)
    for number, asked in enumerate(current().content.context):
        lines = form[f"context_questions-{number}-labels"][0].splitlines()
        assert lines == [*(f"{option}: {label}" for option, label in asked.options()), "pet: A pet"]


@pytest.mark.parametrize(
    "part",
    [lambda draft: draft.sections.all()[1], lambda draft: statements(draft)[8], lambda draft: draft.advice.first()],
    ids=["section", "statement", "advice"],
)
def test_what_belongs_to_a_draft_leads_back_to_it(admin_client, part):
    draft = make_draft()
    row = part(draft)
    assert f'href="{change_of(draft)}"' in admin_client.get(change_of(row)).text
    assert admin_client.post(change_of(row), form_data(admin_client, row)).url == change_of(draft)


def test_a_draft_that_was_saved_says_at_once_what_is_to_mend_in_it(admin_client):
    draft = make_draft()
    sent = form_data(admin_client, draft) | {"context_questions-0-labels": "learn: To learn"}
    page = admin_client.post(change_of(draft), sent, follow=True).text
    assert "in_touch has no label" in page


def test_what_is_asked_leads_to_its_preview_and_advice_to_none_of_something_else(admin_client):
    draft = make_draft()
    section = draft.sections.all()[1]
    for row in (section, section.questions.first()):
        page = admin_client.get(change_of(row)).text
        assert f'href="{page_of(draft, "preview", "engagement")}"' in page
    assert "/preview/" not in admin_client.get(change_of(draft.advice.first())).text


def test_only_a_draft_is_published(admin_client):
    version, draft = current(), make_draft()
    assert f'href="{page_of(draft, "publish")}"' in admin_client.get(change_of(draft)).text
    draft.publish()
    for frozen in (version, draft):
        assert page_of(frozen, "publish") not in admin_client.get(change_of(frozen)).text
        assert "Only a draft can be published" in publish(admin_client, frozen)
    assert current() == draft


def test_a_draft_that_nobody_needs_is_deleted_whole(admin_client):
    draft = make_draft()
    address = page_of(draft, "delete")
    assert admin_client.get(address).status_code == 200
    admin_client.post(address, {"post": "yes"})
    assert list(Questionnaire.objects.all()) == [current()]
    assert Question.objects.count() == 32


@pytest.mark.parametrize("part", ["section", "advice", "statement"])
def test_a_part_stays_in_its_draft(admin_client, part):
    draft, other = make_draft(), make_draft()
    rows = {"section": draft.sections.first(), "advice": draft.advice.first(), "statement": statements(draft)[0]}
    row = rows[part]
    before = (row.version, getattr(row, "section", None))
    other.sections.first().delete()
    moved = {"questionnaire": other.pk, "section": other.sections.first().pk}
    assert admin_client.post(change_of(row), form_data(admin_client, row) | moved).status_code == 302
    row = type(row).objects.get(pk=row.pk)
    assert (row.version, getattr(row, "section", None)) == before


@pytest.mark.parametrize("model", [Question, AdvicePiece])
def test_deleting_a_part_leads_back_to_its_draft(admin_client, model):
    draft = make_draft()
    row = parts(draft, model)[0]
    gone = admin_client.post(page_of(row, "delete"), {"post": "yes"})
    assert gone.url == change_of(draft)
    assert not model.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("model", [Questionnaire, Section, Question, AdvicePiece])
def test_what_is_too_long_is_refused_in_words_and_never_cut_off_by_the_browser(admin_client, model):
    draft = make_draft()
    row = draft if model is Questionnaire else parts(draft, model)[0]
    assert "maxlength" not in admin_client.get(change_of(row)).text


def test_a_statement_that_is_too_long_stays_on_the_page(admin_client):
    section = make_draft().sections.first()
    pasted = "To be heard " * 20
    page = admin_client.post(change_of(section), form_data(admin_client, section) | {"questions-0-text": pasted})
    assert "at most 200 characters (it has 239)" in page.text
    assert pasted.strip() in page.text


def test_what_is_wrong_with_a_statement_that_is_added_is_told_by_its_place(admin_client):
    section = make_draft().sections.first()
    added = {"questions-TOTAL_FORMS": "9", "questions-8-key": "e4", "questions-8-section": section.pk}
    page = read(admin_client.post(change_of(section), form_data(admin_client, section) | added))
    assert '<li>Statement #9, <a href="#id_questions-8-key">Key</a>: A key is a capital letter' in page


@pytest.mark.parametrize(
    ("model", "said"), [(AdvicePiece, "choose another question set"), (Question, "choose another section")]
)
def test_what_is_added_to_a_draft_that_was_published_since_says_so(admin_client, model, said):
    draft = make_draft()
    draft.publish()
    into = {"questionnaire": draft.pk, "section": draft.sections.first().pk}
    page = admin_client.post(f"{admin_url(model, 'add')}?questionnaire={draft.pk}", into | {"why": "You rest."}).text
    assert f"no longer a draft: {said}" in page

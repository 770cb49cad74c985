"""Editors make a draft, edit it in the real forms, and publish it."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from making import begin, current, make_draft, statements

from assessment.models import AdvicePiece, Question, Questionnaire, Section, Status

pytestmark = pytest.mark.usefixtures("published")

VERSIONS = reverse("admin:assessment_questionnaire_changelist")


def act(client, action, *versions):
    """Choose versions in the list, run an action, and return what the page then says."""
    chosen = {"action": action, "_selected_action": [version.pk for version in versions]}
    return client.post(VERSIONS, chosen, follow=True).content.decode()


def change_of(row):
    return reverse(f"admin:assessment_{row._meta.model_name}_change", args=[row.pk])


def filled(client, row):
    """Open a row's form and return its fields as a browser would send them back untouched."""
    context = client.get(change_of(row)).context
    formsets = [inline.formset for inline in context["inline_admin_formsets"]]
    forms = [context["adminform"].form, *(part for one in formsets for part in (one.management_form, *one.forms))]
    values = {field.html_name: field.value() for form in forms for field in form}
    return {name: "" if value is None else value for name, value in values.items()}


def test_a_draft_is_made_from_any_version(admin_client):
    assert "is a draft of what" in act(admin_client, "make_draft", current())
    draft = Questionnaire.objects.get(number=2)
    assert draft.status == Status.DRAFT
    assert draft.compiled() == current().content
    assert LogEntry.objects.get().object_repr == str(draft)


def test_a_draft_goes_from_form_to_visitors(admin_client, client):
    act(admin_client, "make_draft", current())
    draft = Questionnaire.objects.get(number=2)
    section = draft.sections.first()
    form = filled(admin_client, section)
    assert admin_client.post(change_of(section), form | {"questions-0-text": "To be heard"}).status_code == 302
    assert "To be heard" not in current().document
    assert "is what visitors take from now on" in act(admin_client, "publish", draft)
    attempt = begin(client)
    assert "To be heard" in client.get(f"/take/{attempt.pk}/purpose/").content.decode()


def test_a_form_sent_back_untouched_changes_nothing(admin_client):
    draft = make_draft()
    before = draft.compiled()
    for row in [draft, *draft.sections.all(), *statements(draft)[:3], *draft.advice.all()[:5]]:
        assert admin_client.post(change_of(row), filled(admin_client, row)).status_code == 302
    draft.refresh_from_db()
    assert draft.compiled() == before


@pytest.mark.parametrize(
    ("model", "change"),
    [
        (Question, {"text": "To be heard"}),
        (Section, {"heading": "To be heard"}),
        (AdvicePiece, {"title": "To be heard", "when": '[{"low": ["C5"]}]'}),
    ],
)
def test_each_part_of_a_draft_is_edited_on_its_own_page(admin_client, model, change):
    row = model.objects.filter(pk__in=[part.pk for part in parts(make_draft(), model)]).first()
    admin_client.post(change_of(row), filled(admin_client, row) | change)
    row.refresh_from_db()
    assert "To be heard" in (getattr(row, "text", ""), getattr(row, "heading", ""), getattr(row, "title", ""))


def parts(version, model):
    found = {Question: statements(version), Section: version.sections.all(), AdvicePiece: version.advice.all()}
    return found[model]


def test_a_draft_with_a_fault_is_not_published_and_the_page_says_why(admin_client):
    former, draft = current(), make_draft()
    section = draft.sections.first()
    admin_client.post(change_of(section), filled(admin_client, section) | {"questions-0-pole": "low"})
    said = act(admin_client, "publish", draft)
    assert "One thing is to mend first:" in said
    assert "purpose: has 3 high and 5 low statements and needs as many of each" in said
    assert current() == former


BROKEN_JSON = {"rules": "5", "when": '[{"lo": ["C5"]}]', "serves": '["fun"]', "fallback": "{}"}


@pytest.mark.parametrize("column", BROKEN_JSON)
def test_a_list_of_the_wrong_shape_is_named_and_neither_published_nor_copied(admin_client, column):
    former, draft = current(), make_draft()
    piece = draft.advice.first()
    admin_client.post(change_of(piece), filled(admin_client, piece) | {column: BROKEN_JSON[column]})
    for action in ("publish", "make_draft"):
        assert "V1: " in act(admin_client, action, draft)
    assert current() == former
    assert Questionnaire.objects.count() == 2


def test_json_that_is_none_is_an_error_of_the_form(admin_client):
    piece = make_draft().advice.first()
    response = admin_client.post(change_of(piece), filled(admin_client, piece) | {"when": "[{"})
    assert response.status_code == 200
    assert "Enter a valid JSON" in response.content.decode()


def test_a_key_used_twice_is_an_error_of_the_form(admin_client):
    section = make_draft().sections.first()
    response = admin_client.post(change_of(section), filled(admin_client, section) | {"questions-1-key": "P1"})
    assert response.status_code == 200
    assert "duplicate" in response.content.decode()


def test_only_one_draft_is_published_at_a_time_and_only_a_draft(admin_client):
    version, one, two = current(), make_draft(), make_draft()
    for chosen in ([one, two], [version], [version, one]):
        assert "Choose one draft to publish" in act(admin_client, "publish", *chosen)
    assert current() == version


def test_a_draft_that_nobody_needs_is_deleted_whole(admin_client):
    draft = make_draft()
    address = reverse("admin:assessment_questionnaire_delete", args=[draft.pk])
    assert admin_client.get(address).status_code == 200
    admin_client.post(address, {"post": "yes"})
    assert list(Questionnaire.objects.all()) == [current()]
    assert Question.objects.count() == 32

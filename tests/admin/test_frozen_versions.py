"""What was published can be read in admin, never changed, not even by a crafted post."""

import re

import pytest
from editing import admin_url, change_of, form_data, run_action
from making import current, make_draft, make_version

from assessment.models import AdvicePiece, ContextQuestion, Question, Questionnaire, Section

MODELS = (Questionnaire, Section, Question, AdvicePiece)
FIELDS = {"title": "Mine", "text": "Mine", "heading": "Mine", "name": "Mine", "why": "Mine", "note": "Mine"}


def rows():
    return [list(model.objects.values()) for model in (*MODELS, ContextQuestion)]


@pytest.fixture(params=["published", "retired"])
def frozen(request):
    version = current()
    if request.param == "retired":
        make_version()
    return version


def one_of(model, version):
    parts = {Section: version.sections, AdvicePiece: version.advice}
    if model is Questionnaire:
        return version
    return version.sections.first().questions.first() if model is Question else parts[model].first()


@pytest.mark.parametrize("model", MODELS)
def test_its_pages_offer_nothing_to_save_or_delete(admin_client, frozen, model):
    page = admin_client.get(admin_url(model, "change", one_of(model, frozen).pk)).text
    assert 'name="_save"' not in page
    assert "deletelink" not in page
    assert "<textarea" not in page
    assert re.search("stays as it is. To change anything.* make a draft from ", page)


@pytest.mark.parametrize("model", MODELS)
def test_its_words_are_not_those_of_a_draft(admin_client, model):
    page = admin_client.get(admin_url(model, "change", one_of(model, make_draft()).pk)).text
    assert "stays as it is" not in page


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize(
    ("page", "status", "told"),
    [("change", 403, "has been published or deleted since"), ("delete", 200, "deleted or published in the meantime")],
)
def test_posts_to_its_pages_are_refused_and_told_why(admin_client, frozen, model, page, status, told):
    before, address = rows(), admin_url(model, page, one_of(model, frozen).pk)
    response = admin_client.post(address, FIELDS | {"post": "yes", "_save": "1"}, follow=True)
    assert response.status_code == status
    assert told in response.text
    assert rows() == before


@pytest.mark.parametrize("model", MODELS)
def test_crafted_bulk_deletes_change_nothing(admin_client, frozen, model):
    before = rows()
    assert run_action(admin_client, "delete_selected", one_of(model, frozen), post="yes").status_code < 500
    assert rows() == before


def test_an_editor_who_saves_what_was_published_meanwhile_is_told_and_gets_the_texts_back(admin_client):
    draft = make_draft()
    section = draft.sections.first()
    opened = form_data(admin_client, section)
    draft.publish()
    typed = {"lead": "Words\nin lines", "questions-0-text": "To be heard & <b>seen</b>"}
    response = admin_client.post(change_of(section), opened | typed)
    page = response.text
    assert response.status_code == 403
    assert "has been published or deleted since you opened it" in page
    assert "<li>Words<br>in lines</li>" in page
    assert "<li>To be heard &amp; &lt;b&gt;seen&lt;/b&gt;</li>" in page
    assert f'href="{change_of(section)}"' in page


def test_nothing_is_added_to_it_or_moved_into_it(admin_client, frozen):
    section, piece = frozen.sections.first(), make_draft().advice.first()
    before = rows()
    question = {"section": section.pk, "key": "P9", "pole": "low", "text": "Mine", "rules": '["A1-R1"]', "order": 9}
    assert "not one of the available choices" in admin_client.post(admin_url(Question, "add"), question).text
    moved = {name: getattr(piece, name) for name in ("key", "title", "why", "next_action", "dimension", "kind")}
    moved |= {"questionnaire": frozen.pk, "rules": '["A1-R1"]', "weight": "1", "order": "1", "when": "[]"}
    page = admin_client.post(admin_url(AdvicePiece, "change", piece.pk), moved).text
    assert "not one of the available choices" in page
    assert rows() == before


def test_a_part_of_it_is_not_changed_through_a_drafts_page(admin_client):
    published, draft = current().sections.first(), make_draft().sections.first()
    theirs = published.questions.first()
    before = rows()
    inline = {"questions-TOTAL_FORMS": "1", "questions-INITIAL_FORMS": "1", "questions-0-id": theirs.pk}
    inline |= {"questions-0-text": "Mine", "questions-0-key": "P1", "questions-0-section": draft.pk}
    admin_client.post(admin_url(Section, "change", draft.pk), FIELDS | inline)
    assert rows() == before

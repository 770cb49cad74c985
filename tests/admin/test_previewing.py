"""Preview and try-out show what a draft would say, and store nothing."""

import re

import pytest
from editing import admin_url, page_of, save
from making import current, make_draft, statements
from reading import read

from assessment.models import Attempt, Questionnaire, Result
from assessment.scoring.vocabulary import Dimension


@pytest.mark.parametrize("dimension", Dimension)
def test_a_draft_is_seen_as_visitors_would_see_it(admin_client, dimension):
    draft = make_draft()
    statements(draft).filter(key__endswith="1").update(text="Worded anew")
    page = admin_client.get(page_of(draft, "preview", dimension)).text
    for seen in ("Preview of Question set 2 (draft).", "Worded anew", "Save and continue", "css/site.css"):
        assert seen in page
    assert 'method="post"' not in page
    assert "<script" not in page


def test_the_review_is_previewed_with_all_context_questions_and_ways_back_to_each_section(admin_client):
    draft = make_draft()
    draft.context_questions.filter(key="self_view").update(text="Asked anew")
    page = read(admin_client.get(page_of(draft, "preview", "review")))
    for seen in ("Preview: Check your answers", "Asked anew", f'href="{page_of(draft, "preview", "conversation")}#C1"'):
        assert seen in page
    assert 'method="post"' not in page


def test_a_preview_leads_through_all_sections_and_the_review_and_stores_nothing(admin_client):
    draft = make_draft()
    address, seen = page_of(draft, "preview", "purpose"), []
    while "preview" in address:
        seen.append(address)
        page = admin_client.get(address, {"P1": "5"}).text
        assert "Nothing you tick is stored." in page
        address = re.search(r'method="get" action="([^"]+)"', page)[1]
    assert seen == [page_of(draft, "preview", page) for page in (*Dimension, "review")]
    assert address == page_of(draft, "change")
    assert not Attempt.objects.exists()
    assert admin_client.post(seen[0], {"P1": "5"}).status_code == 405


@pytest.mark.parametrize("page", ["purpose", "review"])
def test_a_draft_without_a_label_for_an_option_is_seen_without_it(admin_client, page):
    draft = make_draft()
    for question in draft.context_questions.all():
        question.labels.popitem()
        question.save()
    assert admin_client.get(page_of(draft, "preview", page)).status_code == 200


def test_a_section_that_is_not_there_is_not_found(admin_client):
    draft = make_draft()
    draft.sections.filter(dimension="purpose").delete()
    assert admin_client.get(page_of(draft, "preview", "purpose")).status_code == 404
    assert admin_client.get(page_of(draft, "preview", "mood")).status_code == 404
    assert admin_client.get(admin_url(Questionnaire, "preview", 99, "purpose")).status_code == 404


def test_the_page_of_a_draft_leads_to_a_preview_that_is_there(admin_client):
    draft = make_draft()
    for dimension in (*Dimension, "review"):
        address = page_of(draft, "preview", dimension)
        assert f'href="{address}"' in admin_client.get(page_of(draft, "change")).text
        assert admin_client.get(address).status_code == 200
        draft.sections.filter(dimension=dimension).delete()


def test_made_up_people_are_scored_under_both_versions_side_by_side(admin_client):
    draft = make_draft()
    draft.sections.first().questions.filter(key__in=["P1", "P2"]).update(pole="low")
    draft.sections.first().questions.filter(key__in=["P5", "P6"]).update(pole="high")
    response = admin_client.get(page_of(draft, "scoring"))
    assert response.context["versions"] == [current(), draft]
    rows = dict(response.context["rows"])
    assert len(rows) == 5
    old, new = rows["a listener"]
    assert (old.said, new.said) == ("Clearly influenced", "Clearly influenced")
    page = read(response)
    assert "Clearly influenced, 0 (0 to " in page
    assert "all in the middle" in page
    assert not Result.objects.exists()


def test_what_made_up_people_are_advised_first_stands_beside_what_they_are_told(admin_client):
    draft = make_draft()
    first = next(iter(dict(admin_client.get(page_of(draft, "scoring")).context["rows"]).values()))[0].advice[0]
    key, title = first.split(" ", 1)
    draft.advice.filter(key=key).update(title="Another first step")
    page = admin_client.get(page_of(draft, "scoring")).text
    assert f"<li>{key} {title}</li>" in page
    assert f"<li>{key} Another first step</li>" in page


def test_advice_on_a_statement_that_was_deleted_is_tried_out_too(admin_client):
    draft = make_draft()
    draft.sections.first().questions.filter(key="P5").delete()
    assert admin_client.get(page_of(draft, "scoring")).status_code == 200


@pytest.mark.parametrize("name", ["scoring", "analysis"])
def test_the_title_of_what_is_looked_at_names_its_version(admin_client, name):
    assert f"<title>{current()} | " in read(admin_client.get(page_of(current(), name)))


def test_what_is_published_is_tried_out_alone(admin_client):
    assert admin_client.get(page_of(current(), "scoring")).context["versions"] == [current()]


def test_what_cannot_be_scored_yet_says_so(admin_client):
    draft = make_draft()
    for section in draft.sections.all()[:2]:
        section.questions.filter(order=0).update(key="X1")
    said = admin_client.get(page_of(draft, "scoring"), follow=True).text
    assert "be scored yet: An item is asked twice: X1." in said


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("\u200b", "a text is empty"),
        ("Be\u0007ep", "a text contains an invisible control character"),
        ("Be \u202esaw", "a text contains an invisible control character, U+202E"),
    ],
)
def test_what_nobody_can_see_or_print_is_to_be_mended(admin_client, typed, told):
    draft = make_draft()
    save(admin_client, draft.sections.first(), **{"questions-0-text": typed})
    page = read(admin_client.get(page_of(draft, "change")))
    assert "To fix before publishing" in page
    assert f"P1, text</a></b> {told}" in page


def test_the_page_of_a_draft_lists_what_is_to_mend_and_how(admin_client):
    draft = make_draft()
    draft.sections.first().questions.filter(key="P4").delete()
    statements(draft).filter(key="P6").update(text="To keep up and to learn")
    page = admin_client.get(page_of(draft, "change")).text
    assert "has 3 high and 4 low statements and needs the same number of each." in page
    assert "Add a statement at the pole that has fewer" in page
    assert "so it may hold two ideas" in page
    assert "To fix before publishing" not in admin_client.get(page_of(current(), "change")).text

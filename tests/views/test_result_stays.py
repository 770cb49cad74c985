"""A past result reads the same for ever: pages render what was kept."""

import re
from fractions import Fraction

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from making import (
    INFLUENCER,
    KEYS,
    LISTENER,
    THREES,
    TOO_FEW,
    answer,
    answer_all,
    attempt_at,
    begin,
    current,
    make_draft,
    make_version,
    review_of,
    statements,
)
from owning import store_result

from assessment.models import AdvicePiece, Attempt, Question, Questionnaire, Result, Section
from assessment.models import result as result_module
from assessment.models.questionnaire import published_document
from assessment.scoring.evaluate import SCORING_VERSION, evaluate
from assessment.templatetags.parts import rendered
from assessment.views.results import ledger_page, result_page

pytestmark = pytest.mark.usefixtures("published")

# One of each pole that neither a rule nor a piece of advice needs.
GONE = ("P4", "P6")
ANSWERS = {"threes": THREES, "influencer": INFLUENCER, "listener": LISTENER, "too few": TOO_FEW}

CACHES = (published_document, rendered, ledger_page, result_page)
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')


def read_anew(client, address):
    """Return the bytes of a page, as a process would that keeps nothing of it yet.

    Left out is what is of the moment: the token of a form is new each time, and a calendar offers no day before today.
    """
    for cached in CACHES:
        cached.cache_clear()
    response = client.get(address)
    assert response.status_code == 200
    return TOKEN.sub(b"", response.content).replace(f' min="{timezone.localdate()}"'.encode(), b"")


@pytest.fixture(params=ANSWERS.values(), ids=ANSWERS)
def seen(client, request):
    """A result's addresses, each with the page as it was first seen."""
    address = store_result(client, request.param)
    return {where: read_anew(client, where) for where in (address, f"{address}ledger/")}


def assert_unchanged(client, seen):
    assert {where: read_anew(client, where) for where in seen} == seen


def test_after_statements_are_removed_in_a_new_version(client, seen):
    make_version(drop=GONE)
    assert_unchanged(client, seen)


def test_after_everything_in_a_new_version_is_rewritten_and_reordered(client, seen):
    draft = make_draft()
    statements(draft).update(text="Rewritten", order=0)
    Section.objects.filter(questionnaire=draft).update(heading="Rewritten", name="Rewritten", stem="Rewritten")
    AdvicePiece.objects.filter(questionnaire=draft).update(title="Rewritten", why="Rewritten", weight=9)
    draft.publish()
    assert_unchanged(client, seen)


def test_after_the_rows_of_its_own_version_are_tampered_with(client, seen):
    Question.objects.update(text="Rewritten", order=0)
    AdvicePiece.objects.all().delete()
    Questionnaire.objects.update(title="Rewritten")
    assert_unchanged(client, seen)


def test_after_scoring_has_changed(client, seen, monkeypatch):
    def refuse(sitting):
        raise AssertionError("a past result was worked out again")

    monkeypatch.setattr("assessment.scoring.evaluate.SCORING_VERSION", SCORING_VERSION + 1)
    monkeypatch.setattr("assessment.scoring.role.PENALTY_SHARE", Fraction(1, 10))
    monkeypatch.setattr(result_module, "evaluate", refuse)
    monkeypatch.setattr(result_module, "choose", refuse)
    assert_unchanged(client, seen)


def test_a_result_says_which_scoring_found_it(client, monkeypatch):
    store_result(client, THREES)
    monkeypatch.setattr("assessment.scoring.evaluate.SCORING_VERSION", SCORING_VERSION + 1)
    store_result(Client(), THREES)
    assert {one.scoring_version for one in Result.objects.all()} == {SCORING_VERSION, SCORING_VERSION + 1}
    assert evaluate(Attempt.objects.first().sitting()).version == SCORING_VERSION + 1


def test_who_is_half_way_when_a_new_version_appears_finishes_their_own(client):
    first = current()
    attempt = begin(client)
    answer(client, attempt, "purpose", THREES)
    second = make_version(drop=GONE, E2="Something else")
    for dimension in ("engagement", "authenticity", "conversation"):
        shown = client.get(f"/take/{attempt.pk}/{dimension}/").text
        assert "Something else" not in shown
        answer(client, attempt, dimension, THREES)
    result = client.post(review_of(attempt)).url
    attempt.refresh_from_db()
    assert attempt.questionnaire == first
    assert attempt.answers == THREES
    assert f"Question set {first.number}" in client.get(result).text
    assert begin(client).questionnaire == second


def test_a_new_run_is_asked_the_new_statements_only(client):
    make_version(drop=GONE, P2="Something else")
    attempt = begin(client)
    shown = client.get(f"/take/{attempt.pk}/purpose/").text
    assert "Something else" in shown
    assert f'name="{GONE[0]}"' not in shown
    response = client.post(f"/take/{attempt.pk}/purpose/", dict.fromkeys(KEYS["purpose"], 3))
    assert response.status_code == 302
    assert GONE[0] not in Attempt.objects.get().answers


ONE_FORM = {"csrfmiddlewaretoken": "a" * 64}


def pages_once_finished(client, attempt, answers):
    """Finish an attempt; return the pages of its result, its ledger and the list of results, without ids."""
    answer_all(client, attempt, answers)
    client.post(review_of(attempt))
    places = [*(reverse(name, args=[attempt.pk]) for name in ("result", "ledger")), reverse("history")]
    pages = [client.get(place).text for place in places]
    return [re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|value=\"\w{64}\"", "", page) for page in pages]


@pytest.mark.parametrize("gone", ["delete_result", "delete_results", "forget"])
def test_what_was_erased_is_not_shown_again_where_the_same_form_is_sent_once_more(client, gone):
    """A start page that was left open sends the form of before: the sitting gets the id of the one that was erased."""
    first = attempt_at(client.post(reverse("begin"), ONE_FORM).url)
    pages_once_finished(client, first, INFLUENCER)
    client.post(reverse(gone, args=[first.pk] if gone == "delete_result" else []))
    client.get(reverse("my_data"))  # shows what was said
    second = attempt_at(client.post(reverse("begin"), ONE_FORM).url)
    other = Client()
    assert pages_once_finished(client, second, LISTENER) == pages_once_finished(other, begin(other), LISTENER)

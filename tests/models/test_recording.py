"""Answers are laid over each other in the database: no tab undoes what another one saved."""

import pytest
from django.utils import timezone
from making import KEYS, THREES, make_attempt

from assessment.models import Attempt, Result, Visitor
from assessment.scoring.vocabulary import Dimension

pytestmark = pytest.mark.usefixtures("published")

BROWSER = Visitor(browser="a-browser")


def stored(attempt):
    return Attempt.objects.get(pk=attempt.pk)


def test_two_tabs_that_read_the_same_state_lose_nothing_of_each_other():
    attempt = make_attempt(BROWSER, {"P1": 3, "E1": 3}, {"occupation": "student"})
    here, there = stored(attempt), stored(attempt)
    assert here.record({"P1": 1}, {"occupation": "owner"})
    assert there.record({"E1": 5}, {"main_purpose": "learn"})
    assert stored(attempt).answers == {"P1": 1, "E1": 5}
    assert stored(attempt).context == {"occupation": "owner", "main_purpose": "learn"}


def test_of_two_answers_to_one_statement_the_later_stays():
    attempt = make_attempt(BROWSER, {"P1": 1, "P5": 2})
    attempt.record({"P1": "skipped"}, {})
    attempt.record({"P1": 4}, {})
    assert stored(attempt).answers == {"P1": 4, "P5": 2}


def test_what_has_an_answer_is_never_left_out():
    attempt = make_attempt(BROWSER, {"P1": 1, "P5": "not_applicable"})
    attempt.record({"P2": 4}, {}, ["P1", "P5", "P2", "P6"])
    assert attempt.answers == stored(attempt).answers == {"P1": 1, "P5": "not_applicable", "P2": 4, "P6": "skipped"}


def test_recording_nothing_is_no_change():
    attempt = make_attempt(BROWSER, {"P1": 1}, {"occupation": "owner"})
    assert attempt.record({}, {})
    assert (stored(attempt).answers, stored(attempt).context) == ({"P1": 1}, {"occupation": "owner"})


def test_a_context_answer_is_taken_back_and_leaves_nothing():
    attempt = make_attempt(BROWSER, {"P1": 1}, {"occupation": "owner", "main_purpose": "learn"})
    assert attempt.record({}, {"occupation": None})
    assert attempt.context == stored(attempt).context == {"main_purpose": "learn"}
    assert stored(attempt).answers == {"P1": 1}


def test_one_attempt_s_answers_do_not_reach_another():
    first, second = make_attempt(BROWSER), make_attempt(BROWSER)
    first.record({"P1": 1}, {})
    assert stored(second).answers == {}


def test_a_finished_attempt_takes_no_more_answers():
    attempt = make_attempt(BROWSER, THREES)
    open_elsewhere = stored(attempt)
    Result.objects.finish(attempt)
    assert not open_elsewhere.record({"P1": 5}, {"self_view": "both"})
    assert stored(attempt).answers == THREES
    assert stored(attempt).context == {}


def test_a_deleted_attempt_is_not_brought_back_by_an_answer():
    attempt = make_attempt(BROWSER)
    Attempt.objects.filter(pk=attempt.pk).delete()
    assert not attempt.record({"P1": 5}, {})
    assert not Attempt.objects.exists()


def test_sections_open_one_after_the_other():
    attempt = make_attempt(BROWSER, dict.fromkeys(KEYS[Dimension.PURPOSE], "skipped"))
    assert attempt.first_open_section() is Dimension.ENGAGEMENT
    assert [attempt.may_answer(dimension) for dimension in Dimension] == [True, True, False, False]


def test_all_sections_stay_open_until_the_attempt_is_finished():
    attempt = make_attempt(BROWSER, THREES)
    assert attempt.first_open_section() is None
    assert all(attempt.may_answer(dimension) for dimension in Dimension)
    attempt.finished_at = timezone.now()
    assert not any(attempt.may_answer(dimension) for dimension in Dimension)


def test_only_values_are_scored_not_what_was_left_out():
    attempt = make_attempt(BROWSER, {"P1": 5, "P5": "skipped", "P2": "not_applicable"}, {"main_purpose": "learn"})
    sitting = attempt.sitting()
    assert sitting.values == {"P1": 5}
    assert sitting.main_purpose == "learn"
    assert len(sitting.items) == 32

"""Answers are laid over each other in the database: no tab undoes what another one saved."""

from making import KEYS, make_attempt

from assessment.models import Attempt, Visitor
from assessment.scoring.vocabulary import Dimension

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


def test_what_has_an_answer_is_never_left_out():
    attempt = make_attempt(BROWSER, {"P1": 1, "P5": "not_applicable"})
    attempt.record({"P2": 4}, {}, ["P1", "P5", "P2", "P6"])
    assert attempt.answers == stored(attempt).answers == {"P1": 1, "P5": "not_applicable", "P2": 4, "P6": "skipped"}


def test_a_context_answer_is_taken_back_and_leaves_nothing():
    attempt = make_attempt(BROWSER, {"P1": 1}, {"occupation": "owner", "main_purpose": "learn"})
    assert attempt.record({}, {"occupation": None})
    assert attempt.context == stored(attempt).context == {"main_purpose": "learn"}
    assert stored(attempt).answers == {"P1": 1}


def test_sections_open_one_after_the_other():
    attempt = make_attempt(BROWSER, dict.fromkeys(KEYS[Dimension.PURPOSE], "skipped"))
    assert attempt.first_open_section() is Dimension.ENGAGEMENT
    assert [attempt.may_answer(dimension) for dimension in Dimension] == [True, True, False, False]

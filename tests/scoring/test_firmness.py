"""How firm a result is called, why no firmer, and how far its range reaches."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.scoring.finding import Cause
from assessment.scoring.firmness import cause, firmness, standing
from assessment.scoring.vocabulary import Estimate, Firmness


def make_estimate(score, error=1.0) -> Estimate:
    return Estimate(Fraction(score), error)


@pytest.mark.parametrize(
    ("score", "error", "word"),
    [
        ("62.5", 1, Firmness.CLEAR),
        ("37.5", 1, Firmness.CLEAR),
        ("62.49", 1, Firmness.LEANING),
        ("56.25", 1, Firmness.LEANING),
        ("43.75", 1, Firmness.LEANING),
        ("56.24", 1, Firmness.CLOSE),
        ("50", 1, Firmness.CLOSE),
        ("66.45", 10, Firmness.CLEAR),
        ("66.44", 10, Firmness.LEANING),
        ("58.417", 10, Firmness.LEANING),
        ("58.415", 10, Firmness.CLOSE),
    ],
)
def test_each_word_asks_for_distance_and_for_certainty(score, error, word):
    assert firmness(make_estimate(score, float(error)), flagged=False) is word


def test_a_flagged_sitting_is_at_most_leaning():
    assert firmness(make_estimate(100), flagged=True) is Firmness.LEANING


@pytest.mark.parametrize(
    ("score", "error", "unanswered", "why"),
    [
        ("62.5", 1, False, None),
        ("62", 1, True, Cause.MIDDLE),
        ("51", 1, True, Cause.MIDDLE),
        ("63", 10, True, Cause.FEW_ANSWERS),
        ("63", 10, False, Cause.ANSWERS_VARY),
        ("57", 10, True, Cause.FEW_ANSWERS),
        ("57", 10, False, Cause.ANSWERS_VARY),
        ("62", 20, False, Cause.ANSWERS_VARY),
    ],
)
def test_the_first_cause_that_holds_is_named(score, error, unanswered, why):
    estimate = make_estimate(score, float(error))
    assert cause(estimate, firmness(estimate, flagged=False), unanswered=unanswered) is why


def test_the_flag_is_named_only_when_nothing_else_holds_it_back():
    sure, unsure, near = make_estimate(90, 2.0), make_estimate(70, 15.0), make_estimate(60, 1.0)
    assert cause(sure, firmness(sure, flagged=True), unanswered=True) is Cause.FLAG
    assert cause(unsure, firmness(unsure, flagged=True), unanswered=True) is Cause.FEW_ANSWERS
    assert cause(near, firmness(near, flagged=True), unanswered=True) is Cause.MIDDLE


def test_the_range_reaches_1645_errors_either_way_in_whole_points():
    found = standing(make_estimate(60, 10.0), flagged=False)
    assert (found.score, found.low, found.high, found.margin) == (60, 44, 76, 16)
    assert found.firmness is Firmness.LEANING


def test_the_range_is_kept_on_the_scale_but_the_margin_is_not_cut():
    low, high = (standing(make_estimate(score, 10.0), flagged=False) for score in (5, 95))
    assert (low.low, low.high, low.margin) == (0, 21, 16)
    assert (high.low, high.high, high.margin) == (79, 100, 16)


@given(st.fractions(0, 50, max_denominator=200), st.floats(0.1, 40), st.booleans())
def test_both_sides_of_the_middle_are_treated_alike(distance, error, flagged):
    here, there = (Estimate(50 + side * distance, error) for side in (1, -1))
    assert firmness(here, flagged=flagged) is firmness(there, flagged=flagged)

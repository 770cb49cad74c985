"""A place on the line between the roles: a dot on the score, a hill over its range."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.figures.spectrum import CUTS, HILL, place, visible_part
from assessment.scoring.finding import Standing
from assessment.scoring.firmness import standing
from assessment.scoring.vocabulary import Estimate, Firmness

SCORES = st.fractions(0, 100, max_denominator=48)
STANDINGS = st.builds(Estimate, SCORES, st.floats(1, 40)).map(lambda estimate: standing(estimate, flagged=False))


def test_the_hill_stands_over_the_range_and_the_dot_on_the_score():
    found = place(Standing(Fraction(61), low=50, high=72, margin=11, firmness=Firmness.LEANING))
    assert (found.dot, found.start, found.width) == (61, 50, 22)


@pytest.mark.parametrize(("score", "dot"), [("62.5", 63), ("62.4", 62), ("0", 0), ("100", 100), ("49.5", 50)])
def test_the_dot_rounds_halves_up(score: str, dot: int):
    assert place(Standing(Fraction(score), low=0, high=100, margin=50, firmness=Firmness.CLOSE)).dot == dot


@given(STANDINGS)
def test_neither_dot_nor_hill_leaves_the_track(where: Standing):
    found = place(where)
    assert 0 <= found.start <= found.start + found.width <= 100
    assert 0 <= found.dot <= 100


@given(STANDINGS)
def test_the_dot_lies_under_its_hill(where: Standing):
    found = place(where)
    assert found.start <= found.dot <= found.start + found.width


@given(STANDINGS)
def test_the_hill_is_highest_over_the_dot_also_where_the_track_ends(where: Standing):
    found = place(where)
    top = found.start + found.width * (50 - found.visible_from) / found.visible_length
    assert abs(top - found.dot) <= 1


def test_at_the_end_of_the_track_half_a_hill_is_left():
    found = place(Standing(Fraction(100), low=92, high=100, margin=8, firmness=Firmness.CLEAR))
    assert (found.start, found.width, found.visible_from, found.visible_length) == (92, 8, 0, 50)
    found = place(Standing(Fraction(0), low=0, high=14, margin=14, firmness=Firmness.CLEAR))
    assert (found.start, found.width, found.visible_from, found.visible_length) == (0, 14, 50, 50)


@pytest.mark.parametrize(("before", "begins", "long"), [(20, 0, 100), (19, 0, 100), (18, 5, 95), (0, 50, 50)])
def test_a_hill_is_cut_off_where_more_than_a_point_of_it_is_missing(before: int, begins: int, long: int):
    assert visible_part(before, 20, reach=20) == (begins, long)


@given(SCORES, SCORES)
def test_a_higher_score_never_lies_further_left(one: Fraction, other: Fraction):
    lower, higher = (
        place(Standing(score, low=0, high=100, margin=50, firmness=Firmness.CLOSE)) for score in sorted((one, other))
    )
    assert lower.dot <= higher.dot


def test_the_cuts_are_those_that_firmness_goes_by_and_lie_evenly_about_the_middle():
    assert CUTS == (37.5, 43.75, 56.25, 62.5)


@given(STANDINGS)
def test_cuts_and_hill_are_the_same_on_any_track(where: Standing):
    found = place(where)
    assert (found.cuts, found.hill) == (CUTS, HILL)

"""Rounding: halves up, and parts that still add up to their whole."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.scoring.rounding import apportion, half_up


@pytest.mark.parametrize(
    ("number", "shown"),
    [(Fraction(125, 2), 63), (Fraction(25, 2), 13), (62.499, 62), (0, 0), (0.49999999999999994, 0), (-0.5, 0)],
)
def test_halves_are_rounded_up(number, shown):
    assert half_up(number) == shown


def test_the_largest_remainder_gets_the_tenth_that_is_left():
    assert apportion([Fraction(12, 10), Fraction(16, 10), Fraction(12, 10)], 4) == (1, 2, 1)


def test_equal_remainders_are_served_in_order():
    assert apportion([Fraction(1, 2), Fraction(1, 2), Fraction(1, 2)], 2) == (1, 1, 0)


def test_negative_amounts_are_shared_out_too():
    assert apportion([Fraction(-3, 2), Fraction(3, 2)], 0) == (-1, 1)


@given(st.lists(st.fractions(-40, 40, max_denominator=96), max_size=33))
def test_shown_parts_add_up_and_stay_within_one_of_the_exact_ones(amounts):
    total = half_up(sum(amounts, Fraction(0)))
    shown = apportion(amounts, total)
    assert sum(shown) == total
    assert all(abs(part - amount) < 1 for part, amount in zip(shown, amounts, strict=True))
    assert all(part == 0 for part, amount in zip(shown, amounts, strict=True) if amount == 0)

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.figures.dumbbell import Anchor, Knob, dumbbell

SCORES = st.fractions(0, 100, max_denominator=48)

WIDEST_LABEL = 66


def reach(knob: Knob, label: int) -> tuple[float, float]:
    """Return from where to where a label of so many percent goes."""
    before = {Anchor.START: 0.0, Anchor.MIDDLE: label / 2, Anchor.END: float(label)}[knob.anchor]
    return knob.dot - before, knob.dot - before + label


def test_what_is_wanted_is_hollow_and_what_is_done_is_filled():
    drawing = dumbbell(hollow=Fraction(72), filled=Fraction(49))
    assert (drawing.hollow.dot, drawing.filled.dot) == (72, 49)


@given(SCORES, SCORES)
def test_both_dots_lie_on_the_track(hollow: Fraction, filled: Fraction):
    drawing = dumbbell(hollow, filled)
    assert 0 <= drawing.hollow.dot <= 100
    assert 0 <= drawing.filled.dot <= 100


@given(SCORES, SCORES, st.integers(1, WIDEST_LABEL))
def test_no_label_leaves_the_track(hollow: Fraction, filled: Fraction, label: int):
    drawing = dumbbell(hollow, filled)
    for knob in (drawing.hollow, drawing.filled):
        start, end = reach(knob, label)
        assert start >= 0
        assert end <= 100


@pytest.mark.parametrize(("score", "anchor"), [(0, "start"), (50, "middle"), (100, "end")])
def test_labels_are_anchored_to_the_start_the_middle_and_the_end(score: int, anchor: str):
    assert dumbbell(Fraction(score), Fraction(50)).hollow.anchor == anchor


@given(SCORES, SCORES)
def test_swapping_the_scores_swaps_the_dots(one: Fraction, other: Fraction):
    there, back = dumbbell(one, other), dumbbell(other, one)
    assert (there.hollow, there.filled) == (back.filled, back.hollow)

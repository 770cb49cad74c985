"""The score of one part, its error, and how many answers it needs."""

from fractions import Fraction

import pytest
from sittings import make_item, make_items, make_sitting, value_for

from assessment.scoring.dimensions import dimension_score, is_reported, keyed, raw
from assessment.scoring.vocabulary import Dimension, Pole, ScoringError, Sitting

PURPOSE = make_items([Dimension.PURPOSE])


def test_an_answer_counts_from_0_at_the_low_end_to_100_at_the_high_end():
    high, low = make_item("E1", Dimension.ENGAGEMENT), make_item("E5", Dimension.ENGAGEMENT)
    assert [keyed(high, value) for value in range(1, 6)] == [0, 25, 50, 75, 100]
    assert [keyed(low, value) for value in range(1, 6)] == [100, 75, 50, 25, 0]
    assert [raw(value) for value in range(1, 6)] == [0, 25, 50, 75, 100]


@pytest.mark.parametrize(("value", "error"), [(5, 15.33), (3, 8.26), (1, 15.33)])
def test_the_same_answer_to_all_eight_gives_50_with_the_worked_error(value, error):
    found = dimension_score(PURPOSE, dict.fromkeys((item.key for item in PURPOSE), value))
    assert found.score == 50
    assert found.error == pytest.approx(error, abs=0.005)


def test_the_worked_mixture_gives_its_worked_score_and_error():
    points = [75, 50, 75, 25, 50, 75, 50, 75]
    values = {item.key: value_for(item, x) for item, x in zip(PURPOSE, points, strict=True)}
    found = dimension_score(PURPOSE, values)
    assert found.score == Fraction("59.375")
    assert found.error == pytest.approx(9.40, abs=0.005)


def test_one_pole_alone_is_no_score():
    items = [item for item in PURPOSE if item.pole is Pole.HIGH]
    with pytest.raises(ScoringError):
        dimension_score(items, dict.fromkeys((item.key for item in items), 3))


def test_two_dimensions_are_no_score():
    with pytest.raises(ScoringError):
        dimension_score(make_items(), make_sitting(rest=3).values)


@pytest.mark.parametrize(
    ("asked", "answered", "enough"),
    [
        (8, "P1 P2 P3 P5", True),
        (8, "P1 P2 P5", False),
        (8, "P1 P2 P3 P4", False),
        (7, "P1 P5 P2", False),
        (7, "P1 P5 P2 P6", True),
        (6, "P1 P5 P2", True),
        (2, "P1 P5", False),
    ],
)
def test_half_of_the_items_and_three_at_least_with_both_poles_among_them_are_enough(asked, answered, enough):
    sitting = Sitting(PURPOSE[:asked], dict.fromkeys(answered.split(), 4))
    assert is_reported(sitting, Dimension.PURPOSE) is enough

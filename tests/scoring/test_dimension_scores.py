import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sittings import make_item, make_items, make_sitting, make_without, value_for, values_of

from assessment.scoring.dimensions import dimension_score, dimension_scores, is_reported, keyed, raw
from assessment.scoring.vocabulary import Dimension, Item, Pole, ScoringError, Sitting

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


def test_poles_stay_balanced_when_one_has_fewer_answers():
    items = [item for item in PURPOSE if item.key not in {"P5", "P6", "P7"}]
    assert dimension_score(items, dict.fromkeys((item.key for item in items), 5)).score == 50


def test_fewer_answers_make_a_larger_error():
    values = dict.fromkeys((item.key for item in PURPOSE), 3)
    assert dimension_score(PURPOSE[:4], values).error > dimension_score(PURPOSE, values).error


def test_one_pole_alone_is_no_score():
    items = [item for item in PURPOSE if item.pole is Pole.HIGH]
    with pytest.raises(ScoringError):
        dimension_score(items, dict.fromkeys((item.key for item in items), 3))


def test_two_dimensions_are_no_score():
    with pytest.raises(ScoringError):
        dimension_score(make_items(), make_sitting(rest=3).values)


def test_four_of_eight_answers_with_both_poles_are_enough():
    assert is_reported(make_sitting({"P1": 1, "P2": 2, "P3": 3, "P5": 4}), Dimension.PURPOSE)


def test_three_of_eight_answers_are_too_few():
    assert not is_reported(make_sitting({"P1": 1, "P2": 2, "P5": 4}), Dimension.PURPOSE)


def test_answers_to_one_pole_only_are_too_few():
    assert not is_reported(make_sitting({"P1": 1, "P2": 2, "P3": 3, "P4": 4}), Dimension.PURPOSE)


def test_half_of_an_odd_number_of_items_is_rounded_up():
    items = PURPOSE[:7]
    three, four = ({item.key: 3 for item in items[:count]} for count in (3, 4))
    assert not is_reported(Sitting(items, three), Dimension.PURPOSE)
    assert is_reported(Sitting(items, four), Dimension.PURPOSE)


def test_a_dimension_of_two_items_is_never_reported():
    items = (Item("X1", Dimension.PURPOSE, Pole.HIGH), Item("X2", Dimension.PURPOSE, Pole.LOW))
    assert not is_reported(Sitting(items, {"X1": 5, "X2": 1}), Dimension.PURPOSE)


def test_only_dimensions_with_enough_answers_get_a_score():
    sitting = make_without(make_sitting(rest=4), {"A1", "A2", "A3", "A4", "A5"})
    assert list(dimension_scores(sitting)) == [Dimension.PURPOSE, Dimension.ENGAGEMENT, Dimension.CONVERSATION]


@given(values_of(PURPOSE, gaps=False), st.randoms(use_true_random=False))
def test_the_order_of_answers_does_not_matter(values, chance: random.Random):
    shuffled = chance.sample(PURPOSE, len(PURPOSE))
    assert dimension_score(shuffled, values) == dimension_score(PURPOSE, values)


@given(values_of(PURPOSE, gaps=False))
def test_a_score_stays_on_the_scale_and_its_error_is_never_none(values):
    found = dimension_score(PURPOSE, values)
    assert 0 <= found.score <= 100
    assert found.error > 0

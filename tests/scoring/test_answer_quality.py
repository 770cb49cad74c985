"""What is noticed about the way of answering: runs of one answer, and opposites that both hold."""

from dataclasses import replace

import pytest
from sittings import make_items, make_sitting, make_without

from assessment.scoring.dimensions import dimension_scores
from assessment.scoring.evaluate import measure
from assessment.scoring.finding import Flag
from assessment.scoring.quality import find_flags, opposite_pairs
from assessment.scoring.vocabulary import Sitting

KEYS = [item.key for item in make_items()]


def make_answers(values: list[int]) -> Sitting:
    """The real form, answered in page order; the rest is unanswered."""
    return make_sitting(dict(zip(KEYS, values, strict=False)))


def test_a_run_of_ten_equal_answers_is_flagged():
    assert find_flags(make_answers([3] * 10 + [1, 2] * 11)) == (Flag.SAME_ANSWER,)


def test_a_run_of_nine_is_not():
    assert find_flags(make_answers([3] * 9 + [1, 2] * 11)) == ()


def test_an_unanswered_item_does_not_break_a_run():
    sitting = make_answers([3] * 11 + [1, 2] * 10)
    assert find_flags(make_without(sitting, [KEYS[4]])) == (Flag.SAME_ANSWER,)
    assert find_flags(make_without(sitting, KEYS[3:5])) == ()


def test_seven_answers_in_ten_alike_are_flagged():
    alike = ([3] * 7 + [1, 2, 4]) * 2
    assert find_flags(make_answers(alike)) == (Flag.SAME_ANSWER,)
    assert find_flags(make_answers([4, *alike[1:]])) == ()


def test_a_run_says_nothing_with_fewer_than_16_answers():
    assert find_flags(make_answers([3] * 15)) == ()
    assert find_flags(make_answers([3] * 16)) == (Flag.SAME_ANSWER,)


def test_nothing_is_flagged_without_answers():
    assert find_flags(make_sitting()) == ()


def test_agreeing_with_both_pairs_of_opposites_is_flagged():
    assert find_flags(make_sitting({"A3": 4, "A8": 5, "C1": 5, "C5": 4})) == (Flag.CONTRADICTION,)


@pytest.mark.parametrize("key", ["A3", "A8", "C1", "C5"])
def test_one_of_them_unanswered_or_lower_is_not(key):
    sitting = make_sitting({"A3": 4, "A8": 5, "C1": 5, "C5": 4})
    assert find_flags(make_without(sitting, [key])) == ()
    assert find_flags(replace(sitting, values={**sitting.values, key: 3})) == ()


def test_a_form_with_one_pair_of_opposites_is_not_flagged():
    items = tuple(item for item in make_items() if item.key != "C5")
    assert find_flags(Sitting(items, {"A3": 5, "A8": 5, "C1": 5})) == ()


def test_a_pair_is_named_once_in_page_order():
    assert opposite_pairs(make_items()) == (("A3", "A8"), ("C1", "C5"))


def test_an_opposite_named_on_one_side_only_is_a_pair_all_the_same():
    items = [replace(item, opposite=None) if item.key in {"A3", "C5"} else item for item in make_items()]
    assert opposite_pairs(items) == (("A3", "A8"), ("C1", "C5"))


def test_both_flags_can_be_raised():
    assert find_flags(make_sitting(rest=5)) == (Flag.SAME_ANSWER, Flag.CONTRADICTION)


def test_a_flag_widens_every_error_by_a_quarter_and_moves_no_score():
    sitting = make_sitting(rest=4)
    before, after = dimension_scores(sitting), measure(sitting).dimensions
    assert all(after[part].score == before[part].score for part in before)
    assert all(after[part].error == 1.25 * before[part].error for part in before)

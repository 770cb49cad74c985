"""What people want and what they do: when a gap is named, and when both are in step."""

from fractions import Fraction

import pytest

from assessment.scoring.finding import Gap, Ground, Mismatch
from assessment.scoring.gap import find_gap, is_named
from assessment.scoring.vocabulary import Dimension, Estimate, MainPurpose

NOTHING = (None, None)
AHEAD_BY_SCORES = (Mismatch.AIMS_AHEAD, Ground.SCORES)
BEHIND_BY_SCORES = (Mismatch.HABITS_AHEAD, Ground.SCORES)
AHEAD_AS_STATED = (Mismatch.AIMS_AHEAD, Ground.STATED_PURPOSE)
BEHIND_AS_STATED = (Mismatch.HABITS_AHEAD, Ground.STATED_PURPOSE)
IN_STEP = (Mismatch.IN_STEP, None)


def found_gap(main_purpose: MainPurpose | None = None, error: float = 5.0, **scores) -> Gap:
    estimates = {Dimension(name): Estimate(Fraction(score), error) for name, score in scores.items()}
    return find_gap(estimates, main_purpose)


def named(purpose, habits, main_purpose=None, error=5.0):
    gap = found_gap(main_purpose, error, purpose=purpose, engagement=habits, conversation=habits)
    return gap.mismatch, gap.ground


def test_engagement_counts_double_in_practice():
    gap = found_gap(purpose=40, engagement=90, conversation=60)
    assert (gap.aims, gap.practice) == (40, 80)


def test_nothing_is_known_without_engagement_and_conversation():
    assert found_gap(MainPurpose.BRAND, purpose=90, engagement=10) == Gap(None, None, None, None)


def test_practice_is_known_and_the_stated_purpose_speaks_without_the_purpose_part():
    gap = found_gap(MainPurpose.BRAND, engagement=20, conversation=20)
    assert gap == Gap(None, Fraction(20), *AHEAD_AS_STATED)


def test_nothing_is_in_step_without_the_purpose_part():
    assert found_gap(engagement=50, conversation=50) == Gap(None, Fraction(50), None, None)


@pytest.mark.parametrize(
    ("purpose", "habits", "expected"),
    [
        ("75", "50", AHEAD_BY_SCORES),
        ("74.99", "50", NOTHING),
        ("56.25", "31.25", AHEAD_BY_SCORES),
        ("56.24", "31", NOTHING),
        ("40", "65", BEHIND_BY_SCORES),
        ("50", "50", IN_STEP),
        ("60", "50", IN_STEP),
    ],
)
def test_a_gap_is_named_by_scores_from_25_points(purpose, habits, expected):
    assert named(purpose, habits) == expected


def test_a_gap_within_the_error_is_not_named():
    assert named(80, 50, error=20.0) == NOTHING


def test_in_step_needs_room_for_the_error():
    error = 10.0  # of the difference: hypot(10, 10 * sqrt(5) / 3) = 12.47
    assert named("62.5", 50, error=error) == IN_STEP
    assert named("62.6", 50, error=error) == NOTHING


@pytest.mark.parametrize("main_purpose", [MainPurpose.BRAND, MainPurpose.TEACH])
def test_a_giving_purpose_is_ahead_of_habits_under_the_middle(main_purpose):
    assert named(50, "49.99", main_purpose) == AHEAD_AS_STATED
    assert named(50, 50, main_purpose) == IN_STEP


@pytest.mark.parametrize("main_purpose", [MainPurpose.LEARN, MainPurpose.IN_TOUCH, MainPurpose.ENJOY])
def test_a_receiving_purpose_is_behind_habits_on_the_high_side(main_purpose):
    assert named(50, "56.25", main_purpose) == BEHIND_AS_STATED
    assert named(50, "56.24", main_purpose) == IN_STEP


@pytest.mark.parametrize("main_purpose", [MainPurpose.NOT_SURE, None])
@pytest.mark.parametrize("habits", [45, 57])
def test_an_unsure_purpose_says_nothing(main_purpose, habits):
    assert named(50, habits, main_purpose) == IN_STEP


def test_nothing_is_named_where_the_two_speak_against_each_other():
    assert named(100, 60, MainPurpose.LEARN) == NOTHING
    assert named(10, 45, MainPurpose.TEACH) == NOTHING


def test_the_scores_are_the_ground_where_both_say_the_same():
    assert named(80, 40, MainPurpose.BRAND) == AHEAD_BY_SCORES


def test_being_in_step_is_no_named_gap():
    assert not is_named(found_gap(purpose=50, engagement=50, conversation=50))
    assert is_named(found_gap(purpose=100, engagement=50, conversation=50))

"""From the parts to the role: weights, the voice of others, and when there is none."""

from fractions import Fraction
from math import hypot

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from sittings import make_changed, make_items, make_mirrored, make_sitting, make_without, sittings_with_a_role

from assessment.scoring.dimensions import dimension_scores, keyed
from assessment.scoring.role import dimension_weights, penalty, role_of, role_score, score_before_floor
from assessment.scoring.vocabulary import HIGHEST, LOWEST, Dimension, Estimate, Pole, Role, Sitting


def make_estimates(**scores) -> dict[Dimension, Estimate]:
    return {Dimension(name): Estimate(Fraction(score), 10.0) for name, score in scores.items()}


def found_role(sitting: Sitting) -> Estimate | None:
    return role_score(dimension_scores(sitting))


@pytest.mark.parametrize(
    ("authenticity", "score", "shares"),
    [
        (70, Fraction(80 + 2 * 60 + 40, 4), (1 / 4, 1 / 2, 1 / 4)),
        (30, 60 - Fraction(20, 4), (1 / 4, 1 / 2, 1 / 4, 1 / 4)),
    ],
)
def test_engagement_counts_double_and_authenticity_under_the_middle_takes_a_quarter_away(authenticity, score, shares):
    found = role_score(make_estimates(purpose=80, engagement=60, authenticity=authenticity, conversation=40))
    assert found.score == score
    assert found.error == pytest.approx(10 * hypot(*shares))


def test_authenticity_exactly_in_the_middle_does_nothing():
    assert Dimension.AUTHENTICITY not in dimension_weights(make_estimates(purpose=80, engagement=60, authenticity=50))


def test_the_largest_penalty_is_twelve_and_a_half():
    assert penalty(Fraction(0)) == Fraction(25, 2)


def test_weights_are_shared_among_the_reported_dimensions():
    assert dimension_weights(make_estimates(purpose=80, engagement=50)) == {
        Dimension.PURPOSE: Fraction(1, 3),
        Dimension.ENGAGEMENT: Fraction(2, 3),
    }
    assert role_score(make_estimates(engagement=80, conversation=50)).score == 70


def test_a_score_never_falls_below_0():
    estimates = make_estimates(purpose=0, engagement=0, authenticity=0, conversation=10)
    assert score_before_floor(estimates) == -10
    assert role_score(estimates).score == 0


@pytest.mark.parametrize(
    "reported",
    [(), ("engagement",), ("purpose", "conversation"), ("engagement", "authenticity"), ("purpose", "authenticity")],
)
def test_no_role_without_engagement_and_purpose_or_conversation(reported):
    assert role_score(make_estimates(**dict.fromkeys(reported, 90))) is None


def test_exactly_in_the_middle_is_influenced():
    assert role_of(Fraction(50)) is Role.INFLUENCED
    assert role_of(50 + Fraction(1, 1000)) is Role.INFLUENCING


@given(st.integers(LOWEST, HIGHEST), st.sets(st.sampled_from([item.key for item in make_items()]), max_size=20))
def test_the_same_answer_everywhere_gives_exactly_50_also_with_gaps(value, gone):
    found = found_role(make_without(make_sitting(rest=value), gone))
    assume(found is not None)
    assert found.score == 50


@given(sittings_with_a_role())
def test_swapped_poles_mirror_the_score_without_authenticity(sitting):
    sitting = make_without(sitting, (item.key for item in sitting.items if item.dimension is Dimension.AUTHENTICITY))
    here, there = found_role(sitting), found_role(make_mirrored(sitting))
    assert there.score == 100 - here.score
    assert there.error == pytest.approx(here.error)


@given(sittings_with_a_role(), st.data())
def test_a_step_towards_influencing_never_lowers_the_score(sitting, data):
    movable = [
        item
        for item in sitting.items
        if item.key in sitting.values
        and item.dimension is not Dimension.AUTHENTICITY
        and keyed(item, sitting.values[item.key]) < 100
    ]
    assume(movable)
    item = data.draw(st.sampled_from(movable))
    step = 1 if item.pole is Pole.HIGH else -1
    further = make_changed(sitting, {item.key: sitting.values[item.key] + step})
    assert found_role(further).score >= found_role(sitting).score


@given(sittings_with_a_role())
def test_a_missing_answer_never_counts_as_a_number(sitting):
    """An unanswered item and one that was never asked come to the same."""
    answered = tuple(item for item in sitting.items if item.key in sitting.values)
    assert found_role(Sitting(answered, sitting.values)) == found_role(sitting)

"""The flip against an exhaustive search, and what must hold of it on the real form."""

from fractions import Fraction
from functools import cache
from math import lcm

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from sittings import make_changed, make_items, make_keyed_sitting, make_sitting, make_without, sittings_with_a_role

from assessment.scoring.dimensions import dimension_scores
from assessment.scoring.finding import Step
from assessment.scoring.flip import smallest_flip
from assessment.scoring.role import role_of, role_score
from assessment.scoring.vocabulary import HIGHEST, LOWEST, Dimension, Item, Pole, Role, Sitting

SMALL_PARTS = [
    (Dimension.PURPOSE, Dimension.ENGAGEMENT, Dimension.CONVERSATION),
    (Dimension.ENGAGEMENT, Dimension.AUTHENTICITY, Dimension.CONVERSATION),
    (Dimension.PURPOSE, Dimension.ENGAGEMENT, Dimension.AUTHENTICITY),
    (Dimension.ENGAGEMENT, Dimension.CONVERSATION),
]
SMALL_POLES = [(Pole.HIGH, Pole.LOW, Pole.HIGH), (Pole.LOW, Pole.HIGH, Pole.LOW)]
WEIGHTS = {Dimension.PURPOSE: 1, Dimension.ENGAGEMENT: 2, Dimension.CONVERSATION: 1}


def found_flip(sitting: Sitting) -> tuple[Step, ...]:
    return smallest_flip(sitting, dimension_scores(sitting))


def found_side(sitting: Sitting) -> Role:
    return role_of(role_score(dimension_scores(sitting)).score)


def after(sitting: Sitting, steps: tuple[Step, ...]) -> Sitting:
    return make_changed(sitting, {step.key: step.value for step in steps})


def make_grid(count: int) -> np.ndarray:
    """All ways to answer so many items, one a column."""
    options = np.arange(LOWEST, HIGHEST + 1, dtype=np.int8)
    return np.stack([column.ravel() for column in np.meshgrid(*[options] * count, indexing="ij")])


GRIDS = {count: make_grid(count) for count in (6, 9)}


def four_times_the_score(items: tuple[Item, ...], dimension: Dimension) -> np.ndarray:
    """Of a dimension, in every column of the grid: a whole number, for each pole has one item or two."""
    grid, total = GRIDS[len(items)].astype(np.int32), 0
    for pole in Pole:
        rows = [place for place, item in enumerate(items) if (item.dimension, item.pole) == (dimension, pole)]
        points = 25 * (grid[rows] - 1) if pole is Pole.HIGH else 25 * (5 - grid[rows])
        total = total + points.sum(axis=0) * (2 // len(rows))
    return total


@cache
def influencing_everywhere(items: tuple[Item, ...]) -> np.ndarray:
    """Which columns of the grid give the role influencing, by the formula in whole numbers."""
    scores = {dimension: four_times_the_score(items, dimension) for dimension in {item.dimension for item in items}}
    weights = {dimension: weight for dimension, weight in WEIGHTS.items() if dimension in scores}
    total = sum(weights.values())
    scale = lcm(
        4, total
    )  # so many times a score is whole, too, when it was shared out by weight and a quarter taken off
    balance = sum(weight * scores[dimension] for dimension, weight in weights.items()) * (scale // total)
    if Dimension.AUTHENTICITY in scores:
        balance = balance - np.maximum(0, 4 * 50 - scores[Dimension.AUTHENTICITY]) * (scale // 4)
    return balance > 4 * 50 * scale


def fewest_by_search(sitting: Sitting) -> int:
    """The smallest number of single steps to any set of answers with the other role."""
    grid = GRIDS[len(sitting.items)]
    start = np.array([[sitting.values[item.key]] for item in sitting.items], dtype=np.int8)
    influencing = influencing_everywhere(sitting.items)
    distance = np.abs(grid - start).sum(axis=0, dtype=np.uint8)
    here = influencing[distance == 0][0]
    return int(distance[influencing != here].min())


@st.composite
def small_sittings(draw: st.DrawFn) -> Sitting:
    items = tuple(
        Item(f"{dimension[0]}{number}", dimension, pole)
        for dimension in draw(st.sampled_from(SMALL_PARTS))
        for number, pole in enumerate(draw(st.sampled_from(SMALL_POLES)), start=1)
    )
    return Sitting(items, {item.key: draw(st.integers(LOWEST, HIGHEST)) for item in items})


@settings(max_examples=60)
@given(small_sittings())
def test_no_search_finds_a_smaller_flip(sitting):
    flip = found_flip(sitting)
    assert len(flip) == fewest_by_search(sitting)
    assert found_side(after(sitting, flip)) is not found_side(sitting)


@given(sittings_with_a_role())
def test_the_flip_turns_the_role_and_stopping_one_short_does_not(sitting):
    flip = found_flip(sitting)
    assert found_side(after(sitting, flip)) is not found_side(sitting)
    assert found_side(after(sitting, flip[:-1])) is found_side(sitting)


@given(sittings_with_a_role())
def test_every_step_moves_one_given_answer_by_one(sitting):
    values = dict(sitting.values)
    for step in found_flip(sitting):
        assert abs(values[step.key] - step.value) == 1
        assert LOWEST <= step.value <= HIGHEST
        values[step.key] = step.value


def test_exactly_in_the_middle_one_step_on_the_weightiest_answer_is_enough():
    assert found_flip(make_sitting(rest=3)) == (Step("E1", 4),)


def test_just_influencing_one_step_back_to_exactly_50_is_enough():
    assert found_flip(make_sitting({"E4": 4}, rest=3)) == (Step("E1", 2),)


def test_equal_steps_go_once_round_all_items_in_page_order_before_a_second_on_any():
    sitting = make_keyed_sitting(purpose=50, engagement=75, authenticity=100, conversation=75)
    flip = found_flip(sitting)
    assert [step.key for step in flip[:8]] == ["E1", "E5", "E2", "E6", "E3", "E7", "E4", "E8"]
    assert flip[8:] == (Step("E1", 2), Step("E5", 4), Step("E2", 2), Step("E6", 4))


def test_an_unanswered_item_is_never_changed():
    sitting = make_without(make_sitting(rest=3), {"E1", "E5"})
    assert found_flip(sitting) == (Step("E2", 4),)


def test_a_part_with_too_few_answers_for_a_score_has_no_steps():
    values = dict.fromkeys((item.key for item in make_items() if item.dimension is not Dimension.AUTHENTICITY), 3)
    assert found_flip(make_sitting(values | {"E1": 5, "A1": 5, "A5": 1})) == (Step("E1", 4), Step("E5", 4))


def test_authenticity_steps_are_taken_where_they_reach_further():
    """One step on the only answered item of a pole is worth more than any other step here."""
    sitting = make_without(make_sitting({"A1": 1}, rest=3), {"A2", "A3", "A4"})
    assert role_score(dimension_scores(sitting)).score == 50 - Fraction(25, 4)
    assert [step.key for step in found_flip(sitting)] == ["A1", "A1", "E1"]


def test_ties_go_to_fewer_authenticity_steps():
    sitting = make_without(make_sitting({"A1": 2, "E1": 4, "P1": 4}, rest=3), {"A2", "A3", "A4"})
    assert found_side(after(sitting, (Step("A1", 3),))) is Role.INFLUENCING
    assert found_flip(sitting) == (Step("E1", 5),)


def test_the_way_to_influenced_can_lead_through_a_borrowed_voice():
    items = make_items([Dimension.ENGAGEMENT, Dimension.CONVERSATION])
    voiced = (Item("A1", Dimension.AUTHENTICITY, Pole.HIGH), *make_items([Dimension.AUTHENTICITY])[1:8:2])
    values = {item.key: 3 for item in items} | {item.key: 3 for item in voiced} | {"E1": 5, "E5": 2}
    sitting = Sitting((*items, *voiced), values)
    assert found_flip(sitting) == (Step("A1", 2), Step("A1", 1))


def test_the_flip_from_the_floor_starts_below_it():
    sitting = make_keyed_sitting(purpose=0, engagement=0, authenticity=0, conversation=0)
    flip = found_flip(sitting)
    assert found_side(after(sitting, flip)) is Role.INFLUENCING
    assert found_side(after(sitting, flip[:-1])) is Role.INFLUENCED

"""The fewest steps, each moving one answer by one option, that would have turned the role."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import accumulate

from assessment.scoring.dimensions import MIDDLE, Estimates, answered, weights_in_dimension
from assessment.scoring.finding import Step
from assessment.scoring.role import (
    authenticity_score,
    dimensions_in_role,
    penalty,
    role_of,
    score_before_floor,
    weights_in_role,
)
from assessment.scoring.vocabulary import HIGHEST, LOWEST, STEP_POINTS, Dimension, Item, Pole, Role, Sitting

Move = tuple[Step, Fraction]
"""A step and the points by which it moves a score."""


def smallest_flip(sitting: Sitting, estimates: Estimates) -> tuple[Step, ...]:
    """Return the smallest set of one-step changes that turns the role: authenticity first, then the others.

    estimates: those of this sitting, enough of them to name a role.
    returns: one Step for each move by one option; an item that moves twice has two, in order.
    source: docs/method.md, step 5. The k largest steps reach furthest, so for each number of authenticity steps
        only the largest ones need trying; with all the others at one end, the role has always turned.
    """
    side = role_of(score_before_floor(estimates))
    towards = -1 if side is Role.INFLUENCING else 1
    authenticity = _authenticity_moves(sitting, estimates, towards)
    others = _other_moves(sitting, estimates, towards)
    reaches = _reaches(others)
    options = [
        (first + _count_until_turned(score, reaches, side), first)
        for first, score in enumerate(_scores_after_authenticity_moves(estimates, authenticity, towards))
    ]
    total, first = min(options)
    return tuple(step for step, _ in [*authenticity[:first], *others[: total - first]])


def _authenticity_moves(sitting: Sitting, estimates: Estimates, towards: int) -> list[Move]:
    """Return the moves of authenticity, measured on its own score, from which the penalty is then worked out."""
    if Dimension.AUTHENTICITY not in estimates:
        return []
    weights = weights_in_dimension(answered(sitting, Dimension.AUTHENTICITY))
    return _largest_first(sitting, weights, towards)


def _other_moves(sitting: Sitting, estimates: Estimates, towards: int) -> list[Move]:
    """Return the moves of the dimensions that make up the role, measured on the role's score."""
    weighted = {dimension: estimates[dimension] for dimension in dimensions_in_role(estimates)}
    return _largest_first(sitting, weights_in_role(sitting, weighted), towards)


def _largest_first(sitting: Sitting, weights: Mapping[str, Fraction], towards: int) -> list[Move]:
    """Return all steps in one direction, largest first; among equals, one on each item before a second on any.

    weights: item key to the points that one keyed point is worth, for the items to be moved.
    """
    moved = [item for item in sitting.items if item.key in weights]
    ahead = {item.key: _values_ahead(item, sitting.values[item.key], towards) for item in moved}
    alike = defaultdict(list)
    for key in ahead:
        alike[STEP_POINTS * weights[key]].append(key)
    return [
        (Step(key, ahead[key][nth]), size)
        for size in sorted(alike, reverse=True)
        for nth in range(HIGHEST - LOWEST)
        for key in alike[size]
        if nth < len(ahead[key])
    ]


def _values_ahead(item: Item, value: int, towards: int) -> range:
    """Return the values that an answer can still move to, nearest first."""
    way = towards if item.pole is Pole.HIGH else -towards
    end = HIGHEST if way > 0 else LOWEST
    return range(value + way, end + way, way)


def _reaches(moves: Iterable[Move]) -> list[Fraction]:
    """Return how far the first 0, 1, 2 ... moves lead together."""
    return list(accumulate((size for _, size in moves), initial=Fraction(0)))


def _scores_after_authenticity_moves(estimates: Estimates, moves: Iterable[Move], towards: int) -> list[Fraction]:
    """Return the role's score before the floor after none, one, two ... of the authenticity moves."""
    start = authenticity_score(estimates)
    without_penalty = score_before_floor(estimates) + penalty(start)
    return [without_penalty - penalty(start + towards * reach) for reach in _reaches(moves)]


def _count_until_turned(score: Fraction, reaches: Sequence[Fraction], side: Role) -> int:
    """Return how many of the moves turn the role; they all lead the same way, so once turned it stays turned.

    The middle is influenced: on the way down it is enough to reach it, on the way up it has to be passed.
    """
    if side is Role.INFLUENCING:
        return bisect_left(reaches, score - MIDDLE)
    return bisect_right(reaches, MIDDLE - score)

"""Where a score lies between the two ends of its dimension, and how far a few items can be trusted to say so."""

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import sqrt

from assessment.scoring.vocabulary import (
    HIGHEST,
    LOWEST,
    STEP_POINTS,
    Dimension,
    Estimate,
    Item,
    Pole,
    ScoringError,
    Sitting,
)

MIDDLE = 50
"""Where the answers to both poles balance; not what most people score."""

PRIOR_SPREAD = 32
"""The standard deviation to expect among one person's items, in points, before seeing any."""

PRIOR_ITEMS = 8
"""How many items that expectation counts as, beside the person's own."""

FEWEST_ANSWERS = 3
"""A dimension with fewer answers is not reported."""

FEWEST_SHARE = Fraction(1, 2)
"""A dimension with a smaller share of its items answered is not reported either."""

Estimates = Mapping[Dimension, Estimate]
"""The reported dimensions; one with too few answers is absent."""


def raw(value: int) -> int:
    """Return an answer as given, from 0 (first label, value 1) to 100 (last label, value 5)."""
    return STEP_POINTS * (value - LOWEST)


def keyed(item: Item, value: int) -> int:
    """Return an answer as it counts for the score, from 0 (the LOW end of its dimension) to 100 (the HIGH end)."""
    return raw(value) if item.pole is Pole.HIGH else STEP_POINTS * (HIGHEST - value)


def asked(sitting: Sitting, dimension: Dimension) -> tuple[Item, ...]:
    """Return the items of one dimension in page order."""
    return tuple(item for item in sitting.items if item.dimension is dimension)


def answered(sitting: Sitting, dimension: Dimension) -> tuple[Item, ...]:
    """Return the items of one dimension that have a value, in page order."""
    return tuple(item for item in asked(sitting, dimension) if item.key in sitting.values)


def are_enough(given: int, asked: int) -> bool:
    """Say whether this many answers are enough for a dimension's score, if they come from both poles."""
    return given >= FEWEST_ANSWERS and given >= FEWEST_SHARE * asked


def is_reported(sitting: Sitting, dimension: Dimension) -> bool:
    """Say whether enough of a dimension is answered to score it: at least half, at least three, and both poles."""
    replies = answered(sitting, dimension)
    enough = are_enough(len(replies), len(asked(sitting, dimension)))
    return enough and {item.pole for item in replies} == set(Pole)


def reported(sitting: Sitting) -> list[Dimension]:
    """Return the dimensions with enough answers for a score, in page order."""
    return [dimension for dimension in Dimension if is_reported(sitting, dimension)]


def weights_in_dimension(items: Sequence[Item]) -> dict[str, Fraction]:
    """Return how much one keyed point on each item counts in the score of their dimension, exact.

    items: the answered items of one dimension. Each pole counts for half, however many of its items are answered.
    """
    counts = Counter(item.pole for item in items)
    return {item.key: Fraction(1, 2 * counts[item.pole]) for item in items}


def dimension_score(items: Sequence[Item], values: Mapping[str, int]) -> Estimate:
    """Return a dimension's score, from 0 (its LOW end) to 100 (its HIGH end), and the standard error in points.

    items: answered items of one dimension, any order, at least one of each pole.
    values: item key to 1..5, for these items at least.
    raises ScoringError: a pole without an item, or items of two dimensions.
    source: docs/method.md, step 1; balanced poles, so that equal answers give exactly 50.
    """
    if len({item.dimension for item in items}) != 1 or len({item.pole for item in items}) != len(Pole):
        raise ScoringError("A dimension's score needs answers from both poles of that one dimension.")
    high, low = ([keyed(item, values[item.key]) for item in items if item.pole is pole] for pole in Pole)
    score = (Fraction(sum(high), len(high)) + Fraction(sum(low), len(low))) / 2
    share = (Fraction(1, len(high)) + Fraction(1, len(low))) / 4
    return Estimate(score, sqrt(_variance([*high, *low], score) * share))


def _variance(points: Sequence[int], score: Fraction) -> Fraction:
    """Return the variance of one person's items around their score, drawn towards the one expected beforehand.

    The squares are expanded, so that whole numbers are squared and not fractions.
    """
    squares = sum(point**2 for point in points) - 2 * score * sum(points) + len(points) * score**2
    return (PRIOR_ITEMS * PRIOR_SPREAD**2 + squares) / (PRIOR_ITEMS + len(points) - 1)


def dimension_scores(sitting: Sitting) -> dict[Dimension, Estimate]:
    """Return the score of every dimension that has enough answers, in page order."""
    return {dimension: dimension_score(answered(sitting, dimension), sitting.values) for dimension in reported(sitting)}

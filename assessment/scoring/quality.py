"""Signs that answers tell us less than usual: never a reason to blame or block, only to draw wider bands."""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from itertools import groupby

from assessment.scoring.dimensions import Estimates
from assessment.scoring.finding import Flag
from assessment.scoring.vocabulary import Dimension, Estimate, Item, Sitting

LONGEST_RUN = 10
"""This many equal answers in a row, in page order, are flagged."""

LARGEST_SHARE = Fraction(7, 10)
"""This large a share of one and the same option is flagged."""

FEWEST_FOR_SAMENESS = 16
"""With fewer answers, neither a run nor a share says anything."""

FEWEST_PAIRS = 2
"""Agreeing with both of one pair of opposites is common: a flag takes every pair, and at least this many."""

AGREEING = 4
"""The lowest answer that counts as agreeing with an item."""

FLAG_FACTOR = 1.25
"""What a flag multiplies every standard error by."""


def find_flags(sitting: Sitting) -> tuple[Flag, ...]:
    """Return the signs found, each once.

    source: docs/method.md, step 8.
    """
    found = {Flag.SAME_ANSWER: _same_answer(sitting), Flag.CONTRADICTION: _contradiction(sitting)}
    return tuple(flag for flag, raised in found.items() if raised)


def opposite_pairs(items: Sequence[Item]) -> tuple[tuple[str, str], ...]:
    """Return the keys of items that say the opposite of each other, each pair once, in page order."""
    places = {item.key: place for place, item in enumerate(items)}
    named = (sorted((item.key, item.opposite), key=places.__getitem__) for item in items if item.opposite in places)
    return tuple(dict.fromkeys((first, second) for first, second in named))


def widened(estimates: Estimates) -> dict[Dimension, Estimate]:
    """Return the estimates of a flagged sitting: the same scores, larger errors."""
    return {
        dimension: Estimate(estimate.score, FLAG_FACTOR * estimate.error) for dimension, estimate in estimates.items()
    }


def _same_answer(sitting: Sitting) -> bool:
    given = [sitting.values[item.key] for item in sitting.items if item.key in sitting.values]
    if len(given) < FEWEST_FOR_SAMENESS:
        return False
    longest = max(len(list(run)) for _, run in groupby(given))
    return longest >= LONGEST_RUN or max(Counter(given).values()) >= LARGEST_SHARE * len(given)


def _contradiction(sitting: Sitting) -> bool:
    pairs = opposite_pairs(sitting.items)
    agreed = {key for key, value in sitting.values.items() if value >= AGREEING}
    return len(pairs) >= FEWEST_PAIRS and all(agreed.issuperset(pair) for pair in pairs)

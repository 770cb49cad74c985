"""A score on its track: a dot, and a hill over the range that the answers support."""

from fractions import Fraction
from typing import NamedTuple

from assessment.scoring.dimensions import MIDDLE
from assessment.scoring.finding import Standing
from assessment.scoring.firmness import CLEAR_POINTS, LEANING_POINTS
from assessment.scoring.rounding import half_up

CUTS = tuple(float(MIDDLE + points) for points in (-CLEAR_POINTS, -LEANING_POINTS, LEANING_POINTS, CLEAR_POINTS))
"""Where leaning and clear begin on each side, in percent of the track, left to right."""

HILL = "M0 100C25 100 32 2 50 2S75 100 100 100Z"
"""The hill in a view box of 100 x 100, to be stretched to its width."""


class Place(NamedTuple):
    """Where a score lies on a track, all in whole percent of its length.

    dot: the score. start, width: of the hill as far as the track goes.
    visible_from, visible_length: which stretch of the whole hill that is, in percent of the hill.
    """

    dot: int
    start: int
    width: int
    visible_from: int
    visible_length: int

    @property
    def cuts(self) -> tuple[float, ...]:
        """Return the cuts of the track, the same on every track."""
        return CUTS

    @property
    def hill(self) -> str:
        """Return the shape of the hill, the same on every track."""
        return HILL


def place(standing: Standing) -> Place:
    """Return where a standing lies.

    source: docs/method.md, step 3.
    """
    return under_a_hill(half_up(standing.score), standing.margin, standing.low, standing.high)


def under_a_hill(dot: int, reach: int, low: int, high: int) -> Place:
    """Return the place of a score under a hill that reaches this far to each side and is visible from low to high."""
    return Place(dot, low, high - low, *visible_part(dot - low, high - dot, reach))


def visible_part(before: int, after: int, reach: int) -> tuple[int, int]:
    """Return which stretch of a hill is visible, in percent of the whole: where it begins and how long it is.

    before, after: how far the hill is visible on each side of its top. reach: how far the whole hill goes.
    """
    first, second = (_half(length, reach) for length in (before, after))
    return 50 - first, first + second


def _half(length: int, reach: int) -> int:
    """Return how much of one half is visible, 0..50; all of it if only one point is missing, for that is rounding."""
    return half_up(Fraction(50 * length, reach)) if length < reach - 1 else 50

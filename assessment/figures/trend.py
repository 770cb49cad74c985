"""Results over time, on the full scale: a dot and a lens for each, and the lines that join them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from assessment.figures.spectrum import CUTS, visible_part
from assessment.scoring.finding import Standing
from assessment.scoring.rounding import half_up

LENS = "M50 0C54 28 96 36 96 50S54 72 50 100C46 72 4 64 4 50S46 28 50 0Z"
"""The lens over a range, in a view box of 100 x 100, to be stretched to its height."""


@dataclass(frozen=True, slots=True)
class Point:
    """One result, in percent of the drawing, from its start and its top.

    x: the middle of its column. y: of its dot. top, height: of its lens, within the drawing.
    visible_from, visible_length: which stretch of the whole lens that is, in percent of the lens.
    """

    x: float
    y: int
    top: int
    height: int
    visible_from: int
    visible_length: int


@dataclass(frozen=True, slots=True)
class Segment:
    """The straight line from one result to the next, in percent of the drawing."""

    x1: float
    y1: int
    x2: float
    y2: int


@dataclass(frozen=True, slots=True)
class Trend:
    """All results in the order given, and the segments between them, one fewer.

    lens, grid, zone: the same for every trend. grid: the lines across, at the ends of the scale and where clear begins.
    zone: the top and height of the middle band, where no result is firmer than close. Both in percent.
    """

    points: tuple[Point, ...]
    segments: tuple[Segment, ...]
    lens: ClassVar[str] = LENS
    grid: ClassVar[tuple[float, ...]] = (0, CUTS[0], CUTS[-1], 100)
    zone: ClassVar[tuple[float, float]] = (CUTS[1], CUTS[2] - CUTS[1])


def trend(standings: Sequence[Standing]) -> Trend:
    """Return results in equal columns, so that their dates fit under them, on the full scale of 0..100.

    standings: earliest first, any number.
    """
    points = tuple(_point(nth, len(standings), standing) for nth, standing in enumerate(standings))
    return Trend(points, tuple(Segment(here.x, here.y, there.x, there.y) for here, there in pairwise(points)))


def _point(nth: int, count: int, standing: Standing) -> Point:
    dot = half_up(standing.score)
    visible_from, length = visible_part(standing.high - dot, dot - standing.low, standing.margin)
    return Point(
        x=round(100 * (nth + 0.5) / count, 1),
        y=100 - dot,
        top=100 - standing.high,
        height=standing.high - standing.low,
        visible_from=visible_from,
        visible_length=length,
    )

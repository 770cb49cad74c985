"""The signature drawing: lines that run in to a ring, which is you, and lines that run out of it."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from assessment.scoring.rounding import half_up

WIDTH, HEIGHT = 1200, 320
MOST_LINES = 25
POINTS_A_LINE = 4
MARGIN = 16
"""The space left free above and below the lines."""

RING_SPREAD = 44
"""The height over which the lines spread at the ring, however many they are: well inside its edge."""

RING_DEPTH = 18
"""How far from the centre the lines end: under the ring, so that no gap shows at its edge."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line from its dot to the ring: an SVG path and its stroke width, both in units of the view box."""

    d: str
    width: float


@dataclass(frozen=True, slots=True)
class Dot:
    """A circle, in units of the view box."""

    x: int
    y: int
    radius: float


@dataclass(frozen=True, slots=True)
class Flow:
    """The whole drawing, in a view box of WIDTH x HEIGHT; `core` lies in the middle of `ring`.

    inward, outward: the lines of each current as if on the left, top to bottom; outward is drawn mirrored.
    dot_radius: of the dot at the outer end of each line, as a multiple of the line's width.
    """

    inward: tuple[Line, ...]
    outward: tuple[Line, ...]
    dot_radius: float = 2.4
    ring: Dot = Dot(WIDTH // 2, HEIGHT // 2, 33)
    core: Dot = Dot(WIDTH // 2, HEIGHT // 2, 13)


def lines(current: Fraction) -> int:
    """Return how many lines, 0..25, stand for a current of 0..100, halves up.

    source: docs/method.md, step 6.
    """
    return half_up(current / POINTS_A_LINE)


def flow(lines_in: int, lines_out: int) -> Flow:
    """Return the drawing with this many lines on each side, always the same for the same numbers.

    lines_in, lines_out: 0..25 each; equal numbers give a drawing that is its own mirror image.
    raises ValueError: a number outside that range.
    """
    return Flow(_side(lines_in), _side(lines_out))


def from_score(score: int) -> Flow:
    """Return a drawing that reveals no more than a role's score, 0..100: what does not run out runs in."""
    return flow(lines(Fraction(100 - score)), lines(Fraction(score)))


@cache
def _side(count: int) -> tuple[Line, ...]:
    if not 0 <= count <= MOST_LINES:
        raise ValueError(f"a side has 0 to {MOST_LINES} lines, not {count}")
    return tuple(Line(_path(nth, count), _stroke_width(nth)) for nth in range(count))


def _stroke_width(nth: int) -> float:
    return round(1.6 + (nth + 1) * 8 % 13 / 10, 1)


def _path(nth: int, count: int) -> str:
    """Return a curve that is level both where it leaves its dot and where it ends, under the ring.

    Dots lie in the middle of their share of the height, a little in or out. Steps of 21 in 34, and of 8 in 13 for the
    widths, are near the golden section: neighbours differ, and nothing repeats.
    """
    x, y = 24 + (nth + 1) * 21 % 34, round(MARGIN + _share(nth, count) * (HEIGHT - 2 * MARGIN))
    end = round(HEIGHT / 2 + (_share(nth, count) - 0.5) * RING_SPREAD)
    return f"M{x} {y}C260 {y} 420 {end} {WIDTH // 2 - RING_DEPTH} {end}"


def _share(nth: int, count: int) -> float:
    """Return the middle of the nth of equal shares, from 0 (the top) to 1 (the bottom)."""
    return (nth + 0.5) / count

"""Small charts for editors: how answers spread over the options, and a coefficient with its interval."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from assessment.scoring.rounding import half_up

WIDTH, HEIGHT = 100, 40
"""The view box of the bars."""

GAP = 4


@dataclass(frozen=True, slots=True)
class Bar:
    """One option: its bar stands on the lower edge of the view box."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Whisker:
    """A coefficient on a track from 0 to 1, in whole percent of its length; values off the track sit at its ends."""

    dot: int
    start: int
    width: int


def bars(counts: Sequence[int]) -> tuple[Bar, ...]:
    """Return a bar for each count, in order; the largest fills the height; if all are 0, all are flat.

    counts: at least one, none below 0.
    """
    step = WIDTH // len(counts)
    heights = [half_up(Fraction(HEIGHT * count, max(1, *counts))) for count in counts]
    return tuple(
        Bar(x=place * step, y=HEIGHT - height, width=step - GAP, height=height) for place, height in enumerate(heights)
    )


def whisker(value: float, low: float, high: float) -> Whisker:
    """Return where a coefficient and the ends of its interval lie."""
    dot, start, end = (half_up(Fraction(100 * min(1.0, max(0.0, number)))) for number in (value, low, high))
    return Whisker(dot=dot, start=start, width=end - start)

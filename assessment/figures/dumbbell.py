"""Two scores on one track: what someone wants next to what they do, or then next to now."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from assessment.scoring.rounding import half_up

THIRD, TWO_THIRDS = 33, 67


class Anchor(StrEnum):
    """Which part of a label stands at its dot, in SVG's words."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True, slots=True)
class Knob:
    """A dot in whole percent of the track, and how its label is anchored there."""

    dot: int
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class Dumbbell:
    """The hollow dot is what is wanted, or was earlier; the filled one what is done, or came later."""

    hollow: Knob
    filled: Knob


def dumbbell(hollow: Fraction, filled: Fraction) -> Dumbbell:
    """Return two scores of 0..100 on one track, in the order of their meaning, not of their place."""
    return Dumbbell(_knob(hollow), _knob(filled))


def _knob(score: Fraction) -> Knob:
    dot = half_up(score)
    return Knob(dot, _anchor(dot))


def _anchor(dot: int) -> Anchor:
    """Return the anchor that keeps a label of up to 66 % of the track inside it."""
    if dot < THIRD:
        return Anchor.START
    return Anchor.END if dot > TWO_THIRDS else Anchor.MIDDLE

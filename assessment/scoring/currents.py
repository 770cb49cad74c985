"""What flows in and what flows out, as two amounts, so that "both" can be seen."""

from collections.abc import Container, Iterable
from fractions import Fraction

from assessment.scoring.dimensions import MIDDLE, answered, raw
from assessment.scoring.finding import Currents, Mixture
from assessment.scoring.vocabulary import Dimension, Item, Pole, Sitting

FLOWING = (Dimension.PURPOSE, Dimension.ENGAGEMENT)
"""The dimensions whose LOW items say how much is taken in, and whose HIGH items say how much is given out."""


def two_currents(sitting: Sitting, reported: Container[Dimension]) -> Currents | None:
    """Return both amounts, each 0..100 and exact, over the reported dimensions; None when neither is reported.

    source: docs/method.md, step 6. Answers count as given here, not as keyed, so yes-saying does not cancel out.
    """
    items = [item for dimension in FLOWING if dimension in reported for item in answered(sitting, dimension)]
    if not items:
        return None
    inward = _mean_as_given(sitting, (item for item in items if item.pole is Pole.LOW))
    outward = _mean_as_given(sitting, (item for item in items if item.pole is Pole.HIGH))
    return Currents(inward, outward, _mixture(inward, outward))


def _mean_as_given(sitting: Sitting, items: Iterable[Item]) -> Fraction:
    amounts = [raw(sitting.values[item.key]) for item in items]
    return Fraction(sum(amounts), len(amounts))


def _mixture(inward: Fraction, outward: Fraction) -> Mixture:
    if min(inward, outward) >= MIDDLE:
        return Mixture.BOTH
    if max(inward, outward) < MIDDLE:
        return Mixture.LITTLE
    return Mixture.BETWEEN

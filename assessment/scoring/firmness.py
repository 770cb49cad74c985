"""How surely a score lies on its side of the middle, and why no surer."""

from collections.abc import Mapping
from fractions import Fraction

from assessment.scoring.dimensions import MIDDLE
from assessment.scoring.finding import Cause, Standing
from assessment.scoring.rounding import half_up
from assessment.scoring.vocabulary import Estimate, Firmness

CLEAR_POINTS = Fraction(25, 2)
"""Clear of the middle: half an answer step away, on average."""

LEANING_POINTS = Fraction(25, 4)
"""Leaning: a quarter of an answer step away, on average."""

HIGH_SIDE = MIDDLE + LEANING_POINTS
"""From here up, a score is on the high side."""

LOW_SIDE = MIDDLE - LEANING_POINTS
"""From here down, a score is on the low side."""

ONE_SIDED_95 = 1.645
"""Chance stays within this many standard errors 95 times in 100 in one direction, so 90 times in both."""

ONE_SIDED_80 = 0.8416
"""Chance stays within this many standard errors 80 times in 100 in one direction."""

THRESHOLDS: Mapping[Firmness, tuple[Fraction, float]] = {
    Firmness.CLEAR: (CLEAR_POINTS, ONE_SIDED_95),
    Firmness.LEANING: (LEANING_POINTS, ONE_SIDED_80),
}
"""What each word takes: a distance from the middle of at least this many points and this many standard errors."""


def firmness(estimate: Estimate, *, flagged: bool) -> Firmness:
    """Return how surely a score lies on its side; a flagged sitting is never called clear.

    source: docs/method.md, step 3.
    """
    for word, (points, errors) in THRESHOLDS.items():
        capped = flagged and word is Firmness.CLEAR
        distance = abs(estimate.score - MIDDLE)
        if not capped and distance >= points and distance >= errors * estimate.error:
            return word
    return Firmness.CLOSE


def cause(estimate: Estimate, word: Firmness, *, unanswered: bool) -> Cause | None:
    """Return the first reason that holds why a score is only leaning or close; None when it is clear.

    unanswered: whether a reported dimension has unanswered items.
    """
    if word is Firmness.CLEAR:
        return None
    points, errors = THRESHOLDS[Firmness.CLEAR if word is Firmness.LEANING else Firmness.LEANING]
    distance = abs(estimate.score - MIDDLE)
    if distance < points:
        return Cause.MIDDLE
    if distance < errors * estimate.error:
        return Cause.FEW_ANSWERS if unanswered else Cause.ANSWERS_VARY
    return Cause.FLAG


def standing(estimate: Estimate, *, flagged: bool) -> Standing:
    """Return a score ready to be shown, with its 90 % range in whole points."""
    reach = Fraction(ONE_SIDED_95 * estimate.error)
    low = max(Fraction(0), estimate.score - reach)
    high = min(Fraction(100), estimate.score + reach)
    return Standing(estimate.score, half_up(low), half_up(high), half_up(reach), firmness(estimate, flagged=flagged))

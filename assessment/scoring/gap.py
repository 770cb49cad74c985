"""Aims beside habits: whether someone does what their purpose calls for."""

from collections.abc import Mapping
from fractions import Fraction
from math import hypot

from assessment.scoring.dimensions import MIDDLE, Estimates
from assessment.scoring.finding import Gap, Ground, Mismatch
from assessment.scoring.firmness import HIGH_SIDE, ONE_SIDED_95
from assessment.scoring.vocabulary import Dimension, Estimate, MainPurpose

HABIT_WEIGHTS: Mapping[Dimension, int] = {Dimension.ENGAGEMENT: 2, Dimension.CONVERSATION: 1}
"""What makes up practice: engagement counts double, as it does for the role."""

GAP_POINTS = 25
"""How far apart the scores of aims and habits must be to name a gap: one answer step, on average."""

GIVING_PURPOSES = frozenset({MainPurpose.BRAND, MainPurpose.TEACH})
"""Main purposes that call for influencing habits."""

RECEIVING_PURPOSES = frozenset({MainPurpose.LEARN, MainPurpose.IN_TOUCH, MainPurpose.ENJOY})
"""Main purposes that call for none."""


def find_gap(estimates: Estimates, purpose: MainPurpose | None) -> Gap:
    """Return aims, practice, and the gap between them where one is named.

    purpose: the main purpose as stated, None when not given.
    source: docs/method.md, step 7.
    """
    practice = _practice(estimates)
    if practice is None:
        return Gap(None, None, None, None)
    aims = estimates.get(Dimension.PURPOSE)
    by_scores = _by_scores(aims, practice) if aims else None
    mismatch, ground = _named(by_scores, _by_purpose(purpose, practice))
    if aims and ground is None and _in_step(aims, practice):
        mismatch = Mismatch.IN_STEP
    return Gap(aims.score if aims else None, practice.score, mismatch, ground)


def is_named(gap: Gap) -> bool:
    """Say whether a gap between aims and habits is named; being in step is not one."""
    return gap.ground is not None


def _practice(estimates: Estimates) -> Estimate | None:
    if not estimates.keys() >= HABIT_WEIGHTS.keys():
        return None
    total = sum(HABIT_WEIGHTS.values())
    habits = [(Fraction(weight, total), estimates[dimension]) for dimension, weight in HABIT_WEIGHTS.items()]
    score = sum((share * habit.score for share, habit in habits), Fraction(0))
    return Estimate(score, hypot(*(share * habit.error for share, habit in habits)))


def _by_scores(aims: Estimate, practice: Estimate) -> Mismatch | None:
    ahead = aims.score - practice.score
    if abs(ahead) < GAP_POINTS or abs(ahead) < ONE_SIDED_95 * hypot(aims.error, practice.error):
        return None
    if ahead < 0:
        return Mismatch.HABITS_AHEAD
    return Mismatch.AIMS_AHEAD if aims.score >= HIGH_SIDE else None


def _by_purpose(purpose: MainPurpose | None, practice: Estimate) -> Mismatch | None:
    if purpose in GIVING_PURPOSES and practice.score < MIDDLE:
        return Mismatch.AIMS_AHEAD
    if purpose in RECEIVING_PURPOSES and practice.score >= HIGH_SIDE:
        return Mismatch.HABITS_AHEAD
    return None


def _named(by_scores: Mismatch | None, by_purpose: Mismatch | None) -> tuple[Mismatch | None, Ground | None]:
    """Return what is named and on what ground; nothing where the two contradict each other."""
    if by_scores and by_purpose and by_scores is not by_purpose:
        return None, None
    if by_scores:
        return by_scores, Ground.SCORES
    return by_purpose, Ground.STATED_PURPOSE if by_purpose else None


def _in_step(aims: Estimate, practice: Estimate) -> bool:
    return abs(aims.score - practice.score) + hypot(aims.error, practice.error) < GAP_POINTS

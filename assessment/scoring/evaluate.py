"""The one way from a sitting to its finding."""

from collections import Counter
from dataclasses import dataclass

from assessment.scoring.currents import two_currents
from assessment.scoring.dimensions import Estimates, answered, asked, dimension_scores
from assessment.scoring.finding import Finding, Flag, Standing
from assessment.scoring.firmness import cause, standing
from assessment.scoring.flip import smallest_flip
from assessment.scoring.gap import find_gap
from assessment.scoring.ledger import movers, points, tenths
from assessment.scoring.patterns import find_patterns
from assessment.scoring.quality import find_flags, widened
from assessment.scoring.role import authenticity_score, penalty, role_of, role_score, score_before_floor
from assessment.scoring.vocabulary import HIGHEST, LOWEST, Dimension, Estimate, ScoringError, Sitting

SCORING_VERSION = 1
"""Goes up with every change that could give the same answers a different finding."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """The numbers behind a finding, with errors already widened if there is a flag.

    dimensions: the reported ones only.
    role: None without enough answers to name one.
    """

    flags: tuple[Flag, ...]
    dimensions: Estimates
    role: Estimate | None

    def standing(self, estimate: Estimate) -> Standing:
        """Return an estimate of this measurement as a standing, ready to be shown."""
        return standing(estimate, flagged=bool(self.flags))


def measure(sitting: Sitting) -> Measurement:
    """Return the scores of a sitting and their errors.

    raises ScoringError: an item asked twice, an answer to none of the items, or a value off the scale.
    """
    _check(sitting)
    flags = find_flags(sitting)
    found = dimension_scores(sitting)
    dimensions = widened(found) if flags else found
    return Measurement(flags, dimensions, role_score(dimensions))


def evaluate(sitting: Sitting) -> Finding:
    """Return everything that a sitting shows.

    raises ScoringError: as `measure`.
    source: docs/method.md.
    """
    measured = measure(sitting)
    estimates, score = measured.dimensions, measured.role
    role = role_of(score.score) if score else None
    place = measured.standing(score) if score else None
    gap = find_gap(estimates, sitting.main_purpose)
    shares = points(sitting, estimates)
    shown, floor = tenths(shares, score_before_floor(estimates)) if score else ((), 0)
    return Finding(
        version=SCORING_VERSION,
        role=role,
        standing=place,
        cause=cause(score, place.firmness, unanswered=_has_unanswered(sitting, estimates)) if score and place else None,
        dimensions={part: measured.standing(estimates[part]) if part in estimates else None for part in Dimension},
        tenths=shown,
        floor=floor,
        movers=movers(shares),
        flip=smallest_flip(sitting, estimates) if score else (),
        currents=two_currents(sitting, estimates),
        gap=gap,
        flags=measured.flags,
        patterns=find_patterns(sitting, estimates, role, gap),
        taken=(penalty(authenticity_score(estimates)) or None) if score else None,
    )


def _has_unanswered(sitting: Sitting, estimates: Estimates) -> bool:
    return any(answered(sitting, dimension) != asked(sitting, dimension) for dimension in estimates)


def _check(sitting: Sitting) -> None:
    keys = Counter(item.key for item in sitting.items)
    if twice := ", ".join(key for key, count in keys.items() if count > 1):
        raise ScoringError(f"An item is asked twice: {twice}.")
    if not keys.keys() >= sitting.values.keys():
        raise ScoringError("An answer belongs to none of the items.")
    if not set(sitting.values.values()) <= set(range(LOWEST, HIGHEST + 1)):
        raise ScoringError("An answer is off the scale.")

"""The numbers of the method as pages print them: each is the constant that the program works with."""

from collections.abc import Mapping
from fractions import Fraction

from django.utils.functional import Promise
from msgspec import Struct

from assessment.advice.choosing import MOST_SHOWN
from assessment.advice.facts import TOWARDS_HIGH, TOWARDS_LOW
from assessment.content.document import Document, Section
from assessment.scoring.dimensions import (
    FEWEST_ANSWERS,
    FEWEST_SHARE,
    MIDDLE,
    PRIOR_ITEMS,
    PRIOR_SPREAD,
)
from assessment.scoring.firmness import HIGH_SIDE, ONE_SIDED_95, THRESHOLDS
from assessment.scoring.gap import GAP_POINTS, HABIT_WEIGHTS
from assessment.scoring.ledger import MOST_MOVERS
from assessment.scoring.quality import (
    AGREEING,
    FEWEST_FOR_SAMENESS,
    FLAG_FACTOR,
    LARGEST_SHARE,
    LONGEST_RUN,
)
from assessment.scoring.role import PENALTY_SHARE, ROLE_WEIGHTS, penalty
from assessment.scoring.vocabulary import HIGHEST, LOWEST, STEP_POINTS, Dimension
from assessment.words.verdict import FIRMNESS


def shown(number: Fraction | float) -> int | float:
    """Return a number as it is printed: whole where it is."""
    return int(number) if number == int(number) else float(number)


NUMBERS: Mapping[str, int | float] = {
    "lowest": LOWEST,
    "highest": HIGHEST,
    "middle": MIDDLE,
    "step": STEP_POINTS,
    "top": STEP_POINTS * (HIGHEST - LOWEST),
    "prior_spread": PRIOR_SPREAD,
    "prior_items": PRIOR_ITEMS,
    "fewest_answers": FEWEST_ANSWERS,
    "fewest_percent": shown(100 * FEWEST_SHARE),
    "purpose_weight": ROLE_WEIGHTS[Dimension.PURPOSE],
    "engagement_weight": ROLE_WEIGHTS[Dimension.ENGAGEMENT],
    "conversation_weight": ROLE_WEIGHTS[Dimension.CONVERSATION],
    "weights": sum(ROLE_WEIGHTS.values()),
    "penalty_divisor": shown(1 / PENALTY_SHARE),
    "largest_penalty": shown(penalty(Fraction(0))),
    "range_errors": ONE_SIDED_95,
    "movers": MOST_MOVERS,
    "gap": GAP_POINTS,
    "high_side": shown(HIGH_SIDE),
    "habit_engagement": HABIT_WEIGHTS[Dimension.ENGAGEMENT],
    "habit_conversation": HABIT_WEIGHTS[Dimension.CONVERSATION],
    "habits": sum(HABIT_WEIGHTS.values()),
    "run": LONGEST_RUN,
    "same_percent": shown(100 * LARGEST_SHARE),
    "fewest_for_sameness": FEWEST_FOR_SAMENESS,
    "agreeing": AGREEING,
    "flag_factor": FLAG_FACTOR,
    "most_shown": MOST_SHOWN,
    "towards_low": TOWARDS_LOW,
    "towards_high": TOWARDS_HIGH,
}
"""What the method page prints, by the name that its template uses."""


class Part(Struct, frozen=True):
    """A section and its weight in the role, 0 for the one that only takes away."""

    section: Section
    weight: int


class Threshold(Struct, frozen=True):
    """What a word takes: a distance from the middle of this many points, and of this many standard errors."""

    word: Promise
    points: int | float
    errors: float


def parts(document: Document) -> list[Part]:
    """Return the sections in page order."""
    return [Part(section, ROLE_WEIGHTS.get(section.dimension, 0)) for section in document.sections]


def thresholds() -> list[Threshold]:
    """Return what the two firmer words take, the firmest first."""
    return [Threshold(FIRMNESS[word], shown(points), errors) for word, (points, errors) in THRESHOLDS.items()]

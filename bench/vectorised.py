"""The scoring of `assessment.scoring` once more, for whole crowds at a time; a test holds the two together."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assessment.scoring.dimensions import FEWEST_ANSWERS, FEWEST_SHARE, MIDDLE, PRIOR_ITEMS, PRIOR_SPREAD
from assessment.scoring.firmness import HIGH_SIDE, ONE_SIDED_95, THRESHOLDS
from assessment.scoring.gap import GAP_POINTS, HABIT_WEIGHTS
from assessment.scoring.quality import (
    AGREEING,
    FEWEST_FOR_SAMENESS,
    FEWEST_PAIRS,
    FLAG_FACTOR,
    LARGEST_SHARE,
    LONGEST_RUN,
    opposite_pairs,
)
from assessment.scoring.role import FEWEST_PARTS, PENALTY_SHARE, ROLE_WEIGHTS
from assessment.scoring.vocabulary import HIGHEST, LOWEST, STEP_POINTS, Dimension, Firmness, Item, Pole

Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]
Answers = NDArray[np.int64]
"""People by items, 1 to 5, 0 where there is no answer; items in page order."""

UNANSWERED = 0
KEPT_DECIMALS = 11
"""Decimals that are kept of a score: ties are ties again, since exact scores lie much further apart."""

PURPOSE, ENGAGEMENT, AUTHENTICITY = range(3)
WEIGHTS = np.array([ROLE_WEIGHTS.get(dimension, 0) for dimension in Dimension])
HABITS = np.array([HABIT_WEIGHTS.get(dimension, 0) for dimension in Dimension]) / sum(HABIT_WEIGHTS.values())
GAP_PULLS = np.eye(len(Dimension))[PURPOSE] - HABITS


@dataclass(frozen=True, slots=True)
class Measured:
    """What many sittings show; NaN where there are too few answers.

    dimensions, errors: people by dimensions, in page order.
    role, role_error: one a person.
    flagged: whether errors were widened.
    """

    dimensions: Floats
    errors: Floats
    role: Floats
    role_error: Floats
    flagged: Booleans

    @property
    def influencing(self) -> Booleans:
        """Return who is told to be influencing."""
        return self.role > MIDDLE

    @property
    def label(self) -> NDArray[np.int64]:
        """Return the five labels: -2 clearly influenced, -1 leaning, 0 close, 1 leaning, 2 clearly influencing."""
        distance = np.abs(self.role - MIDDLE)
        clear, leaning = (
            (distance >= float(points)) & (distance >= errors * self.role_error)
            for points, errors in (THRESHOLDS[Firmness.CLEAR], THRESHOLDS[Firmness.LEANING])
        )
        clear &= ~self.flagged
        return np.where(self.influencing, 1, -1) * np.where(clear, 2, np.where(leaning, 1, 0))

    @property
    def gap(self) -> Floats:
        """Return aims minus practice."""
        return gap_of(self.dimensions)

    @property
    def gap_named(self) -> Booleans:
        """Return whose aims and habits part by the scores."""
        gap, counted = self.gap, GAP_PULLS != 0
        error = np.sqrt(((GAP_PULLS * self.errors)[:, counted] ** 2).sum(axis=1))
        far = (np.abs(gap) >= GAP_POINTS) & (np.abs(gap) >= ONE_SIDED_95 * error)
        named: Booleans = far & ((gap < 0) | (self.dimensions[:, PURPOSE] >= float(HIGH_SIDE)))
        return named


def measure_all(items: Sequence[Item], answers: Answers) -> Measured:
    """Return what `assessment.scoring.evaluate` would find in each row."""
    found = [_dimension(items, answers, dimension) for dimension in Dimension]
    dimensions = np.column_stack([score for score, _ in found])
    flagged = _flagged(items, answers)
    errors = np.column_stack([error for _, error in found]) * np.where(flagged, FLAG_FACTOR, 1)[:, None]
    role, pulls = role_of(dimensions)
    return Measured(dimensions, errors, role, np.sqrt(np.nansum((pulls * errors) ** 2, axis=1)), flagged)


def role_of(dimensions: Floats) -> tuple[Floats, Floats]:
    """Return the role's score, NaN where none can be named, and how far a point of each dimension moves it."""
    weights = np.where(np.isnan(dimensions), 0, WEIGHTS)
    named = (weights[:, ENGAGEMENT] > 0) & ((weights > 0).sum(axis=1) >= FEWEST_PARTS)
    pulls = weights / np.maximum(weights.sum(axis=1), 1)[:, None]
    voice = np.nan_to_num(dimensions[:, AUTHENTICITY], nan=MIDDLE)
    role = np.nansum(pulls * dimensions, axis=1) - float(PENALTY_SHARE) * np.maximum(0, MIDDLE - voice)
    pulls[:, AUTHENTICITY] = np.where(voice < MIDDLE, float(PENALTY_SHARE), 0)
    return np.where(named, np.maximum(0, role).round(KEPT_DECIMALS), np.nan), pulls


def gap_of(dimensions: Floats) -> Floats:
    """Return aims minus practice; NaN unless purpose, engagement and conversation are all there."""
    gap: Floats = (GAP_PULLS * dimensions)[:, GAP_PULLS != 0].sum(axis=1)
    return gap.round(KEPT_DECIMALS)


def _dimension(items: Sequence[Item], answers: Answers, dimension: Dimension) -> tuple[Floats, Floats]:
    """Return score and standard error of one dimension."""
    columns = [place for place, item in enumerate(items) if item.dimension is dimension]
    high = np.array([items[place].pole is Pole.HIGH for place in columns])
    given = answers[:, columns] != UNANSWERED
    keyed = STEP_POINTS * np.where(high, answers[:, columns] - LOWEST, HIGHEST - answers[:, columns])
    count, highs, lows = given.sum(axis=1), (given & high).sum(axis=1), (given & ~high).sum(axis=1)
    reported = (count >= max(FEWEST_ANSWERS, FEWEST_SHARE * len(columns))) & (highs > 0) & (lows > 0)
    shares = given * np.where(high, 0.5 / np.maximum(highs, 1)[:, None], 0.5 / np.maximum(lows, 1)[:, None])
    score = (shares * keyed).sum(axis=1)
    deviations = given * (keyed - score[:, None])
    spread = (PRIOR_ITEMS * PRIOR_SPREAD**2 + (deviations**2).sum(axis=1)) / (PRIOR_ITEMS + count - 1)
    error = np.sqrt(spread * (shares**2).sum(axis=1))
    return np.where(reported, score.round(KEPT_DECIMALS), np.nan), np.where(reported, error, np.nan)


def _flagged(items: Sequence[Item], answers: Answers) -> Booleans:
    """Return whose bands are drawn wider."""
    count = (answers != UNANSWERED).sum(axis=1)
    most = np.max([(answers == value).sum(axis=1) for value in range(LOWEST, HIGHEST + 1)], axis=0)
    alike = (_longest_run(answers) >= LONGEST_RUN) | (most >= float(LARGEST_SHARE) * count)
    flagged: Booleans = ((count >= FEWEST_FOR_SAMENESS) & alike) | _contradicted(items, answers)
    return flagged


def _contradicted(items: Sequence[Item], answers: Answers) -> Booleans:
    places = {item.key: place for place, item in enumerate(items)}
    pairs = opposite_pairs(items)
    opposed = [places[key] for pair in pairs for key in pair]
    agreed = np.all(answers[:, opposed] >= AGREEING, axis=1)
    contradicted: Booleans = agreed & (len(pairs) >= FEWEST_PAIRS)
    return contradicted


def _longest_run(answers: Answers) -> Answers:
    """Return each person's longest run of one answer; what is unanswered is left out of it."""
    run = longest = last = np.zeros(len(answers), dtype=np.int64)
    for given in answers.T:
        run = np.where(given == UNANSWERED, run, np.where(given == last, run + 1, 1))
        last = np.where(given == UNANSWERED, last, given)
        longest = np.maximum(longest, run)
    return longest

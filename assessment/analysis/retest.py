"""Whether a person who answers twice gets about the same score."""

import math
from collections.abc import Iterable, Sequence
from statistics import StatisticsError, correlation, fmean, stdev

from assessment.analysis.report import Retest, figure

SOONEST, LATEST = 7, 60
"""Days between two sittings that make a retest: long enough to forget the answers, too short to change much."""

Pair = tuple[float, float]


def pair(sittings: Iterable[tuple[float, float]]) -> Pair | None:
    """Return a person's first score and the next one that makes a retest; None where there is none.

    sittings: day and score of one person, in order of time.
    """
    first: tuple[float, float] | None = None
    for day, score in sittings:
        if first is None:
            first = day, score
        elif SOONEST <= day - first[0] <= LATEST:
            return first[1], score
    return None


def retest(pairs: Sequence[Pair]) -> Retest:
    """Return how alike earlier and later scores are: r, mean difference in points, SD of differences / sqrt 2."""
    differences = [later - earlier for earlier, later in pairs]
    some = len(pairs) > 1
    return Retest(
        r=figure(len(pairs), _correlation(pairs)),
        difference=figure(len(pairs), fmean(differences) if some else None),
        error=figure(len(pairs), stdev(differences) / math.sqrt(2) if some else None),
    )


def _correlation(pairs: Sequence[Pair]) -> float | None:
    try:
        return correlation(*zip(*pairs, strict=True)) if pairs else None
    except StatisticsError:
        return None

"""From sums to the figures of statements and of dimensions."""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assessment.analysis.consistency import alpha, interval, omega
from assessment.analysis.report import (
    FEWEST,
    FEWEST_FOR_ALPHA,
    FEWEST_FOR_OMEGA,
    Interval,
    ItemFigures,
    ScaleFigures,
    figure,
    share,
)
from assessment.analysis.sheets import NOT_APPLICABLE, SKIPPED
from assessment.analysis.sums import Floats, ItemSums, correlations
from assessment.scoring.vocabulary import HIGHEST, LOWEST, MIDDLE_ANSWER, STEP_POINTS, Dimension, Item

Places = NDArray[np.intp]


def item_figures(sums: ItemSums, items: Sequence[Item]) -> tuple[ItemFigures, ...]:
    """Return the figures of every statement, in the order of the items."""
    rests = correlations(sums.rests)
    return tuple(_item(sums, item, place, float(rests[place])) for place, item in enumerate(items))


def scale_figures(sums: ItemSums) -> tuple[ScaleFigures, ...]:
    """Return the figures of every dimension, in page order."""
    halves = correlations(sums.halves)
    return tuple(_scale(sums, place, float(halves[place])) for place in range(len(Dimension)))


def _item(sums: ItemSums, item: Item, place: int, rest: float) -> ItemFigures:
    counts = tuple(int(count) for count in sums.counts[LOWEST : HIGHEST + 1, place])
    n, sittings = sum(counts), int(sums.counts[:, place].sum())
    steps = float(sums.first[place, place]) / n if n else math.nan
    spread = math.sqrt(sums.covariance[place, place])
    others = np.flatnonzero(sums.others[place])
    return ItemFigures(
        key=item.key,
        dimension=item.dimension,
        pole=item.pole,
        counts=counts if n >= FEWEST else None,
        mean=figure(n, MIDDLE_ANSWER + float(sums.towards[place]) * steps),
        spread=figure(n, spread),
        keyed_mean=figure(n, STEP_POINTS * (MIDDLE_ANSWER - LOWEST + steps)),
        keyed_spread=figure(n, STEP_POINTS * spread),
        floor=share(counts[0], n),
        ceiling=share(counts[-1], n),
        skipped=share(int(sums.counts[SKIPPED, place]), sittings),
        not_applicable=share(int(sums.counts[NOT_APPLICABLE, place]), sittings),
        rest=figure(int(sums.rests[0, place]), rest, FEWEST_FOR_ALPHA),
        alpha_without=figure(fewest_pairs(sums, others), alpha(among(sums.covariance, others)), FEWEST_FOR_ALPHA),
    )


def _scale(sums: ItemSums, place: int, halves: float) -> ScaleFigures:
    members = np.flatnonzero(sums.dimensions[:, place])
    n, value = fewest_pairs(sums, members), alpha(among(sums.covariance, members))
    low, high = interval(value, len(members), n)
    return ScaleFigures(
        dimension=list(Dimension)[place],
        alpha=Interval(n, *(figure(n, number, FEWEST_FOR_ALPHA).value for number in (value, low, high))),
        omega=figure(n, omega(among(sums.correlation, members)), FEWEST_FOR_OMEGA),
        halves=figure(int(sums.halves[0, place]), halves),
    )


def among(table: Floats, places: Places) -> Floats:
    """Return the rows and columns of some items from a table of items by items."""
    return table[np.ix_(places, places)]


def fewest_pairs(sums: ItemSums, places: Places) -> int:
    """Return how many people answered the least answered pair of some items: no figure about all may claim more."""
    return int(among(sums.n, places).min()) if len(places) else 0

"""Sums over sittings from which all figures of the items come; they are added up chunk by chunk."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assessment.analysis.sheets import NOT_APPLICABLE
from assessment.scoring.vocabulary import HIGHEST, LOWEST, MIDDLE_ANSWER, Dimension, Item, Pole

Floats = NDArray[np.float64]
Codes = NDArray[np.uint8]
Truths = NDArray[np.bool_]

ROUNDING = 1e-12
"""A variance of no more than this share of the squares is none: one answer in a million makes a thousand times more."""


class ItemSums:
    """What has been added up so far.

    Answers are counted in steps from the middle one towards the HIGH end: small whole numbers, whose sums are exact.
    counts: codes by items. For pairs of items, over the sittings that answered both: how many (`n`), and the sums of
    the first item's steps (`first`), of their squares and of the pair's products. rests, halves: see `moments`.
    """

    def __init__(self, items: Sequence[Item]) -> None:
        """Begin with nothing."""
        size = len(items)
        self.towards = np.array([1.0 if item.pole is Pole.HIGH else -1.0 for item in items])
        self.dimensions = np.array([[item.dimension is dimension for dimension in Dimension] for item in items])
        self.others = (self.dimensions @ self.dimensions.T) & ~np.eye(size, dtype=np.bool_)
        self.counts = np.zeros((NOT_APPLICABLE + 1, size), dtype=np.int64)
        self.n, self.first, self.squares, self.products = (np.zeros((size, size)) for _ in range(4))
        self.rests, self.halves = np.zeros((6, size)), np.zeros((6, len(Dimension)))

    def add(self, codes: Codes) -> None:
        """Add some sittings: sittings by items, as `sheets.encoded` writes them."""
        given = (codes >= LOWEST) & (codes <= HIGHEST)
        steps = np.where(given, self.towards * (codes.astype(np.float64) - MIDDLE_ANSWER), 0)
        self.counts += np.array([(codes == code).sum(axis=0) for code in range(len(self.counts))])
        self._add_pairs(steps, given.astype(np.float64))
        rest, some = means(steps, given, self.others)
        self.rests += moments(steps, rest, given & some)
        high, highs = means(steps, given, self.dimensions & (self.towards > 0)[:, None])
        low, lows = means(steps, given, self.dimensions & (self.towards < 0)[:, None])
        self.halves += moments(high, low, highs & lows)

    def _add_pairs(self, steps: Floats, given: Floats) -> None:
        self.n += given.T @ given
        self.first += steps.T @ given
        self.squares += (steps**2).T @ given
        self.products += steps.T @ steps

    @property
    def covariance(self) -> Floats:
        """Return the covariances of items in steps, each over those who answered both; NaN with fewer than two."""
        with np.errstate(invalid="ignore", divide="ignore"):
            found: Floats = (self.products - self.first * self.first.T / self.n) / (self.n - 1)
        return found

    @property
    def correlation(self) -> Floats:
        """Return the correlations of items, each over those who answered both; NaN where nothing varies."""
        with np.errstate(invalid="ignore", divide="ignore"):
            variance = (self.squares - self.first**2 / self.n) / (self.n - 1)
            found: Floats = self.covariance / np.sqrt(variance * variance.T)
        return found


def means(steps: Floats, given: Truths, of: Truths) -> tuple[Floats, Truths]:
    """Return each sitting's mean over the answered items of each group, and whether any of them was answered.

    of: items by groups, True where the item belongs to the group.
    """
    chosen = of.astype(np.float64)
    count = given.astype(np.float64) @ chosen
    return steps @ chosen / np.maximum(count, 1), count > 0


def moments(x: Floats, y: Floats, both: Truths) -> Floats:
    """Return n and the sums of x, y, x squared, y squared and x times y, column by column, where both exist."""
    x, y = np.where(both, x, 0), np.where(both, y, 0)
    return np.array([part.sum(axis=0) for part in (both, x, y, x * x, y * y, x * y)])


def correlations(sums: Floats) -> Floats:
    """Return the correlation of each column of `moments`; NaN where nothing varies."""
    n, x, y, xx, yy, xy = sums
    found: Floats = (n * xy - x * y) / np.sqrt(scaled_variance(n, x, xx) * scaled_variance(n, y, yy))
    return found


def scaled_variance(n: Floats, total: Floats, squares: Floats) -> Floats:
    """Return variances, each times n squared; NaN where nothing varies: sums of means are not exact."""
    found = n * squares - total * total
    return np.where(found > ROUNDING * n * squares, found, np.nan)

"""How far items measure one thing: alpha with its interval, and omega."""

import math

import numpy as np

from assessment.analysis.sums import Floats

TWO_SIDED_95 = 1.96
FEWEST_ITEMS = 3
"""With fewer, many sets of loadings explain the same correlations."""

MOST_EXPLAINED = 1 + 1e-9
"""No factor explains more than all of an item; a little more is rounding."""

ROUNDS = 200
"""How many times principal axes are refined; ordinary loadings settle to ten decimals after a hundred."""


def alpha(covariance: Floats) -> float:
    """Return Cronbach's alpha of items with these covariances; NaN for fewer than two, or where nothing varies.

    source: docs/method.md, "Analysis of the questions".
    """
    count, total = len(covariance), float(covariance.sum())
    if count <= 1 or not total > 0:
        return math.nan
    return count / (count - 1) * (1 - float(np.trace(covariance)) / total)


def interval(value: float, items: int, people: int) -> tuple[float, float]:
    """Return the ends of the 95 % confidence interval of an alpha.

    Both are NaN for an alpha of 1 or NaN, as that of fewer than two items is, and for fewer than three people.
    """
    if not value < 1 or people <= 2:  # noqa: PLR2004  the formula divides by people - 2
        return math.nan, math.nan
    reach = TWO_SIDED_95 * math.sqrt(2 * items / ((items - 1) * (people - 2)))
    return 1 - math.exp(math.log(1 - value) + reach), 1 - math.exp(math.log(1 - value) - reach)


def omega(correlation: Floats) -> float:
    """Return McDonald's omega: one factor, found by principal axes; NaN where none can be found.

    source: docs/method.md, "Analysis of the questions".
    """
    if len(correlation) < FEWEST_ITEMS or not np.all(np.isfinite(correlation)):
        return math.nan
    loadings = principal_axis(correlation)
    common, own = loadings.sum() ** 2, (1 - loadings**2).sum()
    return float(common / (common + own)) if np.all(loadings**2 <= MOST_EXPLAINED) else math.nan


def principal_axis(correlation: Floats) -> Floats:
    """Return the loadings of items on the one factor behind their correlations, or all of them negated."""
    reduced, loadings = correlation.copy(), np.full(len(correlation), math.sqrt(0.5))
    for _ in range(ROUNDS):
        np.fill_diagonal(reduced, loadings**2)
        values, vectors = np.linalg.eigh(reduced)
        loadings = vectors[:, -1] * math.sqrt(max(0, values[-1]))
    return loadings

"""Every answer's share of the role, so that the sum can be checked by hand."""

from collections.abc import Mapping
from fractions import Fraction

from assessment.scoring.dimensions import MIDDLE, Estimates, keyed
from assessment.scoring.role import weights_in_role
from assessment.scoring.rounding import apportion, half_up
from assessment.scoring.vocabulary import Sitting

MOST_MOVERS = 5
"""How many answers, at most, are named as those that moved the role most."""

TENTHS = 10
"""The ledger shows tenths of a point."""


def points(sitting: Sitting, estimates: Estimates) -> dict[str, Fraction]:
    """Return what each item adds to the role's score, exact, in page order; 0 where it has no say.

    They add up to the role's score before the floor, minus 50.
    source: docs/method.md, step 4.
    """
    weights = weights_in_role(sitting, estimates)
    return {
        item.key: weights[item.key] * (keyed(item, sitting.values[item.key]) - MIDDLE)
        if item.key in weights
        else Fraction(0)
        for item in sitting.items
    }


def tenths(shares: Mapping[str, Fraction], score: Fraction) -> tuple[tuple[int, ...], int]:
    """Return each item's tenths of a point, in page order, and those given back by the floor at 0.

    shares: what `points` returns.
    score: the role's score before the floor.
    returns: whole tenths that add up to the score shown with one decimal, minus 50.
    """
    given_back = max(Fraction(0), -score)
    exact = [TENTHS * share for share in (*shares.values(), given_back)]
    *items, floor = apportion(exact, half_up(TENTHS * (score + given_back)) - TENTHS * MIDDLE)
    return tuple(items), floor


def movers(shares: Mapping[str, Fraction]) -> tuple[str, ...]:
    """Return the keys of the items that moved the role most, strongest first; equals in page order.

    shares: what `points` returns.
    """
    moving = [key for key, share in shares.items() if share]
    return tuple(sorted(moving, key=lambda key: -abs(shares[key]))[:MOST_MOVERS])

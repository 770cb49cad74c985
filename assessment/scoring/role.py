"""From the dimensions to the role: influenced or influencing."""

from collections.abc import Container, Mapping
from fractions import Fraction
from math import hypot

from assessment.scoring.dimensions import MIDDLE, Estimates, answered, leverage
from assessment.scoring.vocabulary import Dimension, Estimate, Role, Sitting

ROLE_WEIGHTS: Mapping[Dimension, int] = {Dimension.PURPOSE: 1, Dimension.ENGAGEMENT: 2, Dimension.CONVERSATION: 1}
"""What people do tells the roles apart best, so it counts double; authenticity points to neither role."""

PENALTY_SHARE = Fraction(1, 4)
"""What each point of authenticity below the middle takes away: a voice led by others cannot last."""

FEWEST_PARTS = 2
"""A role needs engagement and one more of the weighted dimensions."""


def role_of(score: Fraction) -> Role:
    """Return the side a score lies on; exactly in the middle is influenced, because everyone is."""
    return Role.INFLUENCING if score > MIDDLE else Role.INFLUENCED


def counted(reported: Container[Dimension]) -> list[Dimension]:
    """Return which of the reported dimensions have a say in the role; none when it cannot be named."""
    found = [dimension for dimension in ROLE_WEIGHTS if dimension in reported]
    return found if Dimension.ENGAGEMENT in found and len(found) >= FEWEST_PARTS else []


def pulls(estimates: Estimates) -> dict[Dimension, Fraction]:
    """Return how far one point of each dimension moves the role's score, exact; empty when no role can be named.

    Authenticity is included only where it takes something away.
    """
    weights = {dimension: ROLE_WEIGHTS[dimension] for dimension in counted(estimates)}
    if not weights:
        return {}
    total = sum(weights.values())
    found = {dimension: Fraction(weight, total) for dimension, weight in weights.items()}
    if penalty(voice(estimates)) > 0:
        found[Dimension.AUTHENTICITY] = PENALTY_SHARE
    return found


def effects(sitting: Sitting, estimates: Estimates) -> dict[str, Fraction]:
    """Return how far one keyed point on an item moves the role's score, exact, for the items that have a say."""
    return {
        key: pull * weight
        for dimension, pull in pulls(estimates).items()
        for key, weight in leverage(answered(sitting, dimension)).items()
    }


def voice(estimates: Estimates) -> Fraction:
    """Return the authenticity score; the middle, which takes nothing away, when it is not reported."""
    found = estimates.get(Dimension.AUTHENTICITY)
    return Fraction(MIDDLE) if found is None else found.score


def penalty(authenticity: Fraction) -> Fraction:
    """Return the points that an authenticity score takes from the role's score, 0 to 12.5, exact."""
    return PENALTY_SHARE * max(Fraction(0), MIDDLE - authenticity)


def before_floor(estimates: Estimates) -> Fraction:
    """Return the role's score before it is kept from falling below 0; -12.5 to 100, exact.

    estimates: enough of them to name a role.
    """
    moved = (pull * (estimates[dimension].score - MIDDLE) for dimension, pull in pulls(estimates).items())
    return sum(moved, Fraction(MIDDLE))


def role_score(estimates: Estimates) -> Estimate | None:
    """Return the role's score, 0 (influenced) to 100 (influencing), with its error; None when it cannot be named.

    source: docs/method.md, step 2.
    """
    found = pulls(estimates)
    if not found:
        return None
    error = hypot(*(pull * estimates[dimension].error for dimension, pull in found.items()))
    return Estimate(max(Fraction(0), before_floor(estimates)), error)

"""From the dimensions to the role: influenced or influencing."""

from collections.abc import Container, Mapping
from fractions import Fraction
from math import hypot

from assessment.scoring.dimensions import MIDDLE, Estimates, answered, weights_in_dimension
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


def dimensions_in_role(reported: Container[Dimension]) -> list[Dimension]:
    """Return which of the reported dimensions have a say in the role; none when it cannot be named."""
    found = [dimension for dimension in ROLE_WEIGHTS if dimension in reported]
    return found if Dimension.ENGAGEMENT in found and len(found) >= FEWEST_PARTS else []


def dimension_weights(estimates: Estimates) -> dict[Dimension, Fraction]:
    """Return how much one point of each dimension counts in the role's score, exact; empty when no role can be named.

    Authenticity is included only where it takes something away.
    """
    dimensions = dimensions_in_role(estimates)
    if not dimensions:
        return {}
    total = sum(ROLE_WEIGHTS[dimension] for dimension in dimensions)
    weights = {dimension: Fraction(ROLE_WEIGHTS[dimension], total) for dimension in dimensions}
    if penalty(authenticity_score(estimates)) > 0:
        weights[Dimension.AUTHENTICITY] = PENALTY_SHARE
    return weights


def weights_in_role(sitting: Sitting, estimates: Estimates) -> dict[str, Fraction]:
    """Return how much one keyed point on an item counts in the role's score, exact, for the items that have a say."""
    return {
        key: weight * share
        for dimension, weight in dimension_weights(estimates).items()
        for key, share in weights_in_dimension(answered(sitting, dimension)).items()
    }


def authenticity_score(estimates: Estimates) -> Fraction:
    """Return the authenticity score; the middle, which takes nothing away, when it is not reported."""
    found = estimates.get(Dimension.AUTHENTICITY)
    return Fraction(MIDDLE) if found is None else found.score


def penalty(authenticity: Fraction) -> Fraction:
    """Return the points that an authenticity score takes from the role's score, 0 to 12.5, exact."""
    return PENALTY_SHARE * max(Fraction(0), MIDDLE - authenticity)


def score_before_floor(estimates: Estimates) -> Fraction:
    """Return the role's score before it is kept from falling below 0; -12.5 to 100, exact.

    estimates: enough of them to name a role.
    """
    weights = dimension_weights(estimates)
    return sum((weight * (estimates[part].score - MIDDLE) for part, weight in weights.items()), Fraction(MIDDLE))


def role_score(estimates: Estimates) -> Estimate | None:
    """Return the role's score, 0 (influenced) to 100 (influencing), with its error; None when it cannot be named.

    source: docs/method.md, step 2.
    """
    weights = dimension_weights(estimates)
    if not weights:
        return None
    error = hypot(*(weight * estimates[dimension].error for dimension, weight in weights.items()))
    return Estimate(max(Fraction(0), score_before_floor(estimates)), error)

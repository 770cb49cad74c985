"""The whole scoring worked out a second time, by the plain formulas in floating point."""

from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given, settings
from sittings import sittings

from assessment.scoring.evaluate import evaluate, measure
from assessment.scoring.vocabulary import Dimension, Pole, Sitting

P, E, A, C = Dimension
WEIGHTS = {P: 1, E: 2, C: 1}


class Plain(NamedTuple):
    score: float
    error: float


def agreed(sitting: Sitting, dimension: Dimension, pole: Pole) -> np.ndarray:
    """How far the statements of one pole were answered with yes, each from 0 to 100."""
    asked = [item.key for item in sitting.items if (item.dimension, item.pole) == (dimension, pole)]
    return np.array([25.0 * (sitting.values[key] - 1) for key in asked if key in sitting.values])


def plain_dimension(sitting: Sitting, dimension: Dimension) -> Plain | None:
    high, low = agreed(sitting, dimension, Pole.HIGH), 100 - agreed(sitting, dimension, Pole.LOW)
    points, asked = np.concatenate([high, low]), sum(item.dimension is dimension for item in sitting.items)
    if len(points) < max(3, asked / 2) or not len(high) or not len(low):
        return None
    score = (high.mean() + low.mean()) / 2
    spread = (8 * 32**2 + ((points - score) ** 2).sum()) / (8 + len(points) - 1)
    return Plain(score, np.sqrt(spread * (1 / len(high) + 1 / len(low)) / 4))


def plain_role(found: dict[Dimension, Plain | None]) -> Plain | None:
    weights = {part: weight for part, weight in WEIGHTS.items() if found[part]}
    if E not in weights or len(weights) == 1:
        return None
    total = sum(weights.values())
    score = sum(weight * found[part].score for part, weight in weights.items()) / total
    square = sum((weight / total * found[part].error) ** 2 for part, weight in weights.items())
    if found[A] and found[A].score < 50:
        score -= (50 - found[A].score) / 4
        square += (found[A].error / 4) ** 2
    return Plain(max(0, score), np.sqrt(square))


@settings(max_examples=300)
@given(sittings())
def test_scores_and_errors_agree_with_the_plain_formulas(sitting):
    measured = measure(sitting)
    plain = {dimension: plain_dimension(sitting, dimension) for dimension in Dimension}
    found = {dimension: measured.dimensions.get(dimension) for dimension in Dimension}
    wider = 1.25 if measured.flags else 1
    for one, other in [(measured.role, plain_role(plain)), *((found[part], plain[part]) for part in Dimension)]:
        assert (one is None) == (other is None)
        if one:
            assert float(one.score) == pytest.approx(other.score)
            assert one.error == pytest.approx(wider * other.error)


@settings(max_examples=300)
@given(sittings())
def test_currents_agree_with_the_plain_means(sitting):
    reported = [part for part in (P, E) if part in measure(sitting).dimensions]
    found = evaluate(sitting).currents
    assert (found is None) == (not reported)
    if found:
        for current, pole in ((found.inward, Pole.LOW), (found.outward, Pole.HIGH)):
            answers = np.concatenate([agreed(sitting, part, pole) for part in reported])
            assert float(current) == pytest.approx(answers.mean())

"""The whole scoring worked out a second time, by the plain formulas in floating point."""

import numpy as np
import pytest
from hypothesis import given, settings
from sittings import sittings

from assessment.scoring.evaluate import evaluate, measure
from assessment.scoring.vocabulary import Dimension, Pole, Sitting

P, E, A, C = Dimension


def plain_dimension(sitting: Sitting, dimension: Dimension) -> tuple[float, float] | None:
    items = [item for item in sitting.items if item.dimension is dimension]
    points = {
        pole: np.array(
            [
                25.0 * (value - 1) if pole is Pole.HIGH else 25.0 * (5 - value)
                for item in items
                if item.pole is pole and (value := sitting.values.get(item.key)) is not None
            ]
        )
        for pole in Pole
    }
    high, low = points[Pole.HIGH], points[Pole.LOW]
    count = len(high) + len(low)
    if count < max(3, np.ceil(len(items) / 2)) or not len(high) or not len(low):
        return None
    score = (high.mean() + low.mean()) / 2
    spread = (8 * 32**2 + ((np.concatenate([high, low]) - score) ** 2).sum()) / (8 + count - 1)
    return score, np.sqrt(spread * (1 / len(high) + 1 / len(low)) / 4)


def plain_role(found: dict[Dimension, tuple[float, float] | None]) -> tuple[float, float] | None:
    weights = {part: weight for part, weight in {P: 1, E: 2, C: 1}.items() if found[part]}
    if E not in weights or len(weights) == 1:
        return None
    total = sum(weights.values())
    score = sum(weight * found[part][0] for part, weight in weights.items()) / total
    square = sum((weight / total * found[part][1]) ** 2 for part, weight in weights.items())
    if found[A] and found[A][0] < 50:
        score -= (50 - found[A][0]) / 4
        square += (found[A][1] / 4) ** 2
    return max(0, score), np.sqrt(square)


@settings(max_examples=300)
@given(sittings())
def test_scores_and_errors_agree_with_the_plain_formulas(sitting):
    measured = measure(sitting)
    factor = 1.25 if measured.flags else 1
    plain = {dimension: plain_dimension(sitting, dimension) for dimension in Dimension}
    assert {part for part, found in plain.items() if found} == set(measured.dimensions)
    pairs = [(measured.dimensions[part], plain[part]) for part in measured.dimensions]
    role = plain_role(plain)
    assert (role is None) == (measured.role is None)
    if role:
        pairs.append((measured.role, role))
    for found, (score, error) in pairs:
        assert float(found.score) == pytest.approx(score)
        assert found.error == pytest.approx(factor * error)


@settings(max_examples=300)
@given(sittings())
def test_currents_agree_with_the_plain_means(sitting):
    measured, found = measure(sitting), evaluate(sitting).currents
    reported = {P, E} & set(measured.dimensions)
    means = {
        pole: [
            25 * (sitting.values[item.key] - 1)
            for item in sitting.items
            if item.dimension in reported and item.pole is pole and item.key in sitting.values
        ]
        for pole in Pole
    }
    assert (found is None) == (not reported)
    if found:
        assert float(found.inward) == pytest.approx(np.mean(means[Pole.LOW]))
        assert float(found.outward) == pytest.approx(np.mean(means[Pole.HIGH]))

"""The simulation speaks of the scoring that people get, and says the same every time."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from sittings import make_items, sittings

from assessment.scoring.evaluate import evaluate, measure
from assessment.scoring.finding import Ground
from assessment.scoring.vocabulary import Dimension, Firmness, Role, Sitting
from bench.people import answer, draw_form, draw_people, truth
from bench.simulation import LOADINGS, SEED, kappa, simulate
from bench.vectorised import measure_all

ITEMS = make_items()
ROOT = Path(__file__).parents[2]
FIRMNESS = [Firmness.CLOSE, Firmness.LEANING, Firmness.CLEAR]
KINDS = {
    "any": [0, 0.2, 0.2, 0.2, 0.2, 0.2],
    "with gaps": [0.4, 0.1, 0.1, 0.1, 0.1, 0.2],
    "mostly one answer": [0.05, 0, 0, 0.1, 0.7, 0.15],
    "agreeing with everything": [0, 0, 0, 0, 0.5, 0.5],
    "nearly nothing": [0.85, 0.03, 0.03, 0.03, 0.03, 0.03],
}


def make_sitting_of(row):
    return Sitting(ITEMS, {item.key: int(value) for item, value in zip(ITEMS, row, strict=True) if value})


def make_row(sitting):
    return np.array([[sitting.values.get(item.key, 0) for item in ITEMS]])


def assert_same(found, place, sitting):
    """Compare one row of the crowd with the scoring that people get: words exactly, numbers to a billionth."""
    told, measured = evaluate(sitting), measure(sitting)
    for number, dimension in enumerate(Dimension):
        estimate = measured.dimensions.get(dimension)
        assert np.isnan(found.dimensions[place, number]) == (estimate is None)
        if estimate:
            assert found.dimensions[place, number] == pytest.approx(float(estimate.score), abs=1e-9, rel=0)
            assert found.errors[place, number] == pytest.approx(estimate.error, abs=1e-9, rel=0)
    assert found.flagged[place] == bool(told.flags)
    assert found.gap_named[place] == (told.gap.ground is Ground.SCORES)
    assert np.isnan(found.role[place]) == (told.role is None)
    if told.role:
        assert found.influencing[place] == (told.role is Role.INFLUENCING)
        assert FIRMNESS[abs(found.label[place])] is told.standing.firmness
        assert found.role[place] == pytest.approx(float(told.standing.score), abs=1e-9, rel=0)
        assert found.role_error[place] == pytest.approx(measured.role.error, abs=1e-9, rel=0)


@given(sittings())
def test_one_sitting_is_scored_as_the_site_scores_it(sitting):
    assert_same(measure_all(ITEMS, make_row(sitting)), 0, Sitting(ITEMS, sitting.values))


@pytest.mark.parametrize("kind", KINDS)
def test_a_crowd_is_scored_as_the_site_scores_each_of_them(kind):
    answers = np.random.default_rng(SEED).choice(6, size=(200, len(ITEMS)), p=KINDS[kind])
    found = measure_all(ITEMS, answers)
    for place, row in enumerate(answers):
        assert_same(found, place, make_sitting_of(row))


def test_a_small_run_says_the_same_twice():
    assert simulate(2, 50) == simulate(2, 50)


def test_it_runs_as_a_command_and_prints_a_table_in_markdown():
    command = [sys.executable, "-m", "bench.simulation", "--forms", "2", "--people", "50"]
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    lines = printed.splitlines()
    assert printed == simulate(2, 50) + "\n"
    assert all(line.count("|") == 4 for line in lines)
    assert len(lines) == 2 + 13


def test_the_truth_is_what_many_items_and_many_days_come_to():
    chance = np.random.default_rng(SEED)
    many = tuple(item for item in ITEMS for _ in range(100))
    form = draw_form(many, LOADINGS[0], chance)
    them = draw_people(10, form, chance)
    days = [measure_all(many, answer(form, them, chance)).dimensions for _ in range(20)]
    assert np.mean(days, axis=0) == pytest.approx(truth(them, LOADINGS[0]), abs=3)


def test_kappa_is_one_for_full_agreement_and_none_for_chance():
    labels = np.repeat(np.arange(-2, 3), 40)
    assert kappa(labels, labels) == pytest.approx(1)
    assert kappa(labels, np.random.default_rng(SEED).permutation(labels)) == pytest.approx(0, abs=0.2)

"""Every figure of the statements, checked against plain formulas on the same answers."""

import math
from functools import cache

import numpy as np
import pytest
from sheets import ITEMS, make_rows, make_sheets

from assessment.analysis.consistency import alpha, omega
from assessment.analysis.sheets import NOT_APPLICABLE, SKIPPED
from assessment.analysis.tally import Tally
from assessment.scoring.vocabulary import Dimension, Item, Pole
from bench.simulation import SEED

SAME = {"rel": 1e-6, "abs": 1e-9}


@cache
def simulated(people, gaps=0.0):
    """Rows of answers of made-up people; some are skipped, some do not apply."""
    chance = np.random.default_rng(SEED)
    rows = make_rows(people, chance)
    missing = chance.random(rows.shape)
    return np.where(missing < gaps, SKIPPED, np.where(missing > 1 - gaps, NOT_APPLICABLE, rows)).tolist()


def analysed(rows, items=ITEMS, chunk=10_000):
    tally = Tally(items)
    for start in range(0, len(rows), chunk):
        tally.add(make_sheets(rows[start : start + chunk]))
    return tally.analysis((), ())


def given(rows):
    """The answers, a column for each person; NaN where there is none."""
    rows = np.array(rows, dtype=float).T
    return np.where((rows >= 1) & (rows <= 5), rows, np.nan)


def in_points(rows):
    """The same in points towards the high end."""
    high = np.array([[item.pole is Pole.HIGH] for item in ITEMS])
    return np.where(high, 25 * (given(rows) - 1), 25 * (5 - given(rows)))


def places_of(dimension, *, pole=None, without=""):
    """Where in a row the statements of a dimension stand, those of one pole or all but one if so told."""
    asked = [item for item in ITEMS if item.dimension is dimension and item.key != without]
    return [ITEMS.index(item) for item in asked if pole in {None, item.pole}]


def known(values):
    return values[~np.isnan(values)]


def both(one, other):
    """Two lines of numbers, without the people who lack one of the two."""
    there = ~np.isnan(one) & ~np.isnan(other)
    return one[there], other[there]


def means_of(lines):
    """The mean of what each person answered; NaN for nothing."""
    with np.errstate(invalid="ignore"):
        return np.nansum(lines, axis=0) / np.sum(~np.isnan(lines), axis=0)


def alpha_of(lines):
    """Alpha from covariances pair by pair."""
    every = sum(np.cov(*both(one, other))[0, 1] for one in lines for other in lines)
    own = sum(np.var(known(one), ddof=1) for one in lines)
    return len(lines) / (len(lines) - 1) * (1 - own / every)


def omega_of(lines):
    """Omega by power iteration."""
    related = np.array([[np.corrcoef(*both(one, other))[0, 1] for other in lines] for one in lines])
    loadings = np.full(len(lines), 0.7)
    for _ in range(120):
        np.fill_diagonal(related, loadings**2)
        loadings = strongest(related)
    common = loadings.sum() ** 2
    return common / (common + (1 - loadings**2).sum())


def strongest(matrix):
    """The eigenvector of the largest eigenvalue, its length the root of that value."""
    vector = np.ones(len(matrix))
    for _ in range(30):
        vector = matrix @ vector
        vector /= np.linalg.norm(vector)
    return vector * np.sqrt(vector @ matrix @ vector)


@pytest.fixture(scope="module", params=[0.0, 0.15], ids=["complete", "with gaps"])
def crowd(request):
    """What 600 people answered, and what was found in it."""
    rows = simulated(600, request.param)
    return rows, analysed(rows)


def test_means_spreads_and_counts_are_those_of_the_answers(crowd):
    rows, found = crowd
    for answers, figures in zip(map(known, given(rows)), found.items, strict=True):
        assert figures.counts == tuple(np.sum(answers == value) for value in range(1, 6))
        assert figures.mean.value == pytest.approx(answers.mean(), **SAME)
        assert figures.spread.value == pytest.approx(answers.std(ddof=1), **SAME)
        assert figures.floor.value == pytest.approx(np.mean(answers == 1))
        assert figures.ceiling.value == pytest.approx(np.mean(answers == 5))
        assert {figure.n for figure in (figures.mean, figures.spread, figures.floor)} == {len(answers)}


def test_keyed_means_and_spreads_are_those_of_the_points(crowd):
    rows, found = crowd
    for points, figures in zip(map(known, in_points(rows)), found.items, strict=True):
        assert figures.keyed_mean.value == pytest.approx(points.mean(), **SAME)
        assert figures.keyed_spread.value == pytest.approx(points.std(ddof=1), **SAME)


def test_missing_answers_are_told_apart_by_reason(crowd):
    rows, found = crowd
    for answers, figures in zip(np.array(rows).T, found.items, strict=True):
        assert figures.skipped.value == pytest.approx(np.mean(answers == SKIPPED))
        assert figures.not_applicable.value == pytest.approx(np.mean(answers == NOT_APPLICABLE))
        assert figures.skipped.n == figures.not_applicable.n == len(rows)


def test_a_statement_correlates_with_the_rest_of_its_section_as_their_means_do(crowd):
    rows, found = crowd
    points = in_points(rows)
    for own, figures in zip(points, found.items, strict=True):
        rest = means_of(points[places_of(figures.dimension, without=figures.key)])
        pairs = both(own, rest)
        assert figures.rest.n == len(pairs[0])
        assert figures.rest.value == pytest.approx(np.corrcoef(*pairs)[0, 1], **SAME)


def test_the_two_halves_correlate_as_their_means_do(crowd):
    rows, found = crowd
    points = in_points(rows)
    for scale in found.scales:
        pairs = both(*(means_of(points[places_of(scale.dimension, pole=pole)]) for pole in Pole))
        assert scale.halves.n == len(pairs[0])
        assert scale.halves.value == pytest.approx(np.corrcoef(*pairs)[0, 1], **SAME)


def test_alpha_agrees_with_the_plain_formula_and_rests_on_its_smallest_pair(crowd):
    rows, found = crowd
    for scale in found.scales:
        lines = in_points(rows)[places_of(scale.dimension)]
        assert scale.alpha.value == pytest.approx(alpha_of(lines), **SAME)
        assert scale.alpha.n == min(len(both(one, other)[0]) for one in lines for other in lines)


def test_the_interval_of_alpha_is_that_of_eight_statements_and_so_many_people(crowd):
    _, found = crowd
    for scale in found.scales:
        low, middle, high = (math.log(1 - value) for value in (scale.alpha.low, scale.alpha.value, scale.alpha.high))
        reach = 1.96 * math.sqrt(2 * 8 / (7 * (scale.alpha.n - 2)))
        assert (low, high) == pytest.approx((middle + reach, middle - reach))


def test_alpha_without_a_statement_is_that_of_the_others(crowd):
    rows, found = crowd
    for figures in found.items:
        others = in_points(rows)[places_of(figures.dimension, without=figures.key)]
        assert figures.alpha_without.value == pytest.approx(alpha_of(others), **SAME)


def test_omega_agrees_with_power_iteration(crowd):
    rows, found = crowd
    for scale in found.scales:
        lines = in_points(rows)[places_of(scale.dimension)]
        assert scale.omega.value == pytest.approx(omega_of(lines), rel=1e-6)


def test_alpha_and_omega_find_the_loadings_that_made_the_answers():
    chance = np.random.default_rng(SEED)
    answers = 0.6 * chance.normal(size=(20_000, 1)) + 0.8 * chance.normal(size=(20_000, 8))
    true = (8 * 0.6) ** 2 / ((8 * 0.6) ** 2 + 8 * 0.64)
    found = alpha(np.cov(answers, rowvar=False)), omega(np.corrcoef(answers, rowvar=False))
    assert found == pytest.approx((true, true), abs=0.01)


@pytest.mark.parametrize("chunk", [1, 7, 100, 249])
def test_chunks_add_up_to_the_whole(chunk):
    rows = simulated(250, 0.1)
    whole, parts = analysed(rows), analysed(rows, chunk=chunk)
    for one, other in zip(whole.items, parts.items, strict=True):
        assert one.rest.value == pytest.approx(other.rest.value, rel=1e-9)
        assert (one.counts, one.mean, one.spread, one.alpha_without) == (
            *(other.counts, other.mean, other.spread, other.alpha_without),
        )
    assert [scale.alpha for scale in whole.scales] == [scale.alpha for scale in parts.scales]


def test_a_wrong_key_shows_in_the_figures_of_its_statement():
    turned = [Item(i.key, i.dimension, Pole.LOW if i.key == "E1" else i.pole) for i in ITEMS]
    found = {figures.key: figures for figures in analysed(simulated(500), turned).items}
    assert found["E1"].rest.value < 0 < found["E2"].rest.value
    whole = next(scale.alpha for scale in analysed(simulated(500), turned).scales if scale.dimension == "engagement")
    assert found["E1"].alpha_without.value > whole.value


@pytest.mark.parametrize("people", [29, 30, 99, 100, 199, 200])
def test_figures_that_rest_on_too_few_people_are_hidden(people):
    found = analysed(simulated(people))
    for item in found.items:
        means = (item.mean, item.spread, item.keyed_mean, item.keyed_spread, item.floor, item.skipped)
        assert {figure.value is not None for figure in means} == {people >= 30}
        assert (item.counts is not None) == (people >= 30)
        assert {item.rest.value is not None, item.alpha_without.value is not None} == {people >= 100}
        assert item.mean.n == item.rest.n == people
    for scale in found.scales:
        assert (scale.halves.value is not None) == (people >= 30)
        assert {end is not None for end in (scale.alpha.value, scale.alpha.low, scale.alpha.high)} == {people >= 100}
        assert (scale.omega.value is not None) == (people >= 200)


def nobody_differs(seed):
    """Many times one row, with gaps: means are thirds and sevenths, whose sums are not exact."""
    return [np.random.default_rng(seed).integers(SKIPPED, NOT_APPLICABLE, len(ITEMS)).tolist()] * (250 + seed)


@pytest.mark.parametrize("seed", range(9))
def test_where_nobody_differs_there_is_no_coefficient(seed):
    found = analysed(nobody_differs(seed))
    assert {item.rest.value for item in found.items} == {None}
    assert {item.keyed_spread.value for item in found.items} == {0, None}
    assert {(scale.alpha.value, scale.omega.value, scale.halves.value) for scale in found.scales} == {(None,) * 3}


@pytest.mark.parametrize("seed", range(9))
def test_a_statement_on_which_alone_people_differ_correlates_with_nothing(seed):
    rows = [[1 + number % 5, *row[1:]] for number, row in enumerate(nobody_differs(seed))]
    assert {item.rest.value for item in analysed(rows).items} == {None}


def test_statements_that_all_say_the_same_have_an_alpha_of_one_without_interval():
    rows = [[value if item.pole is Pole.HIGH else 6 - value for item in ITEMS] for value in (1, 2, 3, 4, 5)] * 60
    for scale in analysed(rows).scales:
        assert scale.alpha.value == pytest.approx(1)
        assert scale.omega.value == pytest.approx(1)


def test_correlations_that_no_one_factor_explains_have_no_omega():
    related = np.array([[1, 0.9, 0.9], [0.9, 1, 0.6], [0.9, 0.6, 1]])
    assert math.isnan(omega(related))


def test_no_sittings_and_no_statements_give_no_figures():
    found = analysed([])
    assert {item.mean.n for item in found.items} == {0}
    assert {scale.alpha.value for scale in analysed([], ITEMS[:1]).scales} == {None}
    assert len(found.scales) == len(Dimension)

"""Every figure of the statements, checked against plain formulas on the same answers."""

import math
from functools import cache
from statistics import correlation, fmean, stdev

import numpy as np
import pytest
from sheets import make_sheets
from sittings import make_items

from assessment.analysis.consistency import alpha, omega
from assessment.analysis.sheets import NOT_APPLICABLE, SKIPPED
from assessment.analysis.tally import Tally
from assessment.scoring.vocabulary import Dimension, Item, Pole
from bench.people import answer, draw_form, draw_people
from bench.simulation import LOADINGS, SEED

ITEMS = make_items()
SAME = {"rel": 1e-6, "abs": 1e-9}


@cache
def simulated(people, gaps=0.0, seed=SEED):
    """Rows of answers of simulated people; some are skipped, some do not apply."""
    chance = np.random.default_rng(seed)
    form = draw_form(ITEMS, LOADINGS[0], chance)
    rows = answer(form, draw_people(people, form, chance), chance)
    missing = chance.random(rows.shape)
    rows = np.where(missing < gaps, SKIPPED, np.where(missing > 1 - gaps, NOT_APPLICABLE, rows))
    return [[int(value) for value in row] for row in rows]


def analysed(rows, items=ITEMS, chunk=10_000):
    tally = Tally(items)
    for start in range(0, len(rows), chunk):
        tally.add(make_sheets(rows[start : start + chunk]))
    return tally.analysis((), ())


def keyed(item, value):
    """Points of an answer, None where there is none."""
    if not 1 <= value <= 5:
        return None
    return 25 * (value - 1) if item.pole is Pole.HIGH else 25 * (5 - value)


def columns(rows):
    """Keyed answers by the item's key."""
    return {item.key: [keyed(item, row[place]) for row in rows] for place, item in enumerate(ITEMS)}


def both(first, second):
    return [(x, y) for x, y in zip(first, second, strict=True) if x is not None and y is not None]


def covariance(pairs):
    xs, ys = zip(*pairs, strict=True)
    mean_x, mean_y = fmean(xs), fmean(ys)
    return sum((x - mean_x) * (y - mean_y) for x, y in pairs) / (len(pairs) - 1)


def alpha_of(parts):
    """Alpha from covariances pair by pair."""
    every = sum(covariance(both(one, other)) for one in parts for other in parts)
    own = sum(covariance(both(one, one)) for one in parts)
    return len(parts) / (len(parts) - 1) * (1 - own / every)


def omega_of(parts, rounds=120):
    """Omega by power iteration, in plain Python."""
    related = [[correlation(*zip(*both(one, other), strict=True)) for other in parts] for one in parts]
    size = len(parts)
    loadings = [0.7] * size
    for _ in range(rounds):
        for place in range(size):
            related[place][place] = loadings[place] ** 2
        vector = [1.0] * size
        for _ in range(30):
            vector = [sum(related[i][j] * vector[j] for j in range(size)) for i in range(size)]
            length = math.sqrt(sum(x * x for x in vector))
            vector = [x / length for x in vector]
        value = sum(vector[i] * related[i][j] * vector[j] for i in range(size) for j in range(size))
        loadings = [x * math.sqrt(value) for x in vector]
    common = sum(loadings) ** 2
    return common / (common + sum(1 - x * x for x in loadings))


def mean_of_known(values):
    known = [value for value in values if value is not None]
    return fmean(known) if known else None


@pytest.fixture(scope="module", params=[0.0, 0.15], ids=["complete", "with gaps"])
def crowd(request):
    rows = simulated(600, request.param)
    return rows, analysed(rows)


def test_means_spreads_and_counts_are_those_of_the_answers(crowd):
    rows, found = crowd
    for place, figures in enumerate(found.items):
        raw = [row[place] for row in rows if 1 <= row[place] <= 5]
        points = [value for value in columns(rows)[figures.key] if value is not None]
        assert figures.counts == tuple(raw.count(value) for value in range(1, 6))
        assert (figures.mean.value, figures.spread.value) == pytest.approx((fmean(raw), stdev(raw)), **SAME)
        assert figures.keyed_mean.value == pytest.approx(fmean(points), **SAME)
        assert figures.keyed_spread.value == pytest.approx(stdev(points), **SAME)
        assert figures.floor.value == pytest.approx(raw.count(1) / len(raw))
        assert figures.ceiling.value == pytest.approx(raw.count(5) / len(raw))
        assert {figure.n for figure in (figures.mean, figures.spread, figures.floor)} == {len(raw)}


def test_missing_answers_are_told_apart_by_reason(crowd):
    rows, found = crowd
    for place, figures in enumerate(found.items):
        given = [row[place] for row in rows]
        assert figures.skipped.value == pytest.approx(given.count(SKIPPED) / len(rows))
        assert figures.not_applicable.value == pytest.approx(given.count(NOT_APPLICABLE) / len(rows))
        assert figures.skipped.n == figures.not_applicable.n == len(rows)


def test_item_rest_correlations_agree_with_plain_python(crowd):
    rows, found = crowd
    answers = columns(rows)
    for figures in found.items:
        others = [item.key for item in ITEMS if item.dimension is figures.dimension and item.key != figures.key]
        rests = [mean_of_known([answers[key][place] for key in others]) for place in range(len(rows))]
        pairs = both(answers[figures.key], rests)
        assert figures.rest.n == len(pairs)
        assert figures.rest.value == pytest.approx(correlation(*zip(*pairs, strict=True)), **SAME)


def test_alpha_with_its_interval_and_without_each_statement_agrees_with_plain_python(crowd):
    rows, found = crowd
    answers = columns(rows)
    for scale in found.scales:
        keys = [item.key for item in ITEMS if item.dimension is scale.dimension]
        value = alpha_of([answers[key] for key in keys])
        n = min(len(both(answers[one], answers[other])) for one in keys for other in keys)
        reach = 1.96 * math.sqrt(2 * len(keys) / ((len(keys) - 1) * (n - 2)))
        ends = (1 - math.exp(math.log(1 - value) + reach), 1 - math.exp(math.log(1 - value) - reach))
        assert scale.alpha.n == n
        assert scale.alpha.value == pytest.approx(value, **SAME)
        assert (scale.alpha.low, scale.alpha.high) == pytest.approx(ends, **SAME)
        for figures in found.items:
            if figures.key in keys:
                rest = [answers[key] for key in keys if key != figures.key]
                assert figures.alpha_without.value == pytest.approx(alpha_of(rest), **SAME)


def test_omega_agrees_with_power_iteration(crowd):
    rows, found = crowd
    answers = columns(rows)
    for scale in found.scales:
        parts = [answers[item.key] for item in ITEMS if item.dimension is scale.dimension]
        assert scale.omega.value == pytest.approx(omega_of(parts), rel=1e-6)


def test_the_two_halves_correlate_as_their_means_do(crowd):
    rows, found = crowd
    answers = columns(rows)
    for scale in found.scales:
        means = [
            [
                mean_of_known([answers[item.key][place] for item in ITEMS if (item.dimension, item.pole) == half])
                for place in range(len(rows))
            ]
            for half in ((scale.dimension, Pole.HIGH), (scale.dimension, Pole.LOW))
        ]
        pairs = both(*means)
        assert scale.halves.n == len(pairs)
        assert scale.halves.value == pytest.approx(correlation(*zip(*pairs, strict=True)), **SAME)


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


@pytest.mark.parametrize(("people", "shown"), [(29, 0), (30, 1), (99, 1), (100, 2), (199, 2), (200, 3)])
def test_figures_that_rest_on_too_few_people_are_hidden(people, shown):
    found = analysed(simulated(people))
    for item in found.items:
        everywhere = (item.mean, item.spread, item.keyed_mean, item.keyed_spread, item.floor, item.skipped)
        assert {figure.value is not None for figure in everywhere} == {shown >= 1}
        assert (item.counts is not None) == (shown >= 1)
        assert {item.rest.value is not None, item.alpha_without.value is not None} == {shown >= 2}
    for scale in found.scales:
        assert (scale.halves.value is not None) == (shown >= 1)
        assert {end is not None for end in (scale.alpha.value, scale.alpha.low, scale.alpha.high)} == {shown >= 2}
        assert (scale.omega.value is not None) == (shown >= 3)
    assert {figure.n for item in found.items for figure in (item.mean, item.rest)} == {people}


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

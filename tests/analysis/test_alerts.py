"""What stands out is named, the most telling kinds first; what rests on too few, or is as it should be, is not."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sheets import make_sheets
from sittings import make_items

from assessment.analysis.alerts import Kind, alerts
from assessment.analysis.report import AdviceFigures, Figure, Interval, Retest
from assessment.analysis.tally import Tally

ITEMS = make_items()
GOOD = {
    "mean": 3,
    "spread": 1.2,
    "keyed_mean": 50,
    "keyed_spread": 30,
    "floor": 0.1,
    "ceiling": 0.1,
    "skipped": 0.02,
    "not_applicable": 0.1,
    "rest": 0.45,
    "alpha_without": 0.70,
}


def figure(value):
    return Figure(500, value)


def make_analysis(*, item=None, scale=None, retest=0.85, retests=200, agreement=0.8, advice=0.2):
    """An analysis in which nothing stands out but what is said."""
    empty = Tally(ITEMS).analysis((), ())
    good = {name: figure(value) for name, value in GOOD.items()}
    items = [replace(one, **good) for one in empty.items]
    scales = [
        replace(one, alpha=Interval(500, 0.72, 0.68, 0.75), omega=figure(0.73), halves=figure(0.5))
        for one in empty.scales
    ]
    items[0], scales[0] = replace(items[0], **(item or {})), replace(scales[0], **(scale or {}))
    return replace(
        empty,
        items=tuple(items),
        scales=tuple(scales),
        retest=Retest(Figure(retests, retest), figure(0), figure(5)),
        agreement=figure(agreement),
        advice=(AdviceFigures("V1", 0, figure(advice), 0, 0, 0, 0),),
    )


def seen(analysis):
    return [(alert.kind, alert.subject) for alert in alerts(analysis)]


def test_nothing_stands_out_where_all_is_as_it_should_be():
    assert seen(make_analysis()) == []


@pytest.mark.parametrize(
    ("name", "value", "kind"),
    [
        ("rest", -0.01, Kind.KEY_WRONG),
        ("rest", 0.19, Kind.WEAK_REST),
        ("alpha_without", 0.74, Kind.BETTER_WITHOUT),
        ("skipped", 0.11, Kind.SKIPPED),
        ("not_applicable", 0.31, Kind.NOT_APPLICABLE),
        ("keyed_spread", 14.9, Kind.LITTLE_SPREAD),
        ("floor", 0.41, Kind.FLOOR),
        ("ceiling", 0.41, Kind.CEILING),
    ],
)
def test_a_statement_beyond_a_threshold_is_named_once(name, value, kind):
    assert seen(make_analysis(item={name: figure(value)})) == [(kind, "P1")]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("rest", 0.20), ("alpha_without", 0.73), ("skipped", 0.10), ("not_applicable", 0.30)),
        *(("keyed_spread", 15), ("floor", 0.40), ("ceiling", 0.40), ("rest", None), ("alpha_without", None)),
    ],
)
def test_a_statement_on_a_threshold_or_without_a_figure_is_left_alone(name, value):
    assert seen(make_analysis(item={name: figure(value)})) == []


@pytest.mark.parametrize(
    ("scale", "kind"),
    [
        ({"alpha": Interval(500, 0.69, 0.6, 0.7), "omega": figure(0.7)}, Kind.LOW_ALPHA),
        ({"halves": figure(0.29)}, Kind.TWO_THINGS),
        ({"omega": figure(0.78)}, Kind.FAR_FROM_ALPHA),
        ({"omega": figure(0.66)}, Kind.FAR_FROM_ALPHA),
    ],
)
def test_a_section_beyond_a_threshold_is_named(scale, kind):
    assert (kind, "purpose") in seen(make_analysis(scale=scale))


@pytest.mark.parametrize("scale", [{"alpha": Interval(50, None, None, None)}, {"omega": Figure(150, None)}])
def test_where_alpha_or_omega_is_not_known_they_are_not_compared(scale):
    assert seen(make_analysis(scale=scale)) == []


def test_the_whole_is_looked_at_too():
    assert seen(make_analysis(retest=0.69, retests=50)) == [(Kind.LOW_RETEST, "")]
    assert seen(make_analysis(retest=0.69, retests=49)) == []
    assert seen(make_analysis(agreement=0.49)) == [(Kind.LOW_AGREEMENT, "")]
    assert seen(make_analysis(advice=0.61)) == [(Kind.FIRES_OFTEN, "V1")]
    assert seen(make_analysis(advice=0.009)) == [(Kind.FIRES_SELDOM, "V1")]


@pytest.mark.parametrize("told", [{"retest": 0.70}, {"agreement": 0.50}, {"advice": 0.60}, {"advice": 0.01}])
def test_the_whole_on_a_threshold_is_left_alone(told):
    assert seen(make_analysis(**told)) == []


@given(st.lists(st.sampled_from(sorted(GOOD)), unique=True))
def test_the_most_telling_kinds_come_first(names):
    found = alerts(make_analysis(item={name: figure(-1.0) for name in names}, advice=0.7, retest=0.1))
    places = [list(Kind).index(alert.kind) for alert in found]
    assert places == sorted(places)


def test_too_few_sittings_give_nothing_to_look_at():
    tally = Tally(ITEMS)
    tally.add(make_sheets([[5] * 32] * 29, self_view="influenced"))
    assert alerts(tally.analysis(("purpose",), ("V1",))) == ()

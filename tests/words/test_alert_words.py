"""What stands out in an analysis, said to editors: where, with which figure, and on how many people it rests."""

import pytest

from assessment.analysis import alerts
from assessment.analysis.alerts import Alert, Kind
from assessment.analysis.report import FEWEST, Figure
from assessment.words.alerts import MEANINGS, place
from assessment.words.cells import Cell, cell, percent, two_decimals

SHARED = ["skipped", "not_applicable", "floor", "ceiling", "low_agreement", "fires_often", "fires_seldom"]
NAMES = {"purpose": "Why you post"}


@pytest.mark.parametrize("kind", Kind)
def test_shares_are_printed_in_percent_spread_in_points_and_all_else_with_two_decimals(kind):
    printed = "12.5%" if kind in SHARED else "0.1" if kind == "little_spread" else "0.12"
    assert place(Alert(kind, "P1", Figure(500, 0.125)), NAMES) == f"P1 ({printed}, N 500)"


@pytest.mark.parametrize(
    ("kind", "threshold"),
    [
        (Kind.KEY_WRONG, "item-rest r below 0)"),
        (Kind.BETTER_WITHOUT, "alpha"),
        (Kind.LOW_ALPHA, f"alpha below {alerts.LOW_ALPHA:.2f}"),
        (Kind.TWO_THINGS, f"r below {alerts.LOW_HALVES:.2f}"),
        (Kind.LOW_RETEST, f"r below {alerts.LOW_RETEST:.2f}"),
        (Kind.WEAK_REST, f"r below {alerts.WEAK_REST:.2f}"),
        (Kind.LITTLE_SPREAD, f"SD below {alerts.LITTLE_SPREAD} points"),
        (Kind.SKIPPED, f"more than {alerts.MANY_SKIPPED * 100:.0f}%"),
        (Kind.NOT_APPLICABLE, f"more than {alerts.MANY_NOT_APPLICABLE * 100:.0f}%"),
        (Kind.FLOOR, f"More than {alerts.HEAVY_END * 100:.0f}%"),
        (Kind.CEILING, f"More than {alerts.HEAVY_END * 100:.0f}%"),
        (Kind.FIRES_OFTEN, f"more than {alerts.FIRES_OFTEN * 100:.0f}%"),
        (Kind.FIRES_SELDOM, f"fewer than {alerts.FIRES_SELDOM * 100:.0f}%"),
    ],
)
def test_what_stands_out_is_told_with_the_figure_and_the_threshold_that_it_was_found_by(kind, threshold):
    assert threshold in str(MEANINGS[kind])


def test_whatever_stands_out_is_told():
    assert MEANINGS.keys() == set(Kind)


def test_a_section_is_named_in_its_words_and_the_whole_by_its_figure_alone():
    assert place(Alert(Kind.LOW_ALPHA, "purpose", Figure(500, 0.61)), NAMES) == "Why you post (0.61, N 500)"
    assert place(Alert(Kind.LOW_RETEST, "", Figure(60, -0.5)), NAMES) == "\N{MINUS SIGN}0.50, N 60"


def test_a_figure_says_why_it_has_no_number():
    assert cell(Figure(FEWEST - 1, None), two_decimals) == Cell(f"from N {FEWEST} on", f"N {FEWEST - 1}")
    assert cell(Figure(FEWEST, None), two_decimals) == Cell("none", f"N {FEWEST}")
    assert cell(Figure(FEWEST, 0.5), percent) == Cell("50.0%", f"N {FEWEST}")

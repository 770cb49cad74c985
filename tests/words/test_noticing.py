"""What stands out in an analysis, said to editors: where, with which figure, and on how many people it rests."""

import pytest

from assessment.analysis.findings import FEWEST, Figure
from assessment.analysis.looking import Kind, Look
from assessment.words.cells import Cell, cell, percent, two
from assessment.words.noticing import place

SHARED = ["skipped", "not_applicable", "floor", "ceiling", "low_agreement", "fires_often", "fires_seldom"]
NAMES = {"purpose": "Why you post"}


@pytest.mark.parametrize("kind", Kind)
def test_shares_are_printed_in_percent_spread_in_points_and_all_else_with_two_decimals(kind):
    printed = "12.5 %" if kind in SHARED else "0.1" if kind == "little_spread" else "0.12"
    assert place(Look(kind, "P1", Figure(500, 0.125)), NAMES) == f"P1 ({printed}, N 500)"


def test_a_section_is_named_in_its_words_and_the_whole_by_its_figure_alone():
    assert place(Look(Kind.LOW_ALPHA, "purpose", Figure(500, 0.61)), NAMES) == "Why you post (0.61, N 500)"
    assert place(Look(Kind.LOW_RETEST, "", Figure(60, -0.5)), NAMES) == "\N{MINUS SIGN}0.50, N 60"


def test_a_figure_says_why_it_has_no_number():
    assert cell(Figure(FEWEST - 1, None), two) == Cell(f"from N {FEWEST} on", f"N {FEWEST - 1}")
    assert cell(Figure(FEWEST, None), two) == Cell("none", f"N {FEWEST}")
    assert cell(Figure(FEWEST, 0.5), percent) == Cell("50.0 %", f"N {FEWEST}")

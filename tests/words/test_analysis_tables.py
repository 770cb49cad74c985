"""Every figure of an analysis stands under its own head."""

from dataclasses import replace

import pytest
from sheets import make_analysis

from assessment.analysis.report import Figure, RoleCount, Stop
from assessment.content.shipped import read_questionnaire
from assessment.scoring.vocabulary import Firmness, Role
from assessment.words.analysis import tables
from assessment.words.cells import one_decimal, percent, two_decimals

DOCUMENT = read_questionnaire()
ANALYSIS = make_analysis(200, 50)
TABLES = {table.title: table for table in tables(ANALYSIS, DOCUMENT)}


def under(title, place=0):
    """The printed figures of one line of a table, by the heads of their columns."""
    table = TABLES[title]
    return dict(zip(table.heads[1:], (cell.text for cell in table.rows[place].cells), strict=True))


@pytest.mark.parametrize(
    "item", [item for item in ANALYSIS.items if item.dimension == "purpose"], ids=lambda one: one.key
)
def test_the_figures_of_a_statement_stand_under_their_heads(item):
    place = [one.key for one in DOCUMENT.sections[0].questions].index(item.key)
    assert under("Statements: Purpose", place) == {
        "Mean": two_decimals(item.mean.value),
        "SD": two_decimals(item.spread.value),
        "Mean, points": one_decimal(item.keyed_mean.value),
        "SD, points": one_decimal(item.keyed_spread.value),
        "First answer": percent(item.counts[0] / 200),
        "Last answer": percent(item.counts[-1] / 200),
        "Skipped": "0.0%",
        "Does not apply": "0.0%",
        "Item-rest r": two_decimals(item.rest.value),
        "Alpha without it": two_decimals(item.alpha_without.value),
    }


@pytest.mark.parametrize("place", range(4))
def test_the_figures_of_a_section_stand_under_their_heads(place):
    scale = ANALYSIS.scales[place]
    assert under("How the sections hang together", place) == {
        "Alpha": two_decimals(scale.alpha.value),
        "95% interval": f"{two_decimals(scale.alpha.low)} to {two_decimals(scale.alpha.high)}",
        "Omega": two_decimals(scale.omega.value),
        "r of the two halves": two_decimals(scale.halves.value),
    }


def test_bars_say_how_many_chose_which_answer():
    first, *_others, last = ANALYSIS.items[0].counts
    said = TABLES["Statements: Purpose"].rows[0].alt
    assert (said.partition(",")[0], said.rpartition(" ")[2]) == (f"1: {first}", str(last))


def test_the_figures_of_people_who_answered_twice_stand_under_their_heads():
    assert under("People who answered twice") == {
        "r": two_decimals(ANALYSIS.retest.r.value),
        "Mean difference": one_decimal(ANALYSIS.retest.difference.value),
        "Error of one measurement": one_decimal(ANALYSIS.retest.error.value),
    }


def test_where_people_stopped_is_told_of_sittings_since_one_person_may_stop_twice():
    found = replace(ANALYSIS, stops=(Stop("purpose", 3, Figure(30, 0.1)),))
    (stops,) = (table for table in tables(found, DOCUMENT) if table.title == "Where people stopped")
    assert stops.heads == ("Page", "Sittings", "Share of those begun")
    assert [cell.text for cell in stops.rows[0].cells] == ["3", "10.0%"]


def test_a_figure_that_rounds_to_nothing_has_no_sign():
    assert (two_decimals(-0.004), two_decimals(-0.006), one_decimal(-0.04)) == ("0.00", "\N{MINUS SIGN}0.01", "0.0")


def test_roles_are_told_from_clear_to_close():
    groups = [RoleCount(role, firmness, 30) for role in Role for firmness in sorted(Firmness)]
    found = replace(ANALYSIS, told=(RoleCount("", "", 30), *groups))
    (roles,) = (table for table in tables(found, DOCUMENT) if table.title == "Roles")
    assert [row.cells[0].text for row in roles.rows] == ["too few answers", *["clear", "leaning", "close"] * 2]

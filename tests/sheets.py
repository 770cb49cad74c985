"""Set-up for tests of the analysis: sittings as it takes them."""

import numpy as np
from sittings import make_items

from assessment.analysis.sheets import Sheet
from assessment.analysis.tally import Tally
from bench.people import answer, draw_form, draw_people
from bench.simulation import LOADINGS, SEED

ITEMS = make_items()


def make_sheet(answers=(), **told):
    """A sitting with these answers (1 to 5, or a code), and whatever else is said of it."""
    usual = {"role": "influencing", "firmness": "clear", "self_view": "", "seconds": 300, "called": (), "shown": ()}
    return Sheet(answers=bytes(answers), **usual | told)


def make_sheets(rows, **told):
    return [make_sheet(row, **told) for row in rows]


def make_rows(people, chance):
    """The answers of so many made-up people to the real form, a row for each of them."""
    form = draw_form(ITEMS, LOADINGS[0], chance)
    return answer(form, draw_people(people, form, chance), chance)


def make_analysis(people, retests):
    """The figures of so many made-up people, so many of whom came back."""
    tally = Tally(ITEMS)
    tally.add(make_sheets(make_rows(people, np.random.default_rng(SEED)).tolist()))
    tally.pairs = [(float(number), float(number % 40)) for number in range(retests)]
    return tally.analysis((), ())

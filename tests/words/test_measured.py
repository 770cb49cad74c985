"""What the public is told about how the questionnaire measures."""

import numpy as np
from sheets import make_sheets
from sittings import make_items

from assessment.analysis.tally import Tally
from assessment.content.reading import read_questionnaire
from assessment.words.measured import known
from bench.people import answer, draw_form, draw_people
from bench.simulation import LOADINGS, SEED

ITEMS = make_items()


def make_analysis(people, retests):
    chance = np.random.default_rng(SEED)
    form = draw_form(ITEMS, LOADINGS[0], chance)
    tally = Tally(ITEMS)
    tally.add(make_sheets(answer(form, draw_people(people, form, chance), chance).tolist()))
    tally.pairs = [(float(number), float(number % 40)) for number in range(retests)]
    return tally.analysis((), ())


def test_enough_answers_tell_alpha_for_each_section_and_the_retest():
    told = known(make_analysis(200, 50), read_questionnaire())
    assert [section.section for section in told.sections] == [part.name for part in read_questionnaire().sections]
    assert all(section.low < section.alpha < section.high and section.n == 200 for section in told.sections)
    assert told.retest.r.n == 50


def test_too_few_answers_tell_nothing():
    told = known(make_analysis(99, 49), read_questionnaire())
    assert (told.sittings, told.sections, told.retest) == (99, (), None)

"""What the public is told about how the questionnaire measures."""

from sheets import make_analysis

from assessment.content.shipped import read_questionnaire
from assessment.words.public_figures import public_figures


def test_enough_answers_tell_alpha_for_each_section_and_the_retest():
    told = public_figures(make_analysis(200, 50), read_questionnaire())
    assert [section.section for section in told.sections] == [part.name for part in read_questionnaire().sections]
    assert all(section.low < section.alpha < section.high and section.n == 200 for section in told.sections)
    assert told.retest.r.n == 50


def test_too_few_answers_tell_nothing():
    told = public_figures(make_analysis(99, 49), read_questionnaire())
    assert (told.sittings, told.sections, told.retest, told.agreement) == (99, (), None, None)

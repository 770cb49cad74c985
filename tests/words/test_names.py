"""Sections are called as their editors called them, within sentences too."""

import pytest
from msgspec.structs import replace
from sittings import make_keyed_sitting

from assessment.content.shipped import read_questionnaire
from assessment.scoring.evaluate import evaluate
from assessment.scoring.vocabulary import Dimension
from assessment.words.comparing import apart
from assessment.words.missing import missing
from assessment.words.names import mid_sentence
from assessment.words.verdict import rests_on

NAMES = {
    Dimension.PURPOSE: "LinkedIn aims",
    Dimension.ENGAGEMENT: "Habits with AI",
    Dimension.AUTHENTICITY: "AI and voice",
    Dimension.CONVERSATION: "Talking",
}
SHIPPED = read_questionnaire()
DOCUMENT = replace(
    SHIPPED, sections=tuple(replace(section, name=NAMES[section.dimension]) for section in SHIPPED.sections)
)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Purpose", "purpose"),
        ("Engagement habits", "engagement habits"),
        ("Habits on YouTube", "habits on YouTube"),
        ("YouTube habits", "YouTube habits"),
        ("AI", "AI"),
        ("", ""),
    ],
)
def test_only_an_initial_capital_is_lost(name, said):
    assert mid_sentence(name) == said


def test_what_a_role_rests_on_keeps_the_capitals_of_a_name():
    told = rests_on(evaluate(make_keyed_sitting(purpose=50, engagement=50, conversation=50, authenticity=0)), DOCUMENT)
    assert told == (
        "Your answers on LinkedIn aims, habits with AI and talking point neither way for sure. "
        "Taken together they balance, and AI and voice takes about 13 points off."
    )


def test_a_part_that_moved_keeps_them_too():
    assert apart(["Habits with AI", "AI and voice"]) == "Habits with AI and AI and voice did move, and clearly."


def test_what_it_takes_to_name_a_role_is_said_in_the_names_that_the_questionnaire_has():
    told = missing(DOCUMENT, {}, {})
    assert "enough answers on habits with AI, and on LinkedIn aims or talking." in told.rule

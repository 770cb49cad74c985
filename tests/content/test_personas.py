"""Made-up people answer like the kind that they are called after."""

import pytest

from assessment.content.personas import (
    PERSONAS,
    answers,
    borrowed_voice,
    busy_both_ways,
    leaning,
    mostly_silent,
    sitting,
)
from assessment.content.shipped import read_questionnaire
from assessment.scoring.evaluate import evaluate
from assessment.scoring.finding import Firmness, Mixture, Pattern
from assessment.scoring.vocabulary import Role

ITEMS = read_questionnaire().items


def found(persona):
    return evaluate(sitting(ITEMS, persona))


def test_a_listener_is_influenced_and_an_expert_who_converses_is_influencing():
    assert found(PERSONAS["a listener"]).role is Role.INFLUENCED
    assert found(PERSONAS["a conversing expert"]).role is Role.INFLUENCING
    assert found(PERSONAS["a conversing expert"]).standing.firmness is Firmness.CLEAR


def test_a_broadcaster_is_told_to_announce_more_than_converse():
    assert Pattern.MEGAPHONE in found(PERSONAS["a broadcaster"]).patterns


@pytest.mark.parametrize("name", ["all in the middle", "the last answer everywhere"])
def test_the_same_answer_everywhere_gives_fifty(name):
    assert found(PERSONAS[name]).standing.score == 50


def test_the_people_of_the_demo_are_of_different_kinds():
    assert found(busy_both_ways).currents.mixture is Mixture.BOTH
    assert Pattern.BORROWED_VOICE in found(borrowed_voice).patterns
    assert found(mostly_silent).role is None
    assert found(leaning(1)).role is Role.INFLUENCING


def test_everything_that_is_asked_gets_an_answer_within_the_scale():
    for persona in PERSONAS.values():
        given = answers(ITEMS, persona)
        assert list(given) == [item.key for item in ITEMS]
        assert set(given.values()) <= set(range(1, 6))

"""What is said of a side holds whatever its answers are."""

import pytest
from making import INFLUENCER, LISTENER, THREES, TOO_FEW

from assessment.content.shipped import read_questionnaire
from assessment.scoring.evaluate import evaluate
from assessment.scoring.vocabulary import Dimension, Sitting
from assessment.words.sides import sides

DOCUMENT = read_questionnaire()
SHAPED = "often shaped what went out under your name"
NO_EFFECT = "This part takes points away only below 50, so here it takes none."
NOBODY_ELSE = {"A1": 1, "A2": 1, "A4": 1, "A5": 1, "A6": 5, "A7": 5, "A8": 1}
NEVER_POSTS = {"A4": 1, "A5": 3, "A6": 3, "A7": 3}


def said(dimension, answers):
    finding = evaluate(Sitting(DOCUMENT.items, answers))
    return next(side.said for side in sides(finding, DOCUMENT, answers) if side.section.dimension is dimension)


@pytest.mark.parametrize("answers", [NOBODY_ELSE, NEVER_POSTS])
def test_other_hands_are_named_only_where_an_answer_names_them(answers):
    others = {key: value for key, value in THREES.items() if key[0] != "A"}
    assert said(Dimension.AUTHENTICITY, others | answers).startswith("Your answers lie nearer to other people’s wishes")
    for key in ("A5", "A8"):
        assert SHAPED in said(Dimension.AUTHENTICITY, others | answers | {key: 5})
        assert SHAPED in said(Dimension.AUTHENTICITY, others | NOBODY_ELSE | {key: 4})


@pytest.mark.parametrize(
    ("dimension", "low", "high"),
    [
        (
            Dimension.PURPOSE,
            "You’re here more to learn and take part than to lead.",
            "You’re here more to lead than to learn and take part.",
        ),
        (Dimension.ENGAGEMENT, "You look on more than you join in.", "You join in more than you look on."),
        (
            Dimension.CONVERSATION,
            "You announce or hold back more than you talk with people. Only talk counts as influencing here.",
            "You talk with people more than you announce or hold back.",
        ),
    ],
)
def test_a_side_is_told_by_the_end_that_it_lies_at(dimension, low, high):
    assert said(dimension, LISTENER) == low
    assert said(dimension, INFLUENCER) == high


def test_a_close_side_is_said_to_be_open_however_far_from_the_middle():
    few = {"C1": 1, "C2": 5, "C3": 3, "C4": 5, "C5": 5}
    finding = evaluate(Sitting(DOCUMENT.items, few))
    standing = finding.dimensions[Dimension.CONVERSATION]
    assert (standing.firmness, float(standing.score)) == ("close", 31.25)
    assert said(Dimension.CONVERSATION, few) == (
        "Your answers leave open whether you talk with people more than you announce or hold back."
    )


def test_who_never_posts_is_not_said_to_announce_whatever_the_side():
    for level in range(1, 6):
        told = said(Dimension.CONVERSATION, {"C2": 3, "C3": 3, "C4": 3, "C7": level, "C8": level})
        assert "announce or hold back" in told


def test_authenticity_that_takes_nothing_from_the_role_says_so():
    for answers in (THREES, INFLUENCER):
        assert NO_EFFECT in said(Dimension.AUTHENTICITY, answers)
        assert NO_EFFECT not in said(Dimension.CONVERSATION, answers)
    assert said(Dimension.AUTHENTICITY, THREES | {"A8": 4}).endswith(
        "This part takes about 1 point from your role, as it does below 50."
    )
    assert NO_EFFECT not in said(Dimension.AUTHENTICITY, TOO_FEW | {key: 5 for key in THREES if key[0] == "A"})


def test_what_was_found_before_this_was_noted_says_nothing_of_it():
    answers = THREES | {"A8": 4}
    finding = evaluate(Sitting(DOCUMENT.items, answers))._replace(taken=None)
    side = next(one for one in sides(finding, DOCUMENT, answers) if one.section.dimension is Dimension.AUTHENTICITY)
    assert "This part takes" not in side.said


def test_what_the_floor_gives_back_is_said_beside_what_authenticity_takes():
    taken = "This part takes about 13 points from your role, as it does below 50."
    lowly = LISTENER | {"P1": 3}
    assert said(Dimension.AUTHENTICITY, lowly).endswith(
        f"{taken} No score goes below 0, so you get about 11 points back."
    )
    nothing = "This part takes nothing more from your role, since no score goes below 0."
    assert said(Dimension.AUTHENTICITY, LISTENER).endswith(nothing)
    assert taken not in said(Dimension.AUTHENTICITY, LISTENER)
    higher = {key: 3 for key in LISTENER if key[0] != "A"}
    assert said(Dimension.AUTHENTICITY, LISTENER | higher).endswith(taken)

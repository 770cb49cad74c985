"""What is said of aims and habits agrees with the two numbers above it, whatever it rests on."""

import pytest
from hypothesis import given
from sittings import make_keyed_sitting, sittings

from assessment.scoring.evaluate import evaluate
from assessment.scoring.finding import Mismatch
from assessment.scoring.vocabulary import MainPurpose, Role
from assessment.words.gap import DRAWN_BY_RATINGS, NOT_CLEAR, gap_words

FURTHER = "reaches further out"


def told(main_purpose=None, **keyed):
    return words_of(evaluate(make_keyed_sitting(main_purpose, **keyed)))


def words_of(finding):
    return gap_words(finding.gap, finding.role)


@pytest.mark.parametrize(
    ("purpose", "level"), [(MainPurpose.LEARN, 100), (MainPurpose.BRAND, 25)], ids=["taking in", "giving out"]
)
def test_where_only_the_chosen_purpose_differs_it_is_named_and_the_drawing_told_apart(purpose, level):
    words = told(purpose, purpose=level, engagement=level, conversation=level)
    assert words.scores == (level, level)
    assert "the main purpose you chose" in words.said.lower()
    assert FURTHER not in words.said
    assert words.rests_on.endswith(str(DRAWN_BY_RATINGS))


def test_without_ratings_nothing_is_said_of_a_drawing():
    words = told(MainPurpose.LEARN, engagement=100, conversation=100)
    assert words.scores is None
    assert words.rests_on.endswith("habits and conversing.")


@pytest.mark.parametrize(
    ("purpose", "aims", "habits", "said"),
    [
        (None, 100, 25, "What you want reaches further out than what you do. Does this fit? It is no failing:"),
        (
            MainPurpose.BRAND,
            25,
            25,
            "The main purpose you chose asks for more than you do so far. Does this fit? It is no failing:",
        ),
        (None, 0, 100, "What you do reaches further out than what you want. Does this fit? People may act on"),
        (
            MainPurpose.LEARN,
            100,
            100,
            "What you do points more towards influencing than the main purpose you chose. Does this fit? Another",
        ),
    ],
    ids=["aims by scores", "aims by purpose", "habits by scores", "habits by purpose"],
)
def test_a_gap_is_named_by_its_direction_and_put_as_a_question(purpose, aims, habits, said):
    words = told(purpose, purpose=aims, engagement=habits, conversation=habits)
    assert words.said.startswith(said)
    assert words.scores == (aims, habits)
    assert (str(DRAWN_BY_RATINGS) in words.rests_on) == (purpose is not None)


@pytest.mark.parametrize(
    ("aims", "habits", "talk", "found", "told"),
    [
        (100, 50, 0, (Role.INFLUENCED, Mismatch.AIMS_AHEAD), ["It is no failing", "learning from others first"]),
        (100, 50, 50, (Role.INFLUENCING, Mismatch.AIMS_AHEAD), ["It is no failing"]),
        (0, 0, 100, (Role.INFLUENCED, Mismatch.HABITS_AHEAD), []),
        (0, 100, 100, (Role.INFLUENCING, Mismatch.HABITS_AHEAD), ["People may act on"]),
    ],
)
def test_only_who_is_influenced_is_told_to_learn_first_and_only_who_is_not_that_people_may_act(
    aims, habits, talk, found, told
):
    finding = evaluate(make_keyed_sitting(purpose=aims, engagement=habits, conversation=talk))
    assert (finding.role, finding.gap.mismatch) == found
    said = words_of(finding).said
    assert [
        words for words in ("It is no failing", "learning from others first", "People may act on") if words in said
    ] == told
    assert "Does this fit?" in said


def test_where_nothing_is_named_that_is_said():
    assert told(purpose=50, engagement=25, conversation=25).said == str(NOT_CLEAR)
    assert told(purpose=50, engagement=50, conversation=50).said == "What you want and what you do are in step."


@pytest.mark.parametrize("answered", [{"purpose": 100}, {"engagement": 100, "conversation": 100}])
def test_where_only_one_of_the_two_is_known_nothing_is_said(answered):
    assert told(**answered) is None


@given(sittings())
def test_whatever_is_drawn_has_words_and_none_against_its_numbers(sitting):
    words = words_of(evaluate(sitting))
    if words is None:
        return
    assert words.said
    if FURTHER in words.said:
        assert words.said.startswith("What you want") == (words.scores.aims > words.scores.practice)

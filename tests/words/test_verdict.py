"""The verdict in words, and what it rests on."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import example, given
from sittings import make_items, make_keyed_sitting, sittings_with_a_role, value_for

from assessment.content.shipped import read_questionnaire
from assessment.scoring.dimensions import MIDDLE
from assessment.scoring.evaluate import evaluate
from assessment.scoring.finding import Flag
from assessment.scoring.role import ROLE_WEIGHTS
from assessment.scoring.vocabulary import Dimension, Firmness, Role, Sitting
from assessment.words import analysis
from assessment.words.answers import answered_by_key
from assessment.words.verdict import FLAGS, flags, headline, points, rests_on, sides_of, why_not_sure

DOCUMENT = read_questionnaire()
TOWARDS = {Role.INFLUENCING: "towards influencing", Role.INFLUENCED: "towards being influenced"}


ALL = [item.key for item in make_items()]
THREES, FIVES, ONES = (dict.fromkeys(ALL, value) for value in (3, 5, 1))
LEANING = make_keyed_sitting(purpose=75, engagement=50, authenticity=50, conversation=50)
LEANING_IN = make_keyed_sitting(purpose=25, engagement=50, authenticity=50, conversation=50)
TIE = "We call that influenced, because everyone is."


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (make_keyed_sitting(purpose=100, engagement=100, conversation=100).values, "You’re clearly influencing"),
        (LEANING.values, "You lean towards influencing"),
        (LEANING_IN.values, "You lean towards being influenced"),
        (make_keyed_sitting(purpose=0, engagement=0, conversation=0).values, "You’re clearly influenced"),
        (FIVES | {"P5": 4}, "You do both at once, a little more influencing"),
        (FIVES | {"P1": 4}, "You do both at once, a little more influenced"),
        (ONES | {"P1": 2}, "Little flows either way yet, a little more influencing"),
        (ONES | {"P5": 2}, "Little flows either way yet, a little more influenced"),
        (THREES | {"P5": 2}, "You stand between the two, a little more influencing"),
        (THREES | {"P1": 2}, "You stand between the two, a little more influenced"),
        (FIVES, f"You do both at once, exactly in the middle. {TIE}"),
        (ONES, f"Little flows either way yet, exactly in the middle. {TIE}"),
        (THREES | {"P5": 2, "C1": 2}, f"You stand between the two, exactly in the middle. {TIE}"),
        ({"P1": 5}, "Not enough answers to name a role"),
    ],
)
def test_the_headline_says_role_and_firmness_in_these_words(answers, said):
    assert headline(evaluate(Sitting(make_items(), answers))) == said


FAR = make_keyed_sitting(purpose=100, engagement=100, authenticity=100, conversation=100).values
MIXED = {item.key: value_for(item, (100, 100, 100, 0, 100, 25, 75, 25)[n % 8]) for n, item in enumerate(make_items())}
NO_CLEAR = "That is why we say “you lean” and not “you’re clearly”."


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (FAR, ""),
        (LEANING.values, f"Your score is close to the middle. {NO_CLEAR}"),
        (THREES | {"E1": 4}, "Your score is close to the middle. That is why we don’t say “you lean”."),
        (MIXED, f"Your answers vary within a part, so the likely range is wide. {NO_CLEAR}"),
        (
            {key: value for key, value in MIXED.items() if key != "P8"},
            f"Not every statement has an answer, so the likely range is wide. {NO_CLEAR}",
        ),
        (
            FAR | {"A8": 5, "C5": 5},
            "Some answers pull in different directions. That can be true of you, so we drew a wider band. " + NO_CLEAR,
        ),
    ],
    ids=["clear", "leaning", "close", "answers vary", "gaps", "flag"],
)
def test_leaning_and_close_are_explained_by_their_cause(answers, said):
    assert why_not_sure(evaluate(Sitting(make_items(), answers))) == said


BOTH_OF_EACH_PAIR = {"A3": 5, "A8": 5, "C1": 5, "C5": 5}


@pytest.mark.parametrize(
    ("answers", "drawn"), [(FAR | BOTH_OF_EACH_PAIR, True), (BOTH_OF_EACH_PAIR, False)], ids=["bands", "no band"]
)
def test_a_wider_band_is_spoken_of_just_where_a_band_is_drawn(answers, drawn):
    finding = evaluate(Sitting(make_items(), answers))
    assert finding.flags
    assert bool(finding.reported) == bool(flags(finding, DOCUMENT, answered_by_key(DOCUMENT, answers))) == drawn


@pytest.mark.parametrize("words", [FLAGS, analysis.FLAGS], ids=["on a result", "on the analysis page"])
def test_every_flag_has_words(words):
    assert set(words) == set(Flag)


@pytest.mark.parametrize(
    ("against", "others", "said"),
    [
        (100, 0, "Your answers on purpose and engagement habits point towards being influenced. "),
        (0, 100, "Your answers on purpose and engagement habits point towards influencing. "),
    ],
)
def test_one_part_against_the_others_comes_last(against, others, said):
    sitting = make_keyed_sitting(purpose=others, engagement=others, conversation=against)
    told = rests_on(evaluate(sitting), DOCUMENT)
    assert told.startswith(f"{said}Those on conversing point towards ")


@given(sittings_with_a_role())
def test_what_agrees_with_the_role_is_never_second(sitting):
    finding = evaluate(sitting)
    agrees = finding.role in sides_of(finding).values()
    assert not agrees or TOWARDS[finding.role] in rests_on(finding, DOCUMENT).partition(".")[0]


@given(sittings_with_a_role())
@example(make_keyed_sitting(purpose=25, engagement=50, conversation=100))
def test_where_most_parts_do_not_point_to_a_role_that_is_more_than_close_what_settles_it_is_said(sitting):
    finding = evaluate(sitting)
    ways = list(sides_of(finding).values())
    agree = ways.count(finding.role) > len(ways) / 2
    told = rests_on(finding, DOCUMENT)
    together = f"Taken together they point {TOWARDS[finding.role]}" in told
    settled = together or "Taken together they balance" in told or "which decides it" in told
    assert settled or agree or finding.standing.firmness is Firmness.CLOSE
    assert not (together and (agree or finding.standing.firmness is Firmness.CLOSE))


@given(sittings_with_a_role())
@example(make_keyed_sitting(purpose=100, engagement=100, conversation=100, authenticity=25))
@example(make_keyed_sitting(purpose=0, engagement=0, conversation=0, authenticity=0))
@example(make_keyed_sitting(purpose=50, engagement=75, conversation=50, authenticity=0))
def test_authenticity_is_said_to_decide_just_what_would_be_otherwise_without_it(sitting):
    spoken = {item.key for item in sitting.items if item.dimension is Dimension.AUTHENTICITY}
    finding, values = evaluate(sitting), {key: value for key, value in sitting.values.items() if key not in spoken}
    before, after = evaluate(replace(sitting, values=values)).standing.score, finding.standing.score
    told = rests_on(finding, DOCUMENT)
    assert ("which decides it" in told) == (after < MIDDLE < before)
    assert ("down to the middle" in told) == (after == MIDDLE < before)
    assert ("Taken together they balance" in told) == (after < MIDDLE == before)


@given(sittings_with_a_role())
@example(make_keyed_sitting(engagement=0, conversation=100))
def test_a_part_that_a_role_goes_without_is_named_last(sitting):
    finding = evaluate(sitting)
    without = [d for d in ROLE_WEIGHTS if finding.dimensions[d] is None]
    told = rests_on(finding, DOCUMENT)
    assert told.count("too few to count") == len(without)
    assert all(told.endswith(f" Those on {DOCUMENT.names[d].lower()} are too few to count.") for d in without)


def test_a_part_for_a_role_and_a_part_against_it_do_not_settle_it():
    finding = evaluate(make_keyed_sitting(purpose=25, engagement=50, conversation=100))
    assert rests_on(finding, DOCUMENT) == (
        "Your answers on conversing point towards influencing. Those on purpose point towards being influenced. "
        "Those on engagement habits point neither way for sure. Taken together they point towards influencing."
    )


def test_what_authenticity_takes_is_named_in_whole_points():
    assert [points(Fraction(number, 100)) for number in (49, 50, 149, 150)] == [
        "less than a point",
        "about 1 point",
        "about 1 point",
        "about 2 points",
    ]


@given(sittings_with_a_role())
def test_every_headline_holds_the_role_by_its_word(sitting):
    finding = evaluate(sitting)
    assert str(finding.role) in headline(finding)

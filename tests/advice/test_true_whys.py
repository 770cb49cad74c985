"""What a piece says of a person is so, whichever of its alternatives called for it."""

import re
from collections.abc import Callable

import pytest
from advice.advising import ANY_FACTS, BY_KEY, ITEMS, PIECES, make_facts
from hypothesis import given
from hypothesis import strategies as st

from assessment.advice.choosing import choose
from assessment.advice.facts import Facts
from assessment.scoring.dimensions import MIDDLE
from assessment.scoring.vocabulary import Dimension, Firmness, MainPurpose, Occupation, Role

Holds = Callable[[Facts], bool]

FREQUENCIES = {"always", "frequently", "hardly", "never", "often", "rarely", "seldom", "sometimes", "usually"}
"""How often is said by the answer, which is quoted under the why and may say another word."""

OUTWARD = ("P1", "P2", "P3", "P4")
KEPT = {
    "E1": "You post things that you wrote or made yourself",
    "E2": "People ask you for advice on a subject you know well",
    "E3": "You follow a plan",
    "E4": "You hear that people did something because of what you shared",
    "A1": "What you share is about things that really interest you",
    "A2": "You could have answered a hard question",
    "A3": "The words that go out under your name are your own",
    "A4": "You choose whose advice to take seriously",
    "C1": "When someone replies to you, you answer",
    "C2": "You ask because you want to hear the answers",
    "C3": "You talk with people who share your interests",
    "C4": "You know more about the people you talk with than their profile tells",
}


def nothing(_facts: Facts) -> bool:
    """The why says nothing of the person."""
    return True


def low(key: str) -> Holds:
    return lambda facts: key in facts.low


def any_low(letter: str) -> Holds:
    return lambda facts: any(key.startswith(letter) for key in facts.low)


def high(key: str) -> Holds:
    return lambda facts: key in facts.high


def wants_others(facts: Facts) -> bool:
    return wants_known(facts) or any(facts.sitting.values.get(key, 1) > 1 for key in OUTWARD)


def wants_known(facts: Facts) -> bool:
    return facts.sitting.main_purpose in {MainPurpose.BRAND, MainPurpose.TEACH}


def learns(facts: Facts) -> bool:
    return not facts.low.isdisjoint({"E6", "P5"})


def has_an_effect(facts: Facts) -> bool:
    return max(facts.sitting.values.get(key, 1) for key in ("E2", "E4")) > 2


def does_both(facts: Facts) -> bool:
    currents = facts.finding.currents
    return currents is not None and min(currents.inward, currents.outward) >= MIDDLE


def leaves_purpose_open(facts: Facts) -> bool:
    currents = facts.finding.currents
    weak = currents is not None and max(currents.inward, currents.outward) < MIDDLE
    return weak or facts.sitting.main_purpose is MainPurpose.NOT_SURE


def comes_to_take_in(facts: Facts) -> bool:
    purpose = facts.finding.dimensions[Dimension.PURPOSE]
    return purpose is not None and purpose.score < MIDDLE


def is_known_to_say(role: Role, *firmness: Firmness) -> Holds:
    return lambda facts: (
        facts.finding.role is role
        and facts.finding.standing is not None
        and facts.finding.standing.firmness in (firmness or tuple(Firmness))
    )


def all_of(*claims: Holds) -> Holds:
    return lambda facts: all(claim(facts) for claim in claims)


CLAIMS: dict[str, tuple[str, Holds]] = {
    "V1": ("a wish to reach other people", wants_others),
    "V2": ("You learn from others, and you wish to reach people", all_of(learns, wants_others)),
    "V3": ("an effect on other people", has_an_effect),
    "V4": ("Some of your answers leave little room for conversation", any_low("C")),
    "V5": ("You leave after posting", low("C5")),
    "V6": ("Some of your contacts stay at a distance", lambda facts: not facts.low.isdisjoint({"C8", "C4"})),
    "V7": ("to add to a discussion and keep them to yourself", low("C7")),
    "V8": ("You judge how you are doing by likes", low("A6")),
    "V9": ("You change what you want to say", low("A5")),
    "V10": ("You try to talk with well-known people", low("A7")),
    "V11": ("Some of your answers point to a voice that others lead", any_low("A")),
    "V12": ("might have left you without an answer", low("A2")),
    "V13": ("When you take advice, whose it is matters", nothing),
    "V14": ("You pass on posts without a word of your own", low("E8")),
    "V15": ("and there is room for more of your own making", all_of(wants_known, low("E1"))),
    "V16": ("What came of what you shared is hard to see", low("E4")),
    "V17": ("as an executive", lambda facts: facts.occupation is Occupation.EXECUTIVE),
    "V18": (
        "Your answers as an employee point towards influencing. You want to teach or make something known",
        all_of(
            wants_known,
            lambda facts: facts.occupation is Occupation.EMPLOYEE,
            is_known_to_say(Role.INFLUENCING, Firmness.CLEAR, Firmness.LEANING),
        ),
    ),
    "V19": ("You take in a good deal, and you give out a good deal", does_both),
    "V20": ("Your answers leave room for one purpose to come first", leaves_purpose_open),
    "V21": ("You come more to take in than to give out", comes_to_take_in),
    "V22": (
        "You want to teach or to make something known. Since last time your result has moved towards influenced",
        all_of(wants_known, lambda facts: facts.retake is Role.INFLUENCED),
    ),
    **{f"V23-{key}": (words, high(key)) for key, words in KEPT.items()},
    "V24": (
        "to make a brand or business known. Helping people reach their own aims is at most a small reason",
        all_of(low("P2"), lambda facts: facts.sitting.main_purpose is MainPurpose.BRAND),
    ),
    "V25": ("Your answers point clearly to influencing", is_known_to_say(Role.INFLUENCING, Firmness.CLEAR)),
    "V26": ("You are influenced", is_known_to_say(Role.INFLUENCED)),
    "V27": ("Your answers show your own side only", nothing),
    "V28": ("change with place and topic", nothing),
    "V29": ("The voices that reach you need not all weigh the same", nothing),
}
"""Of each piece what it says of the person, and what must then be so. Whoever rewords one looks at the other."""


def values_between(lowest: int, highest: int, letter: str) -> st.SearchStrategy[dict[str, int]]:
    return st.fixed_dictionaries(
        {item.key: st.integers(lowest, highest) for item in ITEMS if item.key.startswith(letter)}
    )


def a_part(letter: str) -> st.SearchStrategy[dict[str, int]]:
    """Return one section as somebody answers it who leans to a side, or to none."""
    return st.one_of(*(values_between(*ends, letter) for ends in ((1, 2), (1, 4), (2, 4), (2, 5), (4, 5), (1, 5))))


DECIDED = st.builds(
    lambda parts, *person: make_facts({key: level for part in parts for key, level in part.items()}, *person),
    st.tuples(*(a_part(letter) for letter in "PEAC")),
    st.sampled_from([None, *MainPurpose]),
    st.sampled_from([None, *Occupation]),
    st.sampled_from([None, *Role]),
)


@pytest.mark.parametrize("key", CLAIMS)
def test_the_words_that_are_vouched_for_stand_in_the_why(key: str):
    assert CLAIMS[key][0] in BY_KEY[key].why


def test_every_piece_is_vouched_for():
    assert CLAIMS.keys() == BY_KEY.keys()


@pytest.mark.parametrize("piece", PIECES, ids=lambda piece: piece.key)
def test_how_often_is_left_to_the_quoted_answer(piece):
    first = piece.why.partition(". ")[0].lower()
    assert not FREQUENCIES & set(re.findall(r"[a-z]+", first))


@given(DECIDED | ANY_FACTS)
def test_what_a_piece_says_of_the_person_is_so(facts: Facts):
    advice = choose(PIECES, facts)
    given_keys = [choice.key for choice in (*advice.shown, *advice.more)]
    assert [key for key in given_keys if not CLAIMS[key][1](facts)] == []


@pytest.mark.parametrize(
    ("together", "sitting"),
    [
        ({"V6", "V23-C4"}, ({"C4": 5, "C8": 1},)),
        ({"V8", "V23-E4"}, ({"E4": 5, "A6": 1},)),
        ({"V11", "V23-A3"}, ({"A": 1, "A3": 5, "A8": 5},)),
        ({"V13", "V23-A4"}, ({"A4": 5, "E7": 1},)),
    ],
)
def test_pieces_given_together_quote_different_rules(together, sitting):
    advice = choose(PIECES, make_facts(*sitting))
    assert together <= {choice.key for choice in (*advice.shown, *advice.more)}
    assert len({BY_KEY[key].rules[0] for key in together}) == len(together)


@pytest.mark.parametrize(
    ("asked", "key"), [("one line", "V14"), ("someone (else|who)", "V25")], ids=["to say why", "to let others answer"]
)
def test_a_step_is_asked_for_by_one_piece_alone(asked, key):
    assert [piece.key for piece in PIECES if re.search(asked, piece.next_action)] == [key]


def test_own_words_in_a_voice_that_others_lead_get_advice_that_agrees():
    facts = make_facts({"E": 5, "A": 1, "A3": 5, "A8": 5})
    advice = choose(PIECES, facts)
    assert {"V11", "V23-A3", "V23-E1"} <= {choice.key for choice in (*advice.shown, *advice.more)}
    assert "own way" in BY_KEY["V11"].title
    assert "own words" in BY_KEY["V23-A3"].title
    assert "myself" not in BY_KEY["V11"].next_action


def test_clear_is_said_only_of_what_the_result_calls_clear():
    assert {piece.key for piece in PIECES if "clear" in piece.why} == {"V25"}


def test_a_clear_role_is_not_called_a_leaning_beside_it():
    advice = choose(PIECES, make_facts({"P": 5, "E": 5, "C": 5}))
    assert {"V25", "V27"} <= {choice.key for choice in advice.shown}
    assert "more towards" not in BY_KEY["V27"].why


def test_an_executive_who_answers_already_is_not_told_to_start():
    advice = choose(PIECES, make_facts({"C1": 5}, occupation=Occupation.EXECUTIVE))
    assert {"V17", "V23-C1"} <= {choice.key for choice in advice.shown}
    assert "Start" not in BY_KEY["V17"].title

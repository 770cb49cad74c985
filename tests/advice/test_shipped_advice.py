"""The advice that ships, given to sittings that could be."""

from typing import Any

import pytest
from advice.advising import ANY_FACTS, BY_KEY, ITEMS, PIECES, make_facts, make_sitting_facts
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from assessment.advice.choosing import Advice, choose
from assessment.advice.facts import Facts
from assessment.scoring.finding import Mismatch, Pattern
from assessment.scoring.vocabulary import MainPurpose, Occupation, Pole, Role

BUILDING = {"V1", "V2", "V15", "V18"}
"""Advice that builds a following: only for those who are after one."""

AFTER_INFLUENCE = {MainPurpose.BRAND, MainPurpose.TEACH}

NO_CALL = {"E1": 2}
"""With 3 everywhere else: influenced and close, nothing that any piece answers to."""


def keys(advice: Advice) -> set[str]:
    return {choice.key for choice in (*advice.shown, *advice.more)}


SITTINGS: dict[str, tuple[Any, ...]] = {
    "V1": ({"P": 5, "E": 1},),
    "V2": ({"P": 5, "E": 1},),
    "V3": ({"P": 1, "E": 5},),
    "V4": ({"C6": 2},),
    "V5": ({"C5": 2},),
    "V6": ({"C8": 2},),
    "V7": ({"C7": 2}, MainPurpose.LEARN),
    "V8": ({"A6": 2},),
    "V9": ({"A5": 2},),
    "V10": ({"A7": 2},),
    "V11": ({"A8": 2},),
    "V12": ({"A2": 2},),
    "V13": ({"E7": 2},),
    "V14": ({"E8": 2},),
    "V15": ({"E1": 2}, MainPurpose.TEACH),
    "V16": ({"E": 5, "E4": 2},),
    "V17": ({}, None, Occupation.EXECUTIVE),
    "V18": ({"E": 5, "C": 5}, MainPurpose.BRAND, Occupation.EMPLOYEE),
    "V19": ({},),
    "V20": ({}, MainPurpose.NOT_SURE),
    "V21": ({"P": 1, "E": 1, "C": 1}, MainPurpose.LEARN),
    "V22": ({}, MainPurpose.BRAND, None, Role.INFLUENCED),
    **{f"V23-{key}": ({key: 4},) for key in ("E1", "E2", "E3", "E4", "A1", "A2", "A3", "A4", "C1", "C2", "C3", "C4")},
    "V24": ({"P2": 2}, MainPurpose.BRAND),
    "V25": ({"P": 5, "E": 5, "C": 5},),
    "V26": (NO_CALL,),
    "V27": ({"P1": 4},),
    "V28": (NO_CALL,),
    "V29": (NO_CALL,),
}


def test_every_piece_has_a_sitting_here():
    assert SITTINGS.keys() == BY_KEY.keys()


@pytest.mark.parametrize("key", SITTINGS)
def test_every_piece_is_reached_by_some_sitting(key: str):
    assert key in keys(choose(PIECES, make_facts(*SITTINGS[key])))


@pytest.mark.parametrize(
    ("pattern", "levels", "key"),
    [
        (Pattern.MEGAPHONE, {"E": 5, "C": 1}, "V4"),
        (Pattern.BORROWED_VOICE, {"E": 4, "A": 2}, "V11"),
        (Pattern.QUIET_ASPIRANT, {"P": 5, "E": 1}, "V1"),
        (Pattern.ACCIDENTAL_INFLUENCER, {"P": 1, "E": 5}, "V3"),
        (Pattern.LISTENER_BY_CHOICE, {"P": 1, "E": 1, "C": 1}, "V21"),
    ],
)
def test_every_pattern_gets_its_advice(pattern: Pattern, levels: dict[str, int], key: str):
    facts = make_facts(levels)
    assert pattern in facts.finding.patterns
    assert key in keys(choose(PIECES, facts))


def test_little_flowing_either_way_without_a_gap_is_asked_for_one_purpose():
    little = {item.key: 2 if item.pole is Pole.HIGH else 4 for item in ITEMS if item.key[0] in "PE"}
    assert "V20" in keys(choose(PIECES, make_facts(little)))


def test_an_executive_is_told_first_to_answer():
    advice = choose(PIECES, make_facts({"C5": 1, "A6": 1}, occupation=Occupation.EXECUTIVE))
    assert advice.shown[0].key == "V17"


def test_saying_of_oneself_both_that_one_answers_and_that_one_leaves_is_not_praised():
    assert "V23-C1" in keys(choose(PIECES, make_facts({"C1": 5})))
    assert "V23-C1" not in keys(choose(PIECES, make_facts({"C1": 5, "C5": 1})))


def test_nothing_called_for_is_filled_with_fallbacks_for_the_role():
    advice = choose(PIECES, make_facts(NO_CALL))
    assert [choice.key for choice in advice.shown] == ["V26", "V28", "V29"]
    assert advice.more == ()


def levels(lowest: int, highest: int, letter: str) -> dict[str, st.SearchStrategy[int]]:
    return {item.key: st.integers(lowest, highest) for item in ITEMS if item.key[0] == letter}


LISTENERS = st.builds(
    make_facts,
    st.fixed_dictionaries(levels(1, 2, "P") | levels(1, 3, "E") | levels(1, 3, "C") | levels(3, 5, "A")),
    st.sampled_from([None, MainPurpose.LEARN, MainPurpose.IN_TOUCH, MainPurpose.ENJOY]),
    st.sampled_from([None, *Occupation]),
    st.sampled_from([None, *Role]),
)


@given(LISTENERS)
def test_a_listener_by_choice_is_never_pushed_to_influence(facts: Facts):
    assume(Pattern.LISTENER_BY_CHOICE in facts.finding.patterns)
    given_keys = keys(choose(PIECES, facts))
    assert "V21" in given_keys
    assert given_keys.isdisjoint(BUILDING)


@given(ANY_FACTS)
def test_building_advice_is_only_for_those_who_are_after_influence(facts: Facts):
    after_it = facts.sitting.main_purpose in AFTER_INFLUENCE or facts.finding.gap.mismatch is Mismatch.AIMS_AHEAD
    assert after_it or keys(choose(PIECES, facts)).isdisjoint(BUILDING)


@given(ANY_FACTS)
def test_whoever_has_a_role_is_shown_three_different_pieces(facts: Facts):
    shown = [choice.key for choice in choose(PIECES, facts).shown]
    assert len(set(shown)) == len(shown) <= 3
    assert facts.finding.role is None or len(shown) == 3


@given(ANY_FACTS)
def test_without_a_role_every_piece_names_the_answer_that_called_for_it(facts: Facts):
    advice = choose(PIECES, facts)
    assert facts.finding.role or all(choice.trigger for choice in (*advice.shown, *advice.more))


@given(ANY_FACTS)
def test_the_same_answers_get_the_same_advice(facts: Facts):
    backwards = {key: facts.sitting.values[key] for key in reversed(list(facts.sitting.values))}
    again = make_sitting_facts(backwards, facts.sitting.main_purpose, facts.occupation, facts.retake)
    assert choose(PIECES, facts) == choose(PIECES, again)


def test_pieces_under_one_key_are_told_apart_by_all_that_they_say():
    piece = PIECES[0]
    assert {piece, replace(piece), replace(piece, when=())} == {piece, replace(piece, when=())}

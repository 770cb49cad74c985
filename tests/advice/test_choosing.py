"""Which pieces are given, in which order, and what fills the places that nothing calls for."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace as replace_piece

from assessment.advice.choosing import Choice, choose
from assessment.advice.conditions import holds
from assessment.advice.facts import Facts
from assessment.advice.pieces import AdvicePiece, Alternative, Kind
from assessment.scoring.evaluate import evaluate
from assessment.scoring.vocabulary import Dimension, Item, MainPurpose, Pole, Role, Sitting

P, E, A, C = Dimension
ITEMS = tuple(Item(f"{part[0].upper()}{nth}", part, Pole.HIGH) for part in Dimension for nth in (1, 2, 3))
NOTHING_FOUND = evaluate(Sitting(ITEMS, {}))

FALLBACKS = (
    AdvicePiece("F1", "", "", "", (), A, Kind.FALLBACK, fallback=(Role.INFLUENCED,)),
    AdvicePiece("F2", "", "", "", (), E, Kind.FALLBACK, fallback=(Role.INFLUENCING,)),
    AdvicePiece("F3", "", "", "", (), E, Kind.FALLBACK, fallback=(Role.INFLUENCED, Role.INFLUENCING)),
    AdvicePiece("F4", "", "", "", (), A, Kind.FALLBACK, fallback=(Role.INFLUENCED, Role.INFLUENCING)),
)


def make_facts(role: Role | None = Role.INFLUENCED, purpose: MainPurpose | None = None, **values: int) -> Facts:
    return Facts(NOTHING_FOUND._replace(role=role), Sitting(ITEMS, values, purpose))


def make_piece(key: str, dimension: Dimension, *when: Alternative, **more: Any) -> AdvicePiece:
    """Return a piece that a low answer to the first item of its dimension calls for, unless told otherwise."""
    alternatives = when or (Alternative(low=(f"{dimension[0].upper()}1",)),)
    return AdvicePiece(key, "", "", "", (), dimension, when=alternatives, **more)


def make_keep(key: str, item: str, dimension: Dimension) -> AdvicePiece:
    return make_piece(key, dimension, Alternative(high=(item,)), kind=Kind.KEEP)


def shown(pieces: list[AdvicePiece], facts: Facts) -> list[str]:
    return [choice.key for choice in choose(pieces, facts).shown]


def more(pieces: list[AdvicePiece], facts: Facts) -> list[str]:
    return [choice.key for choice in choose(pieces, facts).more]


def test_the_stronger_call_goes_first():
    pieces = [make_piece("mild", E), make_piece("strong", C)]
    assert shown(pieces, make_facts(E1=2, C1=1)) == ["strong", "mild"]


def test_equal_calls_go_in_the_order_of_the_pieces():
    facts = make_facts(E1=1, C1=1)
    assert shown([make_piece("one", E), make_piece("other", C)], facts) == ["one", "other"]
    assert shown([make_piece("other", C), make_piece("one", E)], facts) == ["other", "one"]


def test_of_what_to_keep_equal_calls_go_in_the_order_of_the_page_and_hold_their_place_among_others():
    pieces = [make_piece("before", P), make_keep("far", "C1", C), make_keep("near", "E1", E), make_piece("after", A)]
    facts = make_facts(P1=1, E1=5, C1=5, A1=1)
    assert shown(pieces, facts) == ["near", "before", "after"]
    assert more(pieces, facts) == ["far"]
    assert shown(pieces, make_facts(P1=1, E1=4, C1=5, A1=1))[0] == "far"


def test_weight_multiplies_the_strength():
    pieces = [make_piece("answer", E), make_piece("office", C, Alternative(role=(Role.INFLUENCED,)), weight=2.5)]
    assert shown(pieces, make_facts(E1=1)) == ["office", "answer"]


def test_decimal_weights_tie_exactly():
    pieces = [make_piece("three tenths", E, weight=0.3), make_piece("three quarters of four tenths", C, weight=0.4)]
    facts = make_facts(E1=1, C1=2)
    assert shown(pieces, facts) == ["three tenths", "three quarters of four tenths"]
    assert shown(pieces[::-1], facts) == ["three quarters of four tenths", "three tenths"]


def test_serving_the_stated_purpose_adds_a_quarter():
    pieces = [make_piece("plain", E), make_piece("serving", C, serves=(MainPurpose.LEARN,))]
    assert shown(pieces, make_facts(E1=1, C1=2)) == ["plain", "serving"]
    served = make_facts(purpose=MainPurpose.LEARN, E1=1, C1=2)
    assert shown(pieces, served) == ["plain", "serving"]  # equal now, so the earlier wins
    assert shown(pieces[::-1], served) == ["serving", "plain"]
    assert shown(pieces, make_facts(purpose=MainPurpose.BRAND, E1=1, C1=2)) == ["plain", "serving"]


@pytest.mark.parametrize(
    ("alternatives", "answers", "trigger"),
    [
        (
            (Alternative(role=(Role.INFLUENCED,)), Alternative(low=("E1",)), Alternative(low=("E2",))),
            {"E1": 2, "E2": 1},
            "E2",
        ),
        ((Alternative(low=("E3",)), Alternative(low=("E1",))), {"E1": 1, "E3": 1}, "E3"),
        ((Alternative(role=(Role.INFLUENCED,)),), {}, None),
    ],
    ids=["the strongest", "the first of equals", "no answer"],
)
def test_the_alternative_that_counts_names_the_trigger(
    alternatives: tuple[Alternative, ...], answers: dict[str, int], trigger: str | None
):
    pieces = [make_piece("piece", E, *alternatives)]
    assert choose(pieces, make_facts(**answers)).shown == (Choice("piece", trigger),)


def test_what_to_keep_doing_comes_first_however_weak():
    pieces = [make_piece("change", C), make_keep("keep", "E1", E)]
    assert shown(pieces, make_facts(C1=1, E1=4)) == ["keep", "change"]


def test_only_the_best_of_what_to_keep_is_shown_and_the_rest_is_folded():
    pieces = [make_keep("good", "E1", E), make_keep("best", "A1", A), make_keep("also good", "C1", C)]
    facts = make_facts(E1=4, A1=5, C1=4)
    assert shown(pieces, facts) == ["best"]
    assert more(pieces, facts) == ["good", "also good"]


def test_with_something_to_keep_two_others_are_shown_and_without_it_three():
    changes = [make_piece("p", P), make_piece("e", E), make_piece("c", C)]
    facts = make_facts(P1=1, E1=1, C1=1, A1=5)
    assert shown([*changes, make_keep("keep", "A1", A)], facts) == ["keep", "p", "e"]
    assert shown(changes, facts) == ["p", "e", "c"]


def test_the_rest_is_folded_in_order_of_priority_whatever_its_kind():
    pieces = [make_keep("keep more", "A2", A), make_keep("keep", "A1", A), *(make_piece(key, E) for key in "abc")]
    pieces.append(make_piece("office", C, Alternative(role=(Role.INFLUENCED,))))
    facts = make_facts(A1=5, A2=4, E1=1)
    assert shown(pieces, facts) == ["keep", "a", "office"]
    assert more(pieces, facts) == ["b", "c", "keep more"]


def test_another_dimension_goes_before_a_stronger_call_of_the_same():
    pieces = [make_piece("e", E), make_piece("e again", E), make_piece("c", C), make_piece("a", A)]
    facts = make_facts(E1=1, C1=2, A1=2)
    assert shown(pieces, facts) == ["e", "c", "a"]
    assert more(pieces, facts) == ["e again"]


def test_others_differ_from_each_other_not_from_what_to_keep():
    pieces = [make_keep("keep", "E2", E), make_piece("e", E), make_piece("e again", E), make_piece("c", C)]
    assert shown(pieces, make_facts(E1=1, E2=5, C1=2)) == ["keep", "e", "c"]


def test_a_dimension_comes_twice_before_a_slot_stays_empty():
    pieces = [make_piece("e", E), make_piece("e again", E), make_piece("c", C), *FALLBACKS]
    assert shown(pieces, make_facts(E1=1, C1=2)) == ["e", "e again", "c"]


def test_empty_slots_are_filled_in_order_for_the_role():
    assert shown([*FALLBACKS], make_facts(Role.INFLUENCED)) == ["F1", "F3", "F4"]
    assert shown([*FALLBACKS], make_facts(Role.INFLUENCING)) == ["F2", "F3", "F4"]
    assert shown([*FALLBACKS, make_piece("c", C)], make_facts(C1=1)) == ["c", "F1", "F3"]


def test_what_fills_a_slot_has_no_trigger_and_the_unused_are_not_folded():
    advice = choose([make_piece("c", C), make_piece("e", E), *FALLBACKS], make_facts(C1=1, E1=1))
    assert advice.shown[-1] == Choice("F1", None)
    assert advice.more == ()


def test_a_second_piece_to_keep_does_not_take_the_slot_of_a_fallback():
    pieces = [make_keep("keep", "E1", E), make_keep("keep more", "A1", A), *FALLBACKS]
    facts = make_facts(E1=5, A1=5)
    assert shown(pieces, facts) == ["keep", "F1", "F3"]
    assert more(pieces, facts) == ["keep more"]


def test_a_piece_that_is_called_for_is_not_given_again_to_fill_a_slot():
    both = make_piece("both", E, fallback=(Role.INFLUENCED,))
    assert shown([both, *FALLBACKS], make_facts(E1=1)) == ["both", "F1", "F3"]


def test_without_a_role_answers_are_advised_on_and_nothing_fills_the_rest():
    pieces = [make_piece("answer", E), make_piece("role", C, Alternative(role=(Role.INFLUENCED,))), *FALLBACKS]
    assert shown(pieces, make_facts(None, E1=1)) == ["answer"]


KEYS = st.sampled_from([item.key for item in ITEMS])
ALTERNATIVES = st.one_of(
    st.builds(Alternative, low=st.tuples(KEYS), role=st.sampled_from([(), (Role.INFLUENCED,)])),
    st.builds(Alternative, high=st.tuples(KEYS), not_low=st.tuples(KEYS)),
    st.builds(Alternative, purpose=st.tuples(st.sampled_from(MainPurpose))),
)
PIECES = st.lists(
    st.builds(
        AdvicePiece,
        **dict.fromkeys(("key", "title", "why", "next_action"), st.just("")),
        rules=st.just(()),
        dimension=st.sampled_from(Dimension),
        kind=st.sampled_from([Kind.CHANGE, Kind.KEEP]),
        when=st.lists(ALTERNATIVES, min_size=1, max_size=3).map(tuple),
        serves=st.sampled_from(MainPurpose).map(lambda purpose: (purpose,)),
        weight=st.sampled_from([0.5, 1.0, 2.5]),
        fallback=st.just(()),
    ),
    max_size=12,
).map(lambda drafts: [*(replace_piece(piece, key=f"V{nth}") for nth, piece in enumerate(drafts)), *FALLBACKS])
FACTS = st.builds(
    make_facts,
    st.sampled_from([*Role, None]),
    st.sampled_from([*MainPurpose, None]),
    **{item.key: st.integers(1, 5) for item in ITEMS[::2]},
)


@given(PIECES, FACTS)
def test_at_most_three_are_shown_and_none_twice(pieces: list[AdvicePiece], facts: Facts):
    advice = choose(pieces, facts)
    keys = [choice.key for choice in (*advice.shown, *advice.more)]
    assert len(advice.shown) <= 3
    assert len(keys) == len(set(keys))


@given(PIECES, FACTS)
def test_all_that_is_called_for_is_given_and_only_fallbacks_besides(pieces: list[AdvicePiece], facts: Facts):
    advice = choose(pieces, facts)
    given_keys = {choice.key for choice in (*advice.shown, *advice.more)}
    called = {piece.key for piece in pieces if any(holds(when, facts) for when in piece.when)}
    assert called <= given_keys <= called | {piece.key for piece in FALLBACKS}
    assert {choice.key for choice in advice.more} <= called


@given(PIECES, FACTS)
def test_no_slot_stays_empty_once_there_is_a_role(pieces: list[AdvicePiece], facts: Facts):
    assert facts.finding.role is None or len(choose(pieces, facts).shown) == 3


@given(PIECES, FACTS)
def test_at_most_one_piece_to_keep_is_shown_and_it_comes_first(pieces: list[AdvicePiece], facts: Facts):
    kinds = {piece.key: piece.kind for piece in pieces}
    assert Kind.KEEP not in [kinds[choice.key] for choice in choose(pieces, facts).shown[1:]]


@given(PIECES, FACTS)
def test_the_loudest_call_to_change_is_always_shown(pieces: list[AdvicePiece], facts: Facts):
    changes = [piece for piece in pieces if piece.kind is Kind.CHANGE]
    alone, among = choose(changes, facts), choose(pieces, facts)
    assert {choice.key for choice in alone.shown[:1]} <= {choice.key for choice in among.shown}


@given(PIECES, FACTS)
def test_a_trigger_is_always_an_answered_item(pieces: list[AdvicePiece], facts: Facts):
    advice = choose(pieces, facts)
    assert all(choice.trigger in {None, *facts.sitting.values} for choice in (*advice.shown, *advice.more))

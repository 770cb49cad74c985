"""When an alternative of a piece holds, condition by condition."""

from fractions import Fraction
from typing import Any

import pytest
from msgspec.structs import replace as replace_piece

from assessment.advice.conditions import holds
from assessment.advice.facts import Facts
from assessment.advice.pieces import Alternative, renamed
from assessment.content.shipped import read_questionnaire
from assessment.scoring.evaluate import evaluate
from assessment.scoring.finding import Currents, Gap, Ground, Mismatch, Mixture, Pattern, Standing
from assessment.scoring.vocabulary import Dimension, Firmness, Item, MainPurpose, Occupation, Pole, Role, Sitting

ITEMS = (
    Item("E1", Dimension.ENGAGEMENT, Pole.HIGH),
    Item("E5", Dimension.ENGAGEMENT, Pole.LOW),
    Item("C5", Dimension.CONVERSATION, Pole.LOW),
)
NOTHING_FOUND = evaluate(Sitting(ITEMS, {}))


def make_facts(
    values: dict[str, int] | None = None,
    *,
    finding: dict[str, Any] | None = None,
    main_purpose: MainPurpose | None = None,
    **person: Any,
) -> Facts:
    """Return a sitting of someone influenced, with so much more found."""
    found = NOTHING_FOUND._replace(**{"role": Role.INFLUENCED} | (finding or {}))
    return Facts(found, Sitting(ITEMS, values or {}, main_purpose), **person)


def make_standing(score: int, firmness: Firmness) -> Standing:
    return Standing(Fraction(score), 0, 100, 50, firmness)


def make_gap(mismatch: Mismatch | None) -> dict[str, Any]:
    ground = Ground.STATED_PURPOSE if mismatch in (Mismatch.AIMS_AHEAD, Mismatch.HABITS_AHEAD) else None
    return {"gap": Gap(None, None, mismatch, ground)}


@pytest.mark.parametrize(
    ("value", "low", "high"), [(1, True, False), (2, True, False), (3, False, False), (4, False, True)]
)
def test_the_two_outer_answers_at_either_end_are_enough_those_to_a_low_item_turned_round(
    value: int, low: bool, high: bool
):
    facts = make_facts({"E1": value, "C5": 6 - value})
    for key in ("E1", "C5"):
        assert (holds(Alternative(low=(key,)), facts), holds(Alternative(high=(key,)), facts)) == (low, high)


def test_an_item_without_an_answer_meets_nothing():
    assert not holds(Alternative(low=("E1",)), make_facts())
    assert not holds(Alternative(high=("E1",)), make_facts())


def test_every_item_that_is_named_must_be_answered_that_way():
    both = Alternative(low=("E1", "C5"))
    assert holds(both, make_facts({"E1": 1, "C5": 5}))
    assert not holds(both, make_facts({"E1": 1, "C5": 3}))


def test_an_opposite_answered_towards_the_low_end_takes_a_keep_piece_away():
    keep = Alternative(high=("E1",), not_low=("E5",))
    assert not holds(keep, make_facts({"E1": 5, "E5": 5}))
    assert holds(keep, make_facts({"E1": 5, "E5": 3}))


def test_an_opposite_without_an_answer_takes_nothing_away():
    assert holds(Alternative(high=("E1",), not_low=("E5",)), make_facts({"E1": 5}))


MEETING = {
    "role": (Alternative(role=(Role.INFLUENCED,)), make_facts()),
    "firmness": (
        Alternative(firmness=(Firmness.CLEAR, Firmness.LEANING)),
        make_facts(finding={"standing": make_standing(40, Firmness.LEANING)}),
    ),
    "purpose": (
        Alternative(purpose=(MainPurpose.BRAND, MainPurpose.TEACH)),
        make_facts(main_purpose=MainPurpose.TEACH),
    ),
    "occupation": (Alternative(occupation=(Occupation.EXECUTIVE,)), make_facts(occupation=Occupation.EXECUTIVE)),
    "pattern": (
        Alternative(pattern=(Pattern.MEGAPHONE, Pattern.BORROWED_VOICE)),
        make_facts(finding={"patterns": (Pattern.QUIET_ASPIRANT, Pattern.BORROWED_VOICE)}),
    ),
    "mismatch": (Alternative(mismatch=(Mismatch.AIMS_AHEAD,)), make_facts(finding=make_gap(Mismatch.AIMS_AHEAD))),
    "mixture": (
        Alternative(mixture=(Mixture.BOTH,)),
        make_facts(finding={"currents": Currents(Fraction(60), Fraction(60), Mixture.BOTH)}),
    ),
    "retake": (Alternative(retake=(Role.INFLUENCED,)), make_facts(retake=Role.INFLUENCED)),
}

FAILING = {
    "role": make_facts(finding={"role": Role.INFLUENCING}),
    "firmness": make_facts(finding={"standing": make_standing(50, Firmness.CLOSE)}),
    "purpose": make_facts(main_purpose=MainPurpose.LEARN),
    "occupation": make_facts(occupation=Occupation.PRIVATE),
    "pattern": make_facts(finding={"patterns": (Pattern.QUIET_ASPIRANT,)}),
    "mismatch": make_facts(finding=make_gap(Mismatch.IN_STEP)),
    "mixture": make_facts(finding={"currents": Currents(Fraction(10), Fraction(10), Mixture.LITTLE)}),
    "retake": make_facts(retake=Role.INFLUENCING),
}


@pytest.mark.parametrize("field", MEETING)
def test_any_of_several_values_is_enough(field: str):
    when, facts = MEETING[field]
    assert holds(when, facts)


@pytest.mark.parametrize("field", MEETING)
def test_another_value_is_not_enough(field: str):
    assert not holds(MEETING[field][0], FAILING[field])


@pytest.mark.parametrize("field", [field for field in MEETING if field != "role"])
def test_what_is_unknown_meets_nothing(field: str):
    assert not holds(MEETING[field][0], make_facts())


def test_different_conditions_must_all_hold():
    when = Alternative(low=("E1",), purpose=(MainPurpose.BRAND,))
    assert holds(when, make_facts({"E1": 1}, main_purpose=MainPurpose.BRAND))
    assert not holds(when, make_facts({"E1": 1}, main_purpose=MainPurpose.LEARN))
    assert not holds(when, make_facts({"E1": 3}, main_purpose=MainPurpose.BRAND))


@pytest.mark.parametrize(
    ("mismatch", "expected"), [(None, True), (Mismatch.IN_STEP, True), (Mismatch.AIMS_AHEAD, False)]
)
def test_being_in_step_is_no_gap(mismatch: Mismatch | None, expected: bool):
    facts = make_facts(finding=make_gap(mismatch))
    assert holds(Alternative(no_gap=True), facts) is expected


@pytest.mark.parametrize(
    ("score", "firmness", "expected"),
    [(70, "clear", True), (60, "leaning", True), (55, "close", False), (30, "clear", False), (40, "leaning", False)],
)
def test_a_dimension_must_lie_as_firmly_on_the_side_asked_for(score: int, firmness: str, expected: bool):
    when = Alternative(sides={Dimension.CONVERSATION: ("clear high", "leaning high")})
    standing = make_standing(score, Firmness(firmness))
    facts = make_facts(finding={"dimensions": {Dimension.CONVERSATION: standing}})
    assert holds(when, facts) is expected


def test_a_dimension_in_the_very_middle_lies_low_as_the_role_does():
    facts = make_facts(finding={"dimensions": {Dimension.PURPOSE: make_standing(50, Firmness.CLOSE)}})
    assert holds(Alternative(sides={Dimension.PURPOSE: ("close low",)}), facts)


def test_a_dimension_with_too_few_answers_lies_on_no_side():
    assert not holds(Alternative(sides={Dimension.PURPOSE: ("close low",)}), make_facts())


ANSWERED = Alternative(low=("E1",))
SPOKEN_FOR_BY_THE_RESULT = [
    Alternative(low=("E1",), role=tuple(Role)),
    Alternative(low=("E1",), firmness=tuple(Firmness)),
    Alternative(low=("E1",), pattern=tuple(Pattern)),
    Alternative(low=("E1",), mixture=tuple(Mixture)),
    Alternative(purpose=(MainPurpose.BRAND,)),
    Alternative(not_low=("C5",)),
]


def make_facts_without_a_role() -> Facts:
    finding = {
        "role": None,
        "patterns": (Pattern.BORROWED_VOICE,),
        "currents": Currents(Fraction(10), Fraction(10), Mixture.LITTLE),
    }
    return make_facts({"E1": 1, "C5": 1}, finding=finding, main_purpose=MainPurpose.BRAND)


def test_a_single_answer_may_speak_without_a_role():
    assert holds(ANSWERED, make_facts_without_a_role())
    assert holds(Alternative(high=("C5",)), make_facts_without_a_role())
    assert holds(Alternative(low=("E1",), purpose=(MainPurpose.BRAND,)), make_facts_without_a_role())


@pytest.mark.parametrize("when", SPOKEN_FOR_BY_THE_RESULT)
def test_nothing_else_speaks_without_a_role(when: Alternative):
    assert not holds(when, make_facts_without_a_role())


def test_every_list_of_statements_follows_them_to_their_new_keys_and_all_else_stays():
    when = Alternative(low=("E4", "E1"), high=("E2",), not_low=("E4",), no_gap=True)
    piece = replace_piece(read_questionnaire().advice[0], when=(when, Alternative(no_gap=True)))
    now = renamed(piece, {"E4": "E9", "E2": "E10"})
    assert now.when == (replace_piece(when, low=("E9", "E1"), high=("E10",), not_low=("E9",)), Alternative(no_gap=True))
    assert replace_piece(now, when=piece.when) == piece

"""How loudly a sitting calls for a piece, and which answer calls loudest."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.advice.facts import Facts
from assessment.advice.pieces import Alternative
from assessment.advice.strength import strength, trigger
from assessment.scoring.evaluate import evaluate
from assessment.scoring.finding import Gap, Ground, Mismatch, Pattern
from assessment.scoring.vocabulary import Dimension, Item, Pole, Role, Sitting

ITEMS = (
    Item("A3", Dimension.AUTHENTICITY, Pole.HIGH),
    Item("A8", Dimension.AUTHENTICITY, Pole.LOW),
    Item("C1", Dimension.CONVERSATION, Pole.HIGH),
)
NO_GAP = Gap(None, None, None, None)
HALF = Fraction(1, 2)


def make_facts(values: dict[str, int] | None = None, gap: Gap = NO_GAP, patterns: tuple[Pattern, ...] = ()) -> Facts:
    nothing = evaluate(Sitting(ITEMS, {}))
    return Facts(nothing._replace(role=Role.INFLUENCED, gap=gap, patterns=patterns), Sitting(ITEMS, values or {}))


def make_gap(points: int, ground: Ground = Ground.SCORES) -> Gap:
    mismatch = Mismatch.AIMS_AHEAD if points > 0 else Mismatch.HABITS_AHEAD
    return Gap(Fraction(50 + points), Fraction(50), mismatch, ground)


@pytest.mark.parametrize(("value", "expected"), [(1, 1), (2, Fraction(3, 4))])
def test_an_answer_at_the_very_end_calls_loudest_one_to_a_low_item_turned_round(value: int, expected: Fraction):
    facts = make_facts({"A3": value, "A8": 6 - value, "C1": 6 - value})
    calls = (Alternative(low=("A3",)), Alternative(low=("A8",)), Alternative(high=("C1",)))
    assert [strength(when, facts) for when in calls] == [expected] * 3


def test_the_loudest_of_several_answers_counts_and_is_the_trigger():
    facts = make_facts({"A3": 2, "A8": 5})
    assert strength(Alternative(low=("A3", "A8")), facts) == 1
    assert trigger(Alternative(low=("A3", "A8")), facts) == "A8"


def test_the_first_of_equally_loud_answers_is_the_trigger():
    facts = make_facts({"A3": 1, "A8": 5})
    assert trigger(Alternative(low=("A3", "A8")), facts) == "A3"


def test_what_rests_on_no_answer_has_no_trigger_and_half_the_strength():
    when = Alternative(role=(Role.INFLUENCED,))
    assert strength(when, make_facts()) == HALF
    assert trigger(when, make_facts()) is None


@pytest.mark.parametrize(("points", "expected"), [(25, HALF), (-40, Fraction(4, 5)), (50, 1), (-80, 1)])
def test_a_gap_by_the_scores_counts_by_its_width(points: int, expected: Fraction):
    gap = make_gap(points)
    assert gap.mismatch is not None
    assert strength(Alternative(mismatch=(gap.mismatch,)), make_facts(gap=gap)) == expected


@pytest.mark.parametrize("pattern", [Pattern.QUIET_ASPIRANT, Pattern.ACCIDENTAL_INFLUENCER])
def test_a_pattern_that_is_a_gap_counts_by_its_width(pattern: Pattern):
    facts = make_facts(gap=make_gap(40), patterns=(pattern,))
    assert strength(Alternative(pattern=(pattern,)), facts) == Fraction(4, 5)


def test_a_gap_by_the_stated_purpose_counts_half_however_wide():
    gap = make_gap(50, Ground.STATED_PURPOSE)
    assert strength(Alternative(mismatch=(Mismatch.AIMS_AHEAD,)), make_facts(gap=gap)) == HALF


def test_a_gap_lends_no_strength_to_another_pattern():
    facts = make_facts(gap=make_gap(50), patterns=(Pattern.QUIET_ASPIRANT, Pattern.MEGAPHONE))
    assert strength(Alternative(pattern=(Pattern.MEGAPHONE,)), facts) == HALF


def test_the_larger_of_answer_and_gap_counts():
    facts = make_facts({"A3": 2}, gap=make_gap(50), patterns=(Pattern.QUIET_ASPIRANT,))
    when = Alternative(low=("A3",), pattern=(Pattern.QUIET_ASPIRANT,))
    assert strength(when, facts) == 1
    assert trigger(when, facts) == "A3"


@given(st.integers(25, 100), st.sampled_from([1, 2]))
def test_strength_lies_between_a_half_and_one(points: int, value: int):
    facts = make_facts({"A3": value}, gap=make_gap(points))
    for when in (
        Alternative(low=("A3",)),
        Alternative(mismatch=(Mismatch.AIMS_AHEAD,)),
        Alternative(low=("A3",), role=(Role.INFLUENCED,)),
    ):
        assert HALF <= strength(when, facts) <= 1

"""A whole sitting evaluated: everything that a finding tells fits together."""

import random
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sittings import make_items, make_keyed_sitting, make_sitting, make_without, sittings

from assessment.scoring.dimensions import reported
from assessment.scoring.evaluate import SCORING_VERSION, evaluate
from assessment.scoring.finding import Cause, Flag, Ground, Mismatch, Mixture, Pattern
from assessment.scoring.role import dimensions_in_role
from assessment.scoring.vocabulary import Dimension, Firmness, Item, MainPurpose, Pole, Role, ScoringError, Sitting

VARIED = {"E1": 5, "E2": 4, "P1": 4, "P2": 5, "C1": 4, "C2": 5, "A1": 5, "A2": 4, "C7": 2, "E5": 2, "P7": 1, "A6": 2}


@pytest.mark.parametrize("value", [1, 2, 3, 4, 5])
def test_the_same_answer_everywhere_is_influenced_and_close(value):
    found = evaluate(make_sitting(rest=value))
    assert (found.role, found.standing.score) == (Role.INFLUENCED, 50)
    assert (found.standing.firmness, found.cause) == (Firmness.CLOSE, Cause.MIDDLE)
    assert Flag.SAME_ANSWER in found.flags


def test_a_finding_tells_everything_of_an_influencing_sitting():
    found = evaluate(replace(make_sitting(VARIED, rest=3), main_purpose=MainPurpose.BRAND))
    assert found.version == SCORING_VERSION
    assert found.role is Role.INFLUENCING
    assert found.standing.score == (Fraction(525, 8) + 2 * Fraction(125, 2) + Fraction(125, 2)) / 4
    assert (found.standing.firmness, found.cause) == (Firmness.CLEAR, None)
    assert all(found.dimensions.values())
    assert len(found.tenths) == 32
    assert sum(found.tenths) == 133
    assert found.movers == ("E1", "P2", "P7", "E5", "E2")
    assert found.flip[0].key == "E1"
    assert found.currents.mixture is Mixture.BETWEEN
    assert found.gap.mismatch is Mismatch.IN_STEP
    assert (found.flags, found.patterns, found.floor) == ((), (), 0)


def test_a_finding_tells_what_it_can_without_a_role():
    sitting = make_keyed_sitting(purpose=75, authenticity=25, conversation=75)
    found = evaluate(sitting)
    assert (found.role, found.standing, found.cause) == (None, None, None)
    assert (found.tenths, found.floor, found.movers, found.flip, found.taken) == ((), 0, (), (), None)
    assert found.dimensions[Dimension.ENGAGEMENT] is None
    assert found.dimensions[Dimension.PURPOSE].score == 75
    assert found.dimensions[Dimension.AUTHENTICITY].firmness is not Firmness.CLOSE
    assert found.currents.outward == 75


def test_nothing_answered_finds_nothing():
    found = evaluate(make_sitting())
    assert set(found.dimensions) == set(Dimension)
    assert not any(found.dimensions.values())
    assert (found.role, found.currents, found.patterns, found.flags) == (None, None, (), ())


def test_gaps_in_a_reported_part_are_a_cause_and_a_part_without_answers_is_none():
    most = dict.fromkeys(["E1", "E2", "E3", "E6", "E7", "C1", "C2", "C3", "C6", "C7"], 5)
    least = dict.fromkeys(["E4", "E5", "E8", "C4", "C5", "C8"], 1)
    sitting = make_sitting(most | least)
    found = evaluate(sitting)
    assert (found.standing.firmness, found.cause) == (Firmness.LEANING, Cause.ANSWERS_VARY)
    assert evaluate(make_without(sitting, ["C7"])).cause is Cause.FEW_ANSWERS


def test_a_flagged_sitting_is_nowhere_clear_and_says_why():
    opposites = {"A3": 5, "A8": 4, "C1": 5, "C5": 4}
    sitting = make_keyed_sitting(purpose=100, engagement=100, authenticity=75, conversation=75)
    found = evaluate(make_sitting({**sitting.values, **opposites}))
    assert found.flags == (Flag.CONTRADICTION,)
    assert (found.standing.firmness, found.cause) == (Firmness.LEANING, Cause.FLAG)
    assert found.dimensions[Dimension.ENGAGEMENT].firmness is Firmness.LEANING


def test_the_stated_purpose_reaches_gap_and_patterns():
    sitting = make_keyed_sitting(MainPurpose.TEACH, purpose=50, engagement=25, authenticity=75, conversation=50)
    found = evaluate(sitting)
    assert (found.gap.mismatch, found.gap.ground) == (Mismatch.AIMS_AHEAD, Ground.STATED_PURPOSE)
    assert found.patterns == (Pattern.QUIET_ASPIRANT,)


def test_the_floor_is_told_in_tenths():
    assert evaluate(make_keyed_sitting(purpose=0, engagement=0, authenticity=0, conversation=0)).floor == 125


@given(sittings())
def test_a_role_is_named_just_where_enough_of_what_is_reported_has_a_say_in_it(sitting):
    found = evaluate(sitting)
    assert found.reported == reported(sitting)
    assert (found.role is None) == (not dimensions_in_role(found.reported))


@given(sittings())
def test_what_authenticity_takes_is_what_the_score_lacks_to_that_without_it(sitting):
    found = evaluate(sitting)
    without = evaluate(make_without(sitting, [item.key for item in sitting.items if item.dimension == "authenticity"]))
    assert without.taken is None
    if found.standing:
        assert found.standing.score == max(0, without.standing.score - (found.taken or 0))
        assert found.taken is None or found.taken > 0


def test_an_answer_to_no_item_is_an_error():
    with pytest.raises(ScoringError, match="none of the items"):
        evaluate(make_sitting({"Z1": 3}))


@pytest.mark.parametrize("value", [0, 6, 2.5])
def test_a_value_off_the_scale_is_an_error(value):
    with pytest.raises(ScoringError, match="off the scale"):
        evaluate(make_sitting({"P1": value}))


def test_an_item_asked_twice_is_an_error():
    item = Item("P1", Dimension.PURPOSE, Pole.HIGH)
    with pytest.raises(ScoringError, match="asked twice: P1"):
        evaluate(Sitting((item, item), {}))


@given(sittings(), st.randoms(use_true_random=False))
def test_the_order_of_the_answers_does_not_matter(sitting, chance: random.Random):
    shuffled = dict(chance.sample(list(sitting.values.items()), len(sitting.values)))
    assert evaluate(replace(sitting, values=shuffled)) == evaluate(sitting)


@given(sittings(), st.randoms(use_true_random=False))
def test_the_order_of_the_items_moves_no_score(sitting, chance: random.Random):
    shuffled = replace(sitting, items=tuple(chance.sample(sitting.items, len(sitting.items))))
    here, there = evaluate(sitting), evaluate(shuffled)
    assert here.role is there.role
    assert len(here.flip) == len(there.flip)
    assert {part: place and place.score for part, place in here.dimensions.items()} == {
        part: place and place.score for part, place in there.dimensions.items()
    }


@given(sittings())
def test_a_finding_keeps_its_promises(sitting):
    found = evaluate(sitting)
    told = [place for place in (found.standing, *found.dimensions.values()) if place]
    assert all(0 <= place.low <= place.score + 1 and place.score - 1 <= place.high <= 100 for place in told)
    if found.role:
        assert (found.cause is None) == (found.standing.firmness is Firmness.CLEAR)
        assert found.flip
        assert len(found.tenths) == len(make_items())
    if found.flags:
        assert all(place.firmness is not Firmness.CLEAR for place in told)

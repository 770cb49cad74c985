"""Each pattern at its cut points, and what it needs to be found."""

from fractions import Fraction

import pytest
from sittings import make_sitting

from assessment.scoring.finding import Gap, Ground, Mismatch, Pattern
from assessment.scoring.patterns import find_patterns
from assessment.scoring.vocabulary import Dimension, Estimate, MainPurpose, Role

NO_GAP = Gap(None, None, None, None)
IN_STEP = Gap(Fraction(50), Fraction(50), Mismatch.IN_STEP, None)
AIMS_AHEAD = Gap(Fraction(80), Fraction(40), Mismatch.AIMS_AHEAD, Ground.SCORES)
HABITS_AHEAD = Gap(Fraction(40), Fraction(70), Mismatch.HABITS_AHEAD, Ground.SCORES)


def found_patterns(role=Role.INFLUENCED, gap=NO_GAP, values=None, main_purpose=MainPurpose.BRAND, **scores):
    estimates = {Dimension(name): Estimate(Fraction(score), 5.0) for name, score in scores.items()}
    return find_patterns(make_sitting(values, main_purpose=main_purpose), estimates, role, gap)


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ({"engagement": "56.25", "conversation": "43.75"}, (Pattern.MEGAPHONE,)),
        ({"engagement": "56.24", "conversation": "43.75"}, ()),
        ({"engagement": "56.25", "conversation": "43.76"}, ()),
        ({"engagement": "90"}, ()),
        ({"conversation": "10"}, ()),
        ({"engagement": "50", "authenticity": "43.75"}, (Pattern.BORROWED_VOICE,)),
        ({"engagement": "49.99", "authenticity": "43.75"}, ()),
        ({"engagement": "50", "authenticity": "43.76"}, ()),
        ({"engagement": "90", "purpose": "10"}, ()),
        ({"authenticity": "10"}, ()),
    ],
)
def test_score_patterns_hold_from_their_cut_points_on(scores, expected):
    assert found_patterns(role=None, **scores) == expected


def test_aims_ahead_of_habits_make_a_quiet_aspirant():
    assert found_patterns(gap=AIMS_AHEAD) == (Pattern.QUIET_ASPIRANT,)


@pytest.mark.parametrize("key", ["E2", "E4"])
def test_habits_ahead_with_an_effect_on_others_make_an_accidental_influencer(key):
    assert found_patterns(Role.INFLUENCING, HABITS_AHEAD, {key: 3}) == (Pattern.ACCIDENTAL_INFLUENCER,)
    assert found_patterns(Role.INFLUENCING, HABITS_AHEAD, {key: 2}) == ()
    assert found_patterns(Role.INFLUENCED, HABITS_AHEAD, {key: 3}) == ()
    assert found_patterns(Role.INFLUENCING, IN_STEP, {key: 3}) == ()


LISTENER = {"purpose": "43.74", "authenticity": "50", "engagement": "40"}


@pytest.mark.parametrize("main_purpose", [MainPurpose.LEARN, MainPurpose.IN_TOUCH, MainPurpose.ENJOY, None])
@pytest.mark.parametrize("gap", [NO_GAP, IN_STEP])
def test_who_is_there_to_receive_and_does_is_a_listener_by_choice(main_purpose, gap):
    assert found_patterns(gap=gap, main_purpose=main_purpose, **LISTENER) == (Pattern.LISTENER_BY_CHOICE,)


def test_a_listener_needs_no_authenticity_score():
    assert found_patterns(main_purpose=None, purpose=20) == (Pattern.LISTENER_BY_CHOICE,)


@pytest.mark.parametrize(
    "change",
    [
        {"role": Role.INFLUENCING},
        {"role": None},
        {"main_purpose": MainPurpose.BRAND},
        {"main_purpose": MainPurpose.TEACH},
        {"main_purpose": MainPurpose.NOT_SURE},
        {"gap": HABITS_AHEAD},
        {"purpose": "43.75"},
        {"authenticity": "49.99"},
    ],
)
def test_a_listener_by_choice_is_all_of_it_or_none(change):
    assert found_patterns(**{"main_purpose": MainPurpose.LEARN, **LISTENER, **change}) == ()


def test_a_listener_needs_a_purpose_score():
    assert found_patterns(main_purpose=MainPurpose.LEARN, authenticity=90) == ()

"""What each answer adds to the score or takes from it, and that it all adds up."""

from fractions import Fraction

from hypothesis import assume, given
from sittings import make_keyed_sitting, make_sitting, make_without, sittings, sittings_with_a_role

from assessment.scoring.dimensions import dimension_scores
from assessment.scoring.evaluate import evaluate
from assessment.scoring.ledger import movers, points, tenths
from assessment.scoring.role import role_score, score_before_floor
from assessment.scoring.rounding import half_up
from assessment.scoring.vocabulary import Dimension, Sitting


def found_points(sitting: Sitting) -> dict[str, Fraction]:
    return points(sitting, dimension_scores(sitting))


def found_tenths(sitting: Sitting) -> tuple[tuple[int, ...], int]:
    return tenths(found_points(sitting), score_before_floor(dimension_scores(sitting)))


@given(sittings_with_a_role())
def test_the_points_add_up_exactly(sitting):
    estimates = dimension_scores(sitting)
    assert sum(points(sitting, estimates).values()) == score_before_floor(estimates) - 50


@given(sittings_with_a_role())
def test_what_is_shown_adds_up_to_the_score_with_one_decimal(sitting):
    shown, floor = found_tenths(sitting)
    assert sum(shown) + floor + 500 == half_up(10 * role_score(dimension_scores(sitting)).score)


@given(sittings_with_a_role())
def test_each_shown_share_is_next_to_the_exact_one(sitting):
    shown, _ = found_tenths(sitting)
    exact = found_points(sitting).values()
    assert all(abs(part - 10 * share) < 1 for part, share in zip(shown, exact, strict=True))


def test_the_largest_answer_of_a_full_form_is_worth_3_1_points():
    shares = found_points(make_keyed_sitting(purpose=100, engagement=100, authenticity=100, conversation=100))
    assert shares["E1"] == shares["E5"] == Fraction(25, 8)
    assert shares["P1"] == shares["C5"] == Fraction(25, 16)
    assert max(abs(share) for share in shares.values()) == Fraction(25, 8)


def test_an_own_voice_takes_nothing_away():
    shares = found_points(make_keyed_sitting(purpose=100, engagement=100, authenticity=75, conversation=100))
    assert all(shares[f"A{number}"] == 0 for number in range(1, 9))


def test_a_borrowed_voice_takes_away_by_the_answers_that_show_it():
    shares = found_points(make_keyed_sitting(purpose=100, engagement=100, authenticity=0, conversation=100))
    assert shares["A1"] == shares["A8"] == Fraction(-50, 8 * 4)


def test_answers_of_a_part_with_too_few_have_no_say():
    sitting = make_without(make_keyed_sitting(purpose=100, engagement=100, conversation=100), {"P1", "P2", "P3", "P4"})
    shares = found_points(sitting)
    assert all(shares[f"P{number}"] == 0 for number in range(1, 9))
    assert shares["E1"] == Fraction(2, 3) * 50 / 8


def test_an_unanswered_item_shows_nothing():
    sitting = make_without(make_sitting(rest=5), {"E1"})
    found = evaluate(sitting)
    assert dict(zip((item.key for item in sitting.items), found.tenths, strict=True))["E1"] == 0


def test_items_stand_in_page_order():
    sitting = make_sitting(rest=2)
    assert list(found_points(sitting)) == [item.key for item in sitting.items]


def test_the_floor_at_0_gives_its_tenths_back_in_its_own_row():
    sitting = make_keyed_sitting(purpose=0, engagement=0, authenticity=0, conversation=0)
    shown, floor = found_tenths(sitting)
    assert floor == 125
    assert sum(shown) + floor == -500


def test_the_same_answer_everywhere_shows_shares_that_cancel():
    shown, _ = found_tenths(make_sitting(rest=5))
    assert set(shown) == {-31, -16, 0, 16, 31}
    assert sum(shown) == 0


def test_the_movers_are_the_five_strongest_in_page_order_when_equal():
    sitting = make_sitting({"E8": 1, "P1": 5, "C1": 4, "P5": 1, "E1": 2, "C2": 1, "P4": 4}, rest=3)
    assert movers(found_points(sitting)) == ("E8", "P1", "P5", "E1", "C2")


def test_fewer_than_five_answers_that_moved_it_are_all_named():
    sitting = make_sitting({"E2": 5}, rest=3)
    assert movers(found_points(sitting)) == ("E2",)


def test_nothing_moved_it_when_all_answers_are_in_the_middle():
    sitting = make_sitting(rest=3)
    assert movers(found_points(sitting)) == ()


@given(sittings())
def test_a_mover_is_always_an_answer_with_points(sitting):
    found = evaluate(sitting)
    assume(found.role is not None)
    shares = found_points(sitting)
    assert len(found.movers) <= 5
    assert all(shares[key] != 0 for key in found.movers)
    rest = [abs(share) for key, share in shares.items() if key not in found.movers]
    assert all(abs(shares[key]) >= max(rest) for key in found.movers)


def test_authenticity_is_in_the_ledger_only_through_the_penalty():
    sitting = make_sitting({"A1": 1}, rest=3)
    shares = found_points(sitting)
    assert {key for key, share in shares.items() if share} == {"A1"}
    assert sum(shares.values()) == dimension_scores(sitting)[Dimension.AUTHENTICITY].score / 4 - Fraction(50, 4)

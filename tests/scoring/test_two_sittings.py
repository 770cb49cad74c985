"""Two sittings set beside each other: what has changed, and what is only wobble."""

from dataclasses import replace
from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sittings import (
    make_changed,
    make_items,
    make_keyed_sitting,
    make_sitting,
    make_without,
    sittings,
    sittings_with_a_role,
)

from assessment.scoring.comparison import Change, compare
from assessment.scoring.evaluate import evaluate, measure
from assessment.scoring.role import role_score
from assessment.scoring.vocabulary import HIGHEST, LOWEST, Dimension, Estimate, Pole, Role, ScoringError, Sitting

LOW = make_keyed_sitting(purpose=25, engagement=25, authenticity=75, conversation=25)
HIGH = make_keyed_sitting(purpose=75, engagement=75, authenticity=75, conversation=75)


def make_form_without(sitting: Sitting, keys: set[str]) -> Sitting:
    """The same sitting on a form that never asked these."""
    items = tuple(item for item in sitting.items if item.key not in keys)
    return replace(make_without(sitting, keys), items=items)


def test_a_clear_move_names_the_role_it_leads_to():
    up, down = compare(LOW, HIGH), compare(HIGH, LOW)
    assert (up.towards, down.towards) == (Role.INFLUENCING, Role.INFLUENCED)
    assert (up.role.difference, down.role.difference) == (50, -50)
    assert up.role.changed
    assert up.role.before == evaluate(LOW).standing
    assert up.role.after == evaluate(HIGH).standing


def test_a_small_move_is_no_change():
    found = compare(LOW, make_sitting({**LOW.values, "P1": 3}))
    assert found.role.difference > 0
    assert not found.role.changed
    assert found.towards is None


def test_only_shared_questions_count_and_the_others_are_named():
    before = make_form_without(HIGH, {"P1"})
    found = compare(before, make_form_without(HIGH, {"E5", "C2"}))
    assert found.unshared == ("E5", "C2", "P1")
    assert len(found.shared) == 29
    assert found.role.before == evaluate(make_form_without(HIGH, {"P1", "E5", "C2"})).standing


def test_a_question_with_another_pole_or_dimension_is_not_shared():
    turned = {"P1": {"pole": Pole.LOW}, "E1": {"dimension": Dimension.CONVERSATION}}
    items = tuple(replace(item, **turned.get(item.key, {})) for item in make_items())
    found = compare(HIGH, replace(HIGH, items=items))
    assert set(found.unshared) == {"P1", "E1"}


def test_the_role_leaves_out_in_both_a_part_that_only_one_can_report():
    for part in "PCA":
        mixed = make_keyed_sitting(purpose=0, engagement=100, authenticity=0, conversation=75)
        left_out = make_without(mixed, {key for key in mixed.values if key[0] == part})
        for pair in ((mixed, left_out), (left_out, mixed)):
            found = compare(*pair)
            assert found.role.before == found.role.after == evaluate(left_out).standing
            assert found.uneven
            assert found.towards is None
            assert found.currents == (evaluate(left_out).currents,) * 2
    assert not compare(left_out, left_out).uneven
    assert not compare(HIGH, make_sitting()).uneven  # nothing is shown of which it could be left out


def test_a_role_is_not_comparable_where_too_few_parts_are_reported_in_both():
    one = make_keyed_sitting(purpose=25, engagement=25)
    found = compare(one, make_keyed_sitting(engagement=75, conversation=75))
    assert (found.role, found.towards, found.uneven) == (None, None, True)


def test_a_wrong_answer_is_an_error_here_too():
    with pytest.raises(ScoringError):
        compare(HIGH, make_sitting({"P1": 9}))


@st.composite
def apart_as_far_as_the_band_is_wide(draw: st.DrawFn) -> list[Sitting]:
    """Any sitting and the same a little further in one direction, with more gaps; either comes first."""
    before = draw(sittings_with_a_role() | sittings())
    most, towards = draw(st.integers(1, 2)), draw(st.sampled_from(Pole))
    further = {}
    for item in before.items:
        if value := before.values.get(item.key):
            step = draw(st.integers(0, most))
            further[item.key] = min(HIGHEST, value + step) if item.pole is towards else max(LOWEST, value - step)
    gone = draw(st.sets(st.sampled_from([item.key for item in before.items]), max_size=12))
    return draw(st.permutations([before, make_without(make_changed(before, further), gone)]))


@given(apart_as_far_as_the_band_is_wide())
def test_a_change_is_more_than_the_two_errors_explain(pair):
    assert_compared(*pair)


@given(sittings(), sittings())
def test_so_it_is_between_any_two_sittings(before, after):
    assert_compared(before, after)


def assert_compared(before: Sitting, after: Sitting) -> None:
    """Fail unless role and parts are each compared by what was measured in both sittings."""
    found, measured = compare(before, after), [measure(one).dimensions for one in (before, after)]
    both = measured[0].keys() & measured[1].keys()
    roles = (role_score({part: one[part] for part in both}) for one in measured)
    assert_more_than_wobble(found.role, *roles)
    for part, change in found.dimensions.items():
        assert_more_than_wobble(change, *(one.get(part) for one in measured))


def assert_more_than_wobble(change: Change | None, then: Estimate | None, now: Estimate | None) -> None:
    """Fail unless a change is called one exactly where it is larger than both errors together explain."""
    assert (change is None) == (then is None or now is None)
    if change:
        assert change.difference == now.score - then.score
        assert change.changed == (abs(now.score - then.score) >= 1.645 * hypot(then.error, now.error))

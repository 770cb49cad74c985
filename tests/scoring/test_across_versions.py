"""Two sittings with two versions of the form: only what both ask, in the same sense, counts."""

from collections.abc import Collection
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from sittings import POLES, make_changed, make_keyed_sitting, make_without, sittings, value_for

from assessment.scoring.comparison import compare
from assessment.scoring.evaluate import evaluate
from assessment.scoring.vocabulary import HIGHEST, Dimension, Item, Pole, Sitting

HIGH = make_keyed_sitting(purpose=75, engagement=75, authenticity=75, conversation=75)
ADDED = tuple(
    Item(f"N{number}", dimension, pole)
    for number, (dimension, pole) in enumerate(zip(Dimension, [*Pole] * 2, strict=True))
)


@st.composite
def versions(draw: st.DrawFn) -> Sitting:
    """Any answers to a form from which some questions are gone, to which some came, and some of which were turned."""
    sitting = draw(sittings())
    gone = draw(st.sets(st.sampled_from([item.key for item in sitting.items]), max_size=12))
    turned = draw(st.sets(st.sampled_from([item.key for item in sitting.items]), max_size=3))
    added = draw(st.lists(st.sampled_from(ADDED), unique=True))
    kept = [item for item in sitting.items if item.key not in gone]
    items = tuple(replace(item, pole=POLES[item.pole]) if item.key in turned else item for item in kept)
    values = {item.key: value_for(item, 75) for item in added}
    return replace(
        make_without(sitting, gone), items=(*items, *added), values=make_without(sitting, gone).values | values
    )


def only(sitting: Sitting, keys: Collection[str]) -> Sitting:
    items = tuple(item for item in sitting.items if item.key in keys)
    return replace(sitting, items=items, values={key: value for key, value in sitting.values.items() if key in keys})


@given(versions(), versions())
def test_every_question_of_either_is_shared_or_not_and_named_once(before, after):
    found = compare(before, after)
    asked = {item.key for item in (*before.items, *after.items)}
    assert {*found.shared, *found.unshared} == asked
    assert len(found.shared) + len(found.unshared) == len(asked)
    assert found.shared == tuple(item.key for item in after.items if item in before.items)


@given(versions(), versions())
def test_comparing_is_comparing_forms_that_had_only_the_shared_questions(before, after):
    found = compare(before, after)
    narrow = compare(only(before, found.shared), only(after, found.shared))
    assert replace(found, unshared=()) == narrow
    for side, sitting in zip(("before", "after"), (before, after), strict=True):
        alone = evaluate(only(sitting, found.shared))
        compared = {item.key for item in sitting.items if found.dimensions[item.dimension]}
        even = evaluate(only(sitting, compared.intersection(found.shared)))
        assert found.currents[side == "after"] == even.currents
        if found.role:
            told = getattr(found.role, side)
            assert told.score == even.standing.score
            assert told == alone.standing or found.uneven


@given(versions(), versions(), st.integers(1, HIGHEST))
def test_an_answer_to_what_is_not_shared_never_matters(before, after, value):
    found = compare(before, after)
    more = {item.key: value for item in after.items if item.key in found.unshared}
    assert compare(before, make_changed(after, more)) == found


@given(versions(), versions())
def test_looking_back_turns_every_difference_round_and_changes_no_word(before, after):
    there, back = compare(before, after), compare(after, before)
    for one, other in zip(
        [there.role, *there.dimensions.values()], [back.role, *back.dimensions.values()], strict=True
    ):
        assert (one is None) == (other is None)
        if one and other:
            assert (one.difference, one.changed) == (-other.difference, other.changed)


@given(versions(), st.data())
def test_one_answer_one_step_further_is_never_a_clear_move(sitting, data):
    if not sitting.values:
        return
    key = data.draw(st.sampled_from(sorted(sitting.values)))
    value = sitting.values[key]
    found = compare(sitting, make_changed(sitting, {key: value + 1 if value < HIGHEST else value - 1}))
    assert not any(change.changed for change in (found.role, *found.dimensions.values()) if change)


def test_currents_are_those_of_the_shared_questions():
    narrow = only(HIGH, tuple(item.key for item in HIGH.items if item.key != "P5"))
    found = compare(make_changed(HIGH, {"P5": 5}), narrow)
    assert found.currents == (evaluate(narrow).currents,) * 2
    assert compare(HIGH, Sitting((), {})).currents == (None, None)

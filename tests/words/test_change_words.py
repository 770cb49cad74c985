"""The words for a difference: a clear move only beyond the noise, never up or down alone."""

import re
from dataclasses import replace

from hypothesis import example, given
from sittings import make_changed, make_keyed_sitting, make_without, sittings, sittings_with_a_role

from assessment.content.shipped import read_questionnaire
from assessment.scoring.comparison import compare
from assessment.scoring.evaluate import evaluate
from assessment.scoring.rounding import half_up
from assessment.scoring.vocabulary import Firmness, Role
from assessment.words.comparing import change_words, clearly_moved, in_short
from assessment.words.history import from_to, heading, lede, places_differ, tag

DOCUMENT = read_questionnaire()
MIDDLE, ABOVE = (make_keyed_sitting(purpose=at, engagement=at, conversation=at) for at in (50, 75))
UNVOICED, VOICED = (make_keyed_sitting(purpose=50, engagement=50, authenticity=at) for at in (50, 100))
"""Far apart in a part that leaves the role where it was."""
A_LITTLE_ABOVE = make_changed(MIDDLE, {key: value for key, value in ABOVE.values.items() if key[1:] <= "6"})
"""In each part six of eight answers by one step: together more than wobble, no part by itself."""
PATTERN = re.compile(r"(Up [1-9]\d*|Down [1-9]\d*|The same): (a clear move|within the usual wobble)")


@given(sittings(), sittings())
def test_a_clear_move_is_said_only_of_what_has_changed(before, after):
    found = compare(before, after)
    for change in (found.role, *found.dimensions.values()):
        if change:
            said = PATTERN.fullmatch(change_words(change))
            assert said
            assert (said[2] == "a clear move") == change.changed


@given(sittings(), sittings())
def test_the_number_is_the_difference_of_the_numbers_shown(before, after):
    change = compare(before, after).role
    if change:
        shown = half_up(change.after.score) - half_up(change.before.score)
        said = change_words(change)
        assert said.startswith(f"Up {shown}:" if shown > 0 else f"Down {-shown}:" if shown < 0 else "The same:")


@given(sittings(), sittings())
def test_a_direction_is_named_only_beyond_the_noise(before, after):
    found = compare(before, after)
    said = heading(found)
    assert ("outward" in said) == (found.towards is Role.INFLUENCING)
    assert ("inward" in said) == (found.towards is Role.INFLUENCED)
    assert ("About where you began" in said) == (found.role is not None and not found.role.changed)


@given(sittings(), sittings())
@example(make_keyed_sitting(purpose=50, engagement=0), make_keyed_sitting(purpose=50, engagement=100))
@example(MIDDLE, A_LITTLE_ABOVE)
def test_all_together_are_called_more_than_wobble_only_where_no_part_is_by_itself(before, after):
    found = compare(before, after)
    alone = any(change and change.changed for change in found.dimensions.values())
    told = lede(found, "1 May", clearly_moved(found, DOCUMENT))
    for said in (told, in_short(found, DOCUMENT)):
        assert ("together they are more than that" in said) == (found.towards is not None and not alone)


@given(sittings(), sittings())
@example(make_keyed_sitting(purpose=50, engagement=0), make_keyed_sitting(purpose=50, engagement=100))
@example(UNVOICED, VOICED)
def test_what_moved_is_said_in_short_as_the_numbers_below_say_it(before, after):
    found = compare(before, after)
    said = in_short(found, DOCUMENT)
    assert bool(said) == (found.role is not None)
    assert ("outward" in said, "inward" in said) == (
        found.towards is Role.INFLUENCING,
        found.towards is Role.INFLUENCED,
    )
    if said and not found.towards:
        assert ("and clearly" in said) == any(change and change.changed for change in found.dimensions.values())


@given(sittings_with_a_role(), sittings_with_a_role())
def test_where_the_line_starts_and_ends_is_named_only_where_that_is_the_way_it_has_turned(before, after):
    found, first, last = compare(before, after), evaluate(before), evaluate(after)
    rise = last.standing.score - first.standing.score
    same_way = {Role.INFLUENCING: rise > 0, Role.INFLUENCED: rise < 0, None: False}[found.towards]
    assert bool(from_to(first, last, found.towards)) == same_way


def test_a_change_on_a_part_of_the_questions_is_said_to_be_one_on_what_both_share():
    low, high = (make_keyed_sitting(purpose=at, engagement=at, conversation=at) for at in (25, 75))
    fewer = make_without(high, {key for key in high.values if key[0] == "P"})
    other = replace(high, items=tuple(item for item in high.items if item.key not in {"C1", "C5"}))
    other = make_without(other, {"C1", "C5"})
    assert lede(compare(low, high), "1 May", []).startswith("The change since 1 May is larger")
    for changed in (fewer, other):
        told = lede(compare(low, changed), "1 May", [])
        assert told.startswith("On what both sittings share, the change since 1 May is larger")


def test_two_labels_may_be_two_places_and_one_is_none():
    assert places_differ("work", "hobby")
    assert not any(places_differ(*labels) for labels in (("work", "work"), ("work", ""), ("", "work"), ("", "")))


@given(sittings())
def test_a_result_has_the_colour_of_its_role_where_that_is_more_than_close(sitting):
    finding = evaluate(sitting)
    sure = finding.role and finding.standing.firmness is not Firmness.CLOSE
    assert tag(finding) == ({Role.INFLUENCED: "in", Role.INFLUENCING: "out"}[finding.role] if sure else "")

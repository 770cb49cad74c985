"""What a draft changes is told apart: added, removed, reworded, moved, under another key, and elsewhere."""

import pytest
from making import KEYS
from msgspec.structs import replace

from assessment.advice.pieces import Alternative
from assessment.content.changes import OtherChange, Rekeyed, Reworded, find_changes, free_key, new_keys, statements
from assessment.content.shipped import read_questionnaire
from assessment.scoring.vocabulary import Dimension, Pole

SHIPPED = read_questionnaire()
KNOWN = statements(SHIPPED)


def edited(change, place=0):
    """Return the shipped document with the statements of one section changed."""
    sections = list(SHIPPED.sections)
    sections[place] = replace(sections[place], questions=tuple(change(list(sections[place].questions))))
    return replace(SHIPPED, sections=tuple(sections))


def with_first(**columns):
    return edited(lambda questions: [replace(questions[0], **columns), *questions[1:]])


def changes(after, known=KNOWN):
    return find_changes(SHIPPED, after, known)


def keys(questions):
    return [question.key for question in questions]


def test_nothing_changes_nothing():
    assert changes(SHIPPED).is_empty


def test_a_new_statement_is_added():
    found = changes(edited(lambda questions: [*questions, replace(questions[0], key="P9", text="To be heard")]))
    assert keys(found.added) == ["P9"]
    assert (found.removed, found.reworded, found.rekeyed, found.moved, found.others) == ((), (), (), (), ())


def test_a_statement_that_is_gone_is_removed_and_moves_nobody():
    found = changes(edited(lambda questions: questions[1:]))
    assert keys(found.removed) == ["P1"]
    assert (found.added, found.moved, found.others) == ((), (), ())


def test_other_words_under_the_same_key_are_reworded():
    found = changes(with_first(text="To be heard"))
    assert found.reworded == (Reworded("P1", KNOWN["P1"].question.text, "To be heard", turned=False),)


def test_another_pole_can_never_mean_the_same():
    assert [one.turned for one in changes(with_first(pole=Pole.LOW)).reworded] == [True]


def reframed(**columns):
    """Return the shipped document with the words around the statements of its first section changed."""
    first, *others = SHIPPED.sections
    return replace(SHIPPED, sections=(replace(first, **columns), *others))


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"stem": "Why?"}, [(SHIPPED.sections[0].stem, "Why?")]),
        ({"labels": ("a", *SHIPPED.sections[0].labels[1:])}, [(SHIPPED.sections[0].labels[0], "a")]),
    ],
)
def test_another_stem_or_label_concerns_every_statement_of_its_section(columns, words):
    found = changes(reframed(**columns))
    assert [(one.dimension, one.keys) for one in found.reframed] == [("purpose", tuple(KEYS[Dimension.PURPOSE]))]
    assert list(found.reframed[0].words) == words
    assert (found.reworded, found.others, found.is_empty) == ((), (), False)


@pytest.mark.parametrize(("order", "turned"), [("edcba", True), ("bacde", True), ("abcdf", False), ("abcde", False)])
def test_the_same_labels_in_another_order_turn_the_score(order, turned):
    before = reframed(labels=tuple("abcde"))
    (found,) = find_changes(before, reframed(labels=tuple(order), stem="Why?"), {}).reframed
    assert found.turned is turned


def test_stem_and_labels_are_held_against_what_a_statement_was_last_asked_with():
    after = reframed(stem="Why?")
    assert changes(after, KNOWN | statements(after)).reframed != ()
    known = statements(after) | {"P9": KNOWN["P1"]}
    first = after.sections[0]
    back = replace(first, questions=(*first.questions, replace(first.questions[0], key="P9")))
    found = find_changes(after, replace(after, sections=(back, *after.sections[1:])), known)
    assert [one.keys for one in found.reframed] == [("P9",)]


def test_where_all_keys_are_new_another_stem_is_still_told():
    after = edited(lambda asked: [replace(one, key=f"P{place}") for place, one in enumerate(asked, start=20)])
    after = replace(after, sections=(replace(after.sections[0], stem="Why?"), *after.sections[1:]))
    found = changes(after)
    assert found.reframed == ()
    assert OtherChange("purpose, stem", SHIPPED.sections[0].stem, "Why?") in found.others


def test_a_key_that_comes_back_is_held_against_what_it_last_meant():
    known = KNOWN | {"P9": KNOWN["P1"]}
    after = edited(lambda questions: [*questions, replace(questions[0], key="P9", text="To be heard")])
    found = changes(after, known)
    assert [(one.key, one.before) for one in found.reworded] == [("P9", KNOWN["P1"].question.text)]


def test_the_same_words_under_another_key_are_told_as_one_change():
    found = changes(with_first(key="P9"))
    assert found.rekeyed == (Rekeyed("P1", "P9", KNOWN["P1"].question.text),)
    assert (found.added, found.removed) == ((), ())


def test_who_changes_places_is_moved_and_the_others_are_not():
    found = changes(edited(lambda questions: [*questions[1:], questions[0]]))
    assert keys(found.moved) == ["P1"]


def test_everything_else_is_named_by_its_place():
    after = with_first(rules=("A1-R1",))
    section = replace(after.sections[1], heading="Other", lead="Other")
    advice = (SHIPPED.advice[1], SHIPPED.advice[0], *SHIPPED.advice[2:-1])
    context = (replace(SHIPPED.context[0], text="Other"), *SHIPPED.context[1:])
    sections = (section, after.sections[0], *after.sections[2:])
    found = changes(replace(after, title="Other", sections=sections, advice=advice, context=context))
    last = SHIPPED.advice[-1].key
    assert [one.place for one in found.others] == [
        "title",
        "P1, rules",
        "engagement, heading",
        "engagement, lead",
        "order of sections",
        "main_purpose, text",
        f"advice {last}",
        "order of advice",
    ]


V1_WHEN = "pattern: quiet aspirant \u00b7 role: influenced; purpose: brand, teach"


def test_what_changed_elsewhere_is_told_in_both_wordings():
    first, second, *others = SHIPPED.advice
    context = (replace(SHIPPED.context[0], labels=SHIPPED.context[0].labels | {"learn": "To find out"}),)
    new = replace(second, key="V90", title="Rest")
    advice = (replace(first, title="Other", when=(Alternative(no_gap=True),)), new, *others)
    found = changes(replace(SHIPPED, context=(*context, *SHIPPED.context[1:]), advice=advice))
    assert found.others == (
        OtherChange("main_purpose, learn", SHIPPED.context[0].labels["learn"], "To find out"),
        OtherChange("advice V1, title", first.title, "Other"),
        OtherChange("advice V1, when", V1_WHEN, "no gap"),
        OtherChange("advice V2", second.title, ""),
        OtherChange("advice V90", "", "Rest"),
    )


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        ({"weight": 3.0}, ("weight", "1.0", "3.0")),
        ({"when": (Alternative(low=("C5", "C6"), not_low=("E1",)),)}, ("when", V1_WHEN, "low: C5, C6; not low: E1")),
        (
            {"when": (Alternative(sides={Dimension.CONVERSATION: ("clear high", "leaning high")}),)},
            ("when", V1_WHEN, "side of conversation: clear high, leaning high"),
        ),
        ({"when": ()}, ("when", V1_WHEN, "")),
    ],
)
def test_when_advice_is_given_and_how_much_it_counts_are_told_in_words(columns, told):
    field, before, after = told
    first, *others = SHIPPED.advice
    found = changes(replace(SHIPPED, advice=(replace(first, **columns), *others)))
    assert found.others == (OtherChange(f"advice V1, {field}", before, after),)


def test_a_piece_that_is_deleted_leaves_the_others_alone():
    found = changes(replace(SHIPPED, advice=SHIPPED.advice[1:]))
    assert found.others == (OtherChange("advice V1", SHIPPED.advice[0].title, ""),)
    found = changes(replace(SHIPPED, advice=(*SHIPPED.advice[1:], SHIPPED.advice[0])))
    keys = [piece.key for piece in SHIPPED.advice]
    assert found.others == (OtherChange("order of advice", " · ".join(keys), " · ".join([*keys[1:], keys[0]])),)


def test_a_new_meaning_gets_the_next_free_number_of_its_letter():
    assert free_key("E4", ["E1", "E12", "P30", "EX"]) == "E13"
    assert free_key("X1", []) == "X1"
    assert new_keys(["E4", "E2", "P1"], ["E8", "P8"]) == {"E4": "E9", "E2": "E10", "P1": "P9"}

"""Cautions that an editor gets about the words of a statement."""

import pytest
from msgspec.structs import replace

from assessment.content.document import Question
from assessment.content.shipped import read_questionnaire
from assessment.content.wording import HARDEST_GRADE, Concern, cautions, reading_grade, syllables
from assessment.scoring.vocabulary import Pole

SHIPPED = read_questionnaire()
SHIPPED_WORDS = {(question.pole, question.text) for section in SHIPPED.sections for question in section.questions}


def concerns(text, pole=Pole.HIGH):
    section = replace(SHIPPED.sections[0], questions=(Question("P9", pole, text, ("A1-R1",)),))
    return [one.concern for one in cautions(replace(SHIPPED, sections=(section,)))]


@pytest.mark.parametrize(
    ("text", "pole", "concern"),
    [
        ("To learn and to teach", Pole.HIGH, Concern.TWO_IDEAS),
        ("To learn or to teach", Pole.LOW, Concern.TWO_IDEAS),
        ("I did not ask", Pole.LOW, Concern.NEGATION),
        ("I didn\u2019t ask", Pole.LOW, Concern.NEGATION),
        ("I never ask", Pole.LOW, Concern.NEGATION),
        ("My posts got more likes", Pole.HIGH, Concern.AUDIENCE),
        ("I gained a follower", Pole.HIGH, Concern.AUDIENCE),
        ("Each post got a view", Pole.HIGH, Concern.AUDIENCE),
        ("I sat by it " * 7, Pole.HIGH, Concern.LONG),
        ("Organisational communication necessitates deliberation", Pole.HIGH, Concern.HARD),
    ],
)
def test_what_makes_a_statement_hard_to_answer_is_named(text, pole, concern):
    assert concerns(text, pole) == [concern]


def test_twenty_words_are_not_too_many_and_one_more_is():
    assert concerns("I sat by it " * 5) == []
    assert concerns("I sat by it " * 5 + "now") == [Concern.LONG]


@pytest.mark.parametrize("text", ["To learn from people", "I held back a band", "I asked an oracle", "To teach"])
def test_plain_words_get_no_caution(text):
    assert concerns(text, Pole.LOW) == []


def test_a_negation_is_fine_at_the_high_pole():
    assert concerns("I did not ask") == []


def test_a_caution_says_where_what_and_the_way_out():
    section = replace(SHIPPED.sections[0], questions=(Question("P9", Pole.LOW, "To learn and teach", ()),))
    (caution,) = cautions(replace(SHIPPED, sections=(section,)))
    assert caution.key == "P9"
    assert caution.reason == 'says "and", so it may hold two ideas'
    assert caution.fix.startswith("Ask one thing")


def test_a_statement_in_the_words_of_another_is_named_even_where_the_words_were_judged_before():
    texts = ("To teach", "To learn", " to  TEACH\u200b")
    asked = tuple(Question(f"P{place}", Pole.HIGH, text, ()) for place, text in enumerate(texts, 1))
    document = replace(SHIPPED, sections=(replace(SHIPPED.sections[0], questions=asked),))
    (caution,) = cautions(document, {(Pole.HIGH, text) for text in texts})
    assert (caution.key, caution.concern, caution.reason) == ("P3", Concern.ALIKE, "reads like P1")


def test_a_grade_just_above_the_limit_does_not_read_like_the_limit():
    text = "I read the words that my good old people conversation conversation"
    assert HARDEST_GRADE < reading_grade(text) < HARDEST_GRADE + 0.05
    section = replace(SHIPPED.sections[0], questions=(Question("P9", Pole.HIGH, text, ()),))
    assert [one.reason for one in cautions(replace(SHIPPED, sections=(section,)))] == ["reads like school grade 8.1"]


def test_the_shipped_statements_that_name_likes_or_reach_are_the_known_ones():
    named = {one.key for one in cautions(SHIPPED) if one.concern is Concern.AUDIENCE}
    assert named == {"A6", "P2", "P3"}


def test_what_was_judged_before_is_not_asked_about_again():
    assert cautions(SHIPPED, SHIPPED_WORDS) == ()


def test_the_same_words_at_the_other_pole_are_judged_anew():
    questions = tuple(replace(one, pole=Pole.LOW) for one in SHIPPED.sections[0].questions if one.key == "P3")
    turned = replace(SHIPPED, sections=(replace(SHIPPED.sections[0], questions=questions),))
    assert {one.concern for one in cautions(turned, SHIPPED_WORDS)} == {Concern.NEGATION, Concern.AUDIENCE}


@pytest.mark.parametrize(("word", "count"), [("asked", 1), ("idea", 2), ("people", 2), ("the", 1), ("wanted", 2)])
def test_syllables_are_counted_as_spoken(word, count):
    assert syllables(word) == count


def test_a_text_without_words_has_no_reading_grade():
    assert reading_grade("123 ...") == 0

"""The statements as they ship: the measure's shape, and wording that people can answer."""

import re

import pytest
from sittings import make_items

from assessment.content.shipped import read_questionnaire
from assessment.content.wording import reading_grade
from assessment.scoring.vocabulary import Dimension, Pole

DOCUMENT = read_questionnaire()
QUESTIONS = [question for section in DOCUMENT.sections for question in section.questions]
LOW = [question for question in QUESTIONS if question.pole is Pole.LOW]
HARDEST_GRADE = 8
MOST_WORDS = 20
PLATFORMS = {"facebook", "instagram", "linkedin", "tiktok", "twitter", "x", "youtube", "threads", "bluesky", "mastodon"}
FLATTERY = {"authentic", "expert", "leader", "genuine", "real", "honest", "inspiring", "great"}
FREQUENCY = ("Never", "Seldom", "About half the time", "Usually", "Always")


def each(questions):
    return pytest.mark.parametrize("question", questions, ids=lambda question: question.key)


def words(text):
    return set(re.findall(r"[a-z']+", text.lower().replace("\u2019", "'")))


def test_the_items_come_in_the_order_and_with_the_poles_of_the_method():
    assert DOCUMENT.items == make_items()


def test_a_page_that_asks_about_posts_says_what_to_answer_without_any():
    """“Never” of somebody who never posts would count as staying for the replies."""
    hints = {section.dimension for section in DOCUMENT.sections if "choose “Doesn’t apply to me”" in section.lead}
    assert hints == {Dimension.AUTHENTICITY, Dimension.CONVERSATION}


def test_every_section_has_its_own_five_answers_and_its_own_two_ends():
    told = {section.dimension: (section.labels, section.low_end, section.high_end) for section in DOCUMENT.sections}
    assert told == {
        Dimension.PURPOSE: (
            ("Not a reason", "Small", "Moderate", "Important", "A main reason"),
            "here to learn",
            "here to lead",
        ),
        Dimension.ENGAGEMENT: (
            ("Not at all", "Once or twice", "About once a week", "Several times a week", "Daily or nearly"),
            "looking on",
            "joining in",
        ),
        Dimension.AUTHENTICITY: (FREQUENCY, "led by others\u2019 eyes", "own voice"),
        Dimension.CONVERSATION: (FREQUENCY, "announcing", "conversing"),
    }


def test_every_stem_after_the_purposes_asks_about_the_last_month():
    assert all("in the last month" in section.stem for section in DOCUMENT.sections[1:])


@each(QUESTIONS)
def test_a_statement_is_short_and_easy_to_read(question):
    assert len(question.text.split()) <= MOST_WORDS
    assert reading_grade(question.text) <= HARDEST_GRADE


@each(QUESTIONS)
def test_a_statement_starts_with_a_capital_and_has_no_full_stop(question):
    assert question.text[0].isupper()
    assert question.text[-1].isalpha()


@each(QUESTIONS)
def test_a_statement_names_no_platform_and_flatters_nobody(question):
    assert not words(question.text) & (PLATFORMS | FLATTERY)


@each(LOW)
def test_a_low_statement_says_its_own_thing_and_negates_no_other(question):
    assert not any(word in {"not", "never"} or word.endswith("n't") for word in words(question.text))


def test_likes_and_follower_counts_as_a_measure_of_oneself_only_ever_count_towards_the_low_end():
    assert next(question.pole for question in QUESTIONS if question.key == "A6") is Pole.LOW


def test_context_questions_are_easy_to_read_and_their_options_stand_in_the_order_of_the_method():
    asked = {context.key: list(context.labels) for context in DOCUMENT.context}
    assert asked == {
        "main_purpose": ["learn", "in_touch", "enjoy", "brand", "teach", "not_sure"],
        "occupation": ["private", "employee", "executive", "owner", "creator"],
        "self_view": ["influenced", "both", "influencing", "not_sure"],
    }
    assert all(reading_grade(context.text) <= HARDEST_GRADE for context in DOCUMENT.context)

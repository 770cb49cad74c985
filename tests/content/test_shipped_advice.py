"""The advice as it ships: given when the method says, worded so that it can be done."""

import re

import pytest

from assessment.advice.pieces import Alternative, Kind
from assessment.content.library import ARTICLES, RULES
from assessment.content.shipped import read_questionnaire
from assessment.content.wording import reading_grade

DOCUMENT = read_questionnaire()
ADVICE = DOCUMENT.advice
PIECES = {piece.key: piece for piece in ADVICE}
QUESTIONS = {question.key: question for section in DOCUMENT.sections for question in section.questions}
KEEPABLE = ["E1", "E2", "E3", "E4", "A1", "A2", "A3", "A4", "C1", "C2", "C3", "C4"]
MOST_WORDS = 60
LONGEST_SENTENCE = 19
HARDEST_GRADE = 8
BLAME = {"should", "must", "fail", "failed", "wrong", "bad", "poor", "lazy", "mistake"}
PROMISES = {"will become", "guarantee", "guaranteed", "sure to"}

QUIET, AFTER, SURE = Alternative(pattern=("quiet_aspirant",)), ("brand", "teach"), ("clear", "leaning")

TABLE = {
    "V1": ("purpose", "brand teach", [QUIET, Alternative(role=("influenced",), purpose=AFTER)]),
    "V2": ("engagement", "learn", [Alternative(pattern=("quiet_aspirant",), low=(key,)) for key in ("E6", "P5")]),
    "V3": ("purpose", "", [Alternative(pattern=("accidental_influencer",))]),
    "V4": ("conversation", "brand", [Alternative(pattern=("megaphone",)), Alternative(low=("C6",))]),
    "V5": ("conversation", "in_touch", [Alternative(low=("C5",))]),
    "V6": ("conversation", "in_touch", [Alternative(low=("C8",)), Alternative(low=("C4",))]),
    "V7": ("conversation", "learn", [Alternative(low=("C7",), purpose=("learn",))]),
    "V8": ("authenticity", "", [Alternative(low=("A6",))]),
    "V9": ("authenticity", "enjoy", [Alternative(low=("A5",))]),
    "V10": ("authenticity", "", [Alternative(low=("A7",))]),
    "V11": (
        "authenticity",
        "",
        [Alternative(low=("A3",)), Alternative(low=("A8",)), Alternative(pattern=("borrowed_voice",))],
    ),
    "V12": ("authenticity", "teach", [Alternative(low=("A2",))]),
    "V13": ("authenticity", "learn enjoy", [Alternative(low=("A4",)), Alternative(low=("E7",), role=("influenced",))]),
    "V14": ("engagement", "", [Alternative(low=("E8",))]),
    "V15": ("engagement", "brand teach", [Alternative(low=("E1",), purpose=AFTER)]),
    "V16": ("engagement", "teach", [Alternative(low=("E4",), role=("influencing",))]),
    "V17": ("conversation", "", [Alternative(occupation=("executive",))]),
    "V18": (
        "engagement",
        "",
        [Alternative(occupation=("employee",), role=("influencing",), firmness=SURE, purpose=AFTER)],
    ),
    "V19": ("engagement", "", [Alternative(firmness=("close",), mixture=("both",))]),
    "V20": (
        "purpose",
        "not_sure",
        [Alternative(purpose=("not_sure",)), Alternative(firmness=("close",), mixture=("little",), no_gap=True)],
    ),
    "V21": ("purpose", "learn enjoy", [Alternative(pattern=("listener_by_choice",))]),
    "V22": ("engagement", "", [Alternative(retake=("influenced",), purpose=AFTER)]),
    "V24": ("purpose", "brand", [Alternative(low=("P2",), purpose=("brand",))]),
    "V25": ("purpose", "", [Alternative(role=("influencing",), firmness=("clear",))]),
    "V26": ("authenticity", "", []),
    "V27": ("engagement", "", []),
    "V28": ("engagement", "", []),
    "V29": ("authenticity", "", []),
}


def each(pieces):
    return pytest.mark.parametrize("piece", pieces, ids=lambda piece: piece.key)


def text_of(piece):
    return f"{piece.title}. {piece.why} {piece.next_action}"


def sentences(text):
    return re.split(r"(?<=[.?])\s+", text)


def test_the_pieces_stand_in_the_order_of_the_table_and_the_keep_doing_ones_in_page_order():
    rows, after = list(TABLE), list(TABLE).index("V24")
    assert list(PIECES) == [*rows[:after], *(f"V23-{key}" for key in KEEPABLE), *rows[after:]]


@pytest.mark.parametrize("key", TABLE)
def test_a_piece_is_given_when_and_for_whom_the_method_says(key):
    piece = PIECES[key]
    assert (piece.dimension, " ".join(piece.serves), list(piece.when)) == TABLE[key]


@pytest.mark.parametrize("key", KEEPABLE)
def test_what_someone_does_well_is_named_unless_the_opposite_answer_speaks_against_it(key):
    piece, question = PIECES[f"V23-{key}"], QUESTIONS[key]
    assert piece.kind is Kind.KEEP
    assert piece.when == (Alternative(high=(key,), not_low=(question.opposite,) if question.opposite else ()),)
    assert set(piece.rules) == set(question.rules)


def test_only_three_pieces_count_more_than_others():
    assert {piece.key: piece.weight for piece in ADVICE if piece.weight != 1} == {"V17": 2.5, "V20": 2, "V21": 2}


def test_empty_places_are_filled_in_the_order_of_the_method():
    for role, order in (("influenced", ["V26", "V28", "V29"]), ("influencing", ["V27", "V28", "V29"])):
        assert [piece.key for piece in ADVICE if role in piece.fallback] == order


@each(ADVICE)
def test_a_piece_is_short_and_easy_to_read(piece):
    article = ARTICLES[RULES[piece.rules[0]].article]
    source = f"{article.title}, {article.author or 'author not named'} ({piece.rules[0]})"
    assert len(f"{text_of(piece)} {source}".split()) <= MOST_WORDS
    assert max(len(sentence.split()) for sentence in sentences(text_of(piece))) <= LONGEST_SENTENCE
    assert reading_grade(text_of(piece)) <= HARDEST_GRADE


@each(ADVICE)
def test_the_next_action_is_an_if_then_plan_in_the_first_person(piece):
    assert re.match(r"(If|When) [^.]+, then I [^.]+\.", piece.next_action)
    assert piece.next_action.endswith(".")


@each(ADVICE)
def test_the_why_speaks_to_the_reader_without_blame_or_promise(piece):
    assert re.search(r"\b(you|your)\b", piece.why.lower())
    assert not BLAME & set(re.findall(r"[a-z']+", text_of(piece).lower()))
    assert not any(promise in text_of(piece).lower() for promise in PROMISES)


@each(ADVICE)
def test_a_title_is_one_line_without_a_full_stop(piece):
    assert piece.title[0].isupper()
    assert piece.title[-1].isalpha()
    assert "!" not in text_of(piece)


@pytest.mark.parametrize(
    ("key", "step"),
    [
        ("V8", "then I note whom I helped or what I set going."),
        ("V10", "then I write to a peer with my interest instead."),
        ("V13", "each for a different field."),
        ("V20", "After that month I answer these questions again."),
    ],
)
def test_steps_that_are_easily_read_in_another_sense_are_worded_like_this(key, step):
    assert step in PIECES[key].next_action

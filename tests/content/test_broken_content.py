"""Broken files are refused with file, place and reason, and nothing of them is used."""

import runpy
import shutil
from codecs import BOM_UTF8

import pytest
from msgspec.structs import replace

from assessment.advice.pieces import Alternative
from assessment.content import library
from assessment.content.checks import Problem, control_character_in, problems
from assessment.content.library import LIBRARY, Drives
from assessment.content.shipped import ADVICE, ARTICLES, QUESTIONS, SHIPPED, read_questionnaire
from assessment.content.toml_files import ContentError
from assessment.scoring.finding import Mismatch
from assessment.scoring.vocabulary import Dimension

FIRST_WHEN = 'when = [{ pattern = ["quiet_aspirant"] }, { role = ["influenced"], purpose = ["brand", "teach"] }]'
FALLBACK = 'kind = "fallback"\nfallback = ["influenced"]\n'
CREATOR = 'creator = "A creator"'
LABEL, ENTERTAINED, UNWIND = '"Not a reason"', "To be entertained", '"To be entertained or to unwind"'
LOW = '{ low = ["C5"] }'
ALIKE, NOT_BOTH = "label 1 and label 2 read the same", "can’t be both answered and not answered towards the low end"

BREAKAGES = {
    QUESTIONS: {
        "broken TOML": ('pole = "high"', "pole = high", "not TOML", "line 17"),
        "number for a text": ('"To teach others something I know well"', "4", "purpose, P4, text", "must be a text"),
        "unknown field": ('key = "E4"', 'key = "E4"\nweight = 2', "engagement, E4", "weight is not a field"),
        "missing field": ('key = "E4"\npole = "high"', 'key = "E4"', "engagement, E4", "pole is missing"),
        "unknown pole": ('key = "E4"\npole = "high"', 'key = "E4"\npole = "up"', "E4, pole", '"up" is not one'),
        "four labels": ('"Not a reason", ', "", "purpose, labels", "must have 5 entries, not 4"),
        "empty title": ('title = "Influenced or influencing?"', 'title = " "', "title", "empty"),
        "empty statement": (UNWIND, '""', "P7, text", "empty"),
        "statement of nothing to see": (UNWIND, '"\\u200B \\u00AD"', "P7, text", "a text is empty"),
        "statement that cannot be printed": (ENTERTAINED, "To\\u0007", "P7, text", "control character"),
        "statement turned round": (
            ENTERTAINED,
            "To \\u202Ebe entertained",
            "P7, text",
            "U+202E, near “To be entertained”",
        ),
        "label with what nobody sees": ("Not a reason", "Not\\u200Ba reason", "purpose, labels", "U+200B, near"),
        "empty stem": ('"How much is this a reason you use social media now?"', '""', "purpose, stem", "empty"),
        "empty label": (LABEL, '""', "purpose, labels", "empty"),
        "equal labels": (LABEL, '"Small"', "purpose, labels", ALIKE),
        "labels that differ in capitals": (LABEL, '"small"', "purpose, labels", ALIKE),
        "labels that differ in what nobody sees": (LABEL, '"S\\u00ADmall\\u200B"', "purpose, labels", ALIKE),
        "options that read alike": (
            CREATOR,
            'creator = "a private person"',
            "occupation, labels",
            "private and creator read the same",
        ),
        "two sections of one dimension": ('dimension = "purpose"', 'dimension = "engagement"', "purpose", "has none"),
        "key used twice": ('key = "P5"', 'key = "P1"', "P1", "used 2 times"),
        "odd key": ('key = "P1"', 'key = "p one"', "p one", "a capital letter and a number"),
        "key that no column holds": ('key = "P1"', 'key = "P10000000"', "P10000000", "a capital letter and a"),
        "poles out of balance": ('pole = "high"', 'pole = "low"', "purpose", "3 high and 5 low"),
        "opposite of nobody": ('opposite = "A8"', 'opposite = "A9"', "A3", "A9 is not a statement"),
        "opposite elsewhere": ('opposite = "A8"', 'opposite = "C5"', "A3", "not a statement in the same section"),
        "opposite one way": ('opposite = "A8"\n', "", "A8", "A3 does not name it"),
        "opposite of the same pole": (
            'key = "A8"\npole = "low"',
            'key = "A8"\npole = "high"',
            "A3",
            "its opposite A8 has the same pole",
        ),
        "statement on an unknown rule": ('["A5-R4"]', '["A5-R4", "A9-R9"]', "P1, rules", "no rule A9-R9"),
        "statement on no rule": ('rules = ["A5-R4"]', "rules = []", "P1, rules", "rests on no rule"),
        "rule without a question": ('rules = ["A5-R4"]', 'rules = ["A5-R2"]', "A5-R4", "no question rests"),
        "unscored question twice": ('key = "self_view"', 'key = "occupation"', "self_view", "one unscored question"),
        "option without a label": (CREATOR, "", "occupation, labels", "creator has no label"),
        "option too many": (CREATOR, CREATOR + '\npet = "A pet"', "occupation, labels", "pet is not an option"),
        "option with an empty label": (CREATOR, 'creator = ""', "occupation, labels", "empty"),
    },
    ADVICE: {
        "unclosed quotation": ('title = "Stay for the replies"', 'title = "Stay', "not TOML", "line"),
        "unknown purpose": ('serves = ["not_sure"]', 'serves = ["fun"]', "V20, serves", '"fun" is not one'),
        "unknown pattern": ('["accidental_influencer"]', '["loud"]', "V3, when 1, pattern", '"loud" is not one'),
        "unknown condition": (LOW, '{ lo = ["C5"] }', "V5, when 1", "lo is not a field"),
        "side of no dimension": (LOW, '{ sides = { mood = ["x"] } }', "V5, when 1", '"mood" is not one'),
        "key used twice": ('key = "V2"', 'key = "V1"', "V1", "used 2 times"),
        "odd key": ('key = "V2"', 'key = "Tip"', "Tip", "V and a number"),
        "no words": ('title = "Stay for the replies"', 'title = ""', "V5, title", "empty"),
        "unknown rule": ('"A5-R13"]', '"A5-R31"]', "V1, rules", "no rule A5-R31"),
        "unknown statement": (LOW, '{ low = ["C9"] }', "V5, when", "no statement C9"),
        "unknown side": (LOW, '{ sides = { conversation = ["loud"] } }', "V5, when", '"loud" is not a side'),
        "no side of a section": (
            LOW,
            '{ low = ["C5"], sides = { conversation = [] } }',
            "V5, when",
            "names conversation but no side of it",
        ),
        "both ends of one statement": (LOW, '{ low = ["C5", "C6"], high = ["C5"] }', "V5, when", f"C5 {NOT_BOTH}"),
        "an answer that must not be": (LOW, '{ low = ["C5", "C6"], not_low = ["C6"] }', "V5, when", f"C6 {NOT_BOTH}"),
        "a gap and none": (
            LOW,
            '{ mismatch = ["aims_ahead"], no_gap = true }',
            "V5, when",
            "asks both for a gap between aims and habits and for none",
        ),
        "no condition": (LOW, "{}", "V5, when", "has no condition"),
        "for nobody": (FIRST_WHEN, "", "V1, when", "does not say when"),
        "fallback unasked": ('key = "V1"', 'key = "V1"\nfallback = ["influenced"]', "V1, fallback", "only"),
        "fallback for nobody": (FALLBACK, 'kind = "fallback"\n', "V26, fallback", "names the roles"),
        "fallback with a condition": (FALLBACK, FALLBACK + 'when = [{ low = ["C5"] }]\n', "V26, when", "no conditions"),
        "weight of nothing": ("weight = 2.5", "weight = 0.0", "V17, weight", "above 0"),
        "weight without end": ("weight = 2.5", "weight = inf", "V17, weight", "above 0"),
        "weight that is no number": ("weight = 2.5", "weight = nan", "V17, weight", "above 0"),
        "rule without advice": ('rules = ["A5-R17", ', "rules = [", "A5-R17", "no piece of advice rests"),
    },
    ARTICLES: {
        "unknown drive": ('drives = "QV"', 'drives = "VQ"', "A1-R1, drives", '"VQ" is not one'),
        "number for a list": ('dimensions = ["purpose", "authenticity"]', "dimensions = 3", "A1-R1", "a list, not a"),
        "rule without an id": ('id = "A1-R1"\n', "", "rules 1", "id is missing"),
        "date that is none": ("date = 2023-06-28", "date = 3", "A1, date", "must be a date"),
        "rule used twice": ('id = "A1-R2"', 'id = "A1-R1"', "A1-R1", "used 2 times"),
        "odd rule": ('id = "A1-R2"', 'id = "R2"', "R2", "an article and a number"),
        "rule of no article": ('key = "A1"', 'key = "A6"', "A1-R1", "no article A1"),
        "rule about nothing": ('["purpose", "authenticity"]', "[]", "A1-R1", "about no dimension"),
        "article without a title": ('title = "Leadership in Social Media"', 'title = ""', "A3", "empty"),
    },
}
"""What stands in a file, what is put in its place, and the place and the reason that are named."""

CASES = [
    pytest.param(file, *breakage, id=f"{file}: {name}")
    for file, names in BREAKAGES.items()
    for name, breakage in names.items()
]


@pytest.fixture
def folder(tmp_path):
    for name in (QUESTIONS, ADVICE, ARTICLES):
        shutil.copy(SHIPPED / name, tmp_path)
    return tmp_path


def edit(folder, file, old, new):
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def refusal(folder):
    with pytest.raises(ContentError) as refused:
        read_questionnaire(folder)
    return str(refused.value).splitlines()


def test_the_shipped_files_are_read_whole(folder):
    assert read_questionnaire(folder) == read_questionnaire()


def test_the_shipped_document_has_no_problems():
    assert problems(read_questionnaire(), LIBRARY.rules) == ()


@pytest.mark.parametrize(("file", "old", "new", "place", "reason"), CASES)
def test_a_broken_file_is_refused_with_file_place_and_reason(folder, file, old, new, place, reason):
    edit(folder, file, old, new)
    assert any(line.startswith(f"{file}: ") and place in line and reason in line for line in refusal(folder))


def test_broken_articles_are_named_to_whoever_loads_them(folder):
    edit(folder, ARTICLES, 'drives = "QV"', 'drives = "Z"')
    with pytest.raises(ContentError) as refused:
        runpy.run_path(shutil.copy(library.__file__, folder))
    assert str(refused.value) == 'articles.toml: A1-R1, drives: "Z" is not one of the words allowed here'


@pytest.mark.parametrize("text", ["نمی\u200cشود", "👩\u200d💻 ❤\ufe0f", "שלום\u200f!", "one\r\ntwo", "co\u00adoperate"])
def test_unseen_characters_that_a_script_or_a_picture_needs_are_kept(text):
    assert control_character_in(text) == ""


def test_a_control_character_is_told_in_one_line():
    assert control_character_in("One\n\u2066two").endswith("U+2066, near \u201cOne two\u201d")


@pytest.mark.parametrize("side", ["clear high", "leaning low"])
def test_advice_may_wait_for_a_side_of_a_dimension(folder, side):
    edit(folder, ADVICE, LOW, f'{{ sides = {{ conversation = ["{side}"] }} }}')
    assert read_questionnaire(folder).advice[4].when == (Alternative(sides={Dimension.CONVERSATION: (side,)}),)


@pytest.mark.parametrize("file", [QUESTIONS, ADVICE, ARTICLES])
def test_a_missing_file_is_named(folder, file):
    (folder / file).unlink()
    assert refusal(folder) == [f"{file}: the file can't be opened"]


@pytest.mark.parametrize("file", [QUESTIONS, ADVICE, ARTICLES])
def test_a_file_in_another_encoding_is_named(folder, file):
    (folder / file).write_bytes('title = "Qué"'.encode("latin-1"))
    assert refusal(folder) == [f"{file}: the file is not UTF-8 text"]


def test_a_file_may_begin_with_the_mark_that_some_editors_write(folder):
    for file in (QUESTIONS, ADVICE, ARTICLES):
        (folder / file).write_bytes(BOM_UTF8 + (folder / file).read_bytes())
    assert read_questionnaire(folder) == read_questionnaire()


def test_a_section_with_too_few_statements_is_refused():
    document = read_questionnaire()
    short = replace(document.sections[0], questions=document.sections[0].questions[:2])
    draft = replace(document, sections=(short, *document.sections[1:]))
    assert Problem("purpose", "has 2 statements and needs at least 4") in problems(draft, LIBRARY.rules)


def test_a_section_with_too_many_statements_is_refused():
    document = read_questionnaire()
    first = document.sections[0].questions[0]
    many = tuple(replace(first, key=f"P{place}", text=f"To do {place}") for place in range(1, 42))
    draft = replace(document, sections=(replace(document.sections[0], questions=many), *document.sections[1:]))
    assert Problem("purpose", "has 41 statements and may have at most 40") in problems(draft, LIBRARY.rules)


def test_a_section_may_have_as_few_statements_as_it_needs_and_as_many_as_it_may():
    document = read_questionnaire()
    first = document.sections[0].questions[0]
    for count in (4, 40):
        some = tuple(replace(first, key=f"P{place}", text=f"To do {place}") for place in range(1, count + 1))
        draft = replace(document, sections=(replace(document.sections[0], questions=some), *document.sections[1:]))
        assert not [one for one in problems(draft, LIBRARY.rules) if one.reason.startswith(f"has {count} statements")]


@pytest.mark.parametrize("text", ["name", "heading", "lead", "stem", "low_end", "high_end"])
def test_no_text_of_a_section_may_be_empty(text):
    document = read_questionnaire()
    draft = replace(document, sections=(replace(document.sections[0], **{text: " "}), *document.sections[1:]))
    assert problems(draft, LIBRARY.rules) == (Problem(f"purpose, {text}", "a text is empty"),)


@pytest.mark.parametrize("text", ["title", "why", "next_action"])
def test_no_text_of_a_piece_may_be_empty(text):
    document = read_questionnaire()
    draft = replace(document, advice=(replace(document.advice[0], **{text: " "}), *document.advice[1:]))
    assert problems(draft, LIBRARY.rules) == (Problem(f"{document.advice[0].key}, {text}", "a text is empty"),)


def test_a_rule_that_drives_both_must_lead_to_both():
    both = replace(LIBRARY.rules[0], id="A1-R99", drives=Drives.BOTH)
    assert problems(read_questionnaire(), (*LIBRARY.rules, both)) == (
        Problem("A1-R99", "no question rests on this rule"),
        Problem("A1-R99", "no piece of advice rests on this rule"),
    )


@pytest.mark.parametrize(
    "when",
    [
        Alternative(mismatch=(Mismatch.AIMS_AHEAD,)),
        Alternative(mismatch=(Mismatch.AIMS_AHEAD, Mismatch.IN_STEP), no_gap=True),
    ],
)
def test_advice_may_ask_for_a_gap_or_for_none_with_aims_and_habits_in_step(when: Alternative):
    document = read_questionnaire()
    draft = replace(document, advice=(replace(document.advice[0], when=(when,)), *document.advice[1:]))
    assert problems(draft, LIBRARY.rules) == ()


def test_all_problems_are_named_together(folder):
    edit(folder, QUESTIONS, UNWIND, '""')
    edit(folder, QUESTIONS, 'opposite = "A8"', 'opposite = "A9"')
    edit(folder, ADVICE, LOW, '{ low = ["C9"] }')
    edit(folder, ARTICLES, '["purpose", "authenticity"]', "[]")
    assert refusal(folder) == [
        "questionnaire.toml: A3: its opposite A9 is not a statement in the same section",
        "questionnaire.toml: A8: A3 does not name it as its opposite in turn",
        "questionnaire.toml: P7, text: a text is empty",
        "advice.toml: V5, when: there is no statement C9",
        "articles.toml: A1-R1: is about no dimension",
    ]

"""A version goes into a file and comes back the same; a broken file is refused whole, with line and reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from assessment.advice.pieces import Alternative
from assessment.content.decoding_errors import line_of
from assessment.content.document import Document
from assessment.content.exporting import to_toml
from assessment.content.importing import MOST_BYTES, MOST_REPORTED, from_toml
from assessment.content.shipped import read_questionnaire
from assessment.content.toml_files import ContentError
from assessment.scoring.vocabulary import Dimension

SHIPPED = read_questionnaire()
TEXT = to_toml(SHIPPED)
PRINTABLE = st.text(st.characters(exclude_categories=["Cc", "Cs"]) | st.just("\n"), max_size=60)


def test_a_version_comes_back_the_same_and_is_written_the_same_again():
    assert from_toml(TEXT.encode()) == SHIPPED
    assert to_toml(from_toml(TEXT.encode())) == TEXT


def test_a_file_may_begin_with_the_mark_that_some_programs_put_in_front_of_utf_8():
    assert from_toml(b"\xef\xbb\xbf" + TEXT.encode()) == SHIPPED
    with pytest.raises(ContentError, match="line 2: the file is not UTF-8"):
        from_toml(b"\xef\xbb\xbf\n\xff")


@given(PRINTABLE, PRINTABLE, st.floats(allow_nan=False, allow_infinity=False))
def test_any_text_and_weight_comes_back(heading, why, weight):
    section = replace(SHIPPED.sections[0], heading=heading, lead=why)
    piece = replace(SHIPPED.advice[0], why=why, weight=weight)
    document = replace(SHIPPED, sections=(section,), advice=(piece,))
    assert from_toml(to_toml(document).encode()) == document


def test_a_version_with_every_kind_of_condition_comes_back():
    sides = {Dimension.PURPOSE: ("clear high",), Dimension.ENGAGEMENT: ("leaning low", "close low")}
    piece = replace(
        SHIPPED.advice[0], when=(Alternative(sides=sides, no_gap=True, not_low=("E1",)), Alternative()), weight=2.5
    )
    document = replace(SHIPPED, advice=(piece,))
    text = to_toml(document)
    turned = {dimension: sides[dimension] for dimension in reversed(sides)}
    assert from_toml(text.encode()) == document
    assert (
        to_toml(replace(document, advice=(replace(piece, when=(replace(piece.when[0], sides=turned), Alternative())),)))
        == text
    )


@pytest.mark.parametrize(
    "document",
    [
        Document("Nothing", (), (), ()),
        replace(SHIPPED, sections=(replace(SHIPPED.sections[0], questions=()),)),
        replace(SHIPPED, context=(replace(SHIPPED.context[0], labels={}),)),
        replace(SHIPPED, context=(replace(SHIPPED.context[0], labels={"odd one": "x", "learn": "y"}),)),
    ],
)
def test_a_draft_that_is_not_ready_comes_back_too(document):
    assert from_toml(to_toml(document).encode()) == document


def test_labels_are_written_in_the_order_of_the_options_whatever_a_database_made_of_them():
    context = SHIPPED.context[0]
    turned = replace(context, labels=dict(sorted(context.labels.items(), reverse=True)))
    assert to_toml(replace(SHIPPED, context=(turned, *SHIPPED.context[1:]))) == TEXT


BROKEN = {
    "no TOML": ('pole = "high"', "pole = high", "not TOML", 0),
    "another shape": ('key = "E4"\npole = "high"', 'key = "E4"\npole = "up"', "E4, pole", 1),
    "a field missing": ('title = "Influenced or influencing?"\n', "", "title is missing", 0),
    "a field too many": ('key = "E4"', 'key = "E4"\nweight = 2', "weight is not a field", -1),
    "a condition that is none": ('{ low = ["C5"] }', '{ lo = ["C5"] }', "V5, when 1", 0),
    "a side of no section": ('{ low = ["C5"] }', "{ sides = { up = [] } }", "V5, when 1, sides", 0),
    "a word like a path": ('pole = "high"', 'pole = "up - at `$.a`"', 'P1, pole: "up - at `$.a`" is not', 0),
    "a field like a path": ('key = "P1"', '"a - at `$.b`" = 1', "purpose, questions 1: a - at `$.b` is not", -1),
    "a first field like a path": ("title = ", '"a - at `$.b" = ', "unknown field `a", 0),
    "no number": ("weight = 2.5", "weight = nan", "must be a number", 0),
    "a number without end": ("weight = 2.5", "weight = inf", "must be a number", 0),
    "a number too large": ("weight = 2.5", "weight = 1" + "0" * 400, "out of range", 0),
    "a number of thousands of digits": ("weight = 2.5", "weight = " + "9" * 5000, "not TOML", 0),
    "a control character": ("To keep up", "\\u0000", "control character", 0),
    "a text turned round": ("To keep up", "To \\u202Ekeep", "U+202E, near", 0),
    "a control character in a name": ("learn = ", '"\\u0007" = ', "control character", -1),
    "a text too long for its column": ("To keep up", "x" * 300, "text is longer than 200", 0),
    "a label too long": ('"Not a reason"', '"' + "x" * 41 + '"', "a label is longer than 40", 0),
    "a key used twice in a section": ('key = "E4"', 'key = "E2"', "E2 is there twice", 0),
    "a section twice": ('dimension = "engagement"\nname', 'dimension = "purpose"\nname', "purpose is there", 0),
    "a piece twice": ('key = "V2"', 'key = "V1"', "V1 is there twice", 0),
}
"""What stands there, what is put in its place, why that is refused, and how far below the first line the fault lies."""


@pytest.mark.parametrize(("old", "new", "reason", "below"), BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_refused_with_line_and_reason(old, new, reason, below):
    line = TEXT[: TEXT.index(old)].count("\n") + 1 + below
    with pytest.raises(ContentError) as refusal:
        from_toml(TEXT.replace(old, new, 1).encode())
    assert reason in str(refusal.value)
    assert str(refusal.value).startswith(f"line {line}: ")


def test_a_file_with_more_statements_than_the_page_of_a_section_can_save_is_refused():
    first, *others = SHIPPED.sections
    many = tuple(replace(first.questions[0], key=f"P{place}") for place in range(1, 42))
    text = to_toml(replace(SHIPPED, sections=(replace(first, questions=many), *others)))
    with pytest.raises(ContentError, match="a section has at most 40 statements"):
        from_toml(text.encode())


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "title is missing"),
        (b"a = 1\n\xff", "line 2: the file is not UTF-8"),
        (b"PK\x03\x04\x14\xff", "Save it from its program as plain text"),
        ("a = 1\n title = “A title”\n".encode(), "straight quotes, .* The line reads: title = “A title”"),
        ('a = ["One", „Two“]'.encode(), "straight quotes"),
        (b"a = " + b"[" * 20000, "nested too deeply"),
        (b"\na" + b".a" * 201 + b" = 1", "line 2: more than 200 dots"),
        (b"[a" + b".a" * 201 + b"]", "line 1: more than 200 dots"),
        (b"a = {a" + b".a" * 201 + b" = 1}", "line 1: more than 200 dots"),
        (b"a" + b".a" * 150 + b'."=".a' + b".a" * 50 + b" = 1", "line 1: more than 200 dots"),
        (b"#" * (MOST_BYTES + 1), "larger than 256 KB"),
        (b"title = 1979-05-27", "title"),
        (b"sections = 3", "line 1: sections: must be a list"),
        (b"a = 1\n[[", "line 2: the file is not TOML"),
        ("a = '\u2028'\n[[".encode(), "line 2: the file is not TOML"),
    ],
)
def test_a_hostile_file_is_refused(data, reason):
    with pytest.raises(ContentError, match=reason):
        from_toml(data)


def test_of_a_file_full_of_faults_the_first_are_told():
    first = SHIPPED.context[0]
    labels = {f"{place}\N{RIGHT-TO-LEFT OVERRIDE}": "x" for place in range(MOST_REPORTED + 1)}
    with pytest.raises(ContentError) as refusal:
        from_toml(to_toml(replace(SHIPPED, context=(replace(first, labels=labels),))).encode())
    assert len(str(refusal.value).splitlines()) == MOST_REPORTED


def test_quotes_within_a_text_are_no_fault_of_its_line():
    with pytest.raises(ContentError) as refusal:
        from_toml('a = "One’s “own”" and\n'.encode())
    assert "straight quotes" not in str(refusal.value)


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace")))
def test_no_file_does_more_than_be_refused(data):
    with pytest.raises(ContentError):
        from_toml(data)


def test_the_line_of_a_place_is_the_nearest_that_can_be_told():
    section = "[[sections]]\n[[sections.questions]]\n"
    text = f'title = "x"\n\n{section}key = "P1"\n{section}# k\nkey = 1'
    assert line_of(text, "$.sections[1].questions[0].key") == 9
    assert line_of(text, "$.sections[1].questions[0].pole") == 7
    assert line_of(text, "$.sections[1].name") == 6
    assert line_of(text, "$.advice") == 1
    assert line_of("[context]\n[context.labels]\na = 1", "$.context.labels.a") == 3
    assert line_of('lead = "one\u2028line"\r\ntitle = 1', "$.title") == 2

"""One version in one file: a file that is broken, or cannot be stored, is refused whole, with line and reason."""

import math
import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any

import msgspec
from msgspec import Struct

from assessment.advice.pieces import AdvicePiece
from assessment.content.checks import MOST_STATEMENTS, control_character_in
from assessment.content.decoding_errors import explain, line_of
from assessment.content.document import ContextQuestion, Document, Question, Section
from assessment.content.toml_files import ContentError

MOST_BYTES = 256 * 1024
MOST_DOTS = 200
"""In one line, far more than any needs. Python keeps every beginning of a dotted name: a file of 250 KB that
was one such name took 22 GB."""
MOST_REPORTED = 40
"""How many faults of a file are reported at once: finding the line of each takes as long as reading the file."""
LONGEST_LABEL = 40
LONGEST_EXCERPT = 40
AT_LINE = re.compile(r" \(at line (\d+), column \d+\)")
TYPOGRAPHIC = re.compile(r"(?:^|[=[,{]) *[«»\u2018-\u201f]")
"""Quotes that a word processor puts where TOML wants straight ones."""
LONGEST: dict[type[Struct], dict[str, int]] = {
    Document: {"title": 200},
    Section: {"name": 60, "heading": 100, "stem": 200, "low_end": 60, "high_end": 60},
    Question: {"key": 8, "text": 200, "opposite": 8},
    ContextQuestion: {"text": 200},
    AdvicePiece: {"key": 8, "title": 120},
}
"""How many characters the columns of the database hold."""

Fault = tuple[str, str]
"""A path such as `$.sections[1].name`, and what is wrong there."""


def from_toml(data: bytes) -> Document:
    """Return the version that a file holds, as `exporting.to_toml` wrote it or as an editor has changed it since.

    It may have faults that `checks` finds: those are mended in the draft.
    raises ContentError: too large, not UTF-8, not TOML, of another shape, or impossible to store; one line a fault.
    """
    if len(data) > MOST_BYTES:
        raise ContentError(f"The file is larger than {MOST_BYTES // 1024} KB.")
    text = _text(data)
    tree = _tree(text)
    try:
        document = msgspec.convert(tree, Document)
    except msgspec.ValidationError as error:
        path, reason = explain(tree, str(error))
        raise ContentError(f"line {line_of(text, path)}: {reason}") from error
    if faults := list(islice(chain(_unprintable(tree, "$"), _faults(document)), MOST_REPORTED)):
        raise ContentError("\n".join(f"line {line_of(text, path)}: {reason}" for path, reason in faults))
    return document


def _text(data: bytes) -> str:
    """Return the text; some text editors put a byte order mark in front of UTF-8."""
    data = data.removeprefix(BOM_UTF8)
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        way = "Save it from its program as plain text (UTF-8); renaming it is not enough."
        raise ContentError(f"line {line}: the file is not UTF-8 text. {way}") from error


def _tree(text: str) -> Any:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.count(".") > MOST_DOTS:
            raise ContentError(f"line {number}: more than {MOST_DOTS} dots in it")
    try:
        return msgspec.toml.decode(text)
    except RecursionError as error:
        raise ContentError("line 1: lists and tables are nested too deeply") from error
    except (msgspec.DecodeError, ValueError) as error:
        raise ContentError(_not_toml(text, str(error))) from error


def _not_toml(text: str, error: str) -> str:
    """Return the decoder's complaint with its line; it names none at the end of the file, nor for endless numbers."""
    lines = text.split("\n")
    if place := AT_LINE.search(error):
        number = int(place[1])
    elif "at end of document" in error:
        number = len(lines)
    else:  # a number without end makes the longest line
        number = lines.index(max(lines, key=len)) + 1
    line = " ".join(lines[number - 1].split())
    way = ' Put texts between straight quotes, "like this".' if TYPOGRAPHIC.search(line) else ""
    return (
        f"line {number}: the file is not TOML: {AT_LINE.sub('', error)}.{way} The line reads: {line[:LONGEST_EXCERPT]}"
    )


def _unprintable(tree: Any, path: str) -> Iterator[Fault]:
    """Yield texts, and names of labels, that no page can print or no database can store."""
    if isinstance(tree, str):
        if told := control_character_in(tree):
            yield path, f"the text {told}"
    elif isinstance(tree, list):
        for number, entry in enumerate(tree):
            yield from _unprintable(entry, f"{path}[{number}]")
    elif isinstance(tree, dict):
        for name, entry in tree.items():
            yield from _unprintable(name, f"{path}.{name}")
            yield from _unprintable(entry, f"{path}.{name}")


def _faults(document: Document) -> Iterator[Fault]:
    """Yield what the rows of a draft could not hold."""
    yield from _too_long("$", document)
    yield from _duplicates("$.sections", "dimension", [section.dimension for section in document.sections])
    yield from _duplicates("$.context", "key", [context.key for context in document.context])
    yield from _duplicates("$.advice", "key", [piece.key for piece in document.advice])
    for place, section in enumerate(document.sections):
        here = f"$.sections[{place}]"
        yield from _too_long(here, section)
        if any(len(label) > LONGEST_LABEL for label in section.labels):
            yield f"{here}.labels", f"a label is longer than {LONGEST_LABEL} characters"
        if len(section.questions) > MOST_STATEMENTS:
            yield f"{here}.questions", f"a section has at most {MOST_STATEMENTS} statements"
        yield from _duplicates(f"{here}.questions", "key", [question.key for question in section.questions])
        yield from _each_too_long(f"{here}.questions", section.questions)
    yield from _each_too_long("$.context", document.context)
    yield from _each_too_long("$.advice", document.advice)
    for place, piece in enumerate(document.advice):
        if not math.isfinite(piece.weight):
            yield f"$.advice[{place}].weight", "must be a number"


def _too_long(path: str, part: Struct) -> Iterator[Fault]:
    for field, longest in LONGEST[type(part)].items():
        if len(getattr(part, field) or "") > longest:
            yield f"{path}.{field}", f"{field} is longer than {longest} characters"


def _each_too_long(path: str, parts: Iterable[Struct]) -> Iterator[Fault]:
    for place, part in enumerate(parts):
        yield from _too_long(f"{path}[{place}]", part)


def _duplicates(path: str, field: str, names: list[Any]) -> Iterator[Fault]:
    for place, name in enumerate(names):
        if name in names[:place]:
            yield f"{path}[{place}].{field}", f"{name} is there twice"

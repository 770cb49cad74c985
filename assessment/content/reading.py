"""From the shipped files to one checked document: whoever starts with broken files is told all their faults at once."""

from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from assessment.advice.pieces import AdvicePiece
from assessment.content.checks import Problem, advice_problems, library_problems, question_problems
from assessment.content.document import ContextQuestion, Document, Section
from assessment.content.files import ContentError, read_file
from assessment.content.library import Library

SHIPPED = Path(__file__).parent
QUESTIONS, ADVICE, ARTICLES = "questionnaire.toml", "advice.toml", "articles.toml"
T = TypeVar("T")


class _Asked(Struct, frozen=True, forbid_unknown_fields=True):
    title: str
    sections: tuple[Section, ...]
    context: tuple[ContextQuestion, ...]


class _Advised(Struct, frozen=True, forbid_unknown_fields=True):
    advice: tuple[AdvicePiece, ...]


def read_questionnaire(folder: Path = SHIPPED) -> Document:
    """Return the questionnaire in a folder.

    folder: holds questionnaire.toml, advice.toml and articles.toml.
    raises ContentError: a file is missing, is not TOML, or says something that `checks` refuses; it names every fault.
    """
    faults: list[str] = []
    asked = _read(folder / QUESTIONS, _Asked, faults)
    advised = _read(folder / ADVICE, _Advised, faults)
    library = _read(folder / ARTICLES, Library, faults)
    if asked is None or advised is None or library is None:
        raise ContentError("\n".join(faults))
    document = Document(asked.title, asked.sections, asked.context, advised.advice)
    faults += _lines(QUESTIONS, question_problems(document, library.rules))
    faults += _lines(ADVICE, advice_problems(document, library.rules))
    faults += _lines(ARTICLES, library_problems(library.articles, library.rules))
    if faults:
        raise ContentError("\n".join(faults))
    return document


def _lines(file: str, problems: Iterable[Problem]) -> list[str]:
    return [f"{file}: {problem}" for problem in problems]


def _read(path: Path, shape: type[T], faults: list[str]) -> T | None:
    """Return what a file holds, or None after adding to `faults` why it can't be read."""
    try:
        return read_file(path, shape)
    except ContentError as error:
        faults.append(str(error))
        return None

"""From the shipped files to one checked document: whoever starts with a broken file is told all that is wrong."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from assessment.advice.pieces import AdvicePiece
from assessment.content.checks import Problem, advice_problems, library_problems, question_problems
from assessment.content.document import ContextQuestion, Document, Section
from assessment.content.library import Library

SHIPPED = Path(__file__).parent
QUESTIONS, ADVICE, ARTICLES = "questionnaire.toml", "advice.toml", "articles.toml"
KINDS = {
    "str": "a text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "array": "a list",
    "object": "a table",
    "date": "a date",
}
PLAINLY = (
    (re.compile(r"Expected `array` of length (\d+), got (\d+)"), r"must have \1 entries, not \2"),
    (re.compile(r"Object missing required field `([^`]+)`"), r"\1 is missing"),
    (re.compile(r"Object contains unknown field `([^`]+)`"), r"\1 is not a field known here"),
    (re.compile(r"Invalid enum value '(.*)'"), r'"\1" is not one of the words allowed here'),
)
WRONG_KIND = re.compile(r"Expected `([^`]+?)(?: \| null)?`, got `([^`]+)`")
T = TypeVar("T")


class ContentError(ValueError):
    """The files do not make a questionnaire; each line of the text names file, place and reason."""


class _Asked(Struct, frozen=True, forbid_unknown_fields=True):
    title: str
    sections: tuple[Section, ...]
    context: tuple[ContextQuestion, ...]


class _Advised(Struct, frozen=True, forbid_unknown_fields=True):
    advice: tuple[AdvicePiece, ...]


def read_questionnaire(folder: Path = SHIPPED) -> Document:
    """Return the questionnaire in a folder.

    folder: holds questionnaire.toml, advice.toml and articles.toml.
    raises ContentError: a file is missing, is no TOML, or says something that `checks` refuses; names all it found.
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
    tree: dict[str, Any] = {}
    try:
        tree = msgspec.toml.decode(path.read_bytes())
        return msgspec.convert(tree, shape)
    except OSError:
        faults.append(f"{path.name}: the file can't be opened")
    except UnicodeDecodeError:
        faults.append(f"{path.name}: the file is not UTF-8 text")
    except msgspec.ValidationError as error:
        faults.append(f"{path.name}: {_plainly(tree, str(error))}")
    except msgspec.DecodeError as error:
        faults.append(f"{path.name}: the file is not TOML: {error}")
    return None


def _plainly(tree: dict[str, Any], error: str) -> str:
    """Return msgspec's message with its path told in keys and its reason in plain words."""
    reason, _, path = error.partition(" - at ")
    if wrong := WRONG_KIND.fullmatch(reason):
        wanted, given = (KINDS.get(kind, kind) for kind in wrong.groups())
        reason = f"must be {wanted}, not {given}"
    for pattern, words in PLAINLY:
        reason = pattern.sub(words, reason)
    return ": ".join(filter(None, (_place(tree, path), reason)))


def _place(tree: Any, path: str) -> str:
    """Return a path such as `$.sections[1].questions[6].pole` as "engagement, E4, pole"."""
    names: list[str] = []
    for name, number in re.findall(r"\.(\w+)|\[(\d+)\]", path.partition("[...]")[0]):
        if name:
            tree = tree[name]
            names.append(name)
        else:
            tree = tree[int(number)]
            names[-1:] = [_key(tree) or f"{names[-1]} {int(number) + 1}"]
    return ", ".join(names)


def _key(entry: Any) -> str | None:
    """Return what an entry of a list is called by, if it says so."""
    names = (entry.get(field) for field in ("key", "id", "dimension")) if isinstance(entry, dict) else ()
    return next((name for name in names if isinstance(name, str)), None)

"""From the shipped files to one checked document."""

from pathlib import Path

from msgspec import Struct

from assessment.advice.pieces import AdvicePiece
from assessment.content.checks import advice_problems, library_problems, question_problems
from assessment.content.document import ContextQuestion, Document, Section
from assessment.content.library import Library
from assessment.content.toml_files import ContentError, read_toml

SHIPPED = Path(__file__).parent
QUESTIONS, ADVICE, ARTICLES = "questionnaire.toml", "advice.toml", "articles.toml"


class _Asked(Struct, frozen=True, forbid_unknown_fields=True):
    title: str
    sections: tuple[Section, ...]
    context: tuple[ContextQuestion, ...]


class _Advised(Struct, frozen=True, forbid_unknown_fields=True):
    advice: tuple[AdvicePiece, ...]


def read_questionnaire(folder: Path = SHIPPED) -> Document:
    """Return the questionnaire in a folder.

    folder: holds questionnaire.toml, advice.toml and articles.toml.
    raises ContentError: a file is missing or is not TOML, or they say what `checks` refuses; it names all of that.
    """
    asked, advised = read_toml(folder / QUESTIONS, _Asked), read_toml(folder / ADVICE, _Advised)
    library = read_toml(folder / ARTICLES, Library)
    document = Document(asked.title, asked.sections, asked.context, advised.advice)
    problems = {
        QUESTIONS: question_problems(document, library.rules),
        ADVICE: advice_problems(document, library.rules),
        ARTICLES: library_problems(library.articles, library.rules),
    }
    if faults := [f"{file}: {problem}" for file, found in problems.items() for problem in found]:
        raise ContentError("\n".join(faults))
    return document

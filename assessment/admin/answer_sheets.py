"""Anonymous answer sheets for statistics programs: one row a sitting, and a codebook that explains the columns."""

import csv
from collections.abc import Iterator
from itertools import islice

from django.utils import timezone
from django.utils.text import capfirst

from assessment.content.document import ContextKey, ContextQuestion, Question, Section
from assessment.models import Questionnaire
from assessment.models.gathering import Gathering, read_context, read_counted
from assessment.scoring.finding import Flag
from assessment.scoring.vocabulary import NoAnswer
from assessment.spreadsheets import BYTE_ORDER_MARK, Echo, escape_formula
from assessment.words.analysis import FLAGS

MIXED = 10_000
"""How many rows at once are sorted by what they say before they are sent: so the order tells nothing of who came when,
nor of the ids that stand in the addresses of results."""

MISSING = f"{NoAnswer.SKIPPED} = left out on purpose; {NoAnswer.NOT_APPLICABLE} = does not apply"
YES_NO = "1 = yes; 0 = no"
HEADS = ("column", "section", "pole", "opposite", "text", "values")


def sheets(version: Questionnaire) -> Iterator[str]:
    """Return all finished sittings as lines of a table, raw, with nothing that says whose they are or when."""
    writer = csv.writer(Echo())
    keys = [item.key for item in version.content.items]
    yield writer.writerow(["version", *map(escape_formula, keys), *ContextKey, "first", *Flag])
    rows = answered(version)
    while mixed := sorted(writer.writerow([version.number, *row]) for row in islice(rows, MIXED)):
        yield from mixed


def answered(version: Questionnaire) -> Iterator[list[object]]:
    """Return each sitting's row."""
    gathering = Gathering(version, timezone.now())
    for sitting, _started, _finished, answers, context, *_told, kept in gathering.rows():
        given, flags = read_context(context), read_counted(kept).finding.flags
        first = not gathering.repeats.is_later(sitting)
        raised = [int(flag in flags) for flag in Flag]
        yield [*gathering.read_row(answers), *(given.get(key, "") for key in ContextKey), int(first), *raised]


def codebook(version: Questionnaire) -> Iterator[str]:
    """Return what each column means, one a line; with a byte order mark, as not all of it is ASCII."""
    writer, document = csv.writer(Echo()), version.content
    yield BYTE_ORDER_MARK + writer.writerow(HEADS)
    yield writer.writerow(["version", "", "", "", "Number of the question set", ""])
    for section in document.sections:
        yield from (
            writer.writerow(map(escape_formula, statement(section, question))) for question in section.questions
        )
    for asked in document.context:
        yield writer.writerow(map(escape_formula, context(asked)))
    yield writer.writerow(["first", "", "", "", "The person's first sitting with this set", YES_NO])
    yield from (writer.writerow([flag, "", "", "", capfirst(FLAGS[flag]), YES_NO]) for flag in Flag)


def statement(section: Section, question: Question) -> tuple[str, ...]:
    """Return the line of a statement."""
    labels = "; ".join(f"{value} = {label}" for value, label in enumerate(section.labels, start=1))
    text = f"{section.stem} {question.text}"
    return question.key, section.dimension, question.pole, question.opposite or "", text, f"{labels}; {MISSING}"


def context(asked: ContextQuestion) -> tuple[str, ...]:
    """Return the line of an unscored question."""
    labels = "; ".join(f"{value} = {label}" for value, label in asked.options())
    return asked.key, "", "", "", asked.text, f"{labels}; empty = not said"

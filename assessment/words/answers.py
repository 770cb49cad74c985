"""Answers as people gave them: statement, label, and how much they counted."""

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import TypeAlias

from django.utils.translation import gettext_lazy as _
from msgspec import Struct

from assessment.content.document import ASKED_WITH, ContextKey, ContextQuestion, Document, Question, Section
from assessment.scoring.finding import Finding
from assessment.scoring.ledger import TENTHS
from assessment.scoring.vocabulary import Dimension, NoAnswer, SelfView

UNANSWERED = {NoAnswer.SKIPPED: _("Left out"), NoAnswer.NOT_APPLICABLE: _("Doesn’t apply to me")}
NOT_GIVEN = _("Not given")

Answers: TypeAlias = Mapping[str, int | str]
AnsweredByKey: TypeAlias = Mapping[str, "AnsweredQuestion"]
"""Every statement with its answer, by its key and in page order (`answered_by_key`)."""


class AnsweredQuestion(Struct, frozen=True):
    """One statement, or unscored question, and the answer to it, as printed."""

    key: str
    stem: str
    text: str
    answer: str


class AnsweredSection(Struct, frozen=True):
    """One section's answers; its statements are to be read with the stem."""

    dimension: Dimension
    name: str
    stem: str
    answered: tuple[AnsweredQuestion, ...]


class Reason(Struct, frozen=True):
    """An answer and what it did to the role: points with one decimal, and the side they went to.

    again: whether it has the same stem as the one before it.
    """

    answered: AnsweredQuestion
    points: float
    outward: bool
    again: bool


def answer_words(section: Section, question: Question, answers: Answers) -> str:
    """Return the label that was chosen, or why there is none."""
    answer = answers.get(question.key, NoAnswer.SKIPPED)
    return section.labels[answer - 1] if isinstance(answer, int) else str(UNANSWERED[NoAnswer(answer)])


def context_words(question: ContextQuestion, context: Mapping[str, str]) -> str:
    """Return the label that was chosen for an unscored question, or that none was."""
    return question.labels.get(context.get(question.key, ""), str(NOT_GIVEN))


def answered_sections(document: Document, answers: Answers, context: Mapping[str, str]) -> list[AnsweredSection]:
    """Return all that was asked and answered, page by page."""
    return [
        AnsweredSection(
            section.dimension,
            section.name,
            section.stem,
            (*statements(section, answers), *context_answers(document, section.dimension, context)),
        )
        for section in document.sections
    ]


def statements(section: Section, answers: Answers) -> list[AnsweredQuestion]:
    """Return a section's statements with their answers."""
    return [AnsweredQuestion(q.key, section.stem, q.text, answer_words(section, q, answers)) for q in section.questions]


def context_answers(document: Document, page: Dimension, context: Mapping[str, str]) -> list[AnsweredQuestion]:
    """Return the unscored questions of a page with their answers."""
    return [
        AnsweredQuestion(q.key.value, "", q.text, context_words(q, context))
        for q in document.context
        if ASKED_WITH.get(q.key) == page
    ]


def expected(document: Document, context: Mapping[str, str]) -> str:
    """Return the label of what somebody expected to be before the result; "" if they were not sure or didn't say."""
    labels = next(question.labels for question in document.context if question.key is ContextKey.SELF_VIEW)
    view = context.get(ContextKey.SELF_VIEW, "")
    return "" if view == SelfView.NOT_SURE else labels.get(view, "")


def answered_by_key(document: Document, answers: Answers) -> AnsweredByKey:
    """Return every statement with its answer, by its key."""
    return {given.key: given for section in document.sections for given in statements(section, answers)}


def reasons(finding: Finding, answered: AnsweredByKey) -> list[Reason]:
    """Return the answers that moved the role most, strongest first."""
    tenths = tenths_of(finding, answered)
    return [
        Reason(
            answered=answered[key],
            points=abs(tenths[key]) / TENTHS,
            outward=tenths[key] > 0,
            again=bool(before) and answered[before].stem == answered[key].stem,
        )
        for before, key in pairwise(["", *finding.movers])
    ]


def others_as_strong(finding: Finding, answered: AnsweredByKey) -> bool:
    """Say whether an answer not shown counts about as much as one that is: rounding can set equals a tenth apart."""
    tenths = tenths_of(finding, answered)
    weakest = min((abs(tenths[key]) for key in finding.movers), default=0)
    return any(abs(amount) + 1 >= weakest > 0 for key, amount in tenths.items() if key not in finding.movers)


def tenths_of(finding: Finding, keys: Iterable[str]) -> dict[str, int]:
    """Return the points of every statement in tenths, by key; none without a role.

    keys: of all statements, in page order.
    """
    return dict(zip(keys, finding.tenths, strict=True)) if finding.role else {}

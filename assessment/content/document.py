"""A questionnaire as one frozen document: all that a visitor or a result ever shows."""

import hashlib
from collections.abc import Container
from enum import StrEnum
from functools import cached_property
from itertools import pairwise

import msgspec
from msgspec import Struct

from assessment.advice.pieces import AdvicePiece
from assessment.scoring.vocabulary import Dimension, Item, MainPurpose, Occupation, Pole, SelfView


class ContextKey(StrEnum):
    """The unscored questions."""

    MAIN_PURPOSE = "main_purpose"
    OCCUPATION = "occupation"
    SELF_VIEW = "self_view"


OPTIONS: dict[ContextKey, type[StrEnum]] = {
    ContextKey.MAIN_PURPOSE: MainPurpose,
    ContextKey.OCCUPATION: Occupation,
    ContextKey.SELF_VIEW: SelfView,
}
ASKED_WITH = {ContextKey.MAIN_PURPOSE: Dimension.PURPOSE, ContextKey.OCCUPATION: Dimension.PURPOSE}
"""The section whose page asks an unscored question; the review asks all others."""


class Question(Struct, frozen=True, forbid_unknown_fields=True):
    """One statement. `rules` are ids of article rules, `opposite` the key of the statement that says the opposite."""

    key: str
    pole: Pole
    text: str
    rules: tuple[str, ...]
    opposite: str | None = None


class Section(Struct, frozen=True, forbid_unknown_fields=True):
    """One page: statements of one dimension that share a stem and five answer labels, first (1) to last (5)."""

    dimension: Dimension
    name: str
    heading: str
    lead: str
    stem: str
    labels: tuple[str, str, str, str, str]
    low_end: str
    high_end: str
    questions: tuple[Question, ...]

    def is_complete(self, answers: Container[str]) -> bool:
        """Say whether every statement has been dealt with."""
        return all(question.key in answers for question in self.questions)

    def has_begun(self, answers: Container[str]) -> bool:
        """Say whether any statement has been dealt with."""
        return any(question.key in answers for question in self.questions)


class ContextQuestion(Struct, frozen=True, forbid_unknown_fields=True):
    """An unscored question; `labels` maps every option of its enumeration to what is printed."""

    key: ContextKey
    text: str
    labels: dict[str, str]
    rules: tuple[str, ...]

    def options(self) -> list[tuple[str, str]]:
        """Return every option with its label, in the order of the enumeration; a draft may still lack some labels."""
        return [(option.value, self.labels[option]) for option in OPTIONS[self.key] if option in self.labels]


class Document(Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """Sections in page order, unscored questions, advice in order of number."""

    title: str
    sections: tuple[Section, ...]
    context: tuple[ContextQuestion, ...]
    advice: tuple[AdvicePiece, ...]

    def section(self, dimension: Dimension) -> Section:
        """Return the section of a dimension; LookupError when there is none."""
        return {section.dimension: section for section in self.sections}[dimension]

    def first_open(self, answers: Container[str]) -> Dimension | None:
        """Return where to carry on: the first section that is not complete, None where all are."""
        return next((section.dimension for section in self.sections if not section.is_complete(answers)), None)

    def following(self, dimension: Dimension) -> Dimension | None:
        """Return the section after one, in page order; None after the last."""
        return dict(pairwise(section.dimension for section in self.sections)).get(dimension)

    @cached_property
    def names(self) -> dict[str, str]:
        """Return what each section is called, by its dimension."""
        return {section.dimension: section.name for section in self.sections}

    @cached_property
    def pieces(self) -> dict[str, AdvicePiece]:
        """Return the pieces of advice by their keys."""
        return {piece.key: piece for piece in self.advice}

    @property
    def questions(self) -> tuple[Question, ...]:
        """Return the statements of all sections in page order."""
        return tuple(question for section in self.sections for question in section.questions)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Return the scored items in page order."""
        return tuple(
            Item(question.key, section.dimension, question.pole, question.opposite)
            for section in self.sections
            for question in section.questions
        )


def to_json(document: Document) -> bytes:
    """Return the one canonical JSON text of a document, UTF-8."""
    return msgspec.json.encode(document, order="sorted")


def fingerprint(document: Document) -> str:
    """Return the SHA-256 of a document's JSON text, in hexadecimal."""
    return hashlib.sha256(to_json(document)).hexdigest()


# Made here, once: two threads that make msgspec work out the type of a document at the same time crash the process.
_DECODER = msgspec.json.Decoder(Document)


def from_json(text: str | bytes) -> Document:
    """Return the document that `to_json` wrote; msgspec.ValidationError names the path of what is wrong."""
    return _DECODER.decode(text)

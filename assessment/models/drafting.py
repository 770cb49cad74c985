"""The rows in which editors draft a version; once it is published only its document is read."""

from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessment.advice import pieces
from assessment.advice.pieces import Kind
from assessment.content import document
from assessment.content.checks import Problem
from assessment.content.document import ContextKey
from assessment.scoring.vocabulary import Dimension, Pole

if TYPE_CHECKING:
    from assessment.models.questionnaire import Questionnaire

Part = TypeVar("Part", bound=msgspec.Struct)

PLACES = (MaxValueValidator(32767),)
"""The highest order allowed: PostgreSQL stores nothing higher, though SQLite would."""


class NotPublishable(ValueError):
    """A draft has faults; `problems` names them."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Keep the problems, and name them all in the message."""
        self.problems = problems
        super().__init__("; ".join(str(problem) for problem in problems))


def part_of(kind: type[Part], row: Any, **otherwise: Any) -> Part:
    """Return a row as part of a document; NotPublishable, which names the row, when its JSON has another shape.

    otherwise: values that the document holds in another form than the row's column of that name.
    """
    columns = {name: getattr(row, name) for name in kind.__struct_fields__}
    try:
        return msgspec.convert(columns | otherwise, kind)
    except msgspec.ValidationError as error:
        raise NotPublishable((Problem(row.key, str(error)),)) from error


class Section(models.Model):
    """One page of a draft."""

    questionnaire = models.ForeignKey(
        "Questionnaire",
        models.CASCADE,
        related_name="sections",
        limit_choices_to={"status": "draft"},
        verbose_name=_("question set"),
    )
    dimension = models.CharField(_("dimension"), max_length=12, choices=[(d.value, d.value) for d in Dimension])
    name = models.CharField(_("name"), max_length=60)
    heading = models.CharField(_("heading"), max_length=100)
    lead = models.TextField(_("lead"))
    stem = models.CharField(_("stem"), max_length=200)
    label_1 = models.CharField(_("first answer"), max_length=40)
    label_2 = models.CharField(_("second answer"), max_length=40)
    label_3 = models.CharField(_("third answer"), max_length=40)
    label_4 = models.CharField(_("fourth answer"), max_length=40)
    label_5 = models.CharField(_("fifth answer"), max_length=40)
    low_end = models.CharField(_("low end"), max_length=60)
    high_end = models.CharField(_("high end"), max_length=60)
    order = models.PositiveSmallIntegerField(_("order"), validators=PLACES)

    class Meta:
        ordering = ("order", "pk")
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        constraints = (
            models.UniqueConstraint(fields=("questionnaire", "dimension"), name="one_section_per_dimension"),
        )

    def __str__(self) -> str:
        """Name the section and its version."""
        return f"{self.name} ({self.questionnaire})"

    @property
    def version(self) -> "Questionnaire":
        """Return the version it belongs to."""
        return self.questionnaire

    @staticmethod
    def columns(part: document.Section) -> dict[str, str]:
        """Return a document's section as column values."""
        columns: dict[str, Any] = msgspec.to_builtins(part)
        del columns["questions"]
        labels = columns.pop("labels")
        return columns | {f"label_{place}": label for place, label in enumerate(labels, start=1)}

    def compiled(self) -> document.Section:
        """Return this row and its questions as part of a document."""
        return document.Section(
            dimension=Dimension(self.dimension),
            name=self.name,
            heading=self.heading,
            lead=self.lead,
            stem=self.stem,
            labels=(self.label_1, self.label_2, self.label_3, self.label_4, self.label_5),
            low_end=self.low_end,
            high_end=self.high_end,
            questions=tuple(question.compiled() for question in self.questions.all()),
        )


class Question(models.Model):
    """One statement of a draft. A change of meaning or pole is a new key; a typo fix keeps it."""

    section = models.ForeignKey(
        Section, models.CASCADE, related_name="questions", limit_choices_to={"questionnaire__status": "draft"}
    )
    key = models.CharField(_("key"), max_length=8)
    pole = models.CharField(_("pole"), max_length=4, choices=[(pole.value, pole.value) for pole in Pole])
    text = models.CharField(_("statement"), max_length=200)
    rules = models.JSONField(_("rules"), default=list)
    opposite = models.CharField(_("opposite"), max_length=8, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), validators=PLACES)

    class Meta:
        ordering = ("order", "pk")
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        constraints = (models.UniqueConstraint(fields=("section", "key"), name="question_key_once_in_section"),)

    def __str__(self) -> str:
        """Show key and statement."""
        return f"{self.key}: {self.text}"

    @property
    def version(self) -> "Questionnaire":
        """Return the version it belongs to."""
        return self.section.questionnaire

    def compiled(self) -> document.Question:
        """Return this row as part of a document."""
        return part_of(document.Question, self, opposite=self.opposite or None)


class ContextQuestion(models.Model):
    """One unscored question of a draft."""

    questionnaire = models.ForeignKey("Questionnaire", models.CASCADE, related_name="context_questions")
    key = models.CharField(_("key"), max_length=12, choices=[(key.value, key.value) for key in ContextKey])
    text = models.CharField(_("question"), max_length=200)
    labels = models.JSONField(_("answers"), default=dict)
    rules = models.JSONField(_("rules"), default=list)
    order = models.PositiveSmallIntegerField(_("order"), validators=PLACES)

    class Meta:
        ordering = ("order", "pk")
        verbose_name = _("unscored question")
        verbose_name_plural = _("unscored questions")
        constraints = (models.UniqueConstraint(fields=("questionnaire", "key"), name="one_context_question_per_key"),)

    def __str__(self) -> str:
        """Show the question."""
        return self.text

    def compiled(self) -> document.ContextQuestion:
        """Return this row as part of a document."""
        return part_of(document.ContextQuestion, self)


class AdvicePiece(models.Model):
    """One piece of advice of a draft; its columns are those of `assessment.advice.pieces.AdvicePiece`."""

    questionnaire = models.ForeignKey(
        "Questionnaire",
        models.CASCADE,
        related_name="advice",
        limit_choices_to={"status": "draft"},
        verbose_name=_("question set"),
    )
    key = models.CharField(_("key"), max_length=8)
    title = models.CharField(_("title"), max_length=120)
    why = models.TextField(_("why"))
    next_action = models.TextField(_("next action"))
    rules = models.JSONField(_("rules"), default=list)
    dimension = models.CharField(_("dimension"), max_length=12, choices=[(d.value, d.value) for d in Dimension])
    kind = models.CharField(_("kind"), max_length=8, choices=[(k.value, k.value) for k in Kind], default=Kind.CHANGE)
    when = models.JSONField(_("given when"), default=list, blank=True)
    serves = models.JSONField(_("serves"), default=list, blank=True)
    weight = models.FloatField(_("weight"), default=1.0)
    fallback = models.JSONField(_("fills in for"), default=list, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), validators=PLACES)

    class Meta:
        ordering = ("order", "pk")
        verbose_name = _("piece of advice")
        verbose_name_plural = _("pieces of advice")
        constraints = (models.UniqueConstraint(fields=("questionnaire", "key"), name="advice_key_once"),)

    def __str__(self) -> str:
        """Show key and title."""
        return f"{self.key}: {self.title}"

    @property
    def version(self) -> "Questionnaire":
        """Return the version it belongs to."""
        return self.questionnaire

    def compiled(self) -> pieces.AdvicePiece:
        """Return this row as part of a document."""
        return part_of(pieces.AdvicePiece, self)

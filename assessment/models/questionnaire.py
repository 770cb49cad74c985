"""What is asked: versions of the questionnaire, published as one frozen document."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Self

import msgspec
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assessment.advice.pieces import renamed
from assessment.content import checks, document
from assessment.content.changes import Statement, statements
from assessment.content.checks import Problem
from assessment.content.document import Document
from assessment.content.library import LIBRARY
from assessment.models.drafting import AdvicePiece, ContextQuestion, NotPublishable, Question, Section
from assessment.models.prepared import Prepared


class Status(models.TextChoices):
    """The life of a version."""

    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("published")
    RETIRED = "retired", _("retired")


class QuestionnaireQuerySet(models.QuerySet["Questionnaire"]):
    """Questions about versions."""

    def published(self) -> Self:
        """Return the version that new visitors take, if there is one."""
        return self.filter(status=Status.PUBLISHED)

    def with_latest_run(self) -> Self:
        """Join the stored analyses, a row each, latest first, with the key of each in `run`."""
        noted = {"run": models.F("analyses")}
        return self.annotate(**noted).order_by("analyses")

    def at_work(self) -> Self:
        """Return what visitors take now and all drafts, the newest first."""
        return self.exclude(status=Status.RETIRED).without_document()

    def ever_published(self) -> Self:
        """Return all that visitors took at any time, oldest first."""
        return self.exclude(status=Status.DRAFT).order_by("number")

    def known_statements(self) -> dict[str, Statement]:
        """Return every statement ever published, by key, as it last read."""
        known: dict[str, Statement] = {}
        for version in self.ever_published().without_document():
            known |= statements(version.content)
        return known

    def without_document(self) -> Self:
        """Leave the large text in the database: each process keeps it by its fingerprint."""
        return self.defer("document")

    def lock(self) -> None:
        """Keep others from drafting or publishing until the transaction ends; one row is enough for that."""
        list(self.select_for_update().order_by("number").values_list("pk")[:1])

    def drafted_from(self, source: Document, *, shipped: str = "") -> "Questionnaire":
        """Make a new draft that says what a document says; `shipped` is its fingerprint if it came with the program."""
        with transaction.atomic():
            self.lock()  # so that nobody else takes the next number
            number = (self.aggregate(highest=models.Max("number"))["highest"] or 0) + 1
            draft = self.create(number=number, title=source.title, shipped=shipped)
            draft.fill(source)
        return draft


Chainable = models.Manager.from_queryset(QuestionnaireQuerySet)


class QuestionnaireManager(Chainable["Questionnaire"]):
    """What nearly every request asks, by queries built once: not on querysets, whose filters they would ignore."""

    def current(self) -> "Questionnaire":
        """Return number and fingerprint of what visitors are asked at present; 0 and "" for nothing."""
        return CURRENT.first() or Questionnaire(number=0)

    def current_with_run(self) -> "Questionnaire":
        """Return what `current` returns, with the key of its latest stored analysis in `run`."""
        return CURRENT_WITH_RUN.first() or Questionnaire(number=0)


class Questionnaire(models.Model):
    """One version. Once published, nothing of it that a visitor sees or a result shows ever changes."""

    number = models.PositiveIntegerField(_("question set"), unique=True, editable=False)
    title = models.CharField(_("title"), max_length=200)
    status = models.CharField(_("status"), max_length=9, choices=Status, default=Status.DRAFT, editable=False)
    note = models.TextField(_("change note"), blank=True)
    shipped = models.CharField(_("came with the program as"), max_length=64, blank=True, editable=False)
    created_at = models.DateTimeField(_("made"), auto_now_add=True)
    published_at = models.DateTimeField(_("published"), null=True, editable=False)
    fingerprint = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    document = models.TextField(blank=True, editable=False)  # the last column: see migration 0007
    run: int | None = None  # set by `with_latest_run`

    objects = QuestionnaireManager()

    class Meta:
        ordering = ("-number",)
        verbose_name = _("question set")
        verbose_name_plural = _("question sets")
        constraints = (
            models.UniqueConstraint(
                fields=("status",), condition=models.Q(status="published"), name="one_published_questionnaire"
            ),
            models.CheckConstraint(
                condition=models.Q(status="draft") | ~models.Q(fingerprint=""), name="published_has_document"
            ),
        )

    def __str__(self) -> str:
        """Name the version as pages do."""
        return gettext("Question set %(number)d") % {"number": self.number}

    @classmethod
    def known(cls, pk: int, number: int, fingerprint: str) -> Self:
        """Return a version made from the fields that never change; any other is looked up when it is first read."""
        return cls.from_db(None, ("id", "number", "fingerprint"), (pk, number, fingerprint))

    @property
    def version(self) -> Self:
        """Return itself; its parts return the version that they belong to."""
        return self

    @property
    def is_draft(self) -> bool:
        """Say whether it may still be edited."""
        return self.status == Status.DRAFT

    @property
    def is_as_shipped(self) -> bool:
        """Say whether it came with the program and no editor has changed it."""
        return self.fingerprint == self.shipped

    @property
    def content(self) -> Document:
        """Return the published document, decoded once per process."""
        return published_document(self.fingerprint)

    @property
    def as_document(self) -> Document:
        """Return what it says: the frozen document, or for a draft what its rows say now."""
        return self.compiled() if self.is_draft else self.content

    def compiled(self) -> Document:
        """Return what the rows say now, as a document; NotPublishable when a row has another shape."""
        return Document(
            title=self.title,
            sections=tuple(section.compiled() for section in self.sections.prefetch_related("questions")),
            context=tuple(question.compiled() for question in self.context_questions.all()),
            advice=tuple(piece.compiled() for piece in self.advice.all()),
        )

    def fill(self, source: Document) -> None:
        """Write a document's parts as rows of this empty draft; NotPublishable when it is not a draft."""
        self.lock_draft()
        for order, part in enumerate(source.sections):
            section = self.sections.create(order=order, **Section.columns(part))
            Question.objects.bulk_create(
                Question(
                    section=section,
                    order=place,
                    **msgspec.to_builtins(question) | {"opposite": question.opposite or ""},
                )
                for place, question in enumerate(part.questions)
            )
        ContextQuestion.objects.bulk_create(
            ContextQuestion(questionnaire=self, order=order, **msgspec.to_builtins(question))
            for order, question in enumerate(source.context)
        )
        AdvicePiece.objects.bulk_create(
            AdvicePiece(questionnaire=self, order=order, **msgspec.to_builtins(piece))
            for order, piece in enumerate(source.advice)
        )

    def lock_draft(self) -> None:
        """Keep others from publishing this draft until the transaction ends; NotPublishable when it is not a draft.

        Its title and note are read again: somebody may have saved them since.
        """
        drafts = Questionnaire.objects.select_for_update().filter(status=Status.DRAFT)
        try:
            self.refresh_from_db(fields=("title", "note"), from_queryset=drafts)
        except Questionnaire.DoesNotExist as error:
            problem = Problem(str(self), "is no longer a draft", "Make a new draft from it.")
            raise NotPublishable((problem,)) from error

    def rename_statements(self, names: Mapping[str, str]) -> None:
        """Give statements of this draft new keys, here and wherever the draft refers to them."""
        for question in Question.objects.filter(section__questionnaire=self):
            question.key = names.get(question.key, question.key)
            question.opposite = names.get(question.opposite, question.opposite)
            question.save(update_fields=["key", "opposite"])
        for piece in self.advice.all():
            piece.when = msgspec.to_builtins(renamed(piece.compiled(), names).when)
            piece.save(update_fields=["when"])

    def publish(self, *, note: str | None = None, new_keys: Mapping[str, str] | None = None) -> None:
        """Freeze this draft's document and make it the version that visitors take.

        note: what changed and why; None keeps what is there.
        new_keys: the statements that mean something else from now on, each with its new key.
        Raises NotPublishable and changes nothing when this is not a draft, or has faults.
        """
        with transaction.atomic():
            self.lock_draft()
            if new_keys:
                self.rename_statements(new_keys)
            compiled = self.compiled()
            if problems := checks.problems(compiled, LIBRARY.rules):
                raise NotPublishable(problems)
            Questionnaire.objects.published().update(status=Status.RETIRED)
            self.document, self.fingerprint = (document.to_json(compiled).decode(), document.fingerprint(compiled))
            self.status, self.published_at = Status.PUBLISHED, timezone.now()
            self.note = self.note if note is None else note
            self.save()


CURRENT = Prepared(lambda: Questionnaire.objects.published().only("number", "fingerprint"))
CURRENT_WITH_RUN = Prepared(lambda: Questionnaire.objects.published().with_latest_run().only("number", "fingerprint"))


@lru_cache(maxsize=128)  # the desk reads every version there ever was
def published_document(fingerprint: str) -> Document:
    """Return the document with this SHA-256, an empty one for ""; it can never change, so keeping it is safe."""
    if not fingerprint:
        return Document(title="", sections=(), context=(), advice=())
    text = Questionnaire.objects.filter(fingerprint=fingerprint).values_list("document", flat=True)[0]
    return document.from_json(text)

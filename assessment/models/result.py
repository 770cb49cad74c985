"""What was found: one result per finished attempt, written once."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple, Self
from uuid import UUID

from django.db import models, transaction
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessment.advice.choosing import Advice, choose
from assessment.advice.facts import Facts
from assessment.content.document import Document
from assessment.models.attempt import Attempt
from assessment.models.prepared import Prepared, PreparedForVisitor
from assessment.models.storing import reader, to_text
from assessment.models.visitor import Visitor
from assessment.scoring.comparison import Comparison, compare
from assessment.scoring.evaluate import evaluate
from assessment.scoring.finding import Finding
from assessment.scoring.vocabulary import Firmness, Role

RETAKE_AFTER = timedelta(weeks=6)


class OtherAnswersError(Exception):
    """The answers are no longer those that were read."""


class Kept(NamedTuple):
    """The finding and the advice that went with it."""

    finding: Finding
    advice: Advice


read_kept = reader(Kept)


class Entry(NamedTuple):
    """A result in a list; `role` and `label` are empty where there is none.

    key: its id, as the database writes it: reading hundreds of ids would take as long as finding them.
    finished: when, written likewise. An id alone is no key: it may come back once its result is erased.
    """

    key: str
    role: str
    label: str
    finished: str

    @property
    def pk(self) -> UUID:
        """Return its id."""
        return UUID(self.key)


class ResultQuerySet(models.QuerySet["Result"]):
    """Questions about results, and how an attempt comes to one."""

    def visible_to(self, visitor: Visitor) -> Self:
        """Return what this visitor may see: their own."""
        return self.filter(visitor.owns("attempt__"))

    def with_version(self) -> Self:
        """Fetch attempt and version in the same query, without the version's large document."""
        return self.select_related("attempt__questionnaire").defer("attempt__questionnaire__document")

    def all_of(self, entries: Iterable[Entry]) -> dict[UUID, "Result"]:
        """Return the results of entries by id, with the labels that the entries have: a page is kept by those.

        Raises Result.DoesNotExist when one was deleted in the meantime.
        """
        labels = {entry.pk: entry.label for entry in entries}
        found: dict[UUID, Result] = self.with_version().in_bulk(labels)
        if len(found) < len(labels):
            raise Result.DoesNotExist
        for pk, label in labels.items():
            found[pk].attempt.label = label
        return found

    def finish(
        self,
        attempt: Attempt,
        context: Mapping[str, str | None] | None = None,
        label: str | None = None,
        at: datetime | None = None,
    ) -> "Result":
        """Finish an attempt with its last answers and return its result; a second call returns the same.

        label: None keeps the attempt's.
        at: when it was finished, None for now.
        Raises OtherAnswersError when other answers were stored since these were read, and Result.DoesNotExist when the
        attempt was deleted in the meantime.
        """
        context = context or {}
        label = attempt.label if label is None else label
        moment = at or timezone.now()
        last = attempt.ended(context, label, moment)
        found = worked_out(last, moment)  # before anything is locked, so that others can write
        with transaction.atomic():
            if not attempt.close(context, label, moment):
                return self.get(pk=attempt.pk)
            stored = Attempt.objects.as_stored(attempt.pk)
            if stored and stored.state != last.state:
                raise OtherAnswersError
            found.save(force_insert=True)
        return found


def worked_out(attempt: Attempt, moment: datetime) -> "Result":
    """Return the result of an attempt that ends at this moment, worked out but not stored yet."""
    sitting = attempt.sitting()
    finding = evaluate(sitting)
    earlier = Attempt.objects.last_before(attempt)
    towards = compare(earlier.sitting(), sitting).towards if earlier else None
    facts = Facts(finding, sitting, attempt.occupation(), towards)
    advice = choose(attempt.questionnaire.content.advice, facts)
    return Result(
        attempt=attempt,
        role=finding.role or "",
        firmness=finding.standing.firmness if finding.standing else "",
        score=float(finding.standing.score) if finding.standing else None,
        scoring_version=finding.version,
        finished_at=moment,
        kept=to_text(Kept(finding, advice)),
    )


Chainable = models.Manager.from_queryset(ResultQuerySet)


class ResultManager(Chainable["Result"]):
    """What nearly every request asks, by queries built once: not on querysets, whose filters they would ignore."""

    def entries_of(self, visitor: Visitor) -> list[Entry]:
        """Return all results of a visitor as entries, newest first."""
        return [Entry(*row) for row in ENTRIES.rows(visitor)]

    def found_in(self, attempt: Attempt) -> "Result | None":
        """Return the result of an attempt, if it has one."""
        found = BY_ID.first(attempt.pk)
        if found:
            found.attempt = attempt
        return found


class Result(models.Model):
    """A result as it was found. Pages render what is kept here and work nothing out again."""

    attempt = models.OneToOneField(Attempt, models.CASCADE, primary_key=True, verbose_name=_("sitting"))
    role = models.CharField(_("role"), max_length=11, blank=True, choices=[(role.value, role.value) for role in Role])
    firmness = models.CharField(
        _("firmness"), max_length=7, blank=True, choices=[(word.value, word.value) for word in Firmness]
    )
    score = models.FloatField(_("score"), null=True)
    scoring_version = models.PositiveSmallIntegerField(_("scoring version"))
    finished_at = models.DateTimeField(_("finished"), db_index=True)
    kept = models.TextField(_("what was found"))

    objects = ResultManager()

    class Meta:
        ordering = ("-finished_at", "-pk")
        verbose_name = _("result")
        verbose_name_plural = _("results")

    def __str__(self) -> str:
        """Name it by role and day."""
        return f"{self.role or 'no role'}, {timezone.localtime(self.finished_at):%Y-%m-%d}"

    @property
    def document(self) -> Document:
        """Return the questionnaire as it was asked."""
        return self.attempt.questionnaire.content

    @property
    def retake_on(self) -> date:
        """Return the first day on which a retake can show something new."""
        return timezone.localdate(self.finished_at) + RETAKE_AFTER

    @property
    def look_again_on(self) -> date:
        """Return the first day for a retake that is not yet past."""
        return max(self.retake_on, timezone.localdate())

    def read(self) -> Kept:
        """Return what was found, as it was found."""
        return read_kept(self.kept)

    def since(self, before: "Result") -> Comparison:
        """Return what has changed since an earlier result, both measured anew on the questions that they share."""
        return compare(before.attempt.sitting(), self.attempt.sitting())


ENTRIES = PreparedForVisitor[Result](
    lambda visitor: Result.objects.visible_to(visitor).values_list(
        Cast("pk", models.TextField()), "role", "attempt__label", Cast("finished_at", models.TextField())
    )
)
BY_ID = Prepared(lambda pk: Result.objects.filter(pk=pk), UUID(int=0))

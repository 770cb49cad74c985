"""What was answered: one sitting of one visitor with one version of the questionnaire."""

import json
import uuid
from collections.abc import Iterable, Mapping
from copy import copy
from datetime import UTC, date, datetime, timedelta
from itertools import takewhile
from typing import Any, Self

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models.functions import Now
from django.db.models.lookups import Exact
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from assessment.content.document import ContextKey
from assessment.models.prepared import Prepared, PreparedForVisitor, PreparedUpdate
from assessment.models.questionnaire import Questionnaire
from assessment.models.visitor import Visitor
from assessment.scoring.dimensions import reported
from assessment.scoring.role import dimensions_in_role
from assessment.scoring.vocabulary import Dimension, MainPurpose, NoAnswer, Occupation, Sitting

STILL_GOING = timedelta(days=1)
"""A sitting begun less than this ago may still be finished, and does not count as stopped."""

CLICKED_TWICE = timedelta(minutes=1)
"""How long a form that is sent again leads to what it began: later, whoever comes with its token may be anybody."""

FRESH = timedelta(weeks=4)
"""Statements ask about the last month: answers older than this are about another one."""

LONGEST_LABEL = 40
"""How many characters a person's own name for a result may have."""


class Merged(models.Func):
    """A JSON object with another, given as text, merged into it in the database, key by key; null removes a key."""

    function = "json_patch"
    output_field = models.JSONField()

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, Any]:
        """Write the same for PostgreSQL."""
        template, joiner = "jsonb_strip_nulls(%(expressions)s::jsonb)", "::jsonb || "
        return self.as_sql(compiler, connection, template=template, arg_joiner=joiner, **extra)


class AttemptQuerySet(models.QuerySet["Attempt"]):
    """Questions about attempts."""

    def visible_to(self, visitor: Visitor) -> Self:
        """Return what this visitor may see: their own."""
        return self.filter(visitor.owns())

    def open(self) -> Self:
        """Return those not finished yet."""
        return self.filter(finished_at=None)

    def with_version(self) -> Self:
        """Fetch the version in the same query, without its large document."""
        return self.select_related("questionnaire").defer("questionnaire__document")

    def with_version_columns(self) -> Self:
        """Add the version's fields that never change as columns of the attempt, for `with_known_version`."""
        version = {name: models.F(f"questionnaire__{name}") for name in ("number", "fingerprint")}
        return self.annotate(**version)

    def with_has_plans(self, visitor: Visitor) -> Self:
        """Add `has_plans`: whether the visitor means to try any advice, from whichever result."""
        planned = Attempt.objects.visible_to(visitor).filter(result__commitments__isnull=False)
        plans = {"has_plans": models.Exists(planned)}
        return self.annotate(**plans)

    def with_earlier(self, visitor: Visitor) -> Self:
        """Add `earlier`: the id of the visitor's latest attempt `finished_before` this one, None without one."""
        own = Attempt.objects.visible_to(visitor)
        before = own.finished_before(models.OuterRef("finished_at"), models.OuterRef("label"))
        earlier = {"earlier": models.Subquery(before.values("pk")[:1])}
        return self.annotate(**earlier)

    def finished_before(self, moment: datetime | models.OuterRef, label: models.Value | models.OuterRef) -> Self:
        """Return those finished before a moment, latest first, with the same label; no label matches every label."""
        alike = models.Q(label__in=[label, ""]) | models.Q(Exact(label, models.Value("")))
        return self.filter(alike, finished_at__lt=moment).order_by("-finished_at", "-pk")

    def begin(self, questionnaire: Questionnaire, visitor: Visitor, pk: uuid.UUID) -> "Attempt":
        """Begin an attempt; if the one with this id has been begun just now and is open, return that.

        Raises IntegrityError when the account was deleted in the meantime.
        """
        new = {"questionnaire": questionnaire, "user_id": visitor.user_id, "browser": visitor.browser}
        try:
            return self.create(pk=pk, **new)
        except IntegrityError:
            just_now = self.open().filter(started_at__gt=timezone.now() - CLICKED_TWICE)
            return just_now.filter(pk=pk, user=visitor.user_id).first() or self.create(**new)

    def finished(self) -> Self:
        """Return those that have a result."""
        return self.exclude(finished_at=None)

    def give_to(self, user_id: int) -> int:
        """Give those that no account owns yet to a person, in one statement; return how many there were.

        They are locked in the order in which `erase` locks them: in another, each might wait for the other.
        """
        free = self.filter(user=None)
        in_order = free.order_by("pk").select_for_update()
        with transaction.atomic():
            return free.filter(pk__in=in_order.values("pk")).update(user_id=user_id, browser="")

    def latest_first(self) -> Self:
        """Order by start, latest first."""
        return self.order_by("-started_at", "-pk")


Chainable = models.Manager.from_queryset(AttemptQuerySet)


class AttemptManager(Chainable["Attempt"]):
    """What nearly every request asks, by queries built once: not on querysets, whose filters they would ignore."""

    def own(self, visitor: Visitor, pk: uuid.UUID) -> "Attempt | None":
        """Return the visitor's attempt with this id; None if it is anyone else's."""
        return with_known_version(OWN.first(visitor, pk))

    def own_with_history(self, visitor: Visitor, pk: uuid.UUID) -> "Attempt | None":
        """Return what `own` returns, with `has_plans` and `earlier` set."""
        return with_known_version(OWN_WITH_HISTORY.first(visitor, pk))

    def under_way(self, visitor: Visitor) -> "Attempt | None":
        """Return the visitor's latest attempt that is not finished."""
        return with_known_version(UNDER_WAY.first(visitor))

    def to_come_back_to(self, visitor: Visitor) -> "Attempt | None":
        """Return what a visitor left here: the latest unfinished attempt with answers, else the latest finished one."""
        return with_known_version(TO_COME_BACK_TO.first(visitor))

    def as_stored(self, pk: uuid.UUID) -> "Attempt | None":
        """Return an attempt as it is now, whoever it belongs to."""
        return with_known_version(BY_ID.first(pk))

    def last_before(self, attempt: "Attempt") -> "Attempt | None":
        """Return the same owner's latest attempt that was `finished_before` this one, if there is one."""
        return with_known_version(BEFORE.first(attempt.owner, attempt.finished_at, attempt.label))


class Attempt(models.Model):
    """Answers as they come in. `answers` maps question keys to 1..5 or to why there is no value."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, verbose_name=_("question set"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, verbose_name=_("user"))
    browser = models.CharField(max_length=43, blank=True, db_index=True, editable=False)
    label = models.CharField(_("label"), max_length=LONGEST_LABEL, blank=True)
    answers = models.JSONField(_("answers"), default=dict)
    context = models.JSONField(_("context answers"), default=dict)
    started_at = models.DateTimeField(_("started"), db_default=Now())
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    number: int  # set by `with_version_columns`, like the next
    fingerprint: str
    has_plans: bool  # set by `with_has_plans`
    earlier: uuid.UUID | None  # set by `with_earlier`

    objects = AttemptManager()

    class Meta:
        verbose_name = _("sitting")
        verbose_name_plural = _("sittings")
        indexes = (
            models.Index(fields=("started_at",), name="attempt_started"),
            models.Index(fields=("questionnaire",), condition=models.Q(finished_at=None), name="attempt_in_progress"),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(user=None, browser__gt="") | models.Q(user__isnull=False, browser=""),
                name="attempt_has_one_owner",
            ),
        )

    def __str__(self) -> str:
        """Name it by its start."""
        return f"{timezone.localtime(self.started_at):%Y-%m-%d %H:%M}"

    @property
    def owner(self) -> Visitor:
        """Return whose it is."""
        return Visitor(self.user_id, self.browser)

    def record(
        self, answers: dict[str, int | str], context: Mapping[str, str | None], left_out: Iterable[str] = ()
    ) -> bool:
        """Merge new answers into the stored ones in one statement; False when the attempt is finished or gone.

        context: None for an answer that is taken back.
        left_out: statements left out on purpose, unless they have an answer: another tab may be storing one just now.
        """
        blanks = dict.fromkeys(left_out, NoAnswer.SKIPPED.value)
        recorded = RECORD.run(self.pk, json.dumps(blanks), json.dumps(answers), json.dumps(context))
        self.answers = blanks | self.answers | answers
        self.context = without_taken_back(self.context | context)
        return bool(recorded)

    def ended(self, context: Mapping[str, str | None], label: str, moment: datetime) -> "Attempt":
        """Return a copy as it will be once `close` has stored these, if nothing else comes in meanwhile."""
        last = copy(self)
        last.context, last.label, last.finished_at = without_taken_back(self.context | context), label, moment
        return last

    def close(self, context: Mapping[str, str | None], label: str, moment: datetime) -> bool:
        """Record the last answers and finish, in one statement; False when the attempt is finished already or gone."""
        return bool(CLOSE.run(self.pk, json.dumps(context), label, moment))

    def spelled(self, label: str) -> str:
        """Return a label as the owner's other attempts spell it, where only capital letters differ."""
        if not label:
            return label
        others = Attempt.objects.visible_to(self.owner).exclude(pk=self.pk)
        known = list(others.order_by("label").values_list("label", flat=True).distinct())
        alike = (other for other in known if other.casefold() == label.casefold())
        return label if label in known else next(alike, label)

    @property
    def statement_count(self) -> int:
        """Return how many statements there are."""
        return len(self.questionnaire.content.items)

    @property
    def answered_count(self) -> int:
        """Return how many statements have a value."""
        return len(self.sitting().values)

    @property
    def dealt_with_count(self) -> int:
        """Return how many statements have an answer, or were left out on purpose."""
        return len(self.answers)

    @property
    def is_stale(self) -> bool:
        """Say whether the answers so far are about another month than the rest would be."""
        return bool(self.answers) and timezone.now() - self.started_at > FRESH

    @property
    def was_left_blank(self) -> bool:
        """Say whether it was begun some time ago and nothing answered since: there is nothing to carry on with."""
        return not (self.answers or self.context) and timezone.now() - self.started_at > STILL_GOING

    @property
    def kept_until(self) -> date:
        """Return the day until which a browser without an account can come back to it."""
        return timezone.localdate(self.finished_at or self.started_at) + timedelta(days=settings.ANONYMOUS_DAYS)

    @property
    def state(self) -> str:
        """Return a few characters that stay the same as long as the answers do, and reveal nothing about them."""
        given = json.dumps([self.answers, self.context], sort_keys=True)
        return salted_hmac("state of an attempt", given, algorithm="sha256").hexdigest()[:16]

    def first_open_section(self) -> Dimension | None:
        """Return where to carry on, None when only the review is left."""
        return self.questionnaire.content.first_open(self.answers)

    def may_answer(self, dimension: Dimension) -> bool:
        """Say whether a section may be answered now: each opens once all before it are complete."""
        before = takewhile(lambda section: section.dimension != dimension, self.questionnaire.content.sections)
        return not self.finished_at and all(section.is_complete(self.answers) for section in before)

    def sitting(self) -> Sitting:
        """Return what scoring needs."""
        purpose = self.context.get(ContextKey.MAIN_PURPOSE)
        return Sitting(
            items=self.questionnaire.content.items,
            values={key: value for key, value in self.answers.items() if isinstance(value, int)},
            main_purpose=MainPurpose(purpose) if purpose else None,
        )

    def has_role(self) -> bool:
        """Say whether there are answers enough for a role."""
        return bool(dimensions_in_role(reported(self.sitting())))

    def occupation(self) -> Occupation | None:
        """Return the answer to the second unscored question."""
        given = self.context.get(ContextKey.OCCUPATION)
        return Occupation(given) if given else None


def own(visitor: Visitor, pk: uuid.UUID) -> AttemptQuerySet:
    """Return the attempt with this id if it is the visitor's."""
    return Attempt.objects.visible_to(visitor).filter(pk=pk).with_version_columns()


NO_ID, NO_TIME = uuid.UUID(int=0), datetime(1, 1, 1, tzinfo=UTC)
"""Placeholders for the values that change (`Prepared`), as are texts such as "a label"."""

BY_ID = Prepared(lambda pk: Attempt.objects.filter(pk=pk).with_version_columns(), NO_ID)
OWN = PreparedForVisitor(own, NO_ID)
OWN_WITH_HISTORY = PreparedForVisitor(
    lambda visitor, pk: own(visitor, pk).with_has_plans(visitor).with_earlier(visitor), NO_ID
)
UNDER_WAY = PreparedForVisitor(
    lambda visitor: Attempt.objects.visible_to(visitor).open().with_version_columns().latest_first()[:1]
)
TO_COME_BACK_TO = PreparedForVisitor(
    lambda visitor: (
        Attempt.objects.visible_to(visitor)
        .exclude(finished_at=None, answers={})
        .with_version_columns()
        .order_by(models.F("finished_at").desc(nulls_first=True), "-started_at", "-pk")[:1]
    )
)
BEFORE = PreparedForVisitor(
    lambda visitor, moment, label: (
        Attempt.objects.visible_to(visitor).finished_before(moment, models.Value(label)).with_version_columns()[:1]
    ),
    NO_TIME,
    "a label",
)

RECORD = PreparedUpdate(
    lambda pk, blanks, answers, context: (
        Attempt.objects.open().filter(pk=pk),
        {
            "answers": Merged(Merged(models.Value(blanks), "answers"), models.Value(answers)),
            "context": Merged("context", models.Value(context)),
        },
    ),
    NO_ID,
    "blanks",
    "answers",
    "context",
)
CLOSE = PreparedUpdate(
    lambda pk, context, label, moment: (
        Attempt.objects.open().filter(pk=pk),
        {"context": Merged("context", models.Value(context)), "label": label, "finished_at": moment},
    ),
    NO_ID,
    "context",
    "a label",
    NO_TIME,
)


def without_taken_back(context: Mapping[str, str | None]) -> dict[str, str]:
    """Return context answers without those that were taken back."""
    return {key: given for key, given in context.items() if given is not None}


def with_known_version(found: Attempt | None) -> Attempt | None:
    """Give an attempt its version, made from the columns of `with_version_columns`."""
    if found:
        found.questionnaire = Questionnaire.known(found.questionnaire_id, found.number, found.fingerprint)
    return found

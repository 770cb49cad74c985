"""Sittings, read from the database into an analysis, a chunk at a time."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import groupby, islice
from math import isnan, nan
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import msgspec
from django.db import models
from django.db.models.functions import Cast

from assessment.analysis.report import Analysis, held_back
from assessment.analysis.retest import Pair, pair
from assessment.analysis.sheets import Sheet, encoded
from assessment.content.document import ContextKey
from assessment.models.attempt import STILL_GOING, Attempt
from assessment.models.plan import Commitment
from assessment.models.questionnaire import Questionnaire
from assessment.scoring.vocabulary import NoAnswer

if TYPE_CHECKING:
    from assessment.analysis.tally import Tally

CHUNK = 250
"""How many sittings are added at once: sums over more make numpy start threads, which costs more than it saves."""

FETCHED = 1_000
"""How many rows are fetched at once: each brings its whole finding as text."""

DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
NEVER = datetime.min.replace(tzinfo=UTC)
REVIEW = "review"


class Chosen(msgspec.Struct, array_like=True, gc=False):
    """A piece of advice in a result, stored as a pair that begins with its key."""

    key: str


class Advised(msgspec.Struct, array_like=True, gc=False):
    """The advice in a result."""

    shown: tuple[Chosen, ...]
    more: tuple[Chosen, ...]


class Flagged(msgspec.Struct, array_like=True, gc=False):
    """A finding as far as its flags."""

    version: int
    flags: tuple[str, ...]


class CountedParts(msgspec.Struct, array_like=True, gc=False):
    """The parts of a kept result that are counted; the rest of it is not decoded."""

    finding: Flagged
    advice: Advised


read_counted = msgspec.json.Decoder(CountedParts).decode
read_answers = msgspec.json.Decoder(dict[str, int | str]).decode
read_context = msgspec.json.Decoder(dict[str, str]).decode


class Repeats:
    """The sittings of people who sat more than once, in order of person and time; small if few did."""

    def __init__(self, rows: Iterable[tuple[str, int | None, str]]) -> None:
        """Take the ids of sittings, each with its person (user and browser)."""
        self.places: dict[str, int] = {}
        self.people = array("l")
        for person, (_, sittings) in enumerate(groupby(rows, key=itemgetter(1, 2))):
            for sitting, *_ in sittings:
                self.places[sitting] = len(self.people)
                self.people.append(person)
        self.days, self.scores = (array("d", [nan]) * len(self.people) for _ in range(2))

    def is_later(self, sitting: str) -> bool:
        """Say whether its person had sat before."""
        place = self.places.get(sitting, 0)
        return place > 0 and self.people[place] == self.people[place - 1]

    def note(self, sitting: str, finished: datetime, score: float | None) -> None:
        """Remember the score of a sitting without a flag; all databases return times in UTC, but not all say so."""
        if score is not None and (place := self.places.get(sitting)) is not None:
            self.days[place], self.scores[place] = finished.replace(tzinfo=UTC).timestamp() / DAY.total_seconds(), score

    def pairs(self) -> Iterator[Pair]:
        """Return the retest of each person who has one."""
        for _, places in groupby(range(len(self.people)), key=self.people.__getitem__):
            known = ((self.days[place], self.scores[place]) for place in places if not isnan(self.scores[place]))
            if found := pair(known):
                yield found


def cutoff(finished: models.QuerySet[Any]) -> datetime:
    """Return when the newest sitting finished that is counted yet (see `held_back`); NEVER if there are none."""
    moments = finished.order_by("-finished_at").values_list("finished_at", flat=True)
    return moments[held_back(finished.count()) :].first() or NEVER


class Gathering:
    """One reading of the database for one version, up to one time."""

    def __init__(self, version: Questionnaire, now: datetime) -> None:
        """Find out who sat more than once; everything else is streamed later."""
        self.attempts = Attempt.objects.filter(questionnaire=version)
        self.finished = self.attempts.filter(finished_at__lte=cutoff(self.attempts.finished()))
        self.document, self.now = version.content, now
        self.read_row = row_reader([item.key for item in self.document.items])
        self.repeats = Repeats(self.repeated())
        self.left_out: set[str] = set()

    def analysis(self) -> Analysis:
        """Return every figure."""
        pages = [*(section.dimension.value for section in self.document.sections), REVIEW]
        return self.tally().analysis(pages, self.document.pieces)

    def tally(self) -> "Tally":
        """Return the sums and counts of everything; loads numpy, which a web worker needs for nothing else."""
        from assessment.analysis.tally import Tally  # noqa: PLC0415

        tally = Tally(self.document.items)
        sheets = self.sheets(tally)
        while chunk := list(islice(sheets, CHUNK)):
            tally.add(chunk)
        tally.pairs.extend(self.repeats.pairs())
        tally.left.update(self.stopped())
        tally.taken_up.update(self.taken_up())
        return tally

    def repeated(self) -> Iterator[tuple[str, int | None, str]]:
        """Return the sittings of people who sat more than once, with their owner, in order of person and time."""
        sat = models.Window(models.Count("*"), partition_by=["user_id", "browser"])
        return (
            self.finished.annotate(sat=sat)
            .filter(sat__gt=1)
            .order_by("user_id", "browser", "finished_at", "pk")
            .values_list(as_text("pk"), "user_id", "browser")
            .iterator(chunk_size=CHUNK)
        )

    def sheets(self, tally: "Tally") -> Iterator[Sheet]:
        """Return the sittings that count, and count those that do not: not their person's first, or flagged."""
        for sitting, started, finished, answers, context, score, role, firmness, kept in self.rows():
            told, end = read_counted(kept), datetime.fromisoformat(finished)
            flags = told.finding.flags
            if not flags:
                self.repeats.note(sitting, end, score)
            if self.repeats.is_later(sitting):
                tally.later += 1
                self.left_out.add(sitting)
            elif flags:
                tally.add_flagged(flags)
                self.left_out.add(sitting)
            else:
                shown = tuple(choice.key for choice in told.advice.shown)
                yield Sheet(
                    answers=encoded(self.read_row(answers)),
                    role=role,
                    firmness=firmness,
                    self_view=read_context(context).get(ContextKey.SELF_VIEW, ""),
                    seconds=(end - datetime.fromisoformat(started)) // SECOND,
                    called=(*shown, *(choice.key for choice in told.advice.more)),
                    shown=shown,
                )

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """Return finished sittings with their results, unordered: sorting whole results costs more than all else."""
        return (
            self.finished.filter(result__isnull=False)
            .values_list(
                *(as_text(name) for name in ("pk", "started_at", "finished_at", "answers", "context")),
                *("result__score", "result__role", "result__firmness", "result__kept"),
            )
            .iterator(chunk_size=FETCHED)
        )

    def stopped(self) -> Iterator[str]:
        """Return the page on which each unfinished sitting stopped, except those too recent to have stopped."""
        begun = self.attempts.filter(finished_at=None, started_at__lte=self.now - STILL_GOING)
        texts = begun.values_list(as_text("answers"), flat=True)
        answers = map(read_answers, texts.iterator(chunk_size=CHUNK))
        return (self.document.first_open(given) or REVIEW for given in answers)

    def taken_up(self) -> Iterator[tuple[str, bool | None]]:
        """Return the advice that people of counted sittings took up, and whether they kept it."""
        made = Commitment.objects.filter(result__attempt__in=self.finished).order_by()
        rows = made.values_list(as_text("result_id"), "advice", "kept").iterator(chunk_size=CHUNK)
        return ((advice, kept) for sitting, advice, kept in rows if sitting not in self.left_out)


def row_reader(keys: Sequence[str]) -> Callable[[str], tuple[int | str, ...]]:
    """Return a function that reads stored answers in the order of the keys; a missing one was skipped.

    A struct with a field for each key is read twice as fast as a mapping.
    """
    fields = {f"answer_{place}": key for place, key in enumerate(keys)}
    kind = msgspec.defstruct(
        "Row", [(field, int | str, NoAnswer.SKIPPED.value) for field in fields], rename=fields, gc=False
    )
    read = msgspec.json.Decoder(kind).decode
    return lambda text: msgspec.structs.astuple(read(text))


def as_text(column: str) -> Cast:
    """Return a column as stored, as text: over a million rows, reading it ourselves saves half the time."""
    return Cast(column, models.TextField())

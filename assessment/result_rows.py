"""A result among others, as pages print it."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from msgspec import Struct

from assessment.models import Result
from assessment.scoring.finding import Finding
from assessment.words import history as words
from assessment.words import verdict


class ResultRow(Struct, frozen=True):
    """One result of several.

    day, short: when it was finished; where another falls on the same day, `day` includes the time.
    time: that time, "" where the day alone will do.
    """

    result: Result
    day: str
    short: str
    time: str
    finding: Finding
    label: str
    tag: str
    measure: verdict.Measure | None


def result_rows(results: Iterable[Result]) -> dict[UUID, ResultRow]:
    """Return results as pages print them, by id; those of the same day show their times."""
    results = list(results)
    crowded = words.crowded(timezone.localtime(result.finished_at) for result in results)
    return {result.pk: result_row(result, crowded) for result in results}


def result_row(result: Result, crowded: frozenset[date]) -> ResultRow:
    """Return one result as pages print it."""
    finding, at = result.read().finding, timezone.localtime(result.finished_at)
    return ResultRow(
        result=result,
        day=words.when(at, crowded),
        short=words.short_day(at),
        time=words.time(at, crowded),
        finding=finding,
        label=verdict.label(finding),
        tag=words.tag(finding),
        measure=verdict.measure(finding.standing) if finding.standing else None,
    )


def comparison_address(one: UUID | str, other: UUID | str) -> str:
    """Return the address of the page that shows two results side by side."""
    return reverse("compare", query={"a": one, "b": other})

"""All results of a visitor over time."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe
from msgspec import Struct

from assessment.figures.flow import flow
from assessment.figures.trend import trend
from assessment.models import Attempt, Questionnaire, Result
from assessment.models.result import Entry
from assessment.prerendering import KEPT_PAGES, Prerendered, Reader, prerender, reader_of, respond_with, slot
from assessment.result_rows import ResultRow, comparison_address, result_rows
from assessment.visiting import held_notice, visitor_of
from assessment.words import comparing
from assessment.words import history as words

HELD = "held"
PAGE = 50

FEW = 5
"""How many lines each side has in the drawing that is shown while there is no result yet."""

LINE = 12
"""How many results the line shows: more could not be told apart on a phone."""


class Listed(Struct, frozen=True):
    """All that the page of a history depends on; results themselves never change, so their entries stand for them.

    begun: whether answers wait to be finished, looked up only if there is no entry.
    holding: whether the browser holds something that is not in the account.
    today: the day on which it is read, since from some day on it is time for another sitting.
    """

    entries: tuple[Entry, ...]
    begun: bool
    holding: bool
    line: tuple[Entry, ...]
    first: Entry | None
    latest: Entry | None
    today: date
    count: int
    page: int
    labels: tuple[str, ...]
    chosen: str
    current_number: int


@require_safe
def history(request: HttpRequest) -> HttpResponse:
    """List the visitor's results, newest first, and say where they are going."""
    visitor = visitor_of(request)
    entries = Result.objects.entries_of(visitor)
    begun = not entries and bool(Attempt.objects.to_come_back_to(visitor))
    notice = held_notice(request)
    try:
        page = history_page(listed(entries, request.GET, begun=begun, holding=bool(notice)), reader_of(request))
    except Result.DoesNotExist:  # deleted in another tab since they were listed
        return redirect(request.get_full_path())
    return respond_with(page, request, {HELD: notice})


def listed(entries: list[Entry], query: QueryDict, *, begun: bool, holding: bool) -> Listed:
    """Return what is to be shown of all results, for the label and the page that were asked for."""
    labels = tuple(sorted({entry.label for entry in entries} - {""}))
    chosen = query.get("label", "")
    chosen = chosen if chosen in labels else ""
    own = [entry for entry in entries if not chosen or entry.label == chosen]
    named = [entry for entry in own if entry.role]
    page = Paginator(own, PAGE).get_page(query.get("page"))
    return Listed(
        entries=tuple(page),
        begun=begun,
        holding=holding,
        line=tuple(named[:LINE]),
        first=named[-1] if named else None,
        latest=own[0] if own else None,
        today=timezone.localdate(),
        count=len(own),
        page=page.number,
        labels=labels,
        chosen=chosen,
        current_number=Questionnaire.objects.current().number,
    )


@lru_cache(maxsize=KEPT_PAGES)
def history_page(shown: Listed, reader: Reader) -> Prerendered:
    """Return the page for what is listed."""
    wanted = filter(None, (*shown.entries, *shown.line, shown.first, shown.latest))
    found = result_rows(Result.objects.all_of(wanted).values())
    first = found[shown.first.pk] if shown.first else None
    latest = found[shown.latest.pk] if shown.latest else None
    page = {
        "page": Paginator(range(shown.count), PAGE).page(shown.page),
        "rows": [found[entry.pk] for entry in shown.entries],
        "begun": shown.begun,
        "holding": shown.holding,
        "several": shown.count > 1,
        "labels": shown.labels,
        "chosen": shown.chosen,
        "current_number": shown.current_number,
        "held": slot(HELD),
        "flow": flow(FEW, FEW),
        "anonymous_days": settings.ANONYMOUS_DAYS,
        "too_soon": too_soon(shown.today, latest.result) if latest else "",
        **over_time(shown.count, [found[entry.pk] for entry in shown.line], first, shown.today),
    }
    return prerender("assessment/history.html", page, reader)


def too_soon(today: date, latest: Result) -> str:
    """Return the day from which another sitting can show something new, "" if it has come or no role was found."""
    return words.day(latest.retake_on) if latest.role and latest.retake_on > today else ""


def over_time(count: int, line: Sequence[ResultRow], first: ResultRow | None, today: date) -> dict[str, Any]:
    """Return the line through the latest results that have a role, and what moved between the first and the last."""
    if first is None:
        return words.so_far(count, named=False)._asdict()
    last = line[0]
    told = moved_between(first, last) if first != last else words.so_far(count, named=True)._asdict()
    drawing = {**drawn(line[::-1], today), "is_whole": len(line) == count, "reaches_back": line[-1] == first}
    return {**told, "line": drawing}


def moved_between(first: ResultRow, last: ResultRow) -> dict[str, Any]:
    """Return what moved from one result that has a role to another."""
    moved, document = last.result.since(first.result), last.result.document
    return {
        "heading": words.heading(moved),
        "lede": words.lede(moved, first.day, comparing.clearly_moved(moved, document)),
        "from_to": words.from_to(first.finding, last.finding, moved.towards),
        "places_differ": words.places_differ(first.result.attempt.label, last.result.attempt.label),
        "first": first,
        "last": last,
        "moved": comparing.all_moved(moved, document),
        "shared": len(moved.shared),
        "unshared": bool(moved.unshared),
        "uneven": moved.uneven,
        "comparison": comparison_address(first.result.pk, last.result.pk),
    }


def drawn(rows: Sequence[ResultRow], today: date) -> dict[str, Any]:
    """Return the line's drawing; its days show their years unless all fall in this one."""
    standings = [standing for row in rows if (standing := row.finding.standing)]
    points = [(row.day, row.measure) for row in rows if row.measure]
    return {
        "trend": trend(standings),
        "rows": rows,
        "years": {timezone.localtime(row.result.finished_at).year for row in rows} != {today.year},
        "alt": words.line_alt_text(points),
    }

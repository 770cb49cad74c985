"""Two results side by side."""

from contextlib import suppress
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from assessment.access import gone_is_404
from assessment.journey import answers_of
from assessment.models import Result
from assessment.models.result import Entry
from assessment.prerendering import KEPT_PAGES, Prerendered, Reader, prerender, reader_of, respond_with
from assessment.result_rows import comparison_address, result_rows
from assessment.visiting import visitor_of
from assessment.words import comparing

PAIR = 2


@require_safe
@gone_is_404()
def compare(request: HttpRequest) -> HttpResponse:
    """Show two results side by side; `pick`, as the list sends it, becomes the address to keep: `a` and `b`."""
    picked = request.GET.getlist("pick")
    if len(set(picked)) == PAIR:
        return redirect(comparison_address(*sorted(set(picked))))
    pair = asked_for(request.GET)
    if len(pair) < PAIR:
        return render(request, "assessment/pick_two.html")
    found = [entry for entry in Result.objects.entries_of(visitor_of(request)) if entry.pk in pair]
    if len(found) < PAIR:
        raise Http404
    return respond_with(comparison_page(found[1], found[0], reader_of(request)), request)


@lru_cache(maxsize=KEPT_PAGES)
def comparison_page(before: Entry, after: Entry, reader: Reader) -> Prerendered:
    """Return the page of two results, the earlier one first."""
    found = Result.objects.all_of([before, after])
    return prerender("assessment/compare.html", compared(found[before.pk], found[after.pk]), reader)


def asked_for(query: QueryDict) -> set[UUID]:
    """Return the ids that an address names; fewer than two if one is missing or invalid, or both are the same."""
    ids = set()
    for name in ("a", "b"):
        with suppress(ValueError):
            ids.add(UUID(query.get(name, "")))
    return ids


def compared(before: Result, after: Result) -> dict[str, Any]:
    """Return everything that the page of two results needs, decided and worded."""
    found, told = after.since(before), result_rows([before, after])
    return {
        "before": told[before.pk],
        "after": told[after.pk],
        "in_short": comparing.in_short(found, after.document),
        "moved": comparing.all_moved(found, after.document),
        "flows": comparing.flows(found.currents),
        "parts": comparing.side_by_side(answers_of(before.attempt), answers_of(after.attempt), found),
        "shared": len(found.shared),
        "uneven": found.uneven,
        "unshared": comparing.unshared_texts(before.document, after.document, found),
    }

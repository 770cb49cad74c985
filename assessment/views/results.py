"""A result, its label and its ledger, for their owner alone."""

from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessment.access import attempt_or_404, result_in_or_404, result_or_404
from assessment.figures.spectrum import place
from assessment.forms import LabelForm
from assessment.models import Attempt, Result
from assessment.plans import NO_PLANS, Plans, plans_for
from assessment.prerendering import KEPT_PAGES, Prerendered, Reader, prerender, reader_of, respond_with, slot
from assessment.result_rows import comparison_address
from assessment.words import sides, verdict
from assessment.words.advice_cards import advice_cards
from assessment.words.answers import answered_by_key, expected, others_as_strong, reasons
from assessment.words.currents import currents_drawing
from assessment.words.flip import flip_words
from assessment.words.gap import gap_words
from assessment.words.ledger import ledger as ledger_words
from assessment.words.missing import missing

RESULT = "assessment/result.html"
RESULT_ID = "result_id"
NO_RESULT = UUID(int=0)


class Own(NamedTuple):
    """The addresses of what belongs to one result, by name."""

    commit: str
    delete_result: str
    keep: str
    kept: str
    label: str
    ledger: str
    retake_calendar: str
    share: str


@require_safe
def result(request: HttpRequest, result_id: UUID) -> HttpResponse:
    """Show what was found, as it was found."""
    reader = reader_of(request)
    attempt = attempt_or_404(request, result_id, Attempt.objects.own_with_history)
    if attempt.has_plans:
        found = result_in_or_404(attempt)
        page = prerender(RESULT, page_of(found, attempt.earlier, plans_for(found, attempt.earlier)), reader)
    else:
        today = timezone.localdate()
        page = result_page(attempt, attempt.finished_at, attempt.label, attempt.earlier, today, reader)
    return respond_with(page, request, {RESULT_ID: str(attempt.pk)})


@lru_cache(maxsize=KEPT_PAGES)
def result_page(
    attempt: Attempt, finished: datetime | None, label: str, earlier: UUID | None, today: date, reader: Reader
) -> Prerendered:
    """Return the page of a result without plans: it changes only with its label, the earlier result and the day.

    finished: when, part of the key because the id of an erased result may come back.
    """
    return prerender(RESULT, page_of(result_in_or_404(attempt), earlier, NO_PLANS), reader)


@require_POST
def label(request: HttpRequest, result_id: UUID) -> HttpResponse:
    """Change the label of a result."""
    found, form = result_or_404(request, result_id), LabelForm(request.POST)
    if form.is_valid():
        typed = form.cleaned_data["label"]
        spelled = found.attempt.spelled(typed)
        Attempt.objects.filter(pk=found.pk).update(label=spelled)
        alike = _("Saved as “%(label)s”, as your other results spell it.") % {"label": spelled}
        messages.success(request, _("The label is saved.") if spelled == typed else alike)
    for error in form.errors.get("label", ()):
        messages.error(request, _("The label is not saved. %(why)s.") % {"why": error})
    return redirect("result", found.pk)


@require_safe
def ledger(request: HttpRequest, result_id: UUID) -> HttpResponse:
    """Account for every point."""
    attempt = attempt_or_404(request, result_id)
    return respond_with(ledger_page(attempt, attempt.finished_at, reader_of(request)), request)


@lru_cache(maxsize=KEPT_PAGES)
def ledger_page(attempt: Attempt, finished: datetime | None, reader: Reader) -> Prerendered:
    """Return the page of a ledger, which never changes; `finished` as for the result."""
    found = result_in_or_404(attempt)
    finding = found.read().finding
    page = {
        "result": found,
        "label": verdict.label(finding),
        "ledger": ledger_words(finding, found.document, attempt.answers),
    }
    return prerender("assessment/ledger.html", page, reader)


def page_of(found: Result, earlier: UUID | None, planned: Plans) -> dict[str, Any]:
    """Return everything the result's page needs, decided and worded."""
    kept, document = found.read(), found.document
    finding, answered = kept.finding, answered_by_key(document, found.attempt.answers)
    folded = advice_cards(kept.advice.more, document, answered, planned.keys)
    return {
        "result": found,
        "marked_headline": verdict.marked_headline(finding),
        "tie": verdict.marked_tie(finding),
        "label": verdict.label(finding),
        "rests_on": verdict.rests_on(finding, document),
        "expected": finding.role and expected(document, found.attempt.context),
        "currents": currents_drawing(finding.currents),
        "measure": finding.standing and verdict.measure(finding.standing),
        "place": finding.standing and place(finding.standing),
        "why_not_sure": verdict.why_not_sure(finding),
        "flags": verdict.flags(finding, document, answered),
        "missing": None if finding.role else missing(document, found.attempt.answers, finding.reported),
        "sides": sides.sides(finding, document, found.attempt.answers) if finding.reported else [],
        "gap": gap_words(finding.gap, finding.role),
        "reasons": reasons(finding, answered),
        "others": others_as_strong(finding, answered),
        "flip": flip_words(finding, document, answered),
        "advice": advice_cards(kept.advice.shown, document, answered, planned.keys),
        "more_advice": folded,
        "unfolded": any(card.planned for card in folded),
        "plans": planned,
        "comparison": comparison_address(earlier, found.pk) if earlier else "",
        "own": own(),
        "finished_on": timezone.localdate(found.finished_at),
        "today": timezone.localdate(),
        "label_form": label_form(found.attempt.label),
    }


@cache
def own() -> Own:
    """Return the addresses of any result, with a slot for its id: so the parts that print them are the same for all."""
    addresses = [reverse(name, args=[NO_RESULT]) for name in Own._fields]
    return Own(*(address.replace(str(NO_RESULT), slot(RESULT_ID)) for address in addresses))


@lru_cache(maxsize=KEPT_PAGES)
def label_form(label: str) -> LabelForm:
    """Return the form for a label, the same one each time, so that it is rendered once."""
    return LabelForm(initial={"label": label})

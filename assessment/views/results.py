"""A result and its ledger, for their owner alone."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assessment.figures.spectrum import place
from assessment.forms import LabelForm
from assessment.models import Result
from assessment.plans import NONE, Plans, plans
from assessment.visiting import result_or_404, visitor_of
from assessment.words import sides, verdict
from assessment.words.answers import reasons
from assessment.words.counsel import counsels
from assessment.words.currents import currents_drawn
from assessment.words.gap import gap_words
from assessment.words.ledger import ledger as ledger_words
from assessment.words.turning import turning


@require_safe
@never_cache
def result(request: HttpRequest, result_id: UUID) -> HttpResponse:
    """Tell what was found, as it was found."""
    found = result_or_404(request, result_id)
    planned = plans(found, visitor_of(request)) if found.has_plans else NONE
    return render(request, "assessment/result.html", page_of(found, planned))


@require_safe
@never_cache
def ledger(request: HttpRequest, result_id: UUID) -> HttpResponse:
    """Account for every point."""
    found = result_or_404(request, result_id)
    finding, document = found.read().finding, found.document
    page = {
        "result": found,
        "headline": verdict.headline(finding),
        "ledger": ledger_words(finding, document, found.attempt.answers),
    }
    return render(request, "assessment/ledger.html", page)


def page_of(found: Result, planned: Plans) -> dict[str, Any]:
    """Return everything the result's page needs, decided and worded."""
    kept, document, answers = found.read(), found.document, found.attempt.answers
    finding = kept.finding
    return {
        "result": found,
        "document": document,
        "headline": verdict.headline(finding),
        "marked_headline": verdict.marked_headline(finding),
        "label": verdict.label(finding),
        "rests_on": verdict.rests_on(finding, document),
        "currents": currents_drawn(finding.currents),
        "measure": finding.standing and verdict.measure(finding.standing),
        "place": finding.standing and place(finding.standing),
        "why_not_sure": verdict.why_not_sure(finding),
        "flags": verdict.flags(finding, document, answers),
        "missing": verdict.missing_parts(finding, document),
        "sides": sides.sides(finding, document),
        "gap": gap_words(finding.gap),
        "reasons": reasons(finding, document, answers),
        "turning": turning(finding, document, answers),
        "advice": counsels(kept.advice.shown, document, answers, planned.keys),
        "more_advice": counsels(kept.advice.more, document, answers, planned.keys),
        "plans": planned,
        "today": timezone.localdate(),
        "label_form": LabelForm(initial={"label": found.attempt.label}),
        "anonymous_days": settings.ANONYMOUS_DAYS,
    }

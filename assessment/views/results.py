"""A result and its ledger, for their owner alone."""

from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assessment.figures.spectrum import place
from assessment.forms import LabelForm
from assessment.models import Attempt, Result
from assessment.plans import NONE, Plans, plans
from assessment.pressing import Pressed, Reader, answer_with, press, reader_of, slot
from assessment.visiting import attempt_or_404, result_in_or_404, there, visitor_of
from assessment.words import sides, verdict
from assessment.words.answers import reasons
from assessment.words.counsel import counsels
from assessment.words.currents import currents_drawn
from assessment.words.gap import gap_words
from assessment.words.ledger import ledger as ledger_words
from assessment.words.turning import turning

RESULT = "assessment/result.html"
COMMIT = "commit"
KEPT_PAGES = 64
"""So many of each kind stay at hand in a process: people go from one to the other and back."""


@require_safe
def result(request: HttpRequest, result_id: UUID) -> HttpResponse:
    """Tell what was found, as it was found."""
    visitor, reader = visitor_of(request), reader_of(request)
    attempt = there(Attempt.objects.own_telling_plans(visitor, result_id))
    if attempt.has_plans:
        found = result_in_or_404(attempt)
        pressed = press(RESULT, page_of(found, plans(found, visitor)), reader)
    else:
        pressed = result_page(attempt, attempt.label, timezone.localdate(), reader)
    return answer_with(pressed, request, {COMMIT: reverse("commit", args=[attempt.pk])})


@lru_cache(maxsize=KEPT_PAGES)
def result_page(attempt: Attempt, label: str, today: date, reader: Reader) -> Pressed:
    """Return the page of a result without plans: but for its label and the day it is read it never changes."""
    return press(RESULT, page_of(result_in_or_404(attempt), NONE), reader)


@require_safe
def ledger(request: HttpRequest, result_id: UUID) -> HttpResponse:
    """Account for every point."""
    return answer_with(ledger_page(attempt_or_404(request, result_id), reader_of(request)), request)


@lru_cache(maxsize=KEPT_PAGES)
def ledger_page(attempt: Attempt, reader: Reader) -> Pressed:
    """Return the page of a ledger, which never changes."""
    found = result_in_or_404(attempt)
    finding = found.read().finding
    page = {
        "result": found,
        "label": verdict.label(finding),
        "ledger": ledger_words(finding, found.document, attempt.answers),
    }
    return press("assessment/ledger.html", page, reader)


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
        "commit": slot(COMMIT),
        "today": timezone.localdate(),
        "label_form": LabelForm(initial={"label": found.attempt.label}),
        "anonymous_days": settings.ANONYMOUS_DAYS,
    }

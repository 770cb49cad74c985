"""A result, for its owner alone."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assessment.content.document import Document
from assessment.figures.spectrum import place
from assessment.models import Result
from assessment.scoring.finding import Finding
from assessment.visiting import visitor_of
from assessment.words import sides, verdict
from assessment.words.answers import reasons
from assessment.words.counsel import counsels


@require_safe
@never_cache
def result(request: HttpRequest, result_id: UUID) -> HttpResponse:
    """Tell what was found, as it was found."""
    found = get_object_or_404(Result.objects.visible_to(visitor_of(request)).with_version(), pk=result_id)
    return render(request, "assessment/result.html", page_of(found))


def page_of(found: Result) -> dict[str, Any]:
    """Return everything the page needs, decided and worded."""
    attempt, kept = found.attempt, found.read()
    document, finding = attempt.questionnaire.content, kept.finding
    return {
        "result": found,
        "headline": verdict.headline(finding),
        "marked_headline": verdict.marked_headline(finding),
        "label": verdict.label(finding.role, finding.standing and finding.standing.firmness),
        "rests_on": verdict.rests_on(finding, document),
        "measure": finding.standing and verdict.measure(finding.standing),
        "place": finding.standing and place(finding.standing),
        "why_not_sure": verdict.why_not_sure(finding),
        "flags": verdict.flags(finding),
        "missing": verdict.missing_parts(finding, document),
        "dimensions": dimensions(finding, document),
        "reasons": reasons(finding, document, attempt.answers),
        "advice": counsels(kept.advice.shown, document, attempt.answers),
        "more_advice": counsels(kept.advice.more, document, attempt.answers),
    }


def dimensions(finding: Finding, document: Document) -> list[dict[str, Any]]:
    """Return the four parts, each with its place, its ends and its sentence."""
    return [
        {
            "section": section,
            "measure": standing and verdict.measure(standing),
            "place": standing and place(standing),
            "sentence": sides.said_of(section.dimension, standing),
        }
        for section in document.sections
        for standing in [finding.dimensions[section.dimension]]
    ]

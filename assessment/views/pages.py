"""Pages that are the same for everyone, and the start page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assessment.content.library import articles
from assessment.figures.flow import flow
from assessment.journey import next_page
from assessment.models import Attempt, Questionnaire
from assessment.visiting import visitor_of

BALANCED = 13


@require_safe
@never_cache
def start(request: HttpRequest) -> HttpResponse:
    """Show what this is, and the way on for who has begun already."""
    asked = Questionnaire.objects.published().without_document().first()
    started = Attempt.objects.visible_to(visitor_of(request)).open().with_version().latest_first().first()
    page = {
        "statements": len(asked.content.items()) if asked else 0,
        "started": started,
        "carry_on": started and next_page(started),
        "flow": flow(BALANCED, BALANCED),
        "articles": articles(),
    }
    return render(request, "assessment/start.html", page)

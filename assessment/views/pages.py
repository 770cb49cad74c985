"""The start page."""

from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assessment.content.document import Section
from assessment.content.library import articles
from assessment.figures.flow import flow
from assessment.journey import next_page
from assessment.models import Attempt, Questionnaire
from assessment.models.questionnaire import published_document
from assessment.pressing import KEPT_PAGES, Pressed, Reader, answer_with, held_told, press, reader_of, slot
from assessment.visiting import held_to_ask, visitor_of

BALANCED = 13
CARRY_ON, HELD = "carry_on", "held"


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Show what this is, and the way on for who has begun already."""
    started = Attempt.objects.under_way(visitor_of(request))
    if started and not started.answers:
        started = None  # nothing to come back to yet: "Start now" leads there, too
    page = start_page(Questionnaire.objects.asked_now().fingerprint, bool(started), reader_of(request))
    slots = {CARRY_ON: carry_on(started) if started else "", HELD: held_told(request, held_to_ask(request))}
    return answer_with(page, request, slots)


@lru_cache(maxsize=KEPT_PAGES)
def start_page(fingerprint: str, started: bool, reader: Reader) -> Pressed:
    """Return the page for one version of the questionnaire, "" for none."""
    page = {
        "statements": len(published_document(fingerprint).items) if fingerprint else 0,
        "started": started,
        "carry_on": slot(CARRY_ON),
        "held": slot(HELD),
        "flow": flow(BALANCED, BALANCED),
        "articles": articles(),
    }
    return press("assessment/start.html", page, reader)


def carry_on(started: Attempt) -> str:
    """Return the notice that something waits to be finished."""
    parts = [(section.name, state_of(started, section)) for section in started.questionnaire.content.sections]
    page = {"started": started, "parts": parts, "carry_on": next_page(started)}
    return render_to_string("assessment/parts/carry_on.html", page)


def state_of(started: Attempt, section: Section) -> str:
    """Return how far a section is."""
    if started.is_complete(section):
        return _("completed")
    return _("begun") if started.has_begun(section) else _("not started")

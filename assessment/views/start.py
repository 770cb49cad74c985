"""The start page."""

from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assessment.content.document import Section
from assessment.content.library import LIBRARY
from assessment.csrf import token_for
from assessment.figures.flow import from_score
from assessment.journey import next_address
from assessment.models import Attempt, Questionnaire
from assessment.models.questionnaire import published_document
from assessment.prerendering import KEPT_PAGES, Prerendered, Reader, prerender, reader_of, respond_with, slot
from assessment.scoring.dimensions import MIDDLE
from assessment.visiting import held_notice, visitor_of

LEFT_HERE, HELD, ORIGIN = "left_here", "held", "origin"


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Show what this is, and the way on for those who have been here before."""
    left = Attempt.objects.to_come_back_to(visitor_of(request))
    page = start_page(Questionnaire.objects.current().fingerprint, bool(left), reader_of(request))
    slots = {LEFT_HERE: left_notice(request, left) if left else "", HELD: held_notice(request), ORIGIN: origin(request)}
    return respond_with(page, request, slots)


@lru_cache(maxsize=KEPT_PAGES)
def start_page(fingerprint: str, returning: bool, reader: Reader) -> Prerendered:
    """Return the page for one version of the questionnaire, "" for none."""
    page = {
        "statements": len(published_document(fingerprint).items),
        "returning": returning,
        "left_here": slot(LEFT_HERE),
        "held": slot(HELD),
        "origin": slot(ORIGIN),
        "flow": from_score(MIDDLE),
        "articles": LIBRARY.articles,
    }
    return prerender("assessment/start.html", page, reader)


def origin(request: HttpRequest) -> str:
    """Return what an address of this site begins with: programs that show a preview of a link want whole ones.

    Building each as `build_absolute_uri` does would cost a twentieth of the page.
    """
    return f"{request.scheme}://{request.get_host()}"


def left_notice(request: HttpRequest, left: Attempt) -> str:
    """Return the notice of what waits to be finished, or of the latest result."""
    if left.finished_at:
        page = {"latest": left, "address": next_address(left), "csrf_token": token_for(request)}
        return render_to_string("assessment/parts/latest_result.html", page)
    return carry_on(left)


def carry_on(started: Attempt) -> str:
    """Return the notice that something waits to be finished."""
    states = [state_of(started, section) for section in started.questionnaire.content.sections]
    page = {"started": started, "how_far": how_far(started), "states": states, "carry_on": next_address(started)}
    return render_to_string("assessment/parts/unfinished_attempt.html", page)


def how_far(started: Attempt) -> str:
    """Return how far all of it has come."""
    if not started.first_open_section():
        return _("Check your answers.")
    done, half = started.dealt_with_count, started.statement_count / 2
    if done == half:
        return _("You’re half way.")
    return _("You’re past half way.") if done > half else _("You’ve made a start.")


def state_of(started: Attempt, section: Section) -> str:
    """Return how far a section has come."""
    if section.is_complete(started.answers):
        return _("completed")
    return _("begun") if section.has_begun(started.answers) else _("not started")

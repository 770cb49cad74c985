"""Pages to read: how results are made, where they come from, what is kept, who can use the site."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import conditional_page, require_safe

from assessment.content.document import Document
from assessment.models import Questionnaire
from assessment.words import method as words
from assessment.words.sources import sources as grounds


@require_safe
@conditional_page
def method(request: HttpRequest) -> HttpResponse:
    """Tell how answers become a result, with the numbers that the program works with."""
    page = {**words.NUMBERS, "parts": words.parts(published()), "demands": words.demands()}
    return render(request, "assessment/method.html", page)


@require_safe
@conditional_page
def sources(request: HttpRequest) -> HttpResponse:
    """Show the articles and every rule, each with the questions and the advice that stand on it."""
    return render(request, "assessment/sources.html", {"sources": grounds(published())})


@require_safe
@conditional_page
def privacy(request: HttpRequest) -> HttpResponse:
    """Say what is stored, for how long, and who sees it."""
    page = {
        "anonymous_days": settings.ANONYMOUS_DAYS,
        "signed_in_days": settings.SIGNED_IN_DAYS,
        "session_cookie": settings.SESSION_COOKIE_NAME,
        "form_cookie": settings.CSRF_COOKIE_NAME,
        "contact": settings.CONTACT,
    }
    return render(request, "assessment/privacy.html", page)


@require_safe
@conditional_page
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say what was checked, what was not, and whom to tell."""
    return render(request, "assessment/accessibility.html", {"contact": settings.CONTACT})


def published() -> Document | None:
    """Return what visitors are asked at present, if anything."""
    asked = Questionnaire.objects.published().without_document().first()
    return asked.content if asked else None

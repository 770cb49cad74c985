"""Pages to read: how results are made, where they come from, what is kept, who can use the site."""

from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import conditional_page, require_safe

from assessment.content.document import Document
from assessment.models import Questionnaire
from assessment.models.questionnaire import published_document
from assessment.pressing import Pressed, Reader, answer_with, press, reader_of
from assessment.words import method as words
from assessment.words.sources import sources as grounds


@require_safe
@conditional_page
def method(request: HttpRequest) -> HttpResponse:
    """Tell how answers become a result, with the numbers that the program works with."""
    return answer_with(method_page(published(), reader_of(request)), request)


@lru_cache(maxsize=64)
def method_page(fingerprint: str, reader: Reader) -> Pressed:
    """Return the page for one version of the questionnaire, "" for none."""
    page = {**words.NUMBERS, "parts": words.parts(document_of(fingerprint)), "demands": words.demands()}
    return press("assessment/method.html", page, reader)


@require_safe
@conditional_page
def sources(request: HttpRequest) -> HttpResponse:
    """Show the articles and every rule, each with the questions and the advice that stand on it."""
    return answer_with(sources_page(published(), reader_of(request)), request)


@lru_cache(maxsize=64)
def sources_page(fingerprint: str, reader: Reader) -> Pressed:
    """Return the page for one version of the questionnaire, "" for none."""
    return press("assessment/sources.html", {"sources": grounds(document_of(fingerprint))}, reader)


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


def published() -> str:
    """Return the fingerprint of what visitors are asked at present, "" for nothing."""
    return Questionnaire.objects.published().values_list("fingerprint", flat=True).first() or ""


def document_of(fingerprint: str) -> Document | None:
    """Return the document with this fingerprint, None for none."""
    return published_document(fingerprint) if fingerprint else None

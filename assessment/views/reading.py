"""Pages to read: how results are made, where they come from, what is kept, who can use the site."""

from datetime import datetime
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import conditional_page, require_safe

from assessment.content.document import Document
from assessment.models import AnalysisRun, Questionnaire
from assessment.models.questionnaire import published_document
from assessment.pressing import Pressed, Reader, answer_with, press, reader_of, slot
from assessment.words import method as words
from assessment.words.measured import known
from assessment.words.sources import sources as grounds

MEASURED = "measured"


@require_safe
@conditional_page
def method(request: HttpRequest) -> HttpResponse:
    """Tell how answers become a result, with the numbers that the program works with."""
    versions = Questionnaire.objects.published().order_by("-analyses__made_at")
    fingerprint, *run = versions.values_list("fingerprint", "analyses__pk", "analyses__made_at").first() or (
        "",
        0,
        None,
    )
    reader = reader_of(request)
    return answer_with(
        method_page(fingerprint, reader), request, {MEASURED: measured(fingerprint, reader.language, *run)}
    )


@lru_cache(maxsize=64)
def method_page(fingerprint: str, reader: Reader) -> Pressed:
    """Return the page for one version of the questionnaire, "" for none."""
    page = {**words.NUMBERS, "parts": words.parts(document_of(fingerprint)), "demands": words.demands()}
    return press("assessment/method.html", {**page, "measured": slot(MEASURED)}, reader)


@lru_cache(maxsize=64)
def measured(fingerprint: str, language: str, run: int | None, made_at: datetime | None) -> str:
    """Return what people's answers have told so far, by the last stored analysis of a version if there is one."""
    found = known(AnalysisRun.objects.get(pk=run).read(), published_document(fingerprint)) if run else None
    return render_to_string("assessment/parts/measured.html", {"known": found, "made_at": made_at})


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
        "device_cookie": settings.DEVICE_COOKIE_NAME,
        "device_days": settings.DEVICE_COOKIE_AGE // (24 * 60 * 60),
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

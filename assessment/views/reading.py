"""Pages to read: how results are made, where they come from, what is kept, who can use the site."""

from collections.abc import Callable
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from assessment.models import AnalysisRun, Questionnaire
from assessment.models.questionnaire import published_document
from assessment.prerendering import KEPT_PAGES, Prerendered, Reader, prerender, reader_of, respond_with, slot
from assessment.visiting import DAY
from assessment.words import method as words
from assessment.words.public_figures import public_figures
from assessment.words.sources import sources as grounds

MEASURED = "measured"
View = Callable[[HttpRequest], HttpResponse]


def readable(view: View) -> View:
    """Let browsers keep a page that holds nobody's data, but ask each time whether it is still the same."""
    return require_safe(cache_control(private=True, no_cache=True)(conditional_page(view)))


@readable
def method(request: HttpRequest) -> HttpResponse:
    """Explain how answers become a result, with the numbers that the program works with."""
    current, reader = Questionnaire.objects.current_with_run(), reader_of(request)
    figures = measured(current.fingerprint, reader.language, current.run)
    return respond_with(method_page(current.fingerprint, reader), request, {MEASURED: figures})


@lru_cache(maxsize=KEPT_PAGES)
def method_page(fingerprint: str, reader: Reader) -> Prerendered:
    """Return the page for one version of the questionnaire, "" for none."""
    page = {**words.NUMBERS, "parts": words.parts(published_document(fingerprint)), "thresholds": words.thresholds()}
    return prerender("assessment/method.html", {**page, "measured": slot(MEASURED)}, reader)


@lru_cache(maxsize=KEPT_PAGES)
def measured(fingerprint: str, language: str, run: int | None) -> str:
    """Return what people's answers have shown so far, by the stored analysis `run`, if there is one still."""
    analysis = AnalysisRun.objects.filter(pk=run).first() if run else None
    page = {
        "figures": analysis and public_figures(analysis.read(), published_document(fingerprint)),
        "made_at": analysis and analysis.made_at,
    }
    return render_to_string("assessment/parts/public_figures.html", page)


@readable
def sources(request: HttpRequest) -> HttpResponse:
    """Show the articles and every rule, each with the questions and the advice that rest on it."""
    return respond_with(sources_page(Questionnaire.objects.current().fingerprint, reader_of(request)), request)


@lru_cache(maxsize=KEPT_PAGES)
def sources_page(fingerprint: str, reader: Reader) -> Prerendered:
    """Return the page for one version of the questionnaire, "" for none."""
    return prerender("assessment/sources.html", {"sources": grounds(published_document(fingerprint))}, reader)


@readable
def privacy(request: HttpRequest) -> HttpResponse:
    """Say what is stored, for how long, and who sees it."""
    page = {
        "anonymous_days": settings.ANONYMOUS_DAYS,
        "kept": (
            (_("Results without an account"), settings.ANONYMOUS_DAYS),
            (_("A sign-up with an address that nobody has confirmed"), settings.ANONYMOUS_DAYS),
            (_("Recognising your browser without an account"), settings.ANONYMOUS_DAYS),
            (_("Staying signed in"), settings.SIGNED_IN_DAYS),
            (_("Recognising a browser that you have signed in with"), settings.DEVICE_COOKIE_AGE // DAY),
            (
                _("Carrying a message, or the address to which we e-mail a code, to the next page"),
                settings.SESSION_COOKIE_AGE // DAY,
            ),
            (_("Making sure that a form comes from this site"), settings.CSRF_COOKIE_AGE // DAY),
        ),
        "browser_cookie": settings.BROWSER_COOKIE_NAME,
        "session_cookie": settings.SESSION_COOKIE_NAME,
        "form_cookie": settings.CSRF_COOKIE_NAME,
        "device_cookie": settings.DEVICE_COOKIE_NAME,
        "contact": settings.CONTACT,
    }
    return render(request, "assessment/privacy.html", page)


@readable
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say what was checked, what was not, and whom to tell."""
    return render(request, "assessment/accessibility.html", {"contact": settings.CONTACT})

"""A version as visitors see it, and what it says about made-up people; nothing here is stored."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from django.contrib.admin import ModelAdmin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from msgspec import Struct

from assessment.admin.versions import address_of, back_with, show
from assessment.advice.choosing import choose
from assessment.advice.facts import Facts
from assessment.content.document import Document
from assessment.content.personas import PERSONAS, Persona, sitting
from assessment.forms import ReviewForm, SectionForm
from assessment.journey import page_of_section
from assessment.models import NotPublishable, Questionnaire
from assessment.scoring.evaluate import evaluate
from assessment.scoring.vocabulary import Dimension, ScoringError
from assessment.words.answers import answered_sections
from assessment.words.verdict import Measure, label, measure

REVIEW = "review"


def preview_page(desk: ModelAdmin, request: HttpRequest, version: Questionnaire, page: str) -> HttpResponse:
    """Show one section, or the review, as visitors see it; its buttons lead on and store nothing."""
    try:
        document = version.as_document
    except NotPublishable as error:
        return back_with(desk, request, version, str(error))
    pages = document.names | {REVIEW: _("Review")}
    if page not in pages:
        raise Http404
    addresses = {name: address_of(version, "preview", name) for name in pages}
    onward = dict(pairwise([*addresses.values(), address_of(version)]))
    frame = {
        "version": version,
        "pages": [(pages[name], address, name == page) for name, address in addresses.items()],
        "desk": address_of(version),
        "onward": onward[addresses[page]],
    }
    shown = review_of(document, addresses) if page == REVIEW else section_of(document, page)
    return render(request, "admin/assessment/questionnaire/preview.html", frame | shown)


def section_of(document: Document, dimension: str) -> dict[str, Any]:
    """Return the page of a section and what it needs."""
    section = document.section(Dimension(dimension))
    return {"shown": "assessment/section.html", **page_of_section(document, SectionForm(document, section, {}))}


def review_of(document: Document, addresses: Mapping[str, str]) -> dict[str, Any]:
    """Return the page of all answers, with none given, and what it needs."""
    sections = [(section, addresses[section.dimension]) for section in answered_sections(document, {}, {})]
    return {"shown": "assessment/review.html", "form": ReviewForm(document), "sections": sections}


class Verdict(Struct, frozen=True):
    """What a version says about somebody, and what it advises first: no numbers without enough answers."""

    said: str
    measure: Measure | None
    advice: list[str]


def scoring_page(desk: ModelAdmin, request: HttpRequest, version: Questionnaire) -> HttpResponse:
    """Set the published version and this one side by side, for made-up people."""
    published = Questionnaire.objects.published().without_document().exclude(pk=version.pk)
    versions = [*published, version]
    try:
        documents = [one.as_document for one in versions]
        rows = [(name, [verdict(document, persona) for document in documents]) for name, persona in PERSONAS.items()]
    except (NotPublishable, ScoringError) as error:
        return back_with(desk, request, version, _("It can’t be scored yet: %(reason)s") % {"reason": error})
    context = {"title": _("Try scoring"), "subtitle": version, "version": version, "versions": versions, "rows": rows}
    return show(desk, request, "scoring", context)


def verdict(document: Document, persona: Persona) -> Verdict:
    """Return what a document says about somebody who answers like this persona."""
    given = sitting(document.items, persona)
    found = evaluate(given)
    shown = [document.pieces[choice.key] for choice in choose(document.advice, Facts(found, given)).shown]
    advice = [f"{piece.key} {piece.title}" for piece in shown]
    return Verdict(label(found), found.standing and measure(found.standing), advice)

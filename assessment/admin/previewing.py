"""A version as visitors see it, and what it says about made-up people; nothing here is stored."""

from dataclasses import dataclass
from typing import Any

from django.contrib.admin import ModelAdmin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from assessment.admin.versions import address_of, back_with, show
from assessment.content.document import Document, Section
from assessment.content.stock_people import STOCK, Pattern, sitting
from assessment.forms import SectionForm
from assessment.models import NotPublishable, Questionnaire
from assessment.scoring.evaluate import evaluate
from assessment.scoring.finding import Standing
from assessment.scoring.vocabulary import Role, ScoringError


def preview_page(desk: ModelAdmin, request: HttpRequest, version: Questionnaire, dimension: str) -> HttpResponse:
    """Show one section as visitors see it; its buttons lead on and store nothing."""
    try:
        document = version.told
    except NotPublishable as error:
        return back_with(desk, request, version, str(error))
    places = [place for place, section in enumerate(document.sections) if section.dimension == dimension]
    if not places:
        raise Http404
    page = preview_of(version, document, places[0])
    return render(request, "admin/assessment/questionnaire/preview.html", page)


def preview_of(version: Questionnaire, document: Document, place: int) -> dict[str, Any]:
    """Return what the page of a section needs, and where its buttons lead."""
    section, following = document.sections[place], document.sections[place + 1 : place + 2]
    return {
        "version": version,
        "sections": [(one, preview_address(version, one)) for one in document.sections],
        "desk": address_of(version),
        "section": section,
        "form": SectionForm(document, section, {}),
        "stem": section.stem,
        "number": place + 1,
        "steps": ["done"] * place + ["now"] + ["next"] * (len(document.sections) - place - 1),
        "onward": preview_address(version, following[0]) if following else address_of(version),
    }


def preview_address(version: Questionnaire, section: Section) -> str:
    """Return where a section of a version is shown."""
    return reverse("admin:assessment_questionnaire_preview", args=[version.pk, section.dimension])


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a version says about somebody: no role without enough answers."""

    role: Role | None
    standing: Standing | None


def scoring_page(desk: ModelAdmin, request: HttpRequest, version: Questionnaire) -> HttpResponse:
    """Set what is published and what is drafted side by side, for made-up people."""
    published = Questionnaire.objects.published().without_document().exclude(pk=version.pk)
    versions = [*published, version]
    try:
        documents = [one.told for one in versions]
        rows = [(name, [verdict(document, person) for document in documents]) for name, person in STOCK.items()]
    except (NotPublishable, ScoringError) as error:
        return back_with(desk, request, version, _("It can’t be scored yet: %(reason)s") % {"reason": error})
    context = {"title": _("Try scoring"), "version": version, "versions": versions, "rows": rows}
    return show(desk, request, "scoring", context)


def verdict(document: Document, person: Pattern) -> Verdict:
    """Return what a document says about somebody who answers so."""
    found = evaluate(sitting(document.items(), person))
    return Verdict(found.role, found.standing)

"""Taking the questionnaire: begin, four sections, review, finish."""

from functools import lru_cache
from http import HTTPStatus
from secrets import token_hex
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.html import escape
from django.utils.translation import gettext as _
from msgspec.structs import replace

from assessment.access import attempt_or_404, gone_is_404
from assessment.content.document import Document
from assessment.forms import ReviewForm, SectionForm
from assessment.journey import answers_of, next_address, page_of_section
from assessment.models import Attempt, Questionnaire, Result
from assessment.models.erasing import erase
from assessment.models.questionnaire import published_document
from assessment.models.result import OtherAnswersError
from assessment.prerendering import (
    KEPT_PAGES,
    Prerendered,
    Reader,
    answer_slot,
    prerender,
    reader_of,
    respond_with,
    slot,
)
from assessment.scoring.dimensions import reported
from assessment.scoring.vocabulary import Dimension, NoAnswer
from assessment.visiting import known_visitor, remember, visitor_of
from assessment.words.answers import AnsweredSection, answered_sections
from assessment.words.missing import missing

BY_SCRIPT = "script"
FEW, AS_SHOWN, MISSED = "few", "as_shown", "missed=1"


def begin(request: HttpRequest) -> HttpResponse:
    """Start an attempt, or carry on with an open one, unless it was left blank or starting again was confirmed here.

    If it was left for long, the start page asks what to do.
    """
    started = Attempt.objects.under_way(visitor_of(request))
    if request.method != "POST":
        return render(request, "assessment/start_again.html") if started else redirect("start")
    if started and not (started.was_left_blank or "again" in request.POST):
        return redirect("start" if started.is_stale else next_address(started))
    current = Questionnaire.objects.current()
    if not current.fingerprint:
        return redirect("start")
    if started and not erase_begun(request, started):
        return begin(request)
    return begin_with(request, current)


def begin_with(request: HttpRequest, questionnaire: Questionnaire) -> HttpResponse:
    """Begin an attempt at a question set, and lead to its first section."""
    try:
        attempt = Attempt.objects.begin(questionnaire, known_visitor(request), id_of_form(request))
    except IntegrityError:  # the account was deleted in the meantime
        return redirect("start")
    return remember(attempt.owner, redirect(next_address(attempt)))


def erase_begun(request: HttpRequest, started: Attempt) -> bool:
    """Erase what was begun before; False if it was answered, finished or erased in another tab meanwhile."""
    left = Attempt.objects.open().filter(pk=started.pk)
    return bool(erase(left if "again" in request.POST else left.filter(answers={}, context={})))


def id_of_form(request: HttpRequest) -> UUID:
    """Return an id that is the same however often one page's form is sent: each page masks its token differently."""
    token = request.POST.get("csrfmiddlewaretoken") or token_hex()
    return UUID(bytes=salted_hmac("begin", token, algorithm="sha256").digest()[:16])


def section(request: HttpRequest, attempt_id: UUID, dimension: Dimension) -> HttpResponse:
    """Ask one section and keep what was answered."""
    attempt = attempt_or_404(request, attempt_id)
    if not attempt.may_answer(dimension):
        return redirect(next_address(attempt))
    if request.method == "POST":
        return keep_answers(request, attempt, dimension)
    if request.META["QUERY_STRING"] == MISSED and (form := as_stored(attempt, dimension)).unanswered():
        return render(request, "assessment/section.html", page_with_back(attempt.questionnaire.content, form))
    blank = blank_section(attempt.questionnaire.fingerprint, dimension, reader_of(request))
    return respond_with(blank, request, checked_slots(attempt))


@lru_cache(maxsize=KEPT_PAGES)
def blank_section(fingerprint: str, dimension: Dimension, reader: Reader) -> Prerendered:
    """Return a section's page without answers, for one version of the questionnaire."""
    document = published_document(fingerprint)
    form = SectionForm(document, document.section(dimension), {})
    return prerender("assessment/section.html", page_with_back(document, form), reader)


def keep_answers(request: HttpRequest, attempt: Attempt, dimension: Dimension) -> HttpResponse:
    """Keep what was posted: `later` accepts a part (the script's own saves need no page back), `skip` allows blanks."""
    document = attempt.questionnaire.content
    later, skipping = request.POST.get("later"), "skip" in request.POST
    form = SectionForm(
        document, document.section(dimension), attempt.answers, request.POST, partial=bool(later), skipping=skipping
    )
    if form.only_lacks_answers() and not attempt.record(form.answers(), form.context(), form.left_out()):
        return redirect(next_address(attempt_or_404(request, attempt.pk)))  # finished or deleted in another tab
    if not form.is_valid():
        if form.only_lacks_answers():
            return redirect(f"{request.path}?{MISSED}")  # so that going back or reloading sends nothing again
        return render(request, "assessment/section.html", page_with_back(document, form))
    if later == BY_SCRIPT:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    return redirect("start" if later else next_address(attempt, after=dimension))


def as_stored(attempt: Attempt, dimension: Dimension) -> SectionForm:
    """Return a section's form as if what is stored had just been sent."""
    document, stored = attempt.questionnaire.content, attempt.answers
    given = {key: answer for key, answer in stored.items() if answer != NoAnswer.SKIPPED}
    return SectionForm(document, document.section(dimension), stored, given | attempt.context)


def review(request: HttpRequest, attempt_id: UUID) -> HttpResponse:
    """Show all answers and finish on request; a second finish leads to the same result."""
    attempt = attempt_or_404(request, attempt_id)
    if attempt.finished_at or attempt.first_open_section():
        return redirect(next_address(attempt))
    if request.method == "POST":
        return finish(request, attempt)
    blank = blank_review(attempt.questionnaire.fingerprint, reader_of(request))
    given = {each.key: escape(each.answer) for section in answers_of(attempt) for each in section.answered}
    return respond_with(blank, request, {**given, **checked_slots(attempt), **review_slots(attempt)})


@lru_cache(maxsize=KEPT_PAGES)
def blank_review(fingerprint: str, reader: Reader) -> Prerendered:
    """Return the page of all answers without any of them, for one version of the questionnaire."""
    document = published_document(fingerprint)
    sections = [
        replace(section, answered=tuple(replace(each, answer=slot(each.key)) for each in section.answered))
        for section in answered_sections(document, {}, {})
    ]
    page = {**page_of_review(ReviewForm(document), sections), FEW: slot(FEW), AS_SHOWN: slot(AS_SHOWN)}
    return prerender("assessment/review.html", page, reader)


@gone_is_404()
def finish(request: HttpRequest, attempt: Attempt) -> HttpResponse:
    """Store the last answers and finish; ask again if they are invalid, or if answers changed since they were shown."""
    form = ReviewForm(attempt.questionnaire.content, request.POST)
    current = request.POST.get(AS_SHOWN) in (None, attempt.state)
    if form.is_valid() and current:
        try:
            found = Result.objects.finish(attempt, form.context(), label=attempt.spelled(form.cleaned_data["label"]))
        except OtherAnswersError:
            return finish(request, attempt_or_404(request, attempt.pk))
        return remember(attempt.owner, redirect("result", found.pk))
    if not current:
        messages.warning(request, _("Answers were changed in another tab. Here is how they stand now."))
    page = {**page_of_review(form, answers_of(attempt)), **review_slots(attempt)}
    return render(request, "assessment/review.html", page)


def review_slots(attempt: Attempt) -> dict[str, str]:
    """Return the slots of the review besides its answers: whether they are too few, and the state it shows."""
    return {FEW: few_notice(attempt), AS_SHOWN: attempt.state}


def few_notice(attempt: Attempt) -> str:
    """Return what to say where there are too few answers for a role, "" where there are enough."""
    if attempt.has_role():
        return ""
    lacking = missing(attempt.questionnaire.content, attempt.answers, reported(attempt.sitting()))
    return render_to_string("assessment/parts/too_few_answers.html", {"missing": lacking})


def checked_slots(attempt: Attempt) -> dict[str, str]:
    """Return the slots of the radio buttons that an attempt's answers check."""
    return {answer_slot(*answer): " checked" for answer in (attempt.answers | attempt.context).items()}


def page_with_back(document: Document, form: SectionForm) -> dict[str, Any]:
    """Return what the page of a section needs, with the way back."""
    place = document.sections.index(form.section)
    back = relative_address(document.sections[place - 1].dimension) if place else reverse("start")
    return {**page_of_section(document, form), "back": back}


def page_of_review(form: ReviewForm, sections: list[AnsweredSection]) -> dict[str, Any]:
    """Return what the review needs, whoever's answers it shows."""
    addresses = [relative_address(section.dimension) for section in sections]
    return {"form": form, "sections": list(zip(sections, addresses, strict=True)), "back": addresses[-1]}


def relative_address(dimension: Dimension) -> str:
    """Return the address of a section, relative to another page of the same attempt."""
    return f"../{dimension}/"

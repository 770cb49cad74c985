"""The way through a sitting: where it goes on, which step of it a section is, what has been answered so far."""

from typing import Any

from django.urls import reverse

from assessment.content.document import Document
from assessment.forms import SectionForm
from assessment.models import Attempt
from assessment.scoring.vocabulary import Dimension
from assessment.words.answers import AnsweredSection, answered_sections


def next_address(attempt: Attempt, after: Dimension | None = None) -> str:
    """Return the address where an attempt goes on: after the section just answered, else at the first open one."""
    if attempt.finished_at:
        return reverse("result", args=[attempt.pk])
    open_section = attempt.first_open_section()
    if open_section is None:
        return reverse("review", args=[attempt.pk])
    following = after and attempt.questionnaire.content.following(after)
    return reverse("section", args=[attempt.pk, following or open_section])


def answers_of(attempt: Attempt) -> list[AnsweredSection]:
    """Return all that was asked and answered, page by page."""
    return answered_sections(attempt.questionnaire.content, attempt.answers, attempt.context)


def page_of_section(document: Document, form: SectionForm) -> dict[str, Any]:
    """Return what the page of a section needs, the same for everyone."""
    place, sections = document.sections.index(form.section), len(document.sections)
    return {
        "section": form.section,
        "form": form,
        "stem": form.section.stem,
        "number": place + 1,
        "steps": ["done"] * place + ["now"] + ["next"] * (sections - place - 1),
    }

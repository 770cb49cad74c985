"""Where a sitting goes on."""

from django.urls import reverse

from assessment.models import Attempt
from assessment.scoring.vocabulary import Dimension


def next_page(attempt: Attempt, after: Dimension | None = None) -> str:
    """Return the address where an attempt goes on: in order from the section just answered, else where it is open."""
    if attempt.finished_at:
        return reverse("result", args=[attempt.pk])
    open_section = attempt.first_open_section()
    if open_section is None:
        return reverse("review", args=[attempt.pk])
    return reverse("section", args=[attempt.pk, attempt.following(after) or open_section])

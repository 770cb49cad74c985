"""What the front page of the desk shows: where to begin, and the numbers."""

from django import template
from django.db.models import QuerySet

from assessment.models import Questionnaire
from assessment.models.lately import Lately, lately

register = template.Library()


@register.simple_tag
def versions_at_work() -> QuerySet[Questionnaire]:
    """Return what visitors take and all drafts, as they are now: an editor looks for the one just made."""
    return Questionnaire.objects.at_work()


@register.simple_tag
def last_days() -> Lately:
    """Return what happened in the last thirty days."""
    return lately()

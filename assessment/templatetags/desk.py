"""What the front page of the desk shows: where to begin, and the numbers."""

from django import template
from django.db.models import QuerySet

from assessment.models import Questionnaire
from assessment.models.lately import lately

register = template.Library()
register.simple_tag(lately)


@register.simple_tag
def versions_at_work() -> QuerySet[Questionnaire]:
    """Return what visitors take and all drafts, as they are now: an editor looks for the one just made."""
    return Questionnaire.objects.at_work()

"""The numbers on the front page of the desk."""

from django import template

from assessment.models.lately import Lately, lately

register = template.Library()


@register.simple_tag
def last_days() -> Lately:
    """Return what happened in the last thirty days."""
    return lately()

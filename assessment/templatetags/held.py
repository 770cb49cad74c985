"""What a browser holds, on pages of the account."""

from typing import Any

from django import template
from django.middleware.csrf import get_token

from assessment.visiting import held_told

register = template.Library()


@register.simple_tag(takes_context=True)
def held_here(context: dict[str, Any]) -> str:
    """Return what to ask about what this browser holds apart from the account, before it is lost."""
    return held_told(context["request"], get_token)

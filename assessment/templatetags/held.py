"""What a browser holds, on pages of the account."""

from typing import Any

from django import template

from assessment.models import Attempt
from assessment.visiting import held, held_to_ask

register = template.Library()


@register.simple_tag(takes_context=True)
def held_here(context: dict[str, Any]) -> list[Attempt]:
    """Return what this browser holds apart from the account, to be asked about before it is lost."""
    return held_to_ask(context["request"])


@register.simple_tag(takes_context=True)
def lost_here(context: dict[str, Any]) -> bool:
    """Say whether signing out loses anything, even what was said to be somebody else's."""
    return held(context["request"]).exists()

"""What a browser holds, on pages of the account."""

from typing import Any

from django import template

from assessment.visiting import held, held_notice

register = template.Library()


@register.simple_tag(takes_context=True)
def held_here(context: dict[str, Any]) -> str:
    """Return the HTML that asks about what this browser holds apart from the account, before it is lost."""
    return held_notice(context["request"])


@register.simple_tag(takes_context=True)
def lost_here(context: dict[str, Any]) -> bool:
    """Say whether signing out loses anything, even what was said to be somebody else's."""
    return held(context["request"]).exists()

"""Parts of pages that are the same wherever the same goes into them."""

from collections.abc import Hashable
from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()

KEPT = 1024
"""So many parts stay at hand in a process, a kilobyte or two each."""


@register.simple_tag
def part(name: str, **values: Hashable) -> SafeString:
    """Return a part, rendered once for the same values; like `include ... only`, it knows nothing else."""
    return rendered(name, get_language(), tuple(values.items()))


@lru_cache(maxsize=KEPT)
def rendered(name: str, language: str | None, values: tuple[tuple[str, Hashable], ...]) -> SafeString:  # noqa: ARG001  # tells apart
    """Return a part in a language."""
    return render_to_string(name, dict(values))

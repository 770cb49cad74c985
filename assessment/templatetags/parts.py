"""Parts of pages that come out the same wherever the same values go in."""

from collections.abc import Hashable
from functools import cache, lru_cache
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from assessment.figures.spectrum import Place
from assessment.prerendering import slot
from assessment.words.currents import Levels
from assessment.words.gap import Scores
from assessment.words.verdict import Measure

register = template.Library()

KEPT = 1024
"""How many parts a process keeps, a kilobyte or two each."""

NUMBERS = (Levels, Measure, Place, Scores)
"""What holds nothing but whole numbers. Parts print them and decide nothing by them."""


@register.simple_tag
def part(name: str, **values: Hashable) -> SafeString:
    """Return a part, rendered once for the same values; like `include ... only`, it knows nothing else.

    Numbers (NUMBERS) are filled in afterwards: parts that differ in them alone are rendered once, too.
    """
    numbers: dict[str, Any] = {key: value for key, value in values.items() if isinstance(value, NUMBERS)}
    marked = {key: value._make(slots(key, value._fields)) for key, value in numbers.items()}
    html: str = rendered(name, get_language(), tuple((values | marked).items()))
    for key, value in numbers.items():
        for mark, number in zip(slots(key, value._fields), value, strict=True):
            html = html.replace(mark, str(number))
    return SafeString(html)


@cache
def slots(key: str, fields: tuple[str, ...]) -> tuple[str, ...]:
    """Return the marks of slots for some numbers; the dot tells each name from those of a page's slots."""
    return tuple(slot(f"{key}.{field}") for field in fields)


@lru_cache(maxsize=KEPT)
def rendered(name: str, language: str | None, values: tuple[tuple[str, Hashable], ...]) -> SafeString:  # noqa: ARG001  # tells apart
    """Return a part in a language."""
    return render_to_string(name, dict(values))

"""Sections named within a sentence."""

from collections.abc import Iterable

from django.utils.text import get_text_list
from django.utils.translation import gettext as _


def mid_sentence(name: str) -> str:
    """Return a name without its initial capital, unless its first word has more of them, as "AI" or "LinkedIn" has."""
    first_word = name.partition(" ")[0]
    return name[:1].lower() + name[1:] if first_word[1:].islower() else name


def join_names(names: Iterable[str]) -> str:
    """Return names as a list within a sentence."""
    return get_text_list([mid_sentence(name) for name in names], _("and"))

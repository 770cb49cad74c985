"""Prerendered pages: what is the same for everyone is rendered a single time, then only filled in.

A published questionnaire never changes, so its pages may be kept by its fingerprint: publishing makes a new one,
for which every process renders them again. Whatever differs from visitor to visitor is a slot.
"""

import re
from collections.abc import Mapping
from secrets import token_hex
from types import MappingProxyType
from typing import Any, NamedTuple

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.translation import get_language

from assessment.csrf import token_for

NONCE = token_hex(8)
"""Part of every mark: its private-use characters alone might be in a label, but nobody can guess this."""

SLOT = re.compile(f"\ue000{NONCE}([^\ue001]*)\ue001")
RADIO = re.compile(r'<input type="radio" name="(\w+)"[^>]* value="(\w+)"')
"""A radio button as `templates/influence/` draws it, with its name and value: behind it, a slot for its check."""

KEPT_PAGES = 64
"""How many pages of each kind a process keeps: people go from one to another and back."""

TOKEN, PATH, MESSAGES = "token", "path", "messages"
NOTHING: Mapping[str, str] = MappingProxyType({})


class Reader(NamedTuple):
    """What the frame around a page depends on, whatever the page says."""

    language: str
    is_authenticated: bool
    is_staff: bool


class Prerendered:
    """A page cut at its slots."""

    def __init__(self, html: str) -> None:
        """Keep the texts ready to be sent, empty where a slot is, and the places of each slot."""
        texts = SLOT.split(html)
        self.slots: dict[str, list[int]] = {}
        for place, name in enumerate(texts[1::2]):
            self.slots.setdefault(name, []).append(2 * place + 1)
        texts[1::2] = [""] * len(texts[1::2])
        self.pieces = [text.encode() for text in texts]

    def filled(self, values: Mapping[str, str]) -> bytes:
        """Return the page with its slots filled; one without a value stays empty."""
        pieces = self.pieces.copy()
        for name, value in values.items():
            for place in self.slots.get(name, ()):
                pieces[place] = value.encode()
        return b"".join(pieces)


def slot(name: str) -> str:
    """Return the mark of a slot, to be rendered in place of what will fill it."""
    return f"\ue000{NONCE}{name}\ue001"


def answer_slot(name: str, value: str | int) -> str:
    """Return the name of the slot that checks one radio button."""
    return f"{name}={value}"


def prerender(template: str, page: Mapping[str, Any], reader: Reader) -> Prerendered:
    """Render a page with slots for the form's token, its address, messages, and the check of every radio button."""
    frame = {
        "user": reader,
        "csrf_token": slot(TOKEN),
        "request": {"path": slot(PATH)},
        "messages_slot": slot(MESSAGES),
    }
    html = render_to_string(template, {**page, **frame})
    return Prerendered(RADIO.sub(lambda radio: radio[0] + slot(answer_slot(radio[1], radio[2])), html))


def reader_of(request: HttpRequest) -> Reader:
    """Return what the frame depends on."""
    return Reader(get_language() or "", request.user.is_authenticated, request.user.is_staff)


def respond_with(page: Prerendered, request: HttpRequest, values: Mapping[str, str] = NOTHING) -> HttpResponse:
    """Return the page for one visitor; only a page with a form sets the form's cookie."""
    frame = {PATH: escape(request.path), MESSAGES: waiting_messages(request)}
    if TOKEN in page.slots:
        frame[TOKEN] = token_for(request)
    return HttpResponse(page.filled({**frame, **values}))


def waiting_messages(request: HttpRequest) -> str:
    """Return the messages waiting for this visitor, as the frame of every page shows them."""
    messages = get_messages(request)
    return render_to_string("assessment/parts/messages.html", {"messages": messages}) if len(messages) else ""

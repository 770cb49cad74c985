"""Pages on their way: text is compressed as it is sent; static files were compressed when they were collected.

Safe beside secrets (BREACH): a form's token is masked anew in every page, and the cookies that a page depends on are
not sent along with requests that another site makes (SameSite), except for links that people follow themselves.
"""

import re
from collections.abc import Callable

import brotli
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

SMALLEST = 500
"""Bytes; less is not worth it."""

SHORT, LONG = 16_000, 32_000
"""Bytes. A page up to SHORT is no burden to any connection; one above LONG, fewer than one result in ten, would
leave the styles no room in a first paint of 14 KB."""

FAST, QUICK, HARD = 1, 2, 7
"""Qualities out of brotli's 11. FAST shrinks a question page to a fifth; QUICK takes a tenth off that, in up to twice
the time; HARD takes off another tenth, in four times that time."""

WINDOW = 16
"""As a power of two: 64 KB, longer than nearly every page. With brotli's own 22, HARD takes nine MiB instead of one."""

TAKES_BROTLI = re.compile(r"(^|[\s,])br\s*(,|$|;(?!\s*q=0(\.0*)?\s*(,|$)))", re.IGNORECASE)

TEXT = ("text/", "application/json")


def brotli_compression(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Send text with brotli to clients that take it."""

    def compress(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if isinstance(response, HttpResponse) and is_worth_it(response):
            patch_vary_headers(response, ("Accept-Encoding",))
            if TAKES_BROTLI.search(request.META.get("HTTP_ACCEPT_ENCODING", "")):
                shrink(response)
        return response

    return compress


def is_worth_it(response: HttpResponse) -> bool:
    """Say whether a response is text, long enough, and not compressed yet."""
    kind = response.headers.get("Content-Type", "")
    return len(response.content) >= SMALLEST and kind.startswith(TEXT) and "Content-Encoding" not in response.headers


def shrink(response: HttpResponse) -> None:
    """Compress a response; a strong ETag becomes weak, for it named the content before."""
    response.content = brotli.compress(response.content, quality=quality_for(len(response.content)), lgwin=WINDOW)
    response.headers["Content-Encoding"] = "br"
    response.headers["Content-Length"] = str(len(response.content))
    if response.headers.get("ETag", "W/").startswith('"'):
        response.headers["ETag"] = f"W/{response.headers['ETag']}"


def quality_for(length: int) -> int:
    """Return brotli's quality for a page of this many bytes."""
    if length > LONG:
        return HARD
    return QUICK if length > SHORT else FAST

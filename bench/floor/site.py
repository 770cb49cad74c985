"""A page that is always the same, and a row that is stored."""

from datetime import UTC, datetime
from functools import cache
from secrets import token_hex

from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.urls import path

SOME_DAY = datetime(2100, 1, 1, tzinfo=UTC)


def page(_: HttpRequest, size: int) -> HttpResponse:
    """Answer with as many bytes as another page has."""
    return HttpResponse(constant(size), headers={"Content-Length": str(size)})


def insert(_: HttpRequest) -> HttpResponse:
    """Store a row in a table that is there already."""
    Session.objects.create(session_key=token_hex(16), session_data="a line that is stored", expire_date=SOME_DAY)
    return HttpResponse(status=204)


@cache
def constant(size: int) -> bytes:
    """Return a page of a size."""
    return b"x" * size


urlpatterns = [
    path("page/<int:size>", page),
    path("insert", insert),
    path("readyz", page, {"size": 3}),
]

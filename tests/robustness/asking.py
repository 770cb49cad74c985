"""The site asked as its server asks it, and its answer as the server gets it."""

from typing import NamedTuple

from django.test import RequestFactory

from influence_site.wsgi import application


class Response(NamedTuple):
    status: str
    headers: dict
    body: bytes


def ask(method, path, body=b"", **environ):
    """Send a request, and whatever else servers tell of one; Django's factory would not get past some kinds of body."""
    told = []
    asked = RequestFactory().generic(method, path, body).environ | environ
    pieces = application(asked, lambda status, headers: told.extend([status[:3], dict(headers)]))
    return Response(*told, b"".join(pieces))

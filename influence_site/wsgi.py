"""The site as a WSGI application, for the server."""

import codecs
import os
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.utils.http import parse_header_parameters

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "influence_site.settings")

site = get_wsgi_application()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer one request; a page leaves whole, which the server sends at a fraction of what a stream costs it."""
    response = site(environ | {"CONTENT_TYPE": readable(environ.get("CONTENT_TYPE", ""))}, start_response)
    if not isinstance(response, HttpResponse):
        return response
    response.close()
    return [response.content]


def readable(kind: str) -> str:
    """Return a Content-Type; none in a code that no page of the site is sent in, over which Django may fail."""
    try:
        charset = parse_header_parameters(kind)[1].get("charset", "utf-8")
        return kind if codecs.lookup(charset).name == "utf-8" else ""
    except LookupError:
        return kind
    except ValueError:
        return ""

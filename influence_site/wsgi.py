"""The site as a WSGI application, for the server."""

import codecs
import os
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.utils.http import parse_header_parameters

from influence_site import character_encodings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "influence_site.settings")

LONGEST_CONTENT_TYPE = 256
"""Characters of a Content-Type. None that a browser sends has half as many, and the time to read one grows with its
square: one of 60 KB took four seconds."""
FORM_IN_ANOTHER_CHARSET = "application/x-www-form-urlencoded; charset=latin-1"
"""Django answers this one as a bad request; some other encodings make it fail before it gets that far."""

character_encodings.keep_to_known()
site = get_wsgi_application()
PROCESS_ENVIRONMENT = dict(os.environ)
"""What servers add to each request from their own environment, secrets included. While allauth asks who somebody is,
it keeps the request in their session, and so in each backup."""


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer one request; a page leaves whole, which costs the server a fraction of what a stream would."""
    request = without_process_environment(environ) | with_length(environ)
    request["CONTENT_TYPE"] = usable_content_type(environ.get("CONTENT_TYPE", ""))
    if environ["REQUEST_METHOD"] == "HEAD":
        return without_body(request, start_response)
    response = site(request, without_cookie_spaces(start_response))
    if not isinstance(response, HttpResponse):
        return response
    response.close()
    return [response.content]


def without_body(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer HEAD as GET, which allauth counts as no try, but without what comes after the headers.

    Over HTTP/2 the server would send that, and clients take it for an error.
    """
    site(environ | {"REQUEST_METHOD": "GET"}, without_cookie_spaces(start_response)).close()
    return []


def without_cookie_spaces(start_response: Callable[..., Any]) -> Callable[..., Any]:
    """Return it for headers without the space that Django puts before each cookie.

    HTTP/2 forbids that space: clients that are strict about it drop the cookie, or refuse the page.
    """
    return lambda status, headers: start_response(status, [(name, value.strip()) for name, value in headers])


def without_process_environment(environ: dict[str, Any]) -> dict[str, Any]:
    """Return what belongs to the request alone."""
    return {name: value for name, value in environ.items() if PROCESS_ENVIRONMENT.get(name) != value}


def with_length(environ: dict[str, Any]) -> dict[str, Any]:
    """Return the body of a chunked POST with its length, without which Django would read none of it."""
    if environ["REQUEST_METHOD"] != "POST" or environ.get("CONTENT_LENGTH"):
        return {}
    body = environ["wsgi.input"].read(settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)
    return {"wsgi.input": BytesIO(body), "CONTENT_LENGTH": str(len(body))}


def usable_content_type(content_type: str) -> str:
    """Return a Content-Type, or "" if it is too long or can't be read.

    What names a charset other than the UTF-8 of our pages is refused as such, and not for its token.
    """
    if len(content_type) > LONGEST_CONTENT_TYPE:
        return ""
    try:
        _, named = parse_header_parameters(content_type)
        charset = codecs.lookup(named.get("charset", "utf-8")).name
    except LookupError:
        return content_type
    except ValueError:
        return ""
    return content_type if charset == "utf-8" else FORM_IN_ANOTHER_CHARSET

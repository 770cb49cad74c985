"""Pages for what went wrong. None reads the form that was posted: a broken one would break the page again."""

from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400."""
    return HttpResponse(render_to_string("400.html"), status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 403: this person may not do this."""
    return HttpResponse(render_to_string("403.html"), status=403)


def waited_too_long(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer 403: the form's protection token is missing or stale, or cookies are off."""
    return HttpResponse(render_to_string("403_csrf.html", {"cookies": bool(request.COOKIES)}), status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404, the same for what never was and for what is somebody else's."""
    return HttpResponse(render_to_string("404.html"), status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500 with a fixed page: no database, no template engine, no context."""
    return HttpResponse(fixed_page("500.html"), status=500)


@cache
def fixed_page(name: str) -> str:
    """Return a page as it stands on disk."""
    return Path(settings.BASE_DIR, "templates", name).read_text(encoding="utf-8")

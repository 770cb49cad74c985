"""Pages for what went wrong. None reads the posted form: a broken one would break the page again.

Only staff without a token get back what they posted; a form that can't be read is a bad request there.
"""

import logging
import sys
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, InterfaceError, InternalError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from influence_site.accounts.pending_sign_ins import was_deleted
from influence_site.accounts.unsaved_texts import given_back, texts_sent

DATABASE_AWAY = (OperationalError, InterfaceError, InternalError)
RETRY_AFTER_SECONDS = "30"
CLOSED_SECONDS = "600"

logger = logging.getLogger(__name__)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400."""
    return HttpResponse(render_to_string("400.html"), status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 403: this person may not do this."""
    return HttpResponse(render_to_string("403.html"), status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer 403: the form's token is missing or stale, cookies are off, or nothing tells which site the form is from.

    Staff who signed in anew since they opened a page of the admin get back what they typed into it.
    """
    if request.path.startswith(reverse("admin:index")) and request.user.is_staff and texts_sent(request):
        return given_back(request)
    page = "403_origin.html" if reason.startswith(("Origin", "Referer")) else "403_csrf.html"
    told = {"cookies": bool(request.COOKIES), "sent_from": bool(request.COOKIES) and sent_from(request)}
    return HttpResponse(render_to_string(page, told), status=403)


def sent_from(request: HttpRequest) -> str:
    """Return the page of this site that a form was on, "" where the browser does not say."""
    address = request.headers.get("Referer", "")
    return address if url_has_allowed_host_and_scheme(address, request.get_host()) else ""


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404, the same for what never existed and what is somebody else's; with a way on, if a view knew one."""
    return HttpResponse(render_to_string("404.html", {"way_on": getattr(request, "way_on", None)}), status=404)


def method_not_allowed(response: HttpResponseNotAllowed) -> HttpResponse:
    """Fill a 405, which Django leaves empty."""
    response.content = render_to_string("405.html")
    return response


def too_large(request: HttpRequest) -> HttpResponse:
    """Answer 413."""
    return HttpResponse(render_to_string("413.html"), status=413)


def closed_for_now(request: HttpRequest) -> HttpResponse:
    """Answer 503 on purpose, with the time when the site is open again."""
    page = render_to_string("closed.html", {"until": settings.CLOSED_UNTIL})
    return HttpResponse(page, status=503, headers={"Retry-After": CLOSED_SECONDS})


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500 with a fixed page: no template engine, no context, and for a stranger no database.

    Django calls this while it handles the exception. If that says that the database is away, locked, full, damaged or
    read-only, the answer is 503: the next request tries again, and most pages that only read go on. Somebody who
    deleted their account in another tab during the request is led to the page once more, as a stranger.
    """
    error = sys.exc_info()[1]
    if is_away(error):
        logger.error("the database or Redis is away: %s", error)
        return HttpResponse(fixed_page("503.html"), status=503, headers={"Retry-After": RETRY_AFTER_SECONDS})
    if was_deleted(request):
        request.session.flush()  # nobody is signed in any more, nor about to be
        return redirect(request.path)
    return HttpResponse(fixed_page("500.html"), status=500)


def is_away(error: BaseException | None) -> bool:
    """Say whether what the site depends on failed: the database, or Redis, which is installed only where it is wanted.

    A damaged SQLite file raises DatabaseError, as Django does for complaints of its own; only those have no cause.
    """
    damaged = type(error) is DatabaseError and error.__cause__ is not None
    return damaged or isinstance(error, DATABASE_AWAY) or type(error).__module__ == "redis.exceptions"


@cache
def fixed_page(name: str) -> str:
    """Return a page as it stands on disk."""
    return Path(settings.BASE_DIR, "templates", name).read_text(encoding="utf-8")

"""Who is asking, read from the request."""

import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from assessment.masking import token_for
from assessment.models import Attempt, Result, Visitor
from assessment.models.attempt import AttemptQuerySet

Find = Callable[[Visitor, UUID], Attempt | None]

SALT = "browser"
DAY = 24 * 60 * 60
KEPT_TOKENS = 1024
NOT_MINE = "not_mine"
"""Set in the session of a signed-in person who said that what this browser holds is somebody else's."""
FORMS_OF_A_RESULT = ("keep", "label", "commit", "kept")
"""Names of addresses that only take forms, all of which are on the page of a result."""


class WayOn(NamedTuple):
    """A way on from a page that is not there: why, where to, and what the button says."""

    why: str
    address: str
    button: str


def visitor_of(request: HttpRequest) -> Visitor:
    """Return the signed-in person, else the browser, which may be unknown."""
    return Visitor(user_id=request.user.pk) if request.user.is_authenticated else browser_of(request)


def browser_of(request: HttpRequest) -> Visitor:
    """Return the browser, whoever is signed in; unknown without a token, or with one that is forged or too old."""
    cookie = request.COOKIES.get(settings.BROWSER_COOKIE_NAME)
    return Visitor(browser=token_in(cookie, settings.ANONYMOUS_DAYS, int(time.time() // DAY)) if cookie else "")


@lru_cache(maxsize=KEPT_TOKENS)
def token_in(cookie: str, days: int, today: int) -> str:  # noqa: ARG001  # asked anew each day
    """Return the token of a cookie, "" if it is forged or older than this many days.

    Kept, because checking its signature costs a twentieth of a page, and people go from one page to the next.
    """
    bearer, name = HttpRequest(), settings.BROWSER_COOKIE_NAME
    bearer.COOKIES[name] = cookie
    return bearer.get_signed_cookie(name, "", salt=SALT, max_age=days * DAY) or ""


def known_visitor(request: HttpRequest) -> Visitor:
    """Return who is asking; an unknown browser gets a token, which `remember` has yet to send it."""
    visitor = visitor_of(request)
    return visitor if visitor.is_known else Visitor(browser=secrets.token_urlsafe(16))


def remember(visitor: Visitor, answer: HttpResponse) -> None:
    """Have a browser keep its token, from now on for as long as results without an account are kept."""
    if visitor.browser:
        answer.set_signed_cookie(
            settings.BROWSER_COOKIE_NAME,
            visitor.browser,
            salt=SALT,
            max_age=settings.ANONYMOUS_DAYS * DAY,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )


def forget_browser(answer: HttpResponse) -> HttpResponse:
    """Have a browser drop its token."""
    answer.delete_cookie(settings.BROWSER_COOKIE_NAME, samesite="Lax")
    return answer


def held(request: HttpRequest) -> AttemptQuerySet:
    """Return what this browser holds apart from any account, whoever is signed in."""
    return Attempt.objects.visible_to(browser_of(request))


def is_to_be_asked(request: HttpRequest) -> bool:
    """Say whether to ask whose sittings the browser holds: anyone signed in is asked, until they say "not mine"."""
    return request.user.is_authenticated and NOT_MINE not in request.session


def held_notice(request: HttpRequest) -> str:
    """Return the HTML that asks whose sittings this browser holds, latest first, "" where there is nothing to ask."""
    attempts = list(held(request).latest_first()) if is_to_be_asked(request) else []
    if not attempts:
        return ""
    return render_to_string("assessment/parts/held.html", {"held": attempts, "csrf_token": token_for(request)})


def attempt_or_404(request: HttpRequest, attempt_id: UUID, find: Find = Attempt.objects.own) -> Attempt:
    """Return the visitor's own attempt; 404 for anyone else's."""
    found = find(visitor_of(request), attempt_id)
    if not found:
        request.way_on = way_to(request, attempt_id)  # type: ignore[attr-defined]  # for the page that says 404
        raise Http404
    return found


def way_to(request: HttpRequest, attempt_id: UUID) -> WayOn | None:
    """Return how a visitor may yet reach an attempt that is not theirs so far: by signing in, or by claiming it.

    Whoever is signed out is told the same whether it exists or not.
    """
    if not request.user.is_authenticated:
        back = quote(page_of(request, attempt_id))
        return WayOn(_("If it is in your account, sign in."), f"{reverse('account_login')}?next={back}", _("Sign in"))
    if is_to_be_asked(request) and held(request).filter(pk=attempt_id).exists():
        return WayOn(
            _("It is in this browser, but not in your account yet."),
            reverse("history"),
            _("See what this browser holds"),
        )
    return None


def page_of(request: HttpRequest, attempt_id: UUID) -> str:
    """Return the address of the page that was asked for, or of the one with the form that was sent."""
    asked = request.resolver_match and request.resolver_match.url_name
    return reverse("result", args=[attempt_id]) if asked in FORMS_OF_A_RESULT else request.path


def result_or_404(request: HttpRequest, result_id: UUID) -> Result:
    """Return the visitor's own result; 404 for anyone else's."""
    return result_in_or_404(attempt_or_404(request, result_id))


def result_in_or_404(attempt: Attempt) -> Result:
    """Return the result of an attempt; 404 before it is finished."""
    found = Result.objects.found_in(attempt)
    if not found:
        raise Http404
    return found


@contextmanager
def gone_is_404() -> Iterator[None]:
    """Answer 404 if a result was deleted in the meantime."""
    try:
        yield
    except Result.DoesNotExist as error:
        raise Http404 from error

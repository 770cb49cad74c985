"""Who is asking, read from the request, and what their browser holds."""

import secrets
import time
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from assessment.csrf import token_for
from assessment.models import Attempt, Visitor
from assessment.models.attempt import AttemptQuerySet

SALT = "browser"
DAY = 24 * 60 * 60
KEPT_TOKENS = 1024
NOT_MINE = "not_mine"
"""Set in the session of a signed-in person who said that what this browser holds is somebody else's."""


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


def remember(visitor: Visitor, answer: HttpResponse) -> HttpResponse:
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
    return answer


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

"""Known devices: browsers in which the owner of an account has signed in. Strangers' guesses don't make them wait.

At signing out, a browser also loses what it was known by without an account: somebody else may sit down next.
"""

from collections.abc import Callable
from secrets import token_urlsafe
from typing import Any

from allauth.account.signals import password_changed, password_reset, password_set, user_logged_in
from allauth.account.utils import filter_users_by_email
from django.conf import settings
from django.contrib.auth.signals import user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse


@receiver([user_logged_in, password_changed, password_set, password_reset])
def note_owner(request: HttpRequest, user: Any, **signal: Any) -> None:
    """Note who has just proved to own an account; the answer will give their browser its token."""
    request.shown_owner = user  # type: ignore[attr-defined]


@receiver(user_logged_out)
def note_leaving(request: HttpRequest, **signal: Any) -> None:
    """Note that somebody signs out; the answer will let the browser forget what it was known by before."""
    request.leaving = True  # type: ignore[attr-defined]


def device_cookie(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Give an owner's browser a token to be known by; at signing out, drop the one it had without an account."""

    def set_cookie(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if owner := getattr(request, "shown_owner", None):
            response.set_signed_cookie(
                settings.DEVICE_COOKIE_NAME,
                token_urlsafe(16),
                salt=salt_of(owner),
                max_age=settings.DEVICE_COOKIE_AGE,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        if hasattr(request, "leaving"):
            response.delete_cookie(settings.BROWSER_COOKIE_NAME, samesite="Lax")
        return response

    return set_cookie


def device_of(request: HttpRequest, address: str) -> str:
    """Return the token of a device that is known to the account with this address, "" for any other."""
    name, age = settings.DEVICE_COOKIE_NAME, settings.DEVICE_COOKIE_AGE
    users = filter_users_by_email(address) if name in request.COOKIES else ()
    tokens = (request.get_signed_cookie(name, "", salt=salt_of(user), max_age=age) for user in users)
    return next(filter(None, tokens), "")


def salt_of(user: Any) -> str:
    """Return a salt for one account with its present password, so that the token itself need not name anyone."""
    return f"known device {user.pk} {user.get_session_auth_hash()}"

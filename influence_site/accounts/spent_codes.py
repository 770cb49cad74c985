"""Codes that came too late, from another browser, or after a change of address: allauth leads on without a word."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

SIGN_IN = "account_login"
ASKED_ANEW = {
    "account_confirm_login_code": ("account_request_login_code",),
    "account_confirm_password_reset_code": (SIGN_IN,),
    "account_confirm_reauthentication_code": ("account_request_reauthentication_code",),
    "account_email_verification_sent": (SIGN_IN, "account_email"),
}
"""Pages that take a code, and where each leads people who have to ask for a new one."""


def spent_code_message(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Say why a code that was given leads back to where one is asked for, unless that is said already."""

    def say(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.method == "POST" and leads_back(request, response) and not is_said(request):
            words = _(
                "This code no longer works: it lasts %(minutes)d minutes, in the browser that asked for it."
                " Ask for a new one."
            )
            messages.error(request, words % {"minutes": settings.CODE_MINUTES})
        return response

    return say


def is_said(request: HttpRequest) -> bool:
    """Say whether the visitor is told something already."""
    return bool(getattr(messages.get_messages(request), "added_new", False))


def leads_back(request: HttpRequest, response: HttpResponse) -> bool:
    """Say whether a page that takes a code has sent its visitor to where one is asked for."""
    came = request.resolver_match and request.resolver_match.view_name
    place = response.get("Location", "").partition("?")[0]
    return any(place == reverse(name) for name in ASKED_ANEW.get(came or "", ()))

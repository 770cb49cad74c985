"""Headers that every answer of the site carries, static files and admin included, and those of account pages."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

NOT_USED = ("accelerometer", "camera", "geolocation", "gyroscope", "magnetometer", "microphone", "payment", "usb")


def headers(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Add the content security policy and the isolation headers that Django 5.2 does not set by itself."""
    fixed = {
        "Content-Security-Policy": "; ".join(f"{name} {' '.join(of)}" for name, of in settings.SECURE_CSP.items()),
        "Cross-Origin-Embedder-Policy": "require-corp",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": ", ".join(f"{feature}=()" for feature in NOT_USED),
        "X-Frame-Options": settings.X_FRAME_OPTIONS,
    }

    def add_headers(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in fixed.items():
            response.headers.setdefault(name, value)
        return response

    return add_headers


def private_accounts(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Keep every page about an account out of every cache, so that none shows after signing out."""

    def keep_private(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.path.startswith(reverse("account")):
            add_never_cache_headers(response)
        return response

    return keep_private

"""Headers that every answer of the site carries, static files and admin included."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

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

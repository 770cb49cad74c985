"""What holds for every request: the headers of its answer, static files and admin included, its size, its method."""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, UnreadablePostError
from django.urls import reverse

from influence_site.errors import bad_request, closed_for_now, method_not_allowed, not_found, too_large

NOT_USED = ("accelerometer", "camera", "geolocation", "gyroscope", "magnetometer", "microphone", "payment", "usb")
LONGEST_FORM = 2**16
"""Bytes of a body, anywhere but at the desk. Allauth keeps a form, as long as it is, while it asks who somebody is."""

DIGITS = 12  # no length that a client may declare has more
LONGEST_COOKIE = 8192
"""Characters of all cookies together: what proxies let pass. On older Pythons the time to read backslashes in a cookie
grows with the square of its length: 200 KB of them took 40 seconds."""

METHODS = ("GET", "HEAD", "POST")
"""All that any page takes. Any other would be refused for a missing token before a view could refuse the method."""


def security_headers(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Add the content security policy and the isolation headers that Django 5.2 does not set by itself.

    A page that does not say otherwise is private: no cache and no browser keeps it.
    """
    fixed = {
        "Cache-Control": "private, no-store, no-cache, must-revalidate, max-age=0",
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


def request_limits(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Refuse a body larger than any form of the site, and overlong cookies, before any of it is read.

    Refuse a session cookie that can't be a key, too, and what is left of a form whose connection broke: half a label
    would be taken for all of it.
    """

    def refuse(request: HttpRequest) -> HttpResponse:
        declared = request.META.get("CONTENT_LENGTH") or "0"
        if not (declared.isascii() and declared.isdigit()):
            return bad_request(request, ValueError("Content-Length"))
        if len(declared) > DIGITS or is_too_long(request, int(declared)):
            return too_large(request)
        if len(request.META.get("HTTP_COOKIE", "")) > LONGEST_COOKIE:
            return bad_request(request, ValueError("Cookie"))
        if "\0" in request.COOKIES.get(settings.SESSION_COOKIE_NAME, ""):  # PostgreSQL would fail over it
            return bad_request(request, ValueError("NUL"))
        if request.method == "POST" and is_cut(request, int(declared)):
            return bad_request(request, ValueError("cut"))
        return get_response(request)

    return refuse


def is_too_long(request: HttpRequest, length: int) -> bool:
    """Say whether a body is longer than any form at its address: only those of the desk are long."""
    at_desk = length > LONGEST_FORM and request.path.startswith(reverse("admin:index"))
    return length > (settings.DATA_UPLOAD_MAX_MEMORY_SIZE if at_desk else LONGEST_FORM)


def is_cut(request: HttpRequest, declared: int) -> bool:
    """Read what was posted, and say whether some of what was declared never came."""
    try:
        return len(request.body) < declared
    except UnreadablePostError:
        return True


def maintenance_mode(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """While the site is closed for maintenance, say until when; nothing asks the database, and health checks go on."""
    if not settings.CLOSED_UNTIL:
        raise MiddlewareNotUsed

    def turn_away(request: HttpRequest) -> HttpResponse:
        return get_response(request) if request.path in settings.HEALTH_CHECKS else closed_for_now(request)

    return turn_away


def allowed_methods(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Give a page to a request by a method that its address does not take, such as opening one for forms only."""

    def explain(request: HttpRequest) -> HttpResponse:
        response = get_response(request) if request.method in METHODS else HttpResponseNotAllowed(METHODS)
        return method_not_allowed(response) if isinstance(response, HttpResponseNotAllowed) else response

    return explain


def debug_404(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Show the page that visitors see for a missing address in development, too, not Django's list of addresses."""
    if not settings.DEBUG:
        raise MiddlewareNotUsed

    def show_page(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        return not_found(request, Http404()) if response.status_code == HTTPStatus.NOT_FOUND else response

    return show_page

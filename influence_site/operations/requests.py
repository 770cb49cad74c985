"""Every request has an id: in its answer, and in each line of the log that it caused."""

import logging
import re
from collections.abc import Callable
from secrets import token_hex
from time import perf_counter

from django.conf import settings
from django.core.signals import request_finished
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse

from influence_site.operations.logs import request_id, route_of

GIVEN = re.compile(r"[A-Za-z0-9_.-]{8,64}")

logger = logging.getLogger(__name__)


def request_log(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Take the id that a proxy gave, if the site is said to be behind one, else make one; say how it was answered."""

    def log_request(request: HttpRequest) -> HttpResponse:
        behind = settings.SECURE_PROXY_SSL_HEADER
        given = request.META.get("HTTP_X_REQUEST_ID", "") if behind else ""  # type: ignore[redundant-expr]  # it may be None
        request_id.set(given if GIVEN.fullmatch(given) else token_hex(16))  # till the end: Django logs a 404 after this
        started = perf_counter()
        response = get_response(request)
        response["X-Request-ID"] = request_id.get()
        log_answer(request, response, perf_counter() - started)
        return response

    return log_request


@receiver(request_finished)
def forget_id(**signal: object) -> None:
    """Forget the id: what this thread logs from now on belongs to no request."""
    request_id.set("")


def log_answer(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    """Log an answer; of static files and addresses that never were, there is nothing to tell."""
    if request.resolver_match:
        told = {
            "method": request.method,
            "route": route_of(request),
            "status": response.status_code,
            "ms": round(seconds * 1000, 1),
        }
        logger.info("answered", extra={"told": told})

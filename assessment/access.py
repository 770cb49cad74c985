"""What a visitor owns, looked up for a view: for anyone else it is not there (404)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple
from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from assessment.models import Attempt, Result, Visitor
from assessment.visiting import held, is_to_be_asked, visitor_of

Find = Callable[[Visitor, UUID], Attempt | None]

FORMS_OF_A_RESULT = ("keep", "label", "commit", "kept")
"""Names of addresses that only take forms, all of which are on the page of a result."""


class WayOn(NamedTuple):
    """A way on from a page that is not there: why, where to, and what the button says."""

    why: str
    address: str
    button: str


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
        address = f"{reverse('account_login')}?next={page_of(request, attempt_id)}"
        return WayOn(_("If it is in your account, sign in."), address, _("Sign in"))
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

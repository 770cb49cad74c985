"""Who is asking, read from the request."""

import secrets
from uuid import UUID

from django.http import Http404, HttpRequest

from assessment.models import Attempt, Result, Visitor
from assessment.models.attempt import AttemptQuerySet

SESSION_KEY = "browser"
NOT_MINE = "not_mine"
"""In the session of a signed-in person who said that what this browser holds is somebody else's."""


def visitor_of(request: HttpRequest) -> Visitor:
    """Return the signed-in person, else the browser as far as it is known."""
    if request.user.is_authenticated:
        return Visitor(user_id=request.user.pk)
    return Visitor(browser=request.session.get(SESSION_KEY, ""))


def remembered_visitor(request: HttpRequest) -> Visitor:
    """Return who is asking, and give an unknown browser a token that its session keeps."""
    if not request.user.is_authenticated and SESSION_KEY not in request.session:
        request.session[SESSION_KEY] = secrets.token_urlsafe(16)
    return visitor_of(request)


def held(request: HttpRequest) -> AttemptQuerySet:
    """Return what this browser holds apart from any account, whoever is signed in."""
    return Attempt.objects.visible_to(Visitor(browser=request.session.get(SESSION_KEY, "")))


def held_for_asking(request: HttpRequest) -> AttemptQuerySet:
    """Return what to ask a signed-in person about: what the browser holds, until they say that it is not theirs."""
    asking = request.user.is_authenticated and NOT_MINE not in request.session
    return held(request).latest_first() if asking else Attempt.objects.none()


def attempt_or_404(request: HttpRequest, attempt_id: UUID) -> Attempt:
    """Return the visitor's own attempt; anyone else's is not there."""
    attempt = Attempt.objects.own(visitor_of(request), attempt_id)
    if attempt is None:
        raise Http404
    return attempt


def result_or_404(request: HttpRequest, result_id: UUID) -> Result:
    """Return the visitor's own result; anyone else's is not there."""
    return result_in_or_404(attempt_or_404(request, result_id))


def result_in_or_404(attempt: Attempt) -> Result:
    """Return what an attempt has come to; before it is finished that is not there."""
    found = Result.objects.found_in(attempt)
    if found is None:
        raise Http404
    return found

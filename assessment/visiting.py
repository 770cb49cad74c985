"""Who is asking, read from the request."""

import secrets
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from assessment.models import Attempt, Visitor

SESSION_KEY = "browser"


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


def attempt_or_404(request: HttpRequest, attempt_id: UUID) -> Attempt:
    """Return the visitor's own attempt; anyone else's is not there."""
    return get_object_or_404(Attempt.objects.visible_to(visitor_of(request)).with_version(), pk=attempt_id)

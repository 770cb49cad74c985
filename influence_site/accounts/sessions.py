"""A session gets a new key whenever its owner has shown who they are; at signing in Django sees to that itself."""

from typing import Any

from allauth.account.signals import authentication_step_completed
from allauth.usersessions.models import UserSession
from django.dispatch import receiver
from django.http import HttpRequest


@receiver(authentication_step_completed)
def renew_key(request: HttpRequest, *, reauthenticated: bool = False, **signal: Any) -> None:
    """Change the key of a session in which "Is it you?" was answered, in the list of own sessions too."""
    if reauthenticated:
        before = request.session.session_key
        request.session.cycle_key()
        UserSession.objects.filter(session_key=before).update(session_key=request.session.session_key)

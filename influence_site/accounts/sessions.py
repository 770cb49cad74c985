"""Sessions of people who are signed in: when they end, and when they change their key."""

from datetime import timedelta
from typing import Any

from allauth.account.signals import (
    authentication_step_completed,
    email_added,
    password_changed,
    password_reset,
    password_set,
)
from allauth.mfa.signals import authenticator_added
from allauth.usersessions.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.auth.signals import user_logged_out
from django.contrib.sessions.models import Session
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone


def set_end(request: HttpRequest) -> None:
    """Let a session end SIGNED_IN_DAYS after signing in, whatever is done in it; one without a sign-in, after a day."""
    end = timezone.now() + timedelta(days=settings.SIGNED_IN_DAYS)
    request.session.set_expiry(end if request.user.is_authenticated else None)


@receiver(authentication_step_completed)
def renew_key(request: HttpRequest, *, reauthenticated: bool = False, **signal: Any) -> None:
    """Change the key of a session in which "Confirm it’s you" was answered, as Django does at signing in."""
    if reauthenticated:
        before = request.session.session_key
        request.session.cycle_key()
        UserSession.objects.filter(session_key=before).update(session_key=request.session.session_key)


@receiver(user_logged_out)
def take_off_list(request: HttpRequest, **signal: Any) -> None:
    """Keep no network address of a browser that has signed out; allauth would until the next sign-in."""
    if key := request.session.session_key:
        UserSession.objects.filter(session_key=key).delete()


@receiver([password_changed, password_set, password_reset])
def forget_ended(request: HttpRequest, user: User, **signal: Any) -> None:
    """Keep no network address of the browsers that a new password has signed out; they would stay till their end."""
    listed, known = UserSession.objects.filter(user=user), user.get_session_auth_hash()
    open_ones = Session.objects.filter(session_key__in=listed.values("session_key"))
    going_on = [one.pk for one in open_ones if one.get_decoded().get(HASH_SESSION_KEY) == known]
    get_adapter().end_sessions(listed.exclude(session_key__in=[request.session.session_key, *going_on]))


@receiver([authenticator_added, email_added])
def end_others(request: HttpRequest, user: User, **signal: Any) -> None:
    """Sign out the other browsers once there is a second factor or another address.

    Somebody else may have come in by the password alone, or by a code to the former address.
    """
    get_adapter().end_sessions(UserSession.objects.filter(user=user).exclude(session_key=request.session.session_key))


@receiver(post_save, sender=User)
def end_all(instance: User, **signal: Any) -> None:
    """End the sessions of an account that is switched off: they would go on once it is switched on again."""
    if not instance.is_active:
        get_adapter().end_sessions(UserSession.objects.filter(user=instance))

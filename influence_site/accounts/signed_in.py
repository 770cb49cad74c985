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
from allauth.account.utils import filter_users_by_email, url_str_to_user_pk
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
    ended = listed.exclude(session_key__in=[request.session.session_key, *going_on])
    Session.objects.filter(session_key__in=ended.values("session_key")).delete()
    ended.delete()


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


PROVED = "account_authentication_methods_user"
"""Where allauth notes in a session who has just proved to be somebody."""

UNDER_WAY = {
    "account_login": ("user_pk", url_str_to_user_pk),
    "account_email_verification_code": ("user_id", int),
    "account_password_reset_verification": ("user_id", int),
}
"""Where allauth's notes in a session tell who is about to come in, or to prove an address; and how to read it there."""

BY_CODE = ("account_login", "account_password_reset_verification")
"""Those of them that a code to an address of the account stands behind."""


def stop_at_former_address(request: HttpRequest) -> None:
    """Forget a sign-in or new password that is under way by an address that the account has given up since.

    Its code would let in whoever reads what comes there, and allauth would even move the account back.
    """
    for key in BY_CODE:
        (name, read), noted = UNDER_WAY[key], request.session.get(key, {})
        if noted.get(name) and noted.get("email"):
            known_by_it = [user.pk for user in filter_users_by_email(noted["email"])]
            if User.objects.filter(pk=read(noted[name])).exclude(pk__in=known_by_it).exists():
                del request.session[key]


def was_deleted(request: HttpRequest) -> bool:
    """Say whether an account that a request came with, or was about to sign in to, has been deleted since."""
    accounts = named(request) if hasattr(request, "session") else set()
    return User.objects.filter(pk__in=accounts).count() < len(accounts)


def named(request: HttpRequest) -> set[int]:
    """Return whose a session is, and who is about to come in with it."""
    notes = [(request.session.get(key, {}).get(name), read) for key, (name, read) in UNDER_WAY.items()]
    notes.append((request.session.get(PROVED), int))
    user = getattr(request, "user", None)
    return {read(note) for note, read in notes if note} | ({user.pk} if user and user.is_authenticated else set())

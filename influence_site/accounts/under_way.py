"""Whose a session is, and who is about to come in with it: allauth's notes of a sign-in that is under way."""

from allauth.account.utils import filter_users_by_email, url_str_to_user_pk
from django.contrib.auth.models import User
from django.http import HttpRequest

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

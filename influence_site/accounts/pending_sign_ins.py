"""Whose a session is, and who is about to come in with it: allauth's notes of a sign-in that is under way."""

from collections.abc import Callable

from allauth.account.utils import filter_users_by_email, url_str_to_user_pk
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

PROVED = "account_authentication_methods_user"
"""Where allauth notes in a session who has just proved to be somebody."""

PENDING = {
    "account_login": ("user_pk", url_str_to_user_pk),
    "account_password_reset_verification": ("user_id", int),
}
"""Where allauth's notes in a session tell who is about to come in; and how to read it there. A code to an address of
the account stands behind each."""


def noted(request: HttpRequest, key: str) -> int | None:
    """Return the account that one of these notes names, if it is there."""
    name, read = PENDING[key]
    note = request.session.get(key, {}).get(name)
    return read(note) if note else None


def former_address_guard(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Let no form of the account pages go on with what is under way by a former address."""

    def guard(request: HttpRequest) -> HttpResponse:
        if request.method == "POST" and request.path.startswith(reverse("account")):
            stop_at_former_address(request)
        return get_response(request)

    return guard


def stop_at_former_address(request: HttpRequest) -> None:
    """Forget a sign-in or new password that is under way by an address that the account has given up since.

    Its code would let in whoever reads what comes there, and allauth would even move the account back.
    """
    for key in PENDING:
        account, address = noted(request, key), request.session.get(key, {}).get("email")
        if account and address and has_given_up(account, address):
            del request.session[key]


def has_given_up(account: int, address: str) -> bool:
    """Say whether an account is there and an address is none of its own."""
    known_by_it = [user.pk for user in filter_users_by_email(address)]
    return User.objects.filter(pk=account).exclude(pk__in=known_by_it).exists()


def was_deleted(request: HttpRequest) -> bool:
    """Say whether an account that a request came with, or was about to sign in to, has been deleted since."""
    accounts = named(request) if hasattr(request, "session") else set()
    return User.objects.filter(pk__in=accounts).count() < len(accounts)


def named(request: HttpRequest) -> set[int]:
    """Return whose a session is, and who is about to come in with it."""
    accounts = {account for key in PENDING if (account := noted(request, key))}
    if proved := request.session.get(PROVED):
        accounts.add(int(proved))
    if (user := getattr(request, "user", None)) and user.is_authenticated:
        accounts.add(user.pk)
    return accounts

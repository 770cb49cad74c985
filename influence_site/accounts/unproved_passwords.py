"""Passwords that somebody chose for an address before anybody had shown that it is theirs."""

from allauth.account.models import EmailAddress
from allauth.account.signals import email_confirmed
from django.contrib import messages
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

SIGN_IN, RESET = "account_confirm_login_code", "account_confirm_password_reset_code"

DROPPED = _(
    "A password was chosen for this address before anybody had confirmed it. It no longer works: set one of your own in"
    " your account, if you want one."
)


@receiver(email_confirmed)
def drop_password(request: HttpRequest, email_address: EmailAddress, **signal: object) -> None:
    """Drop the password of an address that is first proved without it.

    Anyone can sign up with somebody else's address and wait: its owner, let in by a code, knows of no password.
    """
    came = request.resolver_match and request.resolver_match.view_name
    user = email_address.user
    if came not in (SIGN_IN, RESET) or not user.has_usable_password():
        return
    user.set_unusable_password()
    user.save(update_fields=["password"])
    if came == SIGN_IN:
        messages.info(request, DROPPED)

"""Set-up for tests of accounts: signing up and in, codes from e-mails and from an authenticator app."""

import re

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth.models import User
from django.core import mail

ADDRESS = "ada@example.org"
PASSWORD = "correct horse battery"
NEW_PASSWORD = "another staple entirely"


def make_account(address=ADDRESS, password=PASSWORD, **flags):
    """Someone with a verified address and a password, or none."""
    user = User.objects.create_user(address.partition("@")[0], address, password, **flags)
    EmailAddress.objects.create(user=user, email=address, verified=True, primary=True)
    return user


def sign_in(client, address=ADDRESS, password=PASSWORD, next_page=""):
    return client.post("/accounts/login/", {"login": address, "password": password, "next": next_page})


def sign_up(client, address=ADDRESS, password=PASSWORD, next_page=""):
    return client.post("/accounts/signup/", {"email": address, "password1": password, "next": next_page})


def mailed_code():
    """Return the code in the newest e-mail."""
    return re.search(r"^[A-Z]{4}-[A-Z]{4}$", mail.outbox[-1].body, re.MULTILINE)[0]


def enter_code(client, where, code=None):
    return client.post(f"/accounts/{where}/", {"code": code or mailed_code()})


def asked_for_a_sign_in_code(client):
    """Make an account and have its sign-in code e-mailed; return where it is entered, as the next two do."""
    make_account()
    client.post("/accounts/login/code/", {"email": ADDRESS})
    return "login/code/confirm"


def asked_for_a_new_password(client):
    make_account()
    client.post("/accounts/password/reset/", {"email": ADDRESS})
    return "password/reset/confirm"


def signed_up(client):
    sign_up(client)
    return "confirm-email"


def sign_in_by_code(client):
    """Ask for a code, enter it and return the answer."""
    client.post("/accounts/login/code/", {"email": ADDRESS})
    return enter_code(client, "login/code/confirm")


def forget_password(client):
    """Say that the password is forgotten, and enter the code."""
    client.post("/accounts/password/reset/", {"email": ADDRESS})
    return enter_code(client, "password/reset/confirm")


def reset_password(client):
    """Replace a forgotten password, the code entered; return the page that says so."""
    forget_password(client)
    return client.post("/accounts/password/reset/complete/", {"password1": NEW_PASSWORD}, follow=True)


def change_password(client, current=PASSWORD):
    """Change the password of whoever is signed in; return the page that follows."""
    return client.post("/accounts/password/change/", {"oldpassword": current, "password1": NEW_PASSWORD}, follow=True)


def is_signed_in(client):
    return client.get("/accounts/").status_code == 200


def reauthenticate(client, password=PASSWORD):
    """Give the password again, as before a change that matters ("Confirm it’s you")."""
    return client.post("/accounts/reauthenticate/", {"password": password})


def ask_for_address(client, address):
    """Ask for another address, as whoever has just reauthenticated; the code goes there."""
    return client.post("/accounts/email/", {"email": address, "action_add": "1"})


def change_address(client, address):
    """Give the account of whoever is signed in another address, the code entered."""
    reauthenticate(client)
    ask_for_address(client, address)
    enter_code(client, "confirm-email")


def totp_code(secret):
    """Return the code that an authenticator app shows: the first, for no other follows while tests run."""
    return format_hotp_value(hotp_value(secret, 0))


def enrol(client):
    """Set up a second factor for whoever is signed in; return the secret that the app keeps."""
    reauthenticate(client)
    secret = client.get("/accounts/2fa/totp/activate/").context["form"].secret
    assert client.post("/accounts/2fa/totp/activate/", {"code": totp_code(secret)}).status_code == 302
    return secret

"""Who was about to come in when the account was deleted in another browser finds a sign-in page, not a failure."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from meanwhile import elsewhere, meanwhile
from signing import (
    ADDRESS,
    NEW_PASSWORD,
    PASSWORD,
    asked_for_a_new_password,
    asked_for_a_sign_in_code,
    enrol,
    enter_code,
    forget_password,
    mailed_code,
    make_account,
    sign_in,
    signed_up,
)

from assessment.models.erasing import erase_account


@pytest.fixture
def client():
    return Client(raise_request_exception=False)


def with_the_code(asked):
    """Return a way in by the code that was e-mailed once it was asked for."""
    return lambda client: (asked(client), {"code": mailed_code()})


def with_a_new_password(client):
    make_account()
    forget_password(client)
    return "password/reset/complete", {"password1": NEW_PASSWORD}


def with_a_code_of_the_app(client):
    make_account()
    first = Client()
    sign_in(first)
    enrol(first)
    sign_in(client, password=PASSWORD)
    return "2fa/authenticate", {"code": "000000"}


WAYS = {
    "a sign-in code": with_the_code(asked_for_a_sign_in_code),
    "a code for a password": with_the_code(asked_for_a_new_password),
    "a code for an address": with_the_code(signed_up),
    "a new password": with_a_new_password,
    "a code of the app": with_a_code_of_the_app,
}
WAYS_IN = {"/accounts/login/", "/accounts/login/code/", "/accounts/password/reset/"}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_whose_account_is_gone_is_led_to_sign_in(client, way):
    where, given = way(client)
    erase_account(User.objects.get())
    page = client.post(f"/accounts/{where}/", given, follow=True)
    assert page.status_code == 200
    assert page.request["PATH_INFO"] in WAYS_IN
    assert not User.objects.exists()
    assert ADDRESS not in str(dict(client.session))


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_looking_at_the_page_once_more_is_no_failure_either(client, way):
    where, _ = way(client)
    erase_account(User.objects.get())
    assert client.get(f"/accounts/{where}/", follow=True).status_code == 200


def signed_in_with_a_new_password(client):
    make_account()
    sign_in(client)
    return "password/change", {"oldpassword": PASSWORD, "password1": NEW_PASSWORD}


def signed_up_with_a_new_password(client):
    enter_code(client, signed_up(client))  # which is no proof that allauth would note
    return "password/change", {"oldpassword": PASSWORD, "password1": NEW_PASSWORD}


def with_a_password(client):
    make_account()
    return "login", {"login": ADDRESS, "password": PASSWORD}


HASHED = [
    (signed_in_with_a_new_password, 'UPDATE "auth_user"'),
    (signed_up_with_a_new_password, 'UPDATE "auth_user"'),
    (with_a_new_password, 'UPDATE "auth_user"'),
    (with_a_password, '"primary" FROM "account_emailaddress"'),
]
"""Each with what is said to the database once a password was hashed, which takes long."""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("way", "after"), HASHED)
def test_an_account_that_goes_while_its_password_is_hashed_stays_gone(client, way, after):
    where, given = way(client)
    with meanwhile(lambda: elsewhere(User.objects.get().delete), before=after):
        page = client.post(f"/accounts/{where}/", given)
    assert not User.objects.exists()
    assert client.get(page.url, follow=True).request["PATH_INFO"] in WAYS_IN

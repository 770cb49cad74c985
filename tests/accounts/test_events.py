"""What happens to accounts stands in the log, and never whose they are."""

import logging

import pytest
from django.test import Client
from signing import (
    ADDRESS,
    NEW_PASSWORD,
    PASSWORD,
    change_address,
    change_password,
    enrol,
    enter_code,
    make_account,
    sign_in,
    sign_up,
    totp_code,
)

from influence_site.operations.logs import JsonLines


@pytest.fixture
def logged(caplog):
    """What accounts have logged so far, as it stands in production."""
    caplog.set_level(logging.INFO, logger="influence_site.accounts")
    return lambda: [
        record.getMessage() for record in caplog.records if record.name.startswith("influence_site.accounts")
    ]


def ask_for(client, address):
    client.post(f"/accounts/{address}/", {"email": ADDRESS})


def test_signing_up_in_and_out_are_told(client, logged):
    sign_up(client)
    enter_code(client, "confirm-email", "BBBB-BBBB")
    enter_code(client, "confirm-email")
    client.post("/accounts/logout/")
    assert logged() == ["Signed up", "Wrong code for an address", "Address confirmed", "Signed in", "Signed out"]


def test_a_wrong_password_is_told_alike_with_an_account_and_without_one(client, logged):
    sign_in(client)
    make_account()
    sign_in(client, password="wrong horse battery")
    assert logged() == ["Wrong password"] * 2


def test_tries_that_are_too_many_are_told(client, logged):
    make_account()
    for _ in range(6):
        sign_in(client, password="wrong horse battery")
    assert logged()[-1] == "Too many wrong passwords"


def test_codes_and_changed_passwords_are_told(client, logged):
    make_account()
    ask_for(client, "login/code")
    enter_code(client, "login/code/confirm", "BBBB-BBBB")
    enter_code(client, "login/code/confirm")
    change_password(client)
    assert logged() == ["Wrong sign-in code", "Signed in", "Password changed"]


def test_a_forgotten_password_is_told_from_a_wrong_code_to_the_new_one(client, logged):
    make_account()
    ask_for(client, "password/reset")
    enter_code(client, "password/reset/confirm", "BBBB-BBBB")
    enter_code(client, "password/reset/confirm")
    client.post("/accounts/password/reset/complete/", {"password1": NEW_PASSWORD})
    assert logged() == ["Wrong code for a new password", "Forgotten password replaced"]


def test_with_a_second_factor_nobody_is_told_to_be_signed_in_before_the_right_code(client, logged):
    make_account()
    owner = Client()
    sign_in(owner)
    secret = enrol(owner)
    sign_in(client)
    client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    client.post("/accounts/2fa/authenticate/", {"code": totp_code(secret)})
    assert logged() == ["Signed in", "Wrong second factor", "Signed in"]


@pytest.mark.django_db(transaction=True)
def test_a_second_factor_that_comes_or_goes_is_told_with_its_recovery_codes(client, logged):
    make_account()
    sign_in(client)
    enrol(client)
    client.post("/accounts/2fa/recovery-codes/generate/")
    client.post("/accounts/2fa/totp/deactivate/")
    added, removed = ["Second factor added"] * 2, ["Second factor removed"] * 2
    assert logged() == ["Signed in", *added, "Recovery codes renewed", *removed]


@pytest.mark.django_db(transaction=True)
def test_a_new_address_is_told(client, logged):
    make_account()
    sign_in(client)
    change_address(client, "grace@example.org")
    assert logged() == ["Signed in", "Address changed", "Address confirmed"]


def test_no_line_tells_whose_account_it_is(client, caplog, logged):
    user = make_account()
    sign_in(client, password="wrong horse battery")
    sign_in(client)
    told = " ".join(JsonLines().format(record) for record in caplog.records)
    assert "Signed in" in told
    assert not any(secret in told for secret in (ADDRESS, user.username, PASSWORD, "wrong horse", "127.0.0.1"))

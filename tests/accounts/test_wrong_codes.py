"""What is said after wrong codes: what there is to be done, and nothing of passwords or waiting where there is none."""

import pytest
from allauth.account.internal.flows import code_verification
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.test import Client
from signing import (
    ADDRESS,
    ask_for_address,
    asked_for_a_new_password,
    asked_for_a_sign_in_code,
    enrol,
    mailed_code,
    make_account,
    reauthenticate,
    sign_in,
    signed_up,
)

LATE = "This code no longer works: it lasts 10 minutes, in the browser that asked for it."
WAIT, FORGOTTEN, ASK = "Wait five minutes", "forgotten your password", "Ask for a new one"


def asked_for_another_address(client):
    make_account()
    sign_in(client)
    reauthenticate(client)
    ask_for_address(client, "grace@example.org")
    return "confirm-email"


def asked_to_prove_it(client):
    make_account()
    sign_in(client)
    client.post("/accounts/reauthenticate/code/", {"recipient": ADDRESS})
    return "reauthenticate/code/confirm"


WAYS = [asked_for_a_sign_in_code, signed_up, asked_for_a_new_password, asked_for_another_address, asked_to_prove_it]


def is_open(client):
    """Return what a right code opens: pages as far as one gets into them, and addresses that are proved."""
    pages = ("/accounts/", "/accounts/password/reset/complete/", "/my-data/delete-account/")
    proved = EmailAddress.objects.filter(verified=True)
    return [client.get(page).status_code == 200 for page in pages], set(proved.values_list("email", flat=True))


@pytest.mark.parametrize("asked", WAYS)
def test_after_three_wrong_codes_nobody_is_told_to_wait(client, asked):
    where = asked(client)
    for _ in range(3):
        page = client.post(f"/accounts/{where}/", {"code": "BBBB-BBBB"}, follow=True)
    assert ASK in page.text
    assert LATE not in page.text  # it was wrong, not late
    assert WAIT not in page.text
    assert FORGOTTEN not in page.text


@pytest.mark.parametrize("asked", WAYS)
def test_after_three_wrong_codes_the_right_one_is_dead(client, asked):
    where, right = asked(client), mailed_code()
    before = is_open(client)
    for _ in range(3):
        client.post(f"/accounts/{where}/", {"code": "BBBB-BBBB"})
    assert LATE in client.post(f"/accounts/{where}/", {"code": right}, follow=True).text
    assert is_open(client) == before


@pytest.mark.parametrize("asked", WAYS)
def test_whose_code_is_too_old_is_told_so_once(client, asked, monkeypatch):
    where = asked(client)
    monkeypatch.setattr(code_verification.AbstractCodeVerificationProcess, "is_valid", lambda process: False)
    page = client.post(f"/accounts/{where}/", {"code": mailed_code(), "next": "/my-data/"}, follow=True)
    assert page.text.count(LATE) == 1
    assert ASK in page.text
    assert LATE not in client.get(page.request["PATH_INFO"]).text


@pytest.mark.parametrize("asked", [asked_for_a_sign_in_code, signed_up, asked_for_a_new_password])
def test_a_code_in_another_browser_than_the_one_that_asked_is_told_so(client, asked):
    where = asked(client)
    assert LATE in Client().post(f"/accounts/{where}/", {"code": mailed_code()}, follow=True).text


@pytest.mark.parametrize("asked", WAYS)
def test_a_code_that_is_right_opens_what_it_was_asked_for_and_nothing_is_said_of_it(client, asked):
    where = asked(client)
    before = is_open(client)
    assert LATE not in client.post(f"/accounts/{where}/", {"code": mailed_code()}, follow=True).text
    assert LATE not in client.get(f"/accounts/{where}/", follow=True).text  # nor by the browser’s Back
    assert is_open(client) != before


def test_who_gives_wrong_codes_of_the_app_has_to_wait_and_is_told_of_no_password(client):
    make_account()
    sign_in(client)
    enrol(client)
    cache.clear()
    phone = Client()
    sign_in(phone)
    for _ in range(6):
        page = phone.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert WAIT in page.text
    assert FORGOTTEN not in page.text

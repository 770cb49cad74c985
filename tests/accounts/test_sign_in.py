"""Signing in and out: with a password, or with a code alone."""

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from signing import (
    ADDRESS,
    PASSWORD,
    enter_code,
    is_signed_in,
    mailed_code,
    make_account,
    reauthenticate,
    sign_in,
    sign_in_by_code,
)

DAY = 24 * 60 * 60


def test_the_address_and_the_password_sign_in_whatever_the_case_of_the_address(client):
    make_account()
    sign_in(client, address="Ada@Example.org")
    assert is_signed_in(client)


def test_an_admin_made_by_the_command_signs_in_whatever_the_case_of_the_address(client, monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
    call_command("createsuperuser", "--no-input", "--username", "boss", "--email", "Boss@Example.org", verbosity=0)
    sign_in(client, address="Boss@Example.org")
    enter_code(client, "confirm-email")
    assert is_signed_in(client)
    assert client.get("/admin/").status_code == 200


def test_a_wrong_password_says_that_one_of_the_two_is_wrong(client):
    make_account()
    page = sign_in(client, password="wrong horse battery")
    assert "The e-mail address or password is not right" in page.text
    assert "wrong horse" not in page.text


def test_a_code_by_e_mail_signs_in_without_a_password(client):
    make_account()
    assert client.post("/accounts/login/code/", {"email": ADDRESS}).url == "/accounts/login/code/confirm/"
    enter_code(client, "login/code/confirm")
    assert is_signed_in(client)


def test_a_new_code_can_be_asked_for_and_replaces_the_old_one(client):
    make_account()
    client.post("/accounts/login/code/", {"email": ADDRESS})
    old = mailed_code()
    client.post("/accounts/login/code/confirm/", {"action": "resend"})
    assert mailed_code() != old
    enter_code(client, "login/code/confirm", old)
    assert not is_signed_in(client)
    enter_code(client, "login/code/confirm")
    assert is_signed_in(client)


def test_the_session_gets_a_new_id_and_the_lifetime_of_a_signed_in_one(client):
    make_account()
    client.get("/accounts/2fa/")
    before = client.session
    before["kept"] = "yes"
    before.save()
    assert before.get_expiry_age() == settings.SESSION_COOKIE_AGE
    client.cookies[settings.SESSION_COOKIE_NAME] = before.session_key
    sign_in(client)
    assert client.session.session_key != before.session_key
    assert client.session["kept"] == "yes"
    assert client.session.get_expiry_age() == pytest.approx(settings.SIGNED_IN_DAYS * DAY, abs=60)


@pytest.mark.parametrize("sign", [sign_in, sign_in_by_code])
def test_a_session_ends_so_long_after_signing_in_whatever_is_done_in_it(client, sign):
    make_account()
    sign(client)
    assert client.session.get_expiry_age() == pytest.approx(settings.SIGNED_IN_DAYS * DAY, abs=60)
    end, key = client.session.get_expiry_date(), client.session.session_key
    reauthenticate(client)
    assert client.session.session_key != key
    assert client.session.get_expiry_date() == end
    Session.objects.update(expire_date=timezone.now())
    assert not is_signed_in(client)


def test_signing_out_needs_a_post(client):
    make_account()
    sign_in(client)
    assert "Sign out?" in client.get("/accounts/logout/").text
    assert is_signed_in(client)
    client.post("/accounts/logout/")
    assert not is_signed_in(client)


def test_an_old_cookie_is_dead_after_signing_out(client):
    make_account()
    sign_in(client)
    stolen = Client()
    stolen.cookies = client.cookies.copy()
    assert is_signed_in(stolen)
    client.post("/accounts/logout/")
    assert not is_signed_in(stolen)


def test_an_account_that_was_switched_off_is_signed_out_and_stays_out(client):
    user = make_account()
    sign_in(client)
    user.is_active = False
    user.save()
    assert not is_signed_in(client)
    sign_in(client)
    assert not is_signed_in(client)
    page = client.get("/accounts/inactive/").text
    assert "switched off" in page
    assert 'The page <a href="/privacy/">Privacy</a> says at its end whom you can ask.' in page


def test_switching_it_on_again_brings_back_no_session(client):
    """Somebody's stolen session, say, was why it was switched off."""
    user, other = make_account(), Client()
    make_account("ben@example.org")
    sign_in(client)
    sign_in(other, "ben@example.org")
    for switched in (False, True):
        user.is_active = switched
        user.save()
    assert not is_signed_in(client)
    assert is_signed_in(other)
    sign_in(client)
    assert is_signed_in(client)

"""Forgotten and changed passwords."""

from datetime import UTC, datetime

import pytest
from django.conf import global_settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.test import Client
from meanwhile import alongside
from signing import (
    ADDRESS,
    NEW_PASSWORD,
    change_password,
    enrol,
    enter_code,
    forget_password,
    is_signed_in,
    make_account,
    reset_password,
    sign_in,
    sign_in_by_code,
)

from influence_site import settings as site


def forget(client):
    return client.post("/accounts/password/reset/", {"email": ADDRESS})


def test_a_forgotten_password_is_replaced_with_the_code_from_the_e_mail(client):
    user = make_account()
    assert '<a href="/accounts/password/reset/">Forgot your password?</a>' in client.get("/accounts/login/").text
    assert forget(client).url == "/accounts/password/reset/confirm/"
    assert enter_code(client, "password/reset/confirm").url == "/accounts/password/reset/complete/"
    done = client.post("/accounts/password/reset/complete/", {"password1": NEW_PASSWORD}, follow=True)
    assert "Your password has been changed" in done.text
    assert not is_signed_in(client)
    user.refresh_from_db()
    assert user.check_password(NEW_PASSWORD)
    sign_in(client, password=NEW_PASSWORD)
    assert is_signed_in(client)


def test_a_new_password_does_not_stand_in_for_the_second_factor(client):
    make_account()
    owner = Client()
    sign_in(owner)
    enrol(owner)
    reset_password(client)
    assert sign_in(client, password=NEW_PASSWORD).url == "/accounts/2fa/authenticate/"
    assert not is_signed_in(client)


def test_a_new_password_signs_out_every_browser_that_was_in(client):
    make_account()
    sign_in(client)
    reset_password(Client())
    assert not is_signed_in(client)


def test_nobody_reaches_the_new_password_without_the_code(client):
    make_account()
    forget(client)
    assert client.get("/accounts/password/reset/complete/").url == "/accounts/password/reset/confirm/"


def test_the_code_belongs_to_the_browser_that_asked(client):
    make_account()
    forget(client)
    assert enter_code(Client(), "password/reset/confirm").url == "/accounts/login/"


def test_who_forgot_the_password_while_signed_in_asks_again_and_is_not_signed_out(client):
    make_account()
    sign_in(client)
    forget(client)
    page = client.get("/accounts/password/reset/confirm/").text
    assert 'href="/accounts/password/reset/"' in page
    assert "/accounts/logout/" not in page


def test_a_change_asks_for_the_current_password_and_signs_out_the_others(client):
    make_account()
    other = Client()
    sign_in(client)
    sign_in(other)
    assert "This is not your current password" in change_password(client, "no").text
    assert is_signed_in(other)
    change_password(client)
    assert is_signed_in(client)
    assert not is_signed_in(other)


@pytest.mark.django_db(transaction=True)
def test_who_clicks_twice_to_change_the_password_stays_signed_in(client):
    make_account()
    sign_in(client)
    clicks = Client(), Client()
    for click in clicks:
        click.cookies.update(client.cookies)
    with alongside(lambda: change_password(clicks[1]), before='UPDATE "auth_user"'):
        change_password(clicks[0])
    assert all(map(is_signed_in, clicks))


def test_a_password_never_grows_too_old(client):
    long_ago = datetime(1999, 1, 1, tzinfo=UTC)
    make_account(date_joined=long_ago, last_login=long_ago)
    assert sign_in(client).url == "/results/"
    assert is_signed_in(client)


def test_a_password_is_kept_as_a_slow_hash_as_django_makes_it(settings):
    settings.PASSWORD_HASHERS = global_settings.PASSWORD_HASHERS
    assert not hasattr(site, "PASSWORD_HASHERS")
    kept = PBKDF2PasswordHasher().decode(make_account().password)
    assert kept["algorithm"] == "pbkdf2_sha256"
    assert kept["iterations"] >= 600_000


@pytest.mark.parametrize("page", ["signup", "password/change"])
def test_what_a_password_must_be_is_said_before_it_is_chosen(client, page):
    if page == "password/change":
        make_account()
        sign_in(client)
    shown = client.get(f"/accounts/{page}/").text
    fewest = next(one["OPTIONS"]["min_length"] for one in site.AUTH_PASSWORD_VALIDATORS if "OPTIONS" in one)
    assert f"At least {fewest} characters." in shown
    assert "a word from this site" in shown
    assert "personal information" not in shown


def test_password_managers_are_told_whose_password_is_asked_for(client):
    """Without that they keep a new one under no name, or ask which of several it replaces."""
    user = make_account()
    forget_password(client)
    pages = [client.get("/accounts/password/reset/complete/")]
    sign_in(client)
    pages += [client.get(f"/accounts/{page}/") for page in ("password/change", "reauthenticate")]
    user.set_unusable_password()
    user.save()
    sign_in_by_code(client)
    client.post("/accounts/reauthenticate/code/", {"recipient": ADDRESS})
    enter_code(client, "reauthenticate/code/confirm")
    pages.append(client.get("/accounts/password/set/"))
    for page in pages:
        assert f'<input type="email" autocomplete="username" value="{ADDRESS}" hidden>' in page.text


def test_password_managers_find_where_a_password_is_changed(client):
    answer = client.get("/.well-known/change-password")
    assert (answer.status_code, answer.url) == (302, "/accounts/password/change/")
    assert client.get("/.well-known/nothing-is-here").status_code == 404  # else they don't believe it

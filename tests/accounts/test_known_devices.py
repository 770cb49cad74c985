"""A browser in which the owner of an account has signed in does not wait for the guesses of strangers."""

import pytest
from django.conf import settings as site
from django.test import Client
from signing import (
    ADDRESS,
    NEW_PASSWORD,
    PASSWORD,
    change_password,
    enrol,
    is_signed_in,
    make_account,
    reset_password,
    sign_in,
    sign_in_by_code,
)

OTHER = "eve@example.org"


def at(number, cookies=None):
    """A browser somewhere else, with its own network address."""
    client = Client(REMOTE_ADDR=f"203.0.113.{number}")
    client.cookies.update(cookies or {})
    return client


def guess(client, times):
    for _ in range(times):
        page = sign_in(client, password="wrong horse battery")
    return page.text


def strangers_guess():
    """Use up what all unknown browsers together have for this account."""
    assert "Too many tries" in guess(at(66), 6)


def sign_out(client):
    client.post("/accounts/logout/")
    assert not is_signed_in(client)


def get_known(client):
    """Let the browser be one in which the owner has signed in."""
    sign_in(client)
    sign_out(client)
    return client.cookies


def is_waiting(client, password=PASSWORD):
    return "Too many tries" in sign_in(client, password=password).text


def test_the_right_password_signs_in_on_a_known_device_while_every_other_browser_waits(client):
    make_account()
    get_known(client)
    strangers_guess()
    assert is_waiting(at(1))
    sign_in(client)
    assert is_signed_in(client)


def test_into_the_admin_too(client):
    make_account(is_staff=True)
    get_known(client)
    strangers_guess()
    assert is_waiting(at(1))
    assert sign_in(client, next_page="/admin/").url == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_a_known_device_has_five_tries_of_its_own_wherever_its_cookie_is_taken(client):
    make_account()
    cookies, phone = get_known(client), at(3)
    get_known(phone)
    assert "Too many tries" in guess(at(1, cookies), 6)
    assert is_waiting(client)
    assert not is_waiting(at(2))
    assert not is_waiting(phone)


def test_the_limit_of_a_network_address_is_the_same_for_a_known_device(client):
    make_account()
    get_known(client)
    for number in range(10):
        sign_in(Client(), address=f"{number}@example.org")
    assert is_waiting(client)


def made_up(client):
    client.cookies[site.DEVICE_COOKIE_NAME] = "made:up:token"


def changed_by_a_letter(client):
    token = get_known(client)[site.DEVICE_COOKIE_NAME].value
    client.cookies[site.DEVICE_COOKIE_NAME] = f"x{token}"


def of_another_account(client):
    make_account(OTHER)
    sign_in(client, address=OTHER)
    sign_out(client)


def from_before_the_password_changed(client):
    get_known(client)
    elsewhere = at(9)
    sign_in(elsewhere)
    change_password(elsewhere)


@pytest.mark.parametrize("get", [made_up, changed_by_a_letter, of_another_account, from_before_the_password_changed])
def test_a_cookie_that_is_not_of_this_account_and_its_password_counts_for_nothing(client, get):
    make_account()
    get(client)
    assert client.cookies[site.DEVICE_COOKIE_NAME].value
    strangers_guess()
    assert is_waiting(client)
    assert is_waiting(client, password=NEW_PASSWORD)


def test_a_cookie_that_has_grown_too_old_counts_for_nothing(client, settings):
    make_account()
    get_known(client)
    strangers_guess()
    settings.DEVICE_COOKIE_AGE = -1
    assert is_waiting(client)


def by_code(client):
    sign_in_by_code(client)
    sign_out(client)
    return PASSWORD


def by_changing_the_password(client):
    sign_in(client)
    change_password(client)
    sign_out(client)
    return NEW_PASSWORD


def by_choosing_a_forgotten_password_anew(client):
    reset_password(client)
    return NEW_PASSWORD


@pytest.mark.parametrize("way", [by_code, by_changing_the_password, by_choosing_a_forgotten_password_anew])
def test_every_way_of_showing_that_one_is_the_owner_makes_the_device_known(client, way):
    make_account()
    password = way(client)
    strangers_guess()
    assert is_waiting(at(1), password)
    sign_in(client, password=password)
    assert is_signed_in(client)


def test_the_password_without_the_second_factor_does_not(client):
    make_account()
    owner = at(1)
    sign_in(owner)
    enrol(owner)
    assert sign_in(client).url == "/accounts/2fa/authenticate/"
    assert site.DEVICE_COOKIE_NAME not in client.cookies


def test_a_wrong_password_does_not(client):
    make_account()
    guess(client, 1)
    assert site.DEVICE_COOKIE_NAME not in client.cookies


def test_the_cookie_lasts_a_year_and_names_nobody(client):
    user = make_account()
    sign_in(client)
    cookie = client.cookies[site.DEVICE_COOKIE_NAME]
    assert cookie["max-age"] == 365 * 24 * 60 * 60
    assert (cookie["path"], cookie["domain"]) == ("/", "")
    assert ADDRESS not in cookie.value
    assert user.username not in cookie.value
    assert cookie.value != get_known(at(1))[site.DEVICE_COOKIE_NAME].value

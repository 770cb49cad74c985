"""Who signs up with somebody else's address and waits holds no key to the account once its owner comes."""

import pytest
from django.core.cache import cache
from django.test import Client
from signing import NEW_PASSWORD, PASSWORD, enter_code, forget_password, is_signed_in, sign_in, sign_in_by_code, sign_up


@pytest.fixture
def waiting(db):
    """Somebody who chose a password for an address that is not theirs, and never saw the code."""
    stranger = Client()
    sign_up(stranger)
    cache.clear()
    return stranger


def test_the_password_of_a_stranger_opens_nothing_once_the_owner_came_by_a_code(client, waiting):
    page = client.get(sign_in_by_code(client).url)
    assert "It no longer works: set one of your own" in page.text
    assert is_signed_in(client)
    assert "The e-mail address or password is not right" in sign_in(Client()).text
    sign_in(waiting)
    assert not is_signed_in(waiting)


def test_nor_once_the_owner_gave_the_code_for_a_new_password_and_left_it_at_that(client, waiting):
    forget_password(client)
    assert "The e-mail address or password is not right" in sign_in(Client()).text


def test_who_goes_on_chooses_a_password_and_is_told_of_no_other(client, waiting):
    forget_password(client)
    assert "no longer works" not in client.get("/accounts/password/reset/complete/").text
    client.post("/accounts/password/reset/complete/", {"password1": NEW_PASSWORD})
    sign_in(client, password=NEW_PASSWORD)
    assert is_signed_in(client)


def test_who_knows_the_password_when_the_address_is_confirmed_keeps_it(waiting):
    phone = Client()
    sign_in(phone)
    enter_code(phone, "confirm-email")
    assert is_signed_in(phone)
    again = Client()
    sign_in(again, password=PASSWORD)
    assert is_signed_in(again)


def test_who_signed_up_without_a_password_is_told_of_none(client, db):
    sign_up(Client(), password="")
    cache.clear()
    assert "no longer works" not in client.get(sign_in_by_code(client).url).text


def test_a_confirmed_address_keeps_its_password_whatever_code_comes_later(client):
    sign_up(client)
    enter_code(client, "confirm-email")
    cache.clear()
    phone = Client()
    assert "no longer works" not in phone.get(sign_in_by_code(phone).url).text
    again = Client()
    sign_in(again)
    assert is_signed_in(again)

"""Tries are limited, by account and by network address."""

import time

import pytest
from allauth.account import app_settings
from django.core.cache import caches
from django.core.cache.backends.db import DatabaseCache
from django.db import connection
from django.test import Client
from signing import (
    ADDRESS,
    NEW_PASSWORD,
    PASSWORD,
    change_password,
    enter_code,
    is_signed_in,
    make_account,
    reset_password,
    sign_in,
    sign_in_by_code,
    sign_up,
)

from influence_site import settings as site

AS_WRITTEN = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/300s/key",
    "signup": "20/m/ip",
    "request_login_code": "20/m/ip,3/m/key",
    "reset_password": "20/m/ip,5/m/key",
    "confirm_email": "1/10s/key",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
    "manage_email": "10/m/user",
}


def test_allauth_counts_as_it_did_when_the_table_in_docs_security_was_written():
    assert app_settings.RATE_LIMITS.items() >= AS_WRITTEN.items()


def test_after_five_wrong_passwords_the_right_one_has_to_wait(client):
    make_account()
    for _ in range(5):
        sign_in(client, password="wrong horse battery")
    page = sign_in(client).text
    assert "Too many tries" in page
    assert "Wait five minutes" in page
    assert "choose a new one" in page
    assert not is_signed_in(client)


def test_the_owner_is_not_locked_out_by_the_tries_of_others(client):
    make_account()
    for _ in range(6):
        sign_in(Client(), password="wrong horse battery")
    sign_in_by_code(client)
    assert is_signed_in(client)


def test_choosing_a_new_password_ends_the_wait(client):
    make_account()
    for _ in range(6):
        sign_in(client, password="wrong horse battery")
    reset_password(client)
    sign_in(client, password=NEW_PASSWORD)
    assert is_signed_in(client)


def test_too_many_tries_from_one_place_get_the_429_page(client):
    answers = [sign_in(client, address=f"{number}@example.org") for number in range(31)]
    assert {answer.status_code for answer in answers[:30]} == {200}
    assert answers[30].status_code == 429
    assert "<h1>Please wait a minute</h1>" in answers[30].text


def test_who_asks_for_a_new_code_too_soon_is_led_back_to_where_it_is_entered(client):
    sign_up(client)
    answer = client.post("/accounts/confirm-email/", {"action": "resend"})
    assert answer.status_code == 429
    assert '<a class="btn" href="">Try again</a>' in answer.text
    enter_code(client, "confirm-email")
    assert is_signed_in(client)


@pytest.mark.parametrize(("page", "refused"), [("signup", 429), ("password/reset", 429), ("login/code", 200)])
def test_sign_ups_and_codes_are_limited_too(page, refused):
    *posted, last = (
        Client().post(f"/accounts/{page}/", {"email": f"{number}@example.org", "password1": PASSWORD})
        for number in range(21)
    )
    assert {answer.status_code for answer in posted} == {302}
    assert last.status_code == refused
    assert "Too many tries" in last.text


def test_one_address_gets_no_flood_of_e_mails():
    answers = [Client().post("/accounts/login/code/", {"email": ADDRESS}).status_code for _ in range(4)]
    assert answers == [302, 302, 302, 200]
    sign_up(Client(), address="eve@example.org")
    assert sign_up(Client(), address="eve@example.org").status_code == 429


@pytest.fixture
def clock(monkeypatch):
    """Return a function that moves the clock by which tries are counted, a minute and so past all other limits."""
    hands = [time.time()]
    monkeypatch.setattr(time, "time", lambda: hands[0])
    return lambda seconds=61: hands.__setitem__(0, hands[0] + seconds)


def strangers_ask_for_codes(clock):
    """Have each kind of e-mail that anybody can cause sent to an address, again and again, within all other limits."""
    for spelled in (ADDRESS, ADDRESS.upper()) * 3:
        for page in ("login/code", "password/reset", "signup"):
            Client().post(f"/accounts/{page}/", {"email": spelled})
        clock()


@pytest.mark.parametrize("has_account", [False, True])
def test_no_inbox_gets_more_than_ten_e_mails_an_hour_and_the_page_says_so_to_everyone(clock, mailoutbox, has_account):
    if has_account:
        make_account()
    strangers_ask_for_codes(clock)
    assert len(mailoutbox) == 10
    said = Client().post("/accounts/login/code/", {"email": ADDRESS}, follow=True).text
    assert "this address has had ten within an hour" in said
    assert "We have written" not in said
    clock(3600)
    Client().post("/accounts/login/code/", {"email": ADDRESS})
    assert len(mailoutbox) == 11


def test_what_strangers_ask_for_leaves_the_owner_ten_e_mails_in_a_browser_that_the_account_knows(client, clock):
    make_account()
    sign_in(client)
    client.post("/accounts/logout/")
    strangers_ask_for_codes(clock)
    sign_in_by_code(client)
    assert is_signed_in(client)


def test_the_owner_is_told_of_changes_however_many_e_mails_strangers_ask_for(client, clock, mailoutbox):
    make_account()
    sign_in(client)
    strangers_ask_for_codes(clock)
    change_password(client)
    assert mailoutbox[-1].subject == "Your account was changed"


def test_the_admin_has_no_sign_in_of_its_own(client):
    answer = client.post("/admin/login/", {"username": "ada", "password": "a guess"})
    assert answer.url == "/accounts/login/?next=%2Fadmin%2Flogin%2F"
    tries = [sign_in(client, address=f"{number}@example.org", next_page="/admin/").status_code for number in range(31)]
    assert tries == [200] * 30 + [429]


def test_a_forged_forwarded_address_does_not_reset_the_count(client):
    for number in range(30):
        client.post("/accounts/login/", {}, headers={"X-Forwarded-For": f"198.51.100.{number}"})
    assert client.post("/accounts/login/", {}, headers={"X-Forwarded-For": "203.0.113.9"}).status_code == 429


def test_behind_a_proxy_each_visitor_has_a_count_of_their_own(client, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for _ in range(31):
        client.post("/accounts/login/", {}, headers={"X-Forwarded-For": "6.6.6.6, 198.51.100.1"})
    assert client.post("/accounts/login/", {}, headers={"X-Forwarded-For": "7.7.7.7, 198.51.100.1"}).status_code == 429
    assert client.post("/accounts/login/", {}, headers={"X-Forwarded-For": "6.6.6.6, 198.51.100.2"}).status_code == 200


@pytest.mark.parametrize(
    ("trusted", "forwarded"),
    [(3, "198.51.100.1"), (3, "6.6.6.6, 198.51.100.1"), (1, "198.51.100.1, unix:"), (1, "unknown")],
)
def test_when_fewer_proxies_tell_addresses_than_are_trusted_nobody_is_believed_and_the_log_says_so(
    client, settings, caplog, trusted, forwarded
):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = trusted
    answers = [client.post("/accounts/login/", {}, headers={"X-Forwarded-For": forwarded}) for _ in range(30)]
    assert {answer.status_code for answer in answers} == {200}
    another = forwarded.replace("198.51.100.1", "7.7.7.7")
    assert client.post("/accounts/login/", {}, headers={"X-Forwarded-For": another}).status_code == 429
    assert "TRUSTED_PROXIES" in caplog.text
    assert "198.51.100.1" not in caplog.text


def test_the_cache_that_ships_is_a_table_that_migrating_makes():
    shared = DatabaseCache("shared_cache", {})
    shared.set("tries", [1, 2])
    assert DatabaseCache("shared_cache", {}).get("tries") == [1, 2]
    assert caches["default"].get("tries") is None


def test_tries_that_still_count_are_never_dropped_to_make_room_for_others(db):
    small = DatabaseCache("shared_cache", {"OPTIONS": site.CACHES["default"]["OPTIONS"] | {"MAX_ENTRIES": 3}})
    small.clear()  # of what tests left that commit: no test empties this table
    small.set("a_wrong_password", [1], 300)
    small.set("long_over", [1], -1)
    for number in range(10):
        small.set(f"somebody_else_{number}", [1], 300)
    assert small.get("a_wrong_password") == [1]
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM shared_cache")
        assert len(kept := [key for (key,) in cursor.fetchall()]) == 11, kept


@pytest.mark.parametrize("host", ["testserver:8443", "testserver.", "TestServer"])
def test_another_way_to_write_the_host_gives_no_more_tries(client, host):
    make_account()
    for _ in range(5):
        sign_in(Client(), password="wrong horse battery")
    tried = client.post("/accounts/login/", {"login": ADDRESS, "password": PASSWORD}, headers={"host": host})
    assert "Too many tries" in tried.text

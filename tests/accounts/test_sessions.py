"""Where one is signed in: seen, and ended."""

import re
from datetime import UTC, datetime

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from signing import (
    PASSWORD,
    change_password,
    enrol,
    is_signed_in,
    make_account,
    reauthenticate,
    reset_password,
    sign_in,
    totp_code,
)


def browser(name):
    client = Client(headers={"user-agent": name})
    sign_in(client)
    return client


def test_all_browsers_are_listed_and_this_one_is_marked():
    make_account()
    browser("Elderly Tablet")
    page = browser("Brave New Phone").get("/accounts/sessions/").text
    named = re.findall(r"<dt>.*?</dt>", page, re.DOTALL)
    assert [("Elderly Tablet" in name, "this one" in name) for name in named] == [(True, False), (False, True)]


@pytest.mark.parametrize(
    ("given", "known_as"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox on Windows"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari/604.1",
            "Mobile Safari on iOS",
        ),
        ("curl/8.5.0", "curl/8.5.0"),
        ("", "An unnamed browser"),
        ("<b>Phone</b>", "&lt;b&gt;Phone&lt;/b&gt;"),
    ],
)
def test_a_browser_is_called_by_a_name_that_people_know_or_else_as_it_calls_itself(given, known_as):
    make_account()
    assert f"<bdi>{known_as}</bdi>" in browser(given).get("/accounts/sessions/").text


def test_since_when_is_told_with_the_clock_that_it_goes_by(settings):
    settings.TIME_ZONE = "Asia/Tokyo"
    make_account()
    phone = browser("Phone")
    UserSession.objects.update(created_at=datetime(2026, 3, 9, 20, tzinfo=UTC))
    assert "10 March 2026, 05:00 JST" in phone.get("/accounts/sessions/").text


def test_the_others_are_ended_and_this_one_stays():
    make_account()
    tablet, phone = browser("Tablet"), browser("Phone")
    assert "You are signed out everywhere else." in phone.post("/accounts/sessions/", follow=True).text
    assert is_signed_in(phone)
    assert not is_signed_in(tablet)


def test_who_is_signed_in_here_alone_is_told_so_and_offered_no_more():
    make_account()
    page = browser("Phone").get("/accounts/sessions/").text
    assert "Only this browser is signed in." in page
    assert "Sign out everywhere else" not in page


def test_nobody_sees_or_ends_the_sessions_of_somebody_else():
    make_account()
    make_account("eve@example.org")
    phone = browser("Phone of Ada")
    eve = Client()
    sign_in(eve, address="eve@example.org")
    assert "Phone of Ada" not in eve.get("/accounts/sessions/").text
    eve.post("/accounts/sessions/")
    change_password(eve)
    eve.post("/accounts/logout/")
    assert "Phone of Ada" in phone.get("/accounts/sessions/").text


def test_of_a_browser_that_has_signed_out_nothing_is_kept():
    make_account()
    phone = browser("Phone")
    assert UserSession.objects.count() == 1
    phone.post("/accounts/logout/")
    assert not UserSession.objects.exists()


def test_of_browsers_that_a_new_password_has_signed_out_nothing_is_kept():
    make_account()
    phone = browser("Phone")
    browser("Tablet")
    change_password(phone)
    assert is_signed_in(phone)
    assert [one.user_agent for one in UserSession.objects.all()] == ["Phone"]
    assert Session.objects.count() == 1
    reset_password(Client())
    assert not UserSession.objects.exists()


def test_a_session_whose_owner_was_asked_again_has_a_new_key_and_stays_on_the_list():
    make_account()
    phone, stolen = browser("Phone"), Client()
    stolen.cookies = phone.cookies.copy()
    before = phone.session.session_key
    assert reauthenticate(phone).status_code == 302
    assert phone.session.session_key != before
    assert not is_signed_in(stolen)
    page = phone.get("/accounts/sessions/").text
    assert page.count("Phone") == page.count("this one") == 1


def test_so_has_one_whose_owner_was_asked_for_the_second_factor_and_a_wrong_answer_leaves_it_as_it_is():
    make_account()
    phone = browser("Phone")
    secret = enrol(phone)
    before = phone.session.session_key
    phone.post("/accounts/reauthenticate/", {"password": f"not {PASSWORD}"})
    assert phone.session.session_key == before
    assert phone.post("/accounts/2fa/reauthenticate/", {"code": totp_code(secret)}).status_code == 302
    assert phone.session.session_key != before


def test_how_a_browser_names_itself_is_shown_as_text():
    make_account()
    page = browser("<b>Phone</b>").get("/accounts/sessions/").text
    assert "&lt;b&gt;Phone&lt;/b&gt;" in page

"""Where one is signed in: seen, and ended."""

import pytest
from django.test import Client
from signing import is_signed_in, make_account, sign_in

pytestmark = pytest.mark.django_db


def browser(name):
    client = Client(headers={"user-agent": name})
    sign_in(client)
    return client


def test_all_browsers_are_listed_and_this_one_is_marked():
    make_account()
    browser("Elderly Tablet")
    page = browser("Brave New Phone").get("/accounts/sessions/").text
    assert "Elderly Tablet" in page
    assert page.index("this one") < page.index("Brave New Phone")
    assert page.count("this one") == 1


def test_the_others_are_ended_and_this_one_stays():
    make_account()
    tablet, phone = browser("Tablet"), browser("Phone")
    assert "You are signed out everywhere else." in phone.post("/accounts/sessions/", follow=True).text
    assert is_signed_in(phone)
    assert not is_signed_in(tablet)


def test_nobody_sees_or_ends_the_sessions_of_somebody_else():
    make_account()
    make_account("eve@example.org")
    phone = browser("Phone of Ada")
    eve = Client()
    sign_in(eve, address="eve@example.org")
    assert "Phone of Ada" not in eve.get("/accounts/sessions/").text
    eve.post("/accounts/sessions/")
    assert is_signed_in(phone)


def test_signing_out_takes_the_browser_off_the_list():
    make_account()
    browser("Tablet").post("/accounts/logout/")
    assert "Tablet" not in browser("Phone").get("/accounts/sessions/").text


def test_how_a_browser_names_itself_is_shown_as_text():
    make_account()
    page = browser("<b>Phone</b>").get("/accounts/sessions/").text
    assert "&lt;b&gt;Phone&lt;/b&gt;" in page

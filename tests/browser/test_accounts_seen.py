"""Accounts in a browser: each page within reach of everyone, and the way in and back."""

import pytest
from allauth.usersessions.models import UserSession
from browser.walking import copy_cookies, give_address_and_password, press, skip_to_main
from browser.watching import (
    BROKEN_WORDS,
    NARROW,
    PHONE,
    SCROLL_WIDTH,
    assert_accessible_and_fits,
    assert_accessible_in_light_and_dark,
)
from django.test import Client
from playwright.sync_api import expect
from signing import (
    ADDRESS,
    NEW_PASSWORD,
    enrol,
    enter_code,
    mailed_code,
    make_account,
    reauthenticate,
    sign_in,
    sign_up,
)

OPEN = ("login", "signup", "login/code", "password/reset", "inactive", "password/reset/done")
OWN = ("email", "password/change", "logout", "sessions", "2fa", "reauthenticate", "reauthenticate/code")
PROTECTED = ("2fa", "2fa/reauthenticate", "2fa/totp/deactivate", "2fa/recovery-codes", "2fa/recovery-codes/generate")


def assert_good(page, addresses):
    for address in addresses:
        page.goto(f"/accounts/{address}/")
        assert page.url.endswith(f"/accounts/{address}/")
        assert_accessible_and_fits(page)


@pytest.fixture
def signed_in(visit_as_client, client):
    """Return the page of an account in a browser in which its owner is signed in, as at the test's client."""
    make_account()
    sign_in(client)
    return visit_as_client("/accounts/")


def test_pages_for_strangers_are_within_reach_of_everyone(visit):
    assert_good(visit("/"), OPEN)


def test_pages_of_an_account_are_within_reach_of_everyone(signed_in):
    assert_accessible_and_fits(signed_in)
    assert_good(signed_in, OWN)


@pytest.mark.parametrize("width", [NARROW, PHONE])
def test_a_network_address_is_whole_on_a_phone(signed_in, width):
    UserSession.objects.update(ip="203.0.113.195")
    signed_in.set_viewport_size({"width": width, "height": 844})
    signed_in.goto("/accounts/sessions/")
    address = signed_in.get_by_text("203.0.113.195")
    expect(address).to_be_visible()
    assert address.evaluate_all(BROKEN_WORDS) == []


def test_pages_of_a_second_factor_are_within_reach_of_everyone(signed_in, client):
    reauthenticate(client)
    copy_cookies(client, signed_in)
    assert_good(signed_in, ["2fa/totp/activate"])
    signed_in.set_viewport_size({"width": NARROW, "height": 640})
    signed_in.evaluate("document.documentElement.style.fontSize = '200%'")
    assert signed_in.evaluate(SCROLL_WIDTH) <= NARROW
    enrol(client)
    copy_cookies(client, signed_in)
    assert_good(signed_in, PROTECTED)
    sign_in(elsewhere := Client())
    copy_cookies(elsewhere, signed_in)
    assert_good(signed_in, ["2fa/authenticate"])


def test_the_page_that_asks_for_a_code_is_within_reach_of_everyone(visit_as_client, client):
    sign_up(client)
    assert_good(visit_as_client("/"), ["confirm-email"])


def test_pages_for_someone_without_a_password_are_within_reach_of_everyone(visit_as_client, client):
    make_account(password=None)
    client.post("/accounts/login/code/", {"email": ADDRESS})
    page = visit_as_client("/")
    assert_good(page, ["login/code/confirm"])
    enter_code(client, "login/code/confirm")
    client.post("/accounts/reauthenticate/code/", {"recipient": ADDRESS})
    copy_cookies(client, page)
    assert_good(page, ["reauthenticate/code/confirm"])
    enter_code(client, "reauthenticate/code/confirm")
    copy_cookies(client, page)
    assert_good(page, ["password/set"])


def test_a_form_with_errors_is_within_reach_of_everyone_and_takes_the_focus(visit):
    page = visit("/accounts/signup/")
    press(page, "Create my account")
    expect(page.locator(".summary")).to_be_focused()
    assert page.title().startswith("Error: ")
    assert_accessible_in_light_and_dark(page)
    page.locator(".summary a").first.click()
    expect(page.get_by_label("E-mail address")).to_be_focused()


def test_an_error_takes_the_focus_also_after_the_skip_link_and_a_link_to_a_field(visit):
    page = visit("/accounts/signup/")
    skip_to_main(page)
    press(page, "Create my account")
    expect(page.locator(".summary")).to_be_focused()
    page.locator(".summary a").first.click()
    press(page, "Create my account")
    expect(page.locator(".summary")).to_be_focused()


@pytest.mark.parametrize("javascript", [True, False])
def test_someone_signs_up_out_and_in_again(visit, javascript):
    page = visit("/", javascript=javascript)
    page.get_by_role("link", name="Sign in").click()
    page.get_by_role("link", name="Create an account").click()
    give_address_and_password(page, "Create my account")
    page.get_by_label("Code").fill(mailed_code())
    press(page, "Continue")
    expect(page.get_by_text("You are signed in.")).to_be_visible()
    page.get_by_role("link", name="Account").click()
    press(page, "Sign out")
    page.get_by_role("link", name="Sign in").click()
    give_address_and_password(page, "Sign in")
    expect(page.get_by_text("You are signed in.")).to_be_visible()


def test_a_forgotten_password_is_replaced_on_pages_within_reach_of_everyone(visit):
    make_account()
    page = visit("/accounts/login/")
    page.get_by_role("link", name="Forgot your password?").click()
    page.get_by_label("E-mail address").fill(ADDRESS)
    press(page, "Send me a code")
    assert_accessible_and_fits(page)
    page.get_by_label("Code").fill(mailed_code())
    press(page, "Continue")
    assert_accessible_and_fits(page)
    page.get_by_label("New password").fill(NEW_PASSWORD)
    press(page, "Save the new password")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your password has been changed")


def test_the_list_of_browsers_fits_a_phone_however_long_their_names(signed_in):
    UserSession.objects.update(ip="2001:db8:85a3:1234:5678:8a2e:1370:7334", user_agent="W" * 200)
    signed_in.set_viewport_size({"width": NARROW, "height": 640})
    signed_in.goto("/accounts/sessions/")
    expect(signed_in.get_by_text("W" * 200)).to_be_visible()
    assert signed_in.evaluate(SCROLL_WIDTH) <= NARROW


def test_a_password_can_be_looked_at_while_typing(visit):
    """It is neither mended nor spell-checked elsewhere then."""
    page = visit("/accounts/login/")
    password = page.get_by_label("Password")
    page.get_by_role("button", name="Show").click()
    as_shown = {"type": "text", "spellcheck": "false", "autocapitalize": "none", "autocorrect": "off"}
    for attribute, value in as_shown.items():
        expect(password).to_have_attribute(attribute, value)
    page.get_by_role("button", name="Hide").click()
    expect(password).to_have_attribute("type", "password")


def test_a_password_that_was_looked_at_is_sent_from_a_password_field(visit):
    page = visit("/accounts/login/")
    page.get_by_label("E-mail address").fill(ADDRESS)
    page.get_by_label("Password").fill("wrong horse battery")
    page.get_by_role("button", name="Show").click()
    page.evaluate("document.addEventListener('submit', event => event.preventDefault())")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_label("Password")).to_have_attribute("type", "password")


def test_without_script_there_is_no_button_that_does_nothing(visit):
    page = visit("/accounts/login/", javascript=False)
    expect(page.get_by_role("button", name="Show")).to_be_hidden()

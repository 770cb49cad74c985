"""Every page about an account: in our look, under the strict policy, out of every cache."""

import re

import pytest
from django.test import Client
from signing import ADDRESS, enrol, enter_code, make_account, reauthenticate, sign_in, sign_up

INLINE = re.compile(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)|javascript:|=.data:", re.IGNORECASE)
OPEN = ["login", "signup", "login/code", "password/reset", "inactive", "password/reset/done"]
OWN = ["", "email", "password/change", "reauthenticate", "reauthenticate/code", "logout", "sessions"]
OWN += [
    f"2fa{page}" for page in ("", "/reauthenticate", "/totp/deactivate", "/recovery-codes", "/recovery-codes/generate")
]


def asking_for(address, posted):
    client = Client()
    client.post(address, posted)
    return client


def assert_ours(page):
    assert page.status_code == 200
    assert 'href="/static/css/site.css"' in page.text
    assert not INLINE.search(page.text), INLINE.search(page.text)
    assert page.text.count("<h1") == 1
    assert " placeholder=" not in page.text  # it goes as soon as one types; a label stays
    assert page.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert "unsafe" not in page.headers["Content-Security-Policy"]
    assert "no-store" in page.headers["Cache-Control"]


@pytest.mark.parametrize("page", OPEN)
def test_a_page_for_strangers_is_ours(client, page):
    assert_ours(client.get(f"/accounts/{page}/"))


def test_the_pages_of_someone_with_a_second_factor_are_ours(client):
    make_account()
    sign_in(client)
    enrol(client)
    for page in OWN:
        assert_ours(client.get(f"/accounts/{page}/".replace("//", "/")))


def test_the_pages_of_setting_things_up_are_ours(client):
    user = make_account()
    sign_in(client)
    reauthenticate(client)
    for page in ("2fa", "2fa/totp/activate"):
        assert_ours(client.get(f"/accounts/{page}/"))
    user.set_unusable_password()
    user.save()
    client.force_login(user)
    client.post("/accounts/reauthenticate/code/", {"recipient": ADDRESS})
    assert_ours(client.get("/accounts/reauthenticate/code/confirm/"))
    enter_code(client, "reauthenticate/code/confirm")
    assert_ours(client.get("/accounts/password/set/"))
    assert "None: you sign in with a code" in client.get("/accounts/").text


def test_the_pages_that_ask_for_a_code_are_ours(client):
    sign_up(client)
    assert_ours(client.get("/accounts/confirm-email/"))
    sign_in_code = asking_for("/accounts/login/code/", {"email": ADDRESS})
    assert_ours(sign_in_code.get("/accounts/login/code/confirm/"))
    assert_ours(asking_for("/accounts/password/reset/", {"email": ADDRESS}).get("/accounts/password/reset/confirm/"))


def test_a_page_with_errors_is_ours_and_leads_to_the_field(client):
    page = client.post("/accounts/signup/", {"email": "nobody", "password1": ""})
    assert_ours(page)
    assert "<title>Error: Create an account" in page.text
    assert '<a href="#id_email">Enter an e-mail address like name@example.org</a>' in page.text
    assert 'value="nobody"' in page.text


def test_every_field_has_a_label_and_tells_browsers_what_it_is_for(client):
    for page, fields in {
        "signup": {"email": "email", "password1": "new-password"},
        "login": {"login": "email", "password": "current-password"},
    }.items():
        shown = client.get(f"/accounts/{page}/").text
        for name, purpose in fields.items():
            assert f'<label for="id_{name}">' in shown
            assert re.search(rf'name="{name}"[^>]*autocomplete="{purpose}"', shown)


def test_nobody_is_asked_for_more_than_address_password_and_code(client):
    pages = [client.get(f"/accounts/{page}/") for page in ("login", "signup", "login/code", "password/reset")]
    sign_up(client)
    pages.append(client.get("/accounts/confirm-email/"))
    asked = [sorted(page.context["form"].fields) for page in pages]
    assert asked == [["login", "password"], ["email", "password1"], ["email"], ["email"], ["code"]]


@pytest.mark.parametrize("page", [page for page in OWN if page != "logout"])
def test_a_stranger_is_led_to_the_sign_in(client, page):
    assert client.get(f"/accounts/{page}/".replace("//", "/")).url.startswith("/accounts/login/?next=")


def test_a_stranger_who_would_sign_out_is_led_to_the_start(client):
    assert client.get("/accounts/logout/").url == "/"


@pytest.mark.parametrize("page", ["social/login/cancelled", "3rdparty", "login/x", "2fa/webauthn", "signup/passkey"])
def test_what_we_do_not_use_is_not_there(client, page):
    assert client.get(f"/accounts/{page}/").status_code == 404


def test_the_way_in_stands_in_the_header_and_changes_after_signing_in(client, published):
    assert 'href="/accounts/login/">Sign in' in client.get("/").text
    make_account()
    sign_in(client)
    page = client.get("/").text
    assert 'href="/accounts/">Account' in page
    assert "You are signed in." in page

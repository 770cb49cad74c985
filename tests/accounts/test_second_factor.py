"""The second factor: set up, asked for, lost, turned off; and required of staff."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings as site
from django.core.cache import cache
from django.test import Client
from signing import enrol, is_signed_in, make_account, reauthenticate, sign_in, sign_in_by_code, totp_code

DAY = 24 * 60 * 60


@pytest.fixture
def secret():
    """Make an account with a second factor; return what its app keeps."""
    make_account()
    client = Client()
    sign_in(client)
    return enrol(client)


@pytest.fixture
def owner(client):
    """Somebody who has signed in and has just shown who they are."""
    make_account()
    sign_in(client)
    reauthenticate(client)
    return client


def test_whoever_has_switched_it_off_meanwhile_reads_what_recovery_codes_need(owner):
    page = owner.post("/accounts/2fa/recovery-codes/generate/")
    assert "Your second factor is off. Recovery codes come with it: set it up first." in page.text


def test_setting_it_up_asks_for_the_password_and_shows_recovery_codes(client):
    make_account()
    sign_in(client)
    assert client.get("/accounts/2fa/totp/activate/").url.startswith("/accounts/reauthenticate/")
    enrol(client)
    page = client.get("/accounts/2fa/recovery-codes/")
    assert len(page.context["unused_codes"]) == 10
    assert all(code in page.text for code in page.context["unused_codes"])
    assert "attachment" in client.get("/accounts/2fa/recovery-codes/download/").headers["Content-Disposition"]


def test_the_picture_to_scan_stands_in_the_page_and_names_this_site(owner):
    page = owner.get("/accounts/2fa/totp/activate/")
    assert "<svg" in page.text
    assert "<?xml" not in page.text
    assert "issuer=Influenced%20or%20influencing%3F" in page.context["totp_url"]


def test_the_key_stays_the_same_when_the_page_is_opened_again(owner):
    """Phones forget a page while its reader is in the app, and who takes five minutes is asked for the password."""
    in_app = owner.get("/accounts/2fa/totp/activate/").context["form"].secret
    assert enrol(owner) == in_app
    owner.post("/accounts/2fa/totp/deactivate/")
    assert owner.get("/accounts/2fa/totp/activate/").context["form"].secret != in_app


def test_wherever_the_app_is_asked_a_phone_shows_digits_to_type(owner):
    pages = [owner.get("/accounts/2fa/totp/activate/")]
    enrol(owner)
    pages.append(owner.get("/accounts/2fa/reauthenticate/"))
    assert all(code.isdecimal() for code in owner.get("/accounts/2fa/recovery-codes/").context["unused_codes"])
    owner.post("/accounts/logout/")
    sign_in(owner)
    pages.append(owner.get("/accounts/2fa/authenticate/"))
    assert all(re.search(r'<input[^>]*name="code"[^>]*inputmode="numeric"', page.text) for page in pages)


def test_the_password_alone_no_longer_signs_in(client, secret):
    assert sign_in(client).url == "/accounts/2fa/authenticate/"
    assert not is_signed_in(client)
    assert "This code is not right" in client.post("/accounts/2fa/authenticate/", {"code": "000000"}).text
    client.post("/accounts/2fa/authenticate/", {"code": totp_code(secret)})
    assert is_signed_in(client)


def test_a_sign_in_code_alone_does_not_sign_in_either(client, secret):
    assert sign_in_by_code(client).url == "/accounts/2fa/authenticate/"
    assert not is_signed_in(client)


@pytest.mark.parametrize("kind", ["of the app", "to recover"])
def test_a_code_works_once(secret, kind):
    to_recover = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    code = totp_code(secret) if kind == "of the app" else to_recover[0]
    first, second = Client(), Client()
    for client in (first, second):
        sign_in(client)
        page = client.post("/accounts/2fa/authenticate/", {"code": code})
    assert is_signed_in(first)
    assert not is_signed_in(second)
    assert "or a recovery code you have not used yet" in page.text


def test_the_first_code_of_an_app_is_asked_of_the_app_alone(owner):
    page = owner.post("/accounts/2fa/totp/activate/", {"code": "000000"}).text
    assert "Use the one that the app shows now</a>" in page


def test_codes_of_the_app_cannot_be_guessed_by_the_dozen(client, secret):
    sign_in(client)
    for _ in range(6):
        page = client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert "Too many tries" in page.text
    assert client.post("/accounts/2fa/authenticate/", {"code": totp_code(secret)}).status_code == 200


def test_who_gives_the_password_and_not_the_code_keeps_the_lifetime_of_a_stranger(client, secret):
    sign_in(client)
    assert client.session.get_expiry_age() == site.SESSION_COOKIE_AGE
    client.post("/accounts/2fa/authenticate/", {"code": totp_code(secret)})
    assert client.session.get_expiry_age() == pytest.approx(site.SIGNED_IN_DAYS * DAY, abs=60)


@pytest.mark.django_db(transaction=True)
def test_switching_it_on_signs_out_every_browser_that_came_in_without_it(client, settings):
    """One that did not belong to the owner would go on, and could now open the admin."""
    settings.STAFF_NEEDS_SECOND_FACTOR = True
    make_account(is_staff=True)
    make_account("ben@example.org")
    stolen, ben = Client(), Client()
    sign_in(stolen)
    sign_in(ben, "ben@example.org")
    sign_in(client)
    reauthenticate(client)
    assert "signs you out in all your other browsers" in client.get("/accounts/2fa/totp/activate/").text
    enrol(client)
    assert not is_signed_in(stolen)
    assert client.get("/admin/").status_code == 200
    assert is_signed_in(ben)
    assert UserSession.objects.count() == 2


def test_it_can_be_turned_off_by_a_post(client, secret):
    sign_in(client)
    client.post("/accounts/2fa/authenticate/", {"code": totp_code(secret)})
    reauthenticate(client)
    assert "Switch off your second factor?" in client.get("/accounts/2fa/totp/deactivate/").text
    client.post("/accounts/2fa/totp/deactivate/")
    assert not Authenticator.objects.exists()


def test_staff_needs_none_unless_the_site_says_so(client):
    make_account(is_staff=True)
    sign_in(client)
    assert client.get("/admin/").status_code == 200


def test_when_the_site_says_so_the_admin_opens_only_with_a_second_factor(client, settings):
    settings.STAFF_NEEDS_SECOND_FACTOR = True
    make_account(is_staff=True)
    sign_in(client)
    for page in ("/admin/", "/admin/assessment/", "/admin/jsi18n/", "/admin/password_change/"):
        assert "/admin/login/" in client.get(page).url
    assert client.get("/admin/login/").url == "/accounts/2fa/totp/activate/"
    assert "The admin needs a second factor." in client.get("/accounts/2fa/totp/activate/", follow=True).text
    cache.clear()
    enrol(client)
    assert client.get("/admin/").status_code == 200


def test_the_admin_has_no_password_page_of_its_own_which_would_count_no_tries(admin_client):
    page = "/admin/password_change/"
    sent = {"old_password": "a guess", "new_password1": "another staple", "new_password2": "another staple"}
    assert admin_client.get(page).url == admin_client.post(page, sent).url == "/accounts/password/change/"


@pytest.mark.parametrize("second_factor", [False, True])
def test_the_admin_stays_closed_to_who_is_no_staff(client, settings, second_factor):
    settings.STAFF_NEEDS_SECOND_FACTOR = second_factor
    make_account()
    sign_in(client)
    assert client.get("/admin/", follow=True).status_code == 403

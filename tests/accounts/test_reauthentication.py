"""Before a change that matters, a code in an e-mail stands in for a password that is not there or not known."""

from contextlib import suppress
from urllib.parse import quote_plus

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse
from signing import ADDRESS, NEW_PASSWORD, enter_code, mailed_code, make_account, sign_in, sign_in_by_code

ASK, CONFIRM = "/accounts/reauthenticate/code/", "/accounts/reauthenticate/code/confirm/"
DELETE_ACCOUNT = "/my-data/delete-account/"


@pytest.fixture
def without_password(client):
    """Someone who signs in by code alone, signed in."""
    make_account(password=None)
    sign_in_by_code(client)
    mail.outbox.clear()


@pytest.mark.parametrize("change", [DELETE_ACCOUNT, "/accounts/password/set/"])
def test_who_has_no_password_is_asked_for_a_code_and_then_goes_on(client, without_password, change):
    asked = client.get(change, follow=True)
    assert asked.redirect_chain[-1][0].startswith(f"{ASK}?next=")
    sent = client.post(asked.redirect_chain[-1][0], {"recipient": ADDRESS}, follow=True)
    assert mail.outbox[-1].to == [ADDRESS]
    assert mail.outbox[-1].subject == "Your code to confirm a change"
    assert ADDRESS in sent.text
    assert client.post(sent.redirect_chain[-1][0], {"code": mailed_code()}).url == change
    assert client.get(change).status_code == 200


def test_the_page_that_asks_says_where_the_code_goes(client, without_password):
    page = client.get(ASK).text
    assert ADDRESS in page
    assert "Send me a code" in page


def test_a_code_is_sent_to_no_address_but_ones_own(client, without_password):
    client.post(ASK, {"recipient": "eve@example.org"})
    assert not mail.outbox
    assert client.get(DELETE_ACCOUNT).status_code == 302


def addresses():
    """Yield each address of the site that names nothing of anybody's."""
    for name in filter(lambda name: isinstance(name, str), get_resolver().reverse_dict):
        with suppress(NoReverseMatch):
            yield reverse(name)


def test_no_form_of_a_stranger_waits_in_a_session(published):
    asked = list(addresses())
    assert {DELETE_ACCOUNT, "/accounts/2fa/totp/activate/", "/accounts/email/"} <= set(asked)
    for address in asked:
        Client().post(address, {"planted": "by a stranger"})
    assert Session.objects.exists()
    assert "planted" not in str([session.get_decoded() for session in Session.objects.all()])


@pytest.mark.parametrize("page", ["totp/activate", "recovery-codes/generate"])
def test_a_stranger_is_led_to_sign_in_before_a_second_factor_and_back_to_it(client, page):
    make_account()
    asked = client.get(f"/accounts/2fa/{page}/")
    assert asked.url == f"/accounts/login/?next=/accounts/2fa/{page}/"
    assert sign_in(client, next_page=f"/accounts/2fa/{page}/").url == f"/accounts/2fa/{page}/"


def test_no_password_waits_in_the_session_until_it_is_clear_whose_it_is(client, without_password):
    asked = client.post("/accounts/password/set/", {"password1": NEW_PASSWORD}, follow=True)
    assert asked.redirect_chain[-1][0].startswith(f"{ASK}?next=")
    assert quote_plus(NEW_PASSWORD) not in str(dict(client.session))
    sent = client.post(asked.redirect_chain[-1][0], {"recipient": ADDRESS})
    again = client.post(sent.url, {"code": mailed_code()}, follow=True)
    assert 'action="/accounts/password/set/"' in again.text
    client.post("/accounts/password/set/", {"password1": NEW_PASSWORD})
    assert User.objects.get().check_password(NEW_PASSWORD)


def test_a_code_changes_the_key_of_the_session(client, without_password):
    before = client.session.session_key
    client.post(ASK, {"recipient": ADDRESS})
    enter_code(client, "reauthenticate/code/confirm")
    assert client.session.session_key != before
    assert client.get("/accounts/").status_code == 200


def test_who_forgot_the_password_may_ask_for_a_code_instead(client):
    make_account()
    sign_in(client)
    asked = client.get(DELETE_ACCOUNT, follow=True)
    assert f'href="{ASK}?next={quote_plus(DELETE_ACCOUNT)}">Send me a code instead</a>' in asked.text
    client.post(ASK, {"recipient": ADDRESS})
    enter_code(client, "reauthenticate/code/confirm")
    assert client.get(DELETE_ACCOUNT).status_code == 200

"""Changing the e-mail address: asked who one is, and proven by a code sent to the new one."""

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from meanwhile import alongside, elsewhere, meanwhile
from signing import (
    ADDRESS,
    NEW_PASSWORD,
    PASSWORD,
    ask_for_address,
    change_address,
    enter_code,
    is_signed_in,
    mailed_code,
    make_account,
    reauthenticate,
    sign_in,
)

LOVELACE = "lovelace@example.org"
NUMBER = 4711
"""Of an account: allauth writes it in two ways, which are the same below ten."""


def ask_for(client, address=LOVELACE):
    reauthenticate(client)
    return ask_for_address(client, address)


def test_a_change_asks_for_the_password_first(client):
    make_account()
    sign_in(client)
    answer = ask_for_address(client, LOVELACE)
    assert answer.url.startswith("/accounts/reauthenticate/")
    assert not mail.outbox


def test_the_address_that_the_account_has_already_is_refused_in_words(client):
    make_account()
    sign_in(client)
    assert "This is already the address of your account. Enter another one" in ask_for(client, ADDRESS).text


def test_the_address_changes_with_the_code_and_not_before(client):
    user = make_account()
    sign_in(client)
    ask_for(client)
    user.refresh_from_db()
    assert (user.email, mail.outbox[-1].to) == (ADDRESS, [LOVELACE])
    enter_code(client, "confirm-email")
    user.refresh_from_db()
    assert user.email == LOVELACE
    assert list(user.emailaddress_set.values_list("email", flat=True)) == [LOVELACE]


def test_a_new_address_signs_out_the_other_browsers(client):
    """Whoever reads the former mailbox may have come in by a code."""
    make_account()
    other = Client()
    for browser in (other, client):
        sign_in(browser)
    assert "signs you out in all your other browsers" in client.get("/accounts/email/").text
    ask_for(client)
    assert is_signed_in(other)
    enter_code(client, "confirm-email")
    assert is_signed_in(client)
    assert not is_signed_in(other)


def test_who_looked_elsewhere_before_entering_the_code_finds_back_to_it(client):
    make_account()
    sign_in(client)
    assert "Enter the code" not in client.get("/accounts/email/").text
    ask_for(client)
    page = client.get("/accounts/email/").text
    assert f"<b>{LOVELACE}</b> is not confirmed yet." in page
    assert '<a href="/accounts/confirm-email/">Enter the code</a>' in page
    enter_code(client, "confirm-email")
    assert "Enter the code" not in client.get("/accounts/email/").text


FORMER_CODES = {
    "to sign in": ("login/code", False),
    "for a new password": ("password/reset", False),
    "for a new password, entered already": ("password/reset", True),
}


@pytest.mark.parametrize(("asked_for", "entered"), FORMER_CODES.values(), ids=FORMER_CODES)
def test_a_code_that_went_to_the_former_address_opens_nothing_any_more(client, asked_for, entered):
    """It even moved the account back to that address, for whoever reads what comes there."""
    user, other = make_account(pk=NUMBER), Client()
    sign_in(client)
    other.post(f"/accounts/{asked_for}/", {"email": ADDRESS})
    code = mailed_code()
    if entered:
        enter_code(other, f"{asked_for}/confirm", code)
    change_address(client, LOVELACE)
    mail.outbox.clear()
    enter_code(other, f"{asked_for}/confirm", code)
    assert other.post("/accounts/password/reset/complete/", {"password1": NEW_PASSWORD}, follow=True).status_code == 200
    assert not is_signed_in(other)
    assert is_signed_in(client)
    assert not mail.outbox
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert list(user.emailaddress_set.values_list("email", "verified")) == [(LOVELACE, True)]


def ask_for_code():
    """Have a sign-in code sent to Ada; return the browser that waits for it, and the code."""
    waiting = Client()
    waiting.post("/accounts/login/code/", {"email": ADDRESS})
    return waiting, mailed_code()


def test_a_code_opens_the_account_while_its_address_stays(client):
    make_account("ben@example.org")
    make_account(pk=NUMBER)
    sign_in(client)
    waiting, code = ask_for_code()
    page = waiting.post("/accounts/login/code/confirm/", {"code": code}, follow=True)
    assert "This code no longer works" not in page.text
    assert is_signed_in(waiting)


def test_who_has_to_ask_for_a_code_anew_is_told_so(client):
    make_account(pk=NUMBER)
    sign_in(client)
    waiting, code = ask_for_code()
    change_address(client, LOVELACE)
    page = waiting.post("/accounts/login/code/confirm/", {"code": code}, follow=True)
    assert "This code no longer works" in page.text
    assert not is_signed_in(waiting)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("before", ['INSERT INTO "account_emailaddress"', 'UPDATE "account_emailaddress"'])
def test_a_code_that_is_sent_twice_by_a_double_click_changes_the_address_once(client, before):
    user = make_account()
    sign_in(client)
    ask_for(client)
    second = Client()
    second.cookies = client.cookies
    landed = []
    with alongside(lambda: landed.append(enter_code(second, "confirm-email").url), before=before):
        landed.append(enter_code(client, "confirm-email").url)
    assert landed == ["/results/"] * 2
    user.refresh_from_db()
    assert (user.email, [*user.emailaddress_set.values_list("email", "primary")]) == (LOVELACE, [(LOVELACE, True)])


def test_the_address_of_somebody_else_cannot_be_taken(client):
    user = make_account()
    make_account(LOVELACE)
    sign_in(client)
    assert ask_for(client).status_code == 302
    enter_code(client, "confirm-email")
    user.refresh_from_db()
    assert user.email == ADDRESS


def ask_for_yet_another(client):
    return ask_for_address(client, "byron@example.org")


def enter_the_code(client):
    return enter_code(client, "confirm-email")


def change_the_password(client):
    return client.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": NEW_PASSWORD})


MIDSTS = {
    "asking": (ask_for_yet_another, 'FROM "account_emailaddress"'),
    "a code that adds the address": (enter_the_code, 'INSERT INTO "account_emailaddress"'),
    "a code that notes it at the account": (enter_the_code, 'UPDATE "auth_user"'),
    "a password that ends other sessions": (change_the_password, 'DELETE FROM "django_session"'),
}
"""What somebody does, and what is said to the database just after the account has gone."""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("act", "before"), MIDSTS.values(), ids=MIDSTS)
def test_who_deletes_the_account_in_another_tab_in_the_midst_of_a_change_is_a_stranger(client, act, before):
    make_account("ben@example.org")
    user = make_account()
    sign_in(client)
    ask_for(client)
    client.raise_request_exception = False
    with meanwhile(lambda: elsewhere(user.delete), before=before):
        answer = act(client)
    assert answer.status_code == 302
    assert client.get(answer.url, follow=True).redirect_chain[-1][0].startswith("/accounts/login/")
    assert not is_signed_in(client)
    assert [other.email for other in User.objects.all()] == ["ben@example.org"]

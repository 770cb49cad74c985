"""Changing the e-mail address: asked who one is, and proven by a code sent to the new one."""

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from meanwhile import alongside, elsewhere, meanwhile
from signing import ADDRESS, PASSWORD, confirm_password, enter_code, is_signed_in, mailed_code, make_account, sign_in

NEW = "lovelace@example.org"


def ask_for(client, address=NEW):
    confirm_password(client)
    return client.post("/accounts/email/", {"email": address, "action_add": "1"})


def test_a_change_asks_for_the_password_first(client):
    make_account()
    sign_in(client)
    answer = client.post("/accounts/email/", {"email": NEW, "action_add": "1"})
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
    assert (user.email, mail.outbox[-1].to) == (ADDRESS, [NEW])
    enter_code(client, "confirm-email")
    user.refresh_from_db()
    assert user.email == NEW
    assert list(user.emailaddress_set.values_list("email", flat=True)) == [NEW]


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
    assert f"We have written to <b>{NEW}</b>." in page
    assert '<a href="/accounts/confirm-email/">Enter the code</a>' in page
    enter_code(client, "confirm-email")
    assert "Enter the code" not in client.get("/accounts/email/").text


WAYS_IN = [
    ("login/code", "login/code/confirm", 0),
    ("password/reset", "password/reset/confirm", 0),
    ("password/reset", "password/reset/confirm", 1),
]
"""Where a code is asked for, where it is entered, and how often that was before the address changed."""


@pytest.mark.parametrize(("ask", "enter", "times"), WAYS_IN)
def test_a_code_that_went_to_the_former_address_opens_nothing_any_more(client, ask, enter, times):
    """It even moved the account back to that address, for whoever reads what comes there."""
    user, other = make_account(pk=4711), Client()
    sign_in(client)
    other.post(f"/accounts/{ask}/", {"email": ADDRESS})
    code = mailed_code()
    for _ in range(times):
        enter_code(other, enter, code)
    ask_for(client)
    enter_code(client, "confirm-email")
    mail.outbox.clear()
    enter_code(other, enter, code)
    answer = other.post("/accounts/password/reset/complete/", {"password1": "another staple entirely"}, follow=True)
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert [(one.email, one.verified) for one in user.emailaddress_set.all()] == [(NEW, True)]
    assert not mail.outbox
    assert not is_signed_in(other)
    assert answer.status_code == 200
    assert is_signed_in(client)


@pytest.mark.parametrize("times", [0, 1])
def test_who_has_to_ask_for_a_code_anew_is_told_so(client, times):
    make_account(pk=4711)
    sign_in(client)
    other = Client()
    other.post("/accounts/login/code/", {"email": ADDRESS})
    code = mailed_code()
    if times:
        ask_for(client)
        enter_code(client, "confirm-email")
    page = other.post("/accounts/login/code/confirm/", {"code": code}, follow=True).text
    assert ("This code no longer works" in page) == bool(times)
    assert is_signed_in(other) != bool(times)


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
    assert (user.email, [*user.emailaddress_set.values_list("email", "primary")]) == (NEW, [(NEW, True)])


def test_the_address_of_somebody_else_cannot_be_taken(client):
    user = make_account()
    make_account(NEW)
    sign_in(client)
    assert ask_for(client).status_code == 302
    enter_code(client, "confirm-email")
    user.refresh_from_db()
    assert user.email == ADDRESS


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("step", "before"),
    [
        ("asking", 'FROM "account_emailaddress"'),
        ("code", 'INSERT INTO "account_emailaddress"'),
        ("code", 'UPDATE "auth_user"'),
        ("password", 'DELETE FROM "django_session"'),
    ],
)
def test_who_deletes_the_account_in_another_tab_in_the_midst_of_a_change_is_a_stranger(client, step, before):
    make_account("ben@example.org")
    user = make_account()
    sign_in(client)
    ask_for(client)
    steps = {
        "asking": lambda: client.post("/accounts/email/", {"email": "byron@example.org", "action_add": "1"}),
        "code": lambda: enter_code(client, "confirm-email"),
        "password": lambda: client.post(
            "/accounts/password/change/", {"oldpassword": PASSWORD, "password1": "another staple entirely"}
        ),
    }
    client.raise_request_exception = False
    with meanwhile(lambda: elsewhere(user.delete), before=before):
        answer = steps[step]()
    assert answer.status_code == 302
    assert client.get(answer.url, follow=True).redirect_chain[-1][0].startswith("/accounts/login/")
    assert not is_signed_in(client)
    assert [other.email for other in User.objects.all()] == ["ben@example.org"]

"""Creating an account: an address, a password, and the code that proves the address."""

import socket
from concurrent.futures import ThreadPoolExecutor

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from signing import (
    ADDRESS,
    PASSWORD,
    enter_code,
    is_signed_in,
    mailed_code,
    make_account,
    sign_in,
    sign_in_by_code,
    sign_up,
)

from influence_site.accounts.forms import SignUp, sendable


def test_the_code_from_the_e_mail_opens_the_account_and_signs_in(client):
    assert sign_up(client).url == "/accounts/confirm-email/"
    assert not is_signed_in(client)
    assert enter_code(client, "confirm-email").status_code == 302
    assert is_signed_in(client)
    assert EmailAddress.objects.get().verified


def test_the_code_may_be_typed_small_and_without_its_dash(client):
    sign_up(client)
    enter_code(client, "confirm-email", mailed_code().lower().replace("-", " "))
    assert is_signed_in(client)


def test_a_wrong_code_says_so_beside_the_field_and_leaves_two_more_tries(client):
    sign_up(client)
    page = enter_code(client, "confirm-email", "BBBB-BBBB")
    assert page.status_code == 200
    assert "Error: Confirm your address" in page.text
    assert page.text.count("This code is not right") == 2
    assert 'aria-describedby="id_code_error"' in page.text
    assert '<a href="#id_code">This code is not right' in page.text
    enter_code(client, "confirm-email")
    assert is_signed_in(client)


def test_a_code_works_only_as_long_as_the_page_says(client, settings):
    settings.CODE_MINUTES, settings.ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 3, 0
    sign_up(client)
    assert "It works for 3 minutes." in mail.outbox[0].body
    enter_code(client, "confirm-email")
    assert not is_signed_in(client)


def test_who_left_before_entering_the_code_gets_a_new_one_at_the_next_sign_in():
    sign_up(Client())
    cache.clear()
    later = Client()
    assert sign_in(later).url == "/accounts/confirm-email/"
    enter_code(later, "confirm-email")
    assert is_signed_in(later)


def test_who_has_an_account_already_is_told_how_to_leave_the_page_that_waits_for_a_code(client):
    make_account()
    sign_up(client)
    assert client.get("/accounts/login/").url == "/accounts/confirm-email/"
    assert "choose “Start over” first" in mail.outbox[-1].body
    assert "or already have an account? Start over" in client.get("/accounts/confirm-email/").text
    client.post("/accounts/logout/", {"next": "/accounts/login/"})
    assert client.get("/accounts/login/").status_code == 200


def test_who_wants_no_password_leaves_it_empty_and_signs_in_by_codes(client):
    shown = client.get("/accounts/signup/").text
    assert "Password, if you want one" in shown
    assert "Or leave it empty" in shown
    sign_up(client, password="")
    enter_code(client, "confirm-email")
    assert is_signed_in(client)
    assert "None: you sign in with a code" in client.get("/accounts/").text
    later = Client()
    sign_in(later, password="")
    assert not is_signed_in(later)
    sign_in_by_code(later)
    assert is_signed_in(later)


def test_who_wants_no_password_and_left_before_entering_the_code_gets_in_by_the_next_one():
    sign_up(Client(), password="")
    later = Client()
    sign_in_by_code(later)
    assert is_signed_in(later)
    assert EmailAddress.objects.get().verified


def test_a_password_has_ten_characters_and_is_not_a_common_one(client):
    assert "at least 10 characters" in sign_up(client, password="xq7-zp").text
    assert "one of the most common. Choose another one" in sign_up(client, password="1234567890").text
    assert not User.objects.exists()


@pytest.mark.parametrize("password", ["Influencing-2026", "my-questionnaire-7", "xxADMINISTRATORxx"])
def test_a_password_has_no_word_of_the_site_in_it_nor_is_it_like_the_address(client, password):
    assert "a word from this site" in sign_up(client, password=password).text
    assert (
        "too close to your e-mail address or name. Choose another one"
        in sign_up(client, password="ada@example.org").text
    )
    assert not User.objects.exists()


def test_a_password_may_be_long_and_of_any_characters_and_is_taken_as_typed(client):
    password = " 纸 Ñ " * 20
    sign_up(client, password=password)
    enter_code(client, "confirm-email")
    later = Client()
    for wrong in (password.strip(), password.lower(), password[:72]):
        sign_in(later, password=wrong)
        assert not is_signed_in(later)
    sign_in(later, password=password)
    assert is_signed_in(later)


def test_what_else_is_posted_is_ignored(client):
    posted = {"email": ADDRESS, "password1": PASSWORD, "is_staff": "on", "is_superuser": "1", "username": "root"}
    client.post("/accounts/signup/", posted)
    user = User.objects.get()
    assert (user.is_staff, user.is_superuser) == (False, False)
    assert user.username != "root"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("address", [ADDRESS, "eve@example.org"])
def test_nobody_waits_for_the_mail_server_but_who_signs_up(settings, address):
    make_account()
    with socket.create_server(("127.0.0.1", 0)) as listener, ThreadPoolExecutor(1) as pool:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = listener.getsockname()
        signing_up = pool.submit(lambda: (sign_up(Client(), address), connection.close()))
        mail_server, _ = listener.accept()  # and it says nothing
        make_account("grace@example.org")
        assert not signing_up.done()
        mail_server.close()
        assert signing_up.result()[0].url == "/accounts/confirm-email/"


def test_no_account_comes_with_the_site(published):
    assert not User.objects.exists()
    with pytest.raises(CommandError, match="for development only"):
        call_command("demo")


def test_in_development_the_page_says_that_the_code_is_in_the_terminal(client, settings):
    sign_up(client)
    assert "terminal" not in client.get("/accounts/confirm-email/").text
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    assert "printed in the terminal" in client.get("/accounts/confirm-email/").text


def test_two_sign_ups_at_once_with_one_address_make_one_account(client, monkeypatch):
    try_save = SignUp.try_save

    def another_first(form, request):
        monkeypatch.setattr(SignUp, "try_save", try_save)
        sign_up(Client())
        return try_save(form, request)

    monkeypatch.setattr(SignUp, "try_save", another_first)
    assert sign_up(client).status_code < 500
    assert User.objects.filter(email=ADDRESS).count() == 1


def test_no_two_accounts_ever_have_one_address(db):
    User.objects.create_user("one", "ada@example.org")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user("two", "Ada@example.org")
    User.objects.create_user("three", "")
    User.objects.create_user("four", "")


@pytest.mark.parametrize("path", ["signup", "login/code", "password/reset"])
@pytest.mark.parametrize("address", ["a@\N{IDEOGRAPHIC FULL STOP}example.org", "a@ex\N{LINE SEPARATOR}ample.org"])
def test_an_address_that_no_e_mail_can_be_sent_to_is_refused_in_words(client, path, address):
    answer = client.post(f"/accounts/{path}/", {"email": address, "password1": PASSWORD})
    assert answer.status_code == 200
    assert "Enter an e-mail address like" in answer.text


@pytest.mark.parametrize("path", ["signup", "login/code", "password/reset"])
@pytest.mark.parametrize(
    "address",
    [
        "=?utf-8?q?ada?=@example.org",  # would be written to as ada@example.org
        "=?utf-8?b?YQ?=@example.org",
        '"\vSubject:hello\v"@example.org',
        "ada@\N{FULLWIDTH LATIN SMALL LETTER E}xample.org",
        "ada@ex\N{SOFT HYPHEN}ample.org",
        "\N{LATIN SMALL LETTER LONG S}ada@example.org",
    ],
)
def test_an_address_that_would_become_another_in_an_e_mail_is_refused_in_words(client, path, address):
    page = client.post(f"/accounts/{path}/", {"email": address})
    assert "Enter an e-mail address like name@example.org" in page.text
    assert mail.outbox == []


@pytest.mark.parametrize("address", ['"a b"@example.org', "ada@ex\0ample.org", f"{'a' * 400}@example.org"])
def test_an_address_that_is_wrong_in_two_ways_is_refused_once(client, address):
    assert list(client.post("/accounts/login/code/", {"email": address}).context["form"].errors["email"]) == [
        "Enter an e-mail address like name@example.org"
    ]


def test_nobody_works_out_how_an_endless_address_is_sent():
    with pytest.raises(ValidationError):
        sendable(f"ada@{'b.' * 160}example")


@pytest.mark.parametrize("domain", ["b\N{LATIN SMALL LETTER U WITH DIAERESIS}chner.example", "xn--bchner-3ya.example"])
def test_a_domain_may_have_letters_of_any_language(client, domain):
    sign_up(client, f"ada@{domain}")
    assert "To: ada@xn--bchner-3ya.example" in mail.outbox[0].message().as_string()

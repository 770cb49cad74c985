"""The owner of an account hears by e-mail of what opens or shuts it, so that nobody else can change it unheard."""

from pathlib import Path

import allauth
import pytest
from django.core import mail
from django.core.cache import cache
from signing import (
    ADDRESS,
    change_address,
    change_password,
    enrol,
    make_account,
    reauthenticate,
    reset_password,
    sign_in,
)

from influence_site.accounts import adapters

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def owner(client):
    """Somebody who is signed in and has just shown who they are."""
    make_account()
    sign_in(client)
    reauthenticate(client)
    cache.clear()
    return client


def makes_recovery_codes(client):
    enrol(client)
    mail.outbox.clear()
    client.post("/accounts/2fa/recovery-codes/generate/")


def switches_second_factor_off(client):
    enrol(client)
    mail.outbox.clear()
    client.post("/accounts/2fa/totp/deactivate/")


TOLD = [
    (change_password, "The password for your account was changed."),
    (reset_password, "A new password was chosen for your account"),
    (enrol, "A second factor was switched on"),
    (makes_recovery_codes, "Your account has new recovery codes"),
    (switches_second_factor_off, "The second factor for your account was switched off."),
]


@pytest.mark.parametrize(("change", "said"), TOLD)
def test_a_change_is_told_and_what_to_do_if_it_was_somebody_else(owner, change, said):
    change(owner)
    told = [message for message in mail.outbox if said in message.body]
    assert [message.to for message in told] == [[ADDRESS]]
    assert "http://testserver/accounts/password/reset/" in told[0].body
    assert "ignore it" not in told[0].body


def test_there_are_words_for_every_change_that_allauth_tells_of():
    folder = Path(allauth.__file__).parent / "templates"
    told = {
        file.relative_to(folder).as_posix().removesuffix("_message.txt")
        for file in folder.glob("[am]*/email/*_message.txt")
        if "base_notification" in file.read_text() and "webauthn" not in file.name  # passkeys are not offered
    }
    assert told == set(adapters.CHANGES)


def test_a_new_address_is_told_at_the_old_one(owner):
    change_address(owner, "grace@example.org")
    (told,) = [message for message in mail.outbox if "was changed from" in message.body]
    assert told.to == [ADDRESS]
    assert "from ada@example.org to grace@example.org." in told.body
    assert "http://testserver/privacy/" in told.body


def test_who_changes_something_hears_nothing_of_a_mail_server_that_is_away(owner, settings, monkeypatch):
    monkeypatch.setattr(adapters, "send_later", lambda message, why: False)  # it would come in a later test
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = "django.core.mail.backends.smtp.EmailBackend", "127.0.0.1"
    settings.EMAIL_PORT = 9
    assert "The e-mail" not in change_password(owner).text

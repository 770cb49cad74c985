"""The command that makes the first superuser takes no address with which nobody could sign in."""

from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from signing import ADDRESS, make_account

NEEDED, TAKEN = "Staff need an address", "Another account has this address"


@pytest.mark.parametrize("by_option", [True, False])
@pytest.mark.parametrize(("address", "said"), [("", NEEDED), (ADDRESS.upper(), TAKEN)])
def test_an_address_that_no_account_of_the_desk_can_have_is_refused_in_words(address, said, by_option, monkeypatch):
    make_account()
    monkeypatch.setenv("DJANGO_SUPERUSER_EMAIL", address)
    option = {"email": address} if by_option else {}
    with pytest.raises(CommandError, match=said):
        call_command("createsuperuser", username="grace", interactive=False, **option)
    assert not User.objects.filter(is_superuser=True).exists()


def test_whoever_is_asked_for_an_address_is_asked_again(monkeypatch):
    make_account()
    typed, said = iter(["", ADDRESS, "grace@example.org"]), StringIO()
    monkeypatch.setattr("builtins.input", lambda asked: next(typed))
    monkeypatch.setattr("getpass.getpass", lambda *asked: "correct horse battery")
    call_command("createsuperuser", username="grace", stderr=said, stdin=None, verbosity=0)
    assert User.objects.get(is_superuser=True).email == "grace@example.org"
    assert said.getvalue().index(NEEDED) < said.getvalue().index(TAKEN)

"""The command that makes the first superuser takes no address with which nobody could sign in."""

from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from signing import ADDRESS, PASSWORD


@pytest.mark.django_db
def test_whoever_leaves_the_address_empty_is_asked_again(monkeypatch):
    typed, said = iter(["", ADDRESS]), StringIO()
    monkeypatch.setattr("builtins.input", lambda asked: next(typed))
    monkeypatch.setattr("getpass.getpass", lambda *asked: PASSWORD)
    call_command("createsuperuser", username="grace", stderr=said, stdin=None, verbosity=0)
    assert User.objects.get(is_superuser=True).email == ADDRESS
    assert "Staff need an address" in said.getvalue()

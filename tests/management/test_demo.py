"""The demo fills a developer's database with made-up people, and takes nothing that is there."""

import re

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from making import LISTENER, listed_on, make_attempt, make_user
from signing import sign_in

from assessment.models import Result, Visitor

PRINTED = re.compile(r"^(\S+@example\.org)  password: (\S+)$", re.MULTILINE)


@pytest.fixture
def development(published, settings):
    settings.DEBUG = True


@pytest.fixture
def make_demo(development, capsys):
    """Return a function that runs the command and returns what it printed: passwords by address."""

    def make_demo():
        call_command("demo")
        return dict(PRINTED.findall(capsys.readouterr().out))

    return make_demo


@pytest.fixture
def demo(make_demo):
    """Return browsers that signed in with what was printed, by address."""
    browsers = {}
    for address, password in make_demo().items():
        browsers[address] = Client()
        sign_in(browsers[address], address, password)
    return browsers


def test_who_signs_in_with_what_is_printed_sees_past_results_or_the_desk(demo):
    assert len(listed_on(demo["demo@example.org"].get(reverse("history")))) == 7
    assert demo["admin@example.org"].get(reverse("admin:index")).status_code == 200


def test_a_second_demo_takes_the_place_of_the_first(make_demo):
    make_demo()
    make_demo()
    assert User.objects.count() == 2
    assert Result.objects.count() == 7


def test_an_admin_of_ones_own_keeps_account_and_results(make_demo):
    own = make_user("admin", email="me@my.example", is_superuser=True)
    result = Result.objects.finish(make_attempt(Visitor(user_id=own.pk), LISTENER))
    make_demo()
    assert User.objects.get(username="admin") == own
    assert Result.objects.filter(pk=result.pk).exists()

"""Account enumeration: nobody learns from an answer whether an address has an account."""

import re

import pytest
from accounts.hashing import CountingHasher
from django.contrib.auth.models import User
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from signing import ADDRESS, make_account, sign_in, sign_up


def sign_up_without_password(client):
    return sign_up(client, password="")


WAYS = {
    "sign-up": sign_up,
    "sign-up without a password": sign_up_without_password,
    "a wrong password": lambda client: sign_in(client, password="wrong horse battery"),
    "a sign-in code": lambda client: client.post("/accounts/login/code/", {"email": ADDRESS}),
    "a forgotten password": lambda client: client.post("/accounts/password/reset/", {"email": ADDRESS}),
}


def told(client, way):
    """Return all that the visitor is shown: the answer, and the page it leads to."""
    answer = way(client)
    pages = [answer, client.get(answer.url)] if answer.status_code == 302 else [answer]
    return [(page.status_code, page.headers.get("Location"), without_token(page.text)) for page in pages]


def without_token(page):
    return re.sub(r'(csrfmiddlewaretoken" value=)"\w+"', r"\1", page)


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_the_answer_is_the_same_for_a_known_and_an_unknown_address(way):
    unknown = told(Client(), way)
    sent = len(mail.outbox)
    cache.clear()
    mail.outbox.clear()
    User.objects.all().delete()
    make_account()
    assert told(Client(), way) == unknown
    assert len(mail.outbox) == sent


def work(way):
    """Return how often a password was hashed, how many e-mails were sent and how often the database was asked."""
    cache.clear()
    hashed, sent = CountingHasher.runs, len(mail.outbox)
    with CaptureQueriesContext(connection) as asked:
        way(Client())
    return CountingHasher.runs - hashed, len(mail.outbox) - sent, len(asked)


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_the_work_behind_it_is_the_same_too(way, settings):
    settings.PASSWORD_HASHERS = ["accounts.hashing.CountingHasher"]
    *unknown, asked = work(way)
    User.objects.all().delete()
    make_account()
    *known, asked_of_known = work(way)
    assert known == unknown
    assert way in (sign_up, sign_up_without_password) or abs(asked_of_known - asked) <= 1


@pytest.mark.parametrize("kind", [{"is_active": False}, {"password": None}])
def test_nor_does_an_account_that_cannot_sign_in_show_by_a_quick_answer(kind, settings):
    settings.PASSWORD_HASHERS = ["accounts.hashing.CountingHasher"]
    unknown = told(Client(), WAYS["a wrong password"])
    make_account(**kind)
    assert told(Client(), WAYS["a wrong password"]) == unknown
    assert work(WAYS["a wrong password"])[0] == 1


def test_a_wrong_code_is_answered_alike_too():
    answers = []
    for known in (False, True):
        cache.clear()
        client = Client()
        if known:
            make_account()
        client.post("/accounts/password/reset/", {"email": ADDRESS})
        page = client.post("/accounts/password/reset/confirm/", {"code": "BBBB-BBBB"})
        answers.append((page.status_code, without_token(page.text)))
    assert answers[0] == answers[1]

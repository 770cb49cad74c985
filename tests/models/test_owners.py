"""An attempt has one owner, and nobody else sees it."""

import re
from struct import unpack

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from making import THREES, begin, make_attempt, make_user

from assessment.models import Attempt, Questionnaire, Result, Visitor

pytestmark = pytest.mark.usefixtures("published")


def owned(visitor):
    return list(Attempt.objects.visible_to(visitor)), list(Result.objects.visible_to(visitor))


def test_a_browser_sees_its_own_and_nothing_else():
    attempt = make_attempt(Visitor(browser="mine"), THREES)
    result = Result.objects.finish(attempt)
    assert owned(Visitor(browser="mine")) == ([attempt], [result])
    assert owned(Visitor(browser="other")) == ([], [])
    assert owned(Visitor(user_id=make_user().pk)) == ([], [])


def test_a_user_sees_their_own_and_nothing_else():
    ada, ben = make_user("ada"), make_user("ben")
    attempt = make_attempt(Visitor(user_id=ada.pk), THREES)
    result = Result.objects.finish(attempt)
    assert owned(Visitor(user_id=ada.pk)) == ([attempt], [result])
    assert owned(Visitor(user_id=ben.pk)) == ([], [])


def test_an_unknown_visitor_owns_nothing_not_even_what_users_own():
    make_attempt(Visitor(user_id=make_user().pk))
    make_attempt(Visitor(browser="somebody"))
    assert owned(Visitor()) == ([], [])


@pytest.mark.parametrize("browser", ["", "both"])
def test_the_database_refuses_an_attempt_with_no_owner_or_two(browser):
    user = make_user() if browser else None
    with pytest.raises(IntegrityError), transaction.atomic():
        Attempt.objects.create(questionnaire=Questionnaire.objects.get(), user=user, browser=browser)


def test_attempts_go_with_the_user_they_belong_to():
    user = make_user()
    Result.objects.finish(make_attempt(Visitor(user_id=user.pk), THREES))
    user.delete()
    assert not Attempt.objects.exists()
    assert not Result.objects.exists()


def test_ids_are_random_with_at_least_122_bits():
    ids = [begin(Client()).pk for _ in range(64)]
    assert all(len({one.int >> place & 1 for one in ids}) == 2 for place in range(128))
    words = [word for one in ids for word in unpack("4I", one.bytes)]
    assert len(set(words)) == len(words)


def test_the_token_of_a_browser_has_128_bits_at_least_and_no_two_have_the_same():
    tokens = {begin(Client()).browser for _ in range(20)}
    assert len(tokens) == 20
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{22,}", token) for token in tokens)  # 6 bits each

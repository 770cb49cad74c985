"""An attempt has one owner, and nobody else sees it."""

import re
from struct import unpack

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from making import begin, make_attempt, make_user

from assessment.models import Attempt, Questionnaire, Visitor


@pytest.mark.parametrize("browser", ["", "both"])
def test_the_database_refuses_an_attempt_with_no_owner_or_two(browser):
    user = make_user() if browser else None
    with pytest.raises(IntegrityError), transaction.atomic():
        Attempt.objects.create(questionnaire=Questionnaire.objects.get(), user=user, browser=browser)


def test_ids_are_random_with_at_least_122_bits():
    ids = [begin(Client()).pk for _ in range(64)]
    assert all(len({one.int >> place & 1 for one in ids}) == 2 for place in range(128))
    words = [word for one in ids for word in unpack("4I", one.bytes)]
    assert len(set(words)) == len(words)


def test_the_token_of_a_browser_has_128_bits_at_least_and_no_two_have_the_same():
    tokens = {begin(Client()).browser for _ in range(20)}
    assert len(tokens) == 20
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{22,}", token) for token in tokens)  # 6 bits each


def test_what_an_account_owns_is_never_given_away():
    ada, ben = make_user("ada"), make_user("ben")
    make_attempt(Visitor(user_id=ada.pk))
    assert Attempt.objects.all().give_to(ben.pk) == 0
    assert Attempt.objects.get().owner == Visitor(user_id=ada.pk)

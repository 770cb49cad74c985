"""A result knows whether it has clearly moved since the one before, and advice may say so."""

from datetime import timedelta

import pytest
from django.utils import timezone
from making import INFLUENCER, LISTENER, THREES, make_attempt, make_user

from assessment.models import Attempt, Result, Visitor

ADA = Visitor(browser="ada")


def sit(answers, *, visitor=ADA, label="", days_ago=0, purpose="teach"):
    """Finish a sitting some days ago and return its result."""
    attempt = make_attempt(visitor, answers, {"main_purpose": purpose})
    return Result.objects.finish(attempt, label=label, at=timezone.now() - timedelta(days=days_ago))


def advised(result):
    """Return the keys of all advice of a result."""
    advice = result.read().advice
    return {choice.key for choice in (*advice.shown, *advice.more)}


@pytest.mark.parametrize("purpose", ["teach", "brand"])
def test_a_clear_move_towards_influenced_calls_for_a_look_back(purpose):
    assert "V22" not in advised(sit(INFLUENCER, days_ago=9, purpose=purpose))
    assert "V22" in advised(sit(LISTENER, purpose=purpose))


def test_no_other_move_does():
    sit(INFLUENCER, days_ago=30)
    assert "V22" not in advised(sit(INFLUENCER, days_ago=20))
    assert "V22" not in advised(sit(INFLUENCER | {"P1": 3}, days_ago=10))
    sit(LISTENER, days_ago=5, visitor=Visitor(browser="ben"))
    assert "V22" not in advised(sit(INFLUENCER, days_ago=3, visitor=Visitor(browser="ben")))


def test_nor_does_a_move_of_one_who_came_to_learn():
    sit(INFLUENCER, days_ago=9)
    assert "V22" not in advised(sit(LISTENER, purpose="learn"))


def test_only_the_sitting_just_before_counts():
    sit(INFLUENCER, days_ago=9)
    sit(LISTENER, days_ago=5)
    assert "V22" not in advised(sit(LISTENER))


@pytest.mark.parametrize(
    ("then", "between", "now", "compared"),
    [("work", "hobby", "work", True), ("work", "hobby", "shop", False), ("work", "", "", True), ("", "", "work", True)],
)
def test_a_label_is_compared_with_the_same_label_and_none_with_any(then, between, now, compared):
    sit(INFLUENCER, label=then, days_ago=9)
    if between:
        sit(LISTENER, label=between, days_ago=5)
    assert ("V22" in advised(sit(LISTENER, label=now))) is compared


def test_the_sittings_of_others_never_count():
    user = Visitor(user_id=make_user().pk)
    sit(INFLUENCER, days_ago=9)
    sit(INFLUENCER, visitor=user, days_ago=9)
    assert "V22" not in advised(sit(LISTENER, visitor=Visitor(browser="ben")))
    assert "V22" in advised(sit(LISTENER, visitor=user))


def test_the_result_before_is_the_latest_before_and_never_a_later_one():
    first, second = sit(THREES, days_ago=9), sit(THREES, days_ago=5)
    third = sit(THREES)
    assert Attempt.objects.last_before(third.attempt) == second.attempt
    assert Attempt.objects.last_before(second.attempt) == first.attempt
    assert Attempt.objects.last_before(first.attempt) is None

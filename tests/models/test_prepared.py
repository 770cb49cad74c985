"""Queries whose SQL is built once answer each visitor with their own."""

import uuid

import pytest
from making import THREES, make_attempt, make_user

from assessment.models import Attempt, Result, Visitor
from assessment.models.prepared import Prepared, stored

pytestmark = pytest.mark.django_db


@pytest.fixture
def owners(published):
    """Two people and two browsers, each with an attempt."""
    people = [Visitor(user_id=make_user(name).pk) for name in ("ada", "ben")]
    return {owner: make_attempt(owner, THREES) for owner in (*people, Visitor(browser="x"), Visitor(browser="y"))}


def test_everyone_gets_their_own_attempt_and_nobody_elses(owners):
    for asking in owners:
        for owner, attempt in owners.items():
            found = Attempt.objects.own(asking, attempt.pk)
            assert found == (attempt if asking == owner else None)


def test_what_is_got_is_what_the_ordinary_query_gets(owners):
    for owner, attempt in owners.items():
        found, ordinary = Attempt.objects.own(owner, attempt.pk), Attempt.objects.with_version().get(pk=attempt.pk)
        for field in Attempt._meta.concrete_fields:
            assert getattr(found, field.attname) == getattr(ordinary, field.attname)
        assert found.questionnaire == ordinary.questionnaire
        assert found.questionnaire.content is ordinary.questionnaire.content
        assert found.questionnaire.title == ordinary.questionnaire.title


def test_an_unknown_browser_owns_nothing(owners):
    Attempt.objects.under_way(Visitor(browser="x"))
    assert Attempt.objects.under_way(Visitor()) is None
    assert Attempt.objects.own(Visitor(), owners[Visitor(browser="x")].pk) is None


def test_the_latest_that_is_under_way_is_found_and_no_finished_one(owners):
    here = Visitor(browser="x")
    later = make_attempt(here)
    assert Attempt.objects.under_way(here) == later
    Result.objects.of(later)
    assert Attempt.objects.under_way(here) == owners[here]


def test_a_value_is_never_taken_for_sql(owners):
    assert Attempt.objects.own(Visitor(browser="x' OR '1'='1"), uuid.uuid4()) is None
    assert Attempt.objects.under_way(Visitor(browser="%s")) is None


def test_a_query_built_once_asks_for_the_values_of_each_time(owners):
    mine = Prepared(lambda browser: Attempt.objects.filter(browser=browser), "stand-in")
    assert [mine.first(name).browser for name in ("x", "y", "x")] == ["x", "y", "x"]
    assert "stand-in" not in mine.built.sql
    assert mine.built.parameters == (stored("stand-in"),)

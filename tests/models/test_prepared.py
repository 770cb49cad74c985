"""Queries whose SQL is built once answer each visitor with their own."""

import uuid

import pytest
from making import THREES, make_attempt, make_user

from assessment.models import Attempt, Questionnaire, Result, Visitor
from assessment.models.prepared import Prepared


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
    later = make_attempt(here, THREES)
    assert Attempt.objects.under_way(here) == Attempt.objects.to_come_back_to(here) == later
    Result.objects.finish(later)
    assert Attempt.objects.under_way(here) == owners[here]


@pytest.mark.parametrize(
    ("model", "question"),
    [
        *(
            (Attempt, name)
            for name in ("own", "own_with_history", "under_way", "to_come_back_to", "as_stored", "last_before")
        ),
        *((Result, name) for name in ("entries_of", "found_in")),
        *((Questionnaire, name) for name in ("current", "current_with_run")),
    ],
)
def test_a_question_whose_query_is_built_once_cannot_be_put_behind_a_filter_that_it_would_not_heed(model, question):
    assert callable(getattr(model.objects, question))
    assert not hasattr(model.objects.none(), question)


def test_a_value_is_never_taken_for_sql(owners):
    assert Attempt.objects.own(Visitor(browser="x' OR '1'='1"), uuid.uuid4()) is None
    assert Attempt.objects.under_way(Visitor(browser="%s")) is None


def test_a_query_built_once_asks_for_the_values_of_each_time(owners):
    mine = Prepared(lambda browser: Attempt.objects.filter(browser=browser), "placeholder")
    assert [mine.first(name).browser for name in ("x", "y", "x")] == ["x", "y", "x"]
    assert "placeholder" not in mine.query.compiled.sql
    assert mine.query.compiled.positions == ((0, 0),)


def test_an_update_built_once_sets_each_time_what_it_is_given_and_no_other_row(owners):
    here, there = owners[Visitor(browser="x")], owners[Visitor(browser="y")]
    for answers in ({"P1": 1, "P2": "skipped"}, {"P1": 5}):
        assert here.record(answers, {})
    here.refresh_from_db()
    there.refresh_from_db()
    assert here.answers == THREES | {"P1": 5, "P2": "skipped"}
    assert there.answers == THREES


def test_a_text_is_never_taken_for_another_value(owners):
    """Not even one that reads like what stands for the values while the SQL is built."""
    attempt = owners[Visitor(browser="x")]
    for text in ("a label", "context", "a browser", "'; --", "%s"):
        Attempt.objects.update(finished_at=None)
        Result.objects.all().delete()
        Result.objects.finish(attempt, {"self_view": "both"}, label=text)
        attempt.refresh_from_db()
        assert (attempt.label, attempt.context) == (text, {"self_view": "both"})

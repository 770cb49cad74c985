"""`purge` deletes what has outlived its time and nothing else."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from making import THREES, make_attempt, make_user
from meanwhile import LOCKING, elsewhere, meanwhile
from signing import make_account, sign_in, sign_up

from assessment.management.commands.purge import delete_unconfirmed
from assessment.models import Attempt, Commitment, Result, Share, Visitor
from assessment.models.erasing import BATCH, erase_account

pytestmark = pytest.mark.usefixtures("published")


def days_ago(days):
    return timezone.now() - timedelta(days=days)


def make_begun(days, visitor=None):
    """Store an attempt that was begun so many days ago and left."""
    attempt = make_attempt(visitor or Visitor(browser="b"), {"P1": 3})
    Attempt.objects.filter(pk=attempt.pk).update(started_at=days_ago(days))
    return attempt


def make_finished(days, visitor=None, begun=200):
    """Store a result of so many days ago, with a plan and a share."""
    attempt = make_attempt(visitor or Visitor(browser="b"), THREES)
    Attempt.objects.filter(pk=attempt.pk).update(started_at=days_ago(begun))
    result = Result.objects.finish(attempt, at=days_ago(days))
    Commitment.objects.make(result, result.read().advice.shown[0].key)
    Share.objects.create(result=result)
    return attempt


def purge(capsys):
    capsys.readouterr()
    call_command("purge")
    return capsys.readouterr().out


def left():
    return set(Attempt.objects.values_list("pk", flat=True))


def test_an_anonymous_result_goes_with_all_that_hangs_on_it(capsys):
    make_finished(91)
    assert purge(capsys) == "Deleted 1 anonymous sittings, 0 unconfirmed accounts, 0 sessions, 0 shares.\n"
    assert [model.objects.count() for model in (Attempt, Result, Commitment, Share)] == [0, 0, 0, 0]


def test_the_finish_counts_and_without_one_the_start(capsys):
    kept = {make_finished(89, begun=200).pk, make_begun(89).pk}
    make_finished(91)
    make_begun(91)
    assert "Deleted 2 anonymous sittings" in purge(capsys)
    assert left() == kept


def test_what_belongs_to_an_account_stays_for_ever(capsys):
    ada = Visitor(user_id=make_user().pk)
    kept = {make_finished(4000, ada).pk, make_begun(4000, ada).pk}
    purge(capsys)
    assert left() == kept
    assert Commitment.objects.exists()
    assert Share.objects.exists()


def test_how_long_is_a_setting(capsys, settings):
    settings.ANONYMOUS_DAYS = 5
    make_begun(6)
    kept = make_begun(4)
    purge(capsys)
    assert left() == {kept.pk}


def test_expired_sessions_and_ended_shares_go_others_stay(capsys):
    for key, hours in (("old", -1), ("new", 1)):
        Session.objects.create(session_key=key, session_data="", expire_date=timezone.now() + timedelta(hours=hours))
    for ends in (timezone.now() - timedelta(hours=1), timezone.now() + timedelta(hours=1), None):
        result = make_finished(1)
        Share.objects.filter(result_id=result.pk).update(expires_at=ends)
    assert purge(capsys) == "Deleted 0 anonymous sittings, 0 unconfirmed accounts, 1 sessions, 1 shares.\n"
    assert list(Session.objects.values_list("session_key", flat=True)) == ["new"]
    assert Share.objects.count() == 2
    assert Result.objects.count() == 3


def test_what_told_of_a_session_goes_when_the_session_has_ended(client, capsys):
    make_account()
    for browser in (client, other := Client()):
        sign_in(browser)
    purge(capsys)
    assert UserSession.objects.count() == 2
    Session.objects.filter(session_key=client.session.session_key).update(expire_date=days_ago(1))
    purge(capsys)
    assert UserSession.objects.get().session_key == other.session.session_key


def test_no_statement_looks_for_what_is_not_in_a_whole_table(capsys):
    with CaptureQueriesContext(connection) as asked:
        purge(capsys)
    assert not [each["sql"] for each in asked if re.search(r"NOT \(.* IN \(SELECT", each["sql"])]


def test_an_account_whose_address_nobody_confirmed_goes_and_all_others_stay(client, capsys):
    make_account()
    sign_in(client)
    make_user("staff", is_staff=True)
    make_user("made in admin")
    sign_up(Client(), "editor@example.org")
    User.objects.filter(email="editor@example.org").update(is_staff=True)
    make_account("moved@example.org")
    sign_in(Client(), "moved@example.org")
    EmailAddress.objects.filter(email="moved@example.org").update(verified=False)
    sign_up(Client(), "begun@example.org")
    User.objects.update(date_joined=days_ago(91))
    sign_up(Client(), "lately@example.org")
    assert "1 unconfirmed accounts" in purge(capsys)
    assert not User.objects.filter(email="begun@example.org").exists()
    assert User.objects.count() == 6


def test_who_confirms_the_address_while_others_are_deleted_stays(capsys, monkeypatch):
    for name in ("ada", "ben"):
        sign_up(Client(), f"{name}@example.org")
        cache.clear()
    User.objects.update(date_joined=days_ago(91))

    def erase_and_confirm(account):
        erase_account(account)
        EmailAddress.objects.update(verified=True)

    monkeypatch.setattr("assessment.management.commands.purge.erase_account", erase_and_confirm)
    assert "1 unconfirmed accounts" in purge(capsys)
    assert User.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_who_confirms_the_address_just_before_the_account_would_go_stays():
    sign_up(Client(), "ada@example.org")
    with meanwhile(lambda: elsewhere(lambda: EmailAddress.objects.update(verified=True)), before=LOCKING):
        assert delete_unconfirmed(timezone.now()) == 0
    assert User.objects.exists()


@pytest.mark.usefixtures("shared_cache")
def test_counts_of_tries_that_are_over_go_and_others_stay(capsys):
    cache.set("over", "203.0.113.9", timeout=-1)
    cache.set("counted", "203.0.113.9", timeout=60)
    purge(capsys)
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM shared_cache")
        assert cursor.fetchall() == [(":1:counted",)]


def test_more_than_a_batch_goes_batch_by_batch(capsys, django_assert_max_num_queries):
    first = make_begun(91)
    many = [Attempt(questionnaire=first.questionnaire, browser="b", started_at=days_ago(91)) for _ in range(2 * BATCH)]
    Attempt.objects.bulk_create(many)
    kept = make_begun(1)
    with django_assert_max_num_queries(40):
        assert f"Deleted {2 * BATCH + 1} anonymous sittings" in purge(capsys)
    assert left() == {kept.pk}


def test_more_sessions_than_a_batch_go_on_one_day(capsys):
    Session.objects.bulk_create(Session(session_key=f"{nth}", expire_date=days_ago(1)) for nth in range(BATCH + 1))
    assert f" {BATCH + 1} sessions," in purge(capsys)
    assert not Session.objects.exists()

"""PostgreSQL that ends connections, waits for a lock, has extensions, or cannot be reached."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from io import StringIO
from threading import Barrier
from uuid import UUID

import psycopg
import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from making import THREES, current, make_attempt, make_draft, make_user
from meanwhile import act_and_leave, alongside, elsewhere, meanwhile
from owning import browser_at, result_at, store_result
from serving import wait_until
from signing import is_signed_in, make_account, sign_in

from assessment.models import Attempt, Questionnaire, Result, Share
from assessment.models.erasing import erase_account
from influence_site.operations.health import LONG_AGO, MORE_THAN_A_PAGE

END_ALL_OTHERS = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
"""

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def other():
    """A connection beside that of the site."""
    parameters = connection.get_connection_params()
    known = {name: parameters[name] for name in ("dbname", "user", "host") if name in parameters}
    with psycopg.connect(**known) as beside:
        yield beside


@pytest.fixture
def impatient():
    """Wait for no lock longer than a moment."""
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '100ms'")
    yield
    close_all()


def close_all():
    """Close the site's connections, those that wait for the next request included."""
    connection.close()
    connection.close_pool()


def test_a_database_that_was_restarted_costs_no_restart_of_the_site(visitor, other):
    result = store_result(visitor, THREES)
    other.execute(END_ALL_OTHERS)
    statuses = [visitor.get(result).status_code for _ in range(2)]
    connection.close()  # what the end of a request does outside of tests
    assert statuses[0] in {200, 503}
    assert visitor.get(result).status_code == 200
    assert visitor.get("/readyz").status_code == 200


def lend_at_once(number):
    """Let so many connections be lent at the same time, and then wait for the next request."""
    together = Barrier(number)

    def borrow(place):
        connection.ensure_connection()
        together.wait()
        connection.close()

    with ThreadPoolExecutor(number) as people:
        list(people.map(borrow, range(number)))


def test_connections_that_a_restart_has_ended_keep_no_visitor_waiting(visitor, other):
    result = store_result(visitor, THREES)
    connection.close()
    lend_at_once(6)
    other.execute(END_ALL_OTHERS)
    assert visitor.get(result).status_code == 200


@pytest.mark.usefixtures("impatient")
def test_a_lock_that_stays_refuses_writing_goes_on_reading_and_recovers(visitor, other):
    result = store_result(visitor, THREES)
    other.execute(f"LOCK TABLE {Attempt._meta.db_table} IN SHARE MODE")
    response = visitor.post(reverse("begin"))
    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert visitor.get(result).status_code == 200
    other.rollback()
    assert visitor.post(reverse("begin")).status_code == 302


def act_between(act, other, first, then):
    """Lock the first rows, have somebody else act until they wait for them, then lock the others and let go."""
    waits = "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)"
    other.execute(f"SELECT FROM {first} FOR UPDATE")
    with ThreadPoolExecutor(1) as pool:
        acting = pool.submit(act_and_leave, act)
        wait_until(lambda: other.execute(waits).fetchone()[0])
        other.execute(f"SELECT FROM {then} FOR UPDATE")
        other.rollback()
        acting.result()


def test_sittings_are_given_to_an_account_in_the_order_in_which_they_are_erased(visitor, other):
    user, browser = make_user(), browser_at(visitor).browser
    for number in (2, 1):
        Attempt.objects.create(pk=UUID(int=number), questionnaire=current(), browser=browser)
    in_order = f"{Attempt._meta.db_table} ORDER BY id"
    act_between(lambda: Attempt.objects.all().give_to(user.pk), other, f"{in_order} LIMIT 1", in_order)
    assert Attempt.objects.filter(user=user).count() == 2


@pytest.mark.usefixtures("published")
def test_an_address_is_taken_out_of_the_notes_of_sets_in_the_order_in_which_they_are_published(other):
    user, sets = make_user(email="ada@example.org"), Questionnaire.objects.all()
    make_draft()
    sets.update(note="Asked for by ada@example.org")
    table = Questionnaire._meta.db_table
    act_between(
        lambda: erase_account(user), other, f"{table} ORDER BY number LIMIT 1", f"{table} WHERE status = 'draft'"
    )
    assert {version.note for version in sets} == {"Asked for by …"}


@pytest.mark.usefixtures("impatient")
def test_the_daily_purge_waits_for_nobody_who_has_locked_what_is_to_go(visitor, other):
    for _ in range(2):
        Share.objects.create(result=result_at(store_result(visitor, THREES)), expires_at=timezone.now())
    other.execute(f"SELECT FROM {Share._meta.db_table} LIMIT 1 FOR UPDATE")
    call_command("purge", stdout=StringIO())
    left = Share.objects.count()
    other.rollback()
    call_command("purge", stdout=StringIO())
    assert (left, Share.objects.count()) == (1, 0)


def test_what_is_claimed_and_finished_in_the_midst_of_deleting_an_account_goes_with_it(visitor):
    user, attempt = make_user(), make_attempt(browser_at(visitor), THREES)

    def claim():
        Attempt.objects.all().give_to(user.pk)

    def finish():
        with suppress(Result.DoesNotExist):
            Result.objects.finish(attempt)

    claimed = meanwhile(lambda: elsewhere(claim), before='FROM "auth_user"')
    with claimed, alongside(finish, before='DELETE FROM "assessment_attempt"'):
        erase_account(user)
    assert not User.objects.exists()
    assert not Attempt.objects.exists()


def test_a_connection_that_can_only_read_is_lent_no_more(visitor):
    store_result(visitor, THREES)
    with connection.cursor() as cursor:
        cursor.execute("SET default_transaction_read_only = on")
    lent = connection.connection
    assert visitor.post(reverse("begin")).status_code == 503
    connection.close_if_unusable_or_obsolete()  # what the end of a request does outside of tests
    assert lent.closed
    assert visitor.post(reverse("begin")).status_code == 302


def test_connections_opened_while_nothing_could_be_written_are_all_replaced_once_it_can(visitor, other):
    switch = f"ALTER DATABASE {connection.settings_dict['NAME']} {{}} default_transaction_read_only"
    other.autocommit = True
    other.execute(switch.format("SET") + " = on")
    try:
        close_all()
        lend_at_once(waiting := 6)
        refused = visitor.post(reverse("begin")).status_code
    finally:
        other.execute(switch.format("RESET"))
    connection.close_if_unusable_or_obsolete()  # what the end of a request does outside of tests
    wait_until(lambda: connection.pool.get_stats()["pool_available"] == waiting)  # for the closed one is replaced
    taken = visitor.post(reverse("begin")).status_code
    close_all()
    assert (refused, taken) == (503, 302)


def test_a_restore_leaves_the_extensions_of_the_database_alone(tmp_path):
    connection.cursor().execute("CREATE EXTENSION pg_trgm")
    try:
        before = extensions()
        call_command("backup", tmp_path / "copy", stdout=StringIO())
        call_command("restore", tmp_path / "copy", yes=True, stdout=StringIO())
        assert extensions() == before
    finally:
        connection.cursor().execute("DROP EXTENSION pg_trgm")


def extensions():
    """Return the extensions with their numbers: one that was dropped and made again has another."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT extname, oid FROM pg_extension ORDER BY extname")
        return cursor.fetchall()


@pytest.mark.usefixtures("shared_cache", "impatient")
def test_who_signs_in_while_the_tries_cannot_be_written_is_not_told_of_too_many(visitor, other):
    make_account()
    other.execute("LOCK TABLE shared_cache IN SHARE MODE")
    response = sign_in(visitor)
    assert (response.status_code, response["Retry-After"]) == (503, "30")
    other.rollback()
    sign_in(visitor)
    assert is_signed_in(visitor)


def test_looking_whether_it_can_be_written_takes_more_than_a_page_so_a_full_disk_is_noticed():
    Session.objects.create(session_key="looking", session_data=MORE_THAN_A_PAGE, expire_date=LONG_AGO)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_column_size(session_data), current_setting('block_size')::int FROM django_session")
        taken, page = cursor.fetchone()
    assert taken > page


def test_a_database_that_cannot_be_reached_is_a_page_that_says_so(visitor, tmp_path):
    result = store_result(visitor, THREES)
    before = connection.settings_dict["OPTIONS"]
    close_all()
    connection.settings_dict["OPTIONS"] = before | {"host": str(tmp_path), "pool": before["pool"] | {"timeout": 1}}
    try:
        statuses = [visitor.get(page).status_code for page in (result, "/readyz", "/healthz")]
    finally:
        close_all()
        connection.settings_dict["OPTIONS"] = before
    assert statuses == [503, 503, 200]
    assert visitor.get(result).status_code == 200

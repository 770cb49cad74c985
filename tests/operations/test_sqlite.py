"""SQLite with a full disk, a lock that stays, a file that cannot be written or is gone; and its checks at the start."""

import _sqlite3
import ctypes
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.db import InterfaceError, OperationalError, connection, connections
from django.test import Client
from django.urls import reverse
from making import THREES, begin, section_of
from owning import store_result
from signing import is_signed_in, make_account, sign_in

from assessment.models import Attempt
from influence_site.operations.sqlite.base import MOST_IDLE, DatabaseWrapper

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def pragma(name, value):
    """Change one setting of this connection."""
    with connection.cursor() as cursor:
        (before,) = cursor.execute(f"PRAGMA {name}").fetchone()
        cursor.execute(f"PRAGMA {name} = {value}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA {name} = {before}")


@contextmanager
def locked():
    """Hold the lock of all who write, as another process would."""
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as other, pragma("busy_timeout", 50):
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def read_only():
    """Let nothing be written."""
    return pragma("query_only", 1)


def pages_that_read(result):
    return (reverse("start"), result, f"{result}ledger/", reverse("history"), "/method/", "/healthz")


def assert_reading_goes_on(visitor, result):
    assert [visitor.get(page).status_code for page in pages_that_read(result)] == [200] * 6


def assert_works(visitor):
    assert visitor.get("/readyz").status_code == 200
    assert Client(raise_request_exception=False).post(reverse("begin")).status_code == 302


def test_a_full_disk_refuses_writing_goes_on_reading_loses_nothing_and_recovers(visitor):
    result = store_result(visitor, THREES)
    with pragma("max_page_count", 1):  # no more pages than there are
        statuses = []
        while 503 not in statuses:
            statuses.append(Client(raise_request_exception=False).post(reverse("begin")).status_code)
        assert set(statuses) == {302, 503}
        assert visitor.get("/readyz").status_code == 503
        assert_reading_goes_on(visitor, result)
        # One whose session could not be stored may be there, too: nobody was told of it.
        assert Attempt.objects.count() >= 1 + statuses.count(302)
    assert_works(visitor)


@pytest.mark.parametrize("fault", [locked, read_only])
def test_what_keeps_everyone_from_writing_refuses_it_goes_on_reading_and_recovers(visitor, fault):
    result = store_result(visitor, THREES)
    attempt = begin(visitor)
    with fault():
        for address in (section_of(attempt), reverse("begin")):
            response = visitor.post(address, {"P1": "4", "later": "1", "again": "1"})
            assert (response.status_code, response["Retry-After"]) == (503, "30")
        assert visitor.get("/readyz").status_code == 503
        assert_reading_goes_on(visitor, result)
    assert visitor.post(section_of(attempt), {"P1": "4", "later": "1"}).status_code == 302
    assert_works(visitor)


def test_what_was_deleted_is_not_on_the_disk_after_the_next_purge(visitor):
    result = store_result(visitor, THREES)
    label = b"A label of somebody"
    visitor.post(f"{result}label/", {"label": label.decode()})
    file = Path(connection.settings_dict["NAME"])
    files = [file, file.with_name(f"{file.name}-wal")]
    assert any(label in one.read_bytes() for one in files)
    visitor.post(reverse("delete_results"))
    call_command("purge", stdout=StringIO())
    assert [one.name for one in files if label in one.read_bytes()] == []


@pytest.mark.usefixtures("shared_cache")
@pytest.mark.parametrize(("fault", "reason"), [(locked, "is locked"), (read_only, "readonly database")])
def test_who_signs_in_while_nothing_can_be_written_is_not_told_of_too_many_tries(visitor, caplog, fault, reason):
    make_account()
    with fault():
        response = sign_in(visitor)
        assert (response.status_code, response["Retry-After"]) == (503, "30")
        assert reason in caplog.text
    sign_in(visitor)
    assert is_signed_in(visitor)


@pytest.mark.usefixtures("shared_cache")
def test_a_try_for_which_there_is_no_room_is_not_lost_without_a_word():
    with pragma("max_page_count", 1), pytest.raises(InterfaceError, match="full"):
        cache.set("tries", "x" * 10_000_000)


@pytest.mark.parametrize("fault", [locked, read_only])
def test_a_message_that_waits_keeps_nobody_from_reading_while_nothing_can_be_written(visitor, fault):
    make_account()
    sign_in(visitor)
    result = store_result(visitor, THREES)
    visitor.post(f"{result}label/", {"label": "at work"})
    with fault():
        for _ in range(2):
            assert "The label is saved" in visitor.get(result).text
    assert "The label is saved" in visitor.get(result).text
    assert "The label is saved" not in visitor.get(result).text


def test_who_changes_nothing_but_their_session_is_told_that_nothing_can_be_written(visitor):
    begin(visitor)
    make_account()
    sign_in(visitor)
    with locked():
        response = visitor.post(reverse("claim"), {"whose": "other"})
        assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert visitor.post(reverse("claim"), {"whose": "other"}).status_code == 302


@contextmanager
def read_from(file):
    """Let the site look for its database in another file."""
    connection.close()
    place = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = str(file)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = place


def test_a_file_that_is_gone_is_a_page_that_says_so_and_recovers_when_it_is_back(visitor, tmp_path):
    result = store_result(visitor, THREES)
    with read_from(tmp_path / "no such folder" / "site.sqlite3"):
        assert visitor.get(result).status_code == 503
        assert visitor.get("/readyz").status_code == 503
        assert visitor.get("/healthz").status_code == 200
    assert visitor.get(result).status_code == 200
    assert_works(visitor)


def without_its_head(whole):
    """Return a database that does not begin as one."""
    return b"n" * 100 + whole[100:]


def without_its_rows(whole):
    """Return a database of whose pages only the first is whole."""
    return whole[:4096] + b"t" * (len(whole) - 4096)


@pytest.mark.parametrize("damaged", [without_its_head, without_its_rows])
def test_a_file_that_is_damaged_is_a_page_that_says_so_and_recovers_when_it_is_put_back(visitor, tmp_path, damaged):
    result = store_result(visitor, THREES)
    copy = tmp_path / "site.sqlite3"
    call_command("backup", copy, stdout=StringIO())
    copy.write_bytes(damaged(copy.read_bytes()))
    with read_from(copy):
        assert visitor.get(result).status_code == 503
        assert visitor.post(reverse("begin")).status_code == 503
        assert visitor.get("/readyz").status_code == 503
        assert visitor.get("/healthz").status_code == 200
    assert visitor.get(result).status_code == 200
    assert_works(visitor)


@pytest.fixture
def lent(tmp_path):
    """A connection to a database of its own, as requests are lent them."""
    lent = DatabaseWrapper(connection.settings_dict | {"NAME": str(tmp_path / "site.sqlite3")})
    lent.close_pool()
    lent.ensure_connection()
    yield lent
    lent.close()
    lent.close_pool()


def test_a_connection_is_lent_to_one_request_after_another_whatever_their_threads(lent):
    def connection_of_the_next():
        return DatabaseWrapper(lent.settings_dict).get_new_connection(lent.get_connection_params())

    first = lent.connection
    lent.close_if_unusable_or_obsolete()
    with ThreadPoolExecutor(1) as elsewhere:
        assert elsewhere.submit(connection_of_the_next).result() is first
    assert not lent.idle


def test_a_connection_whose_file_is_not_in_its_place_is_lent_no_more(lent, tmp_path):
    first = lent.connection
    lent.close()
    (tmp_path / "site.sqlite3").rename(tmp_path / "moved")
    (tmp_path / "site.sqlite3").touch()
    lent.ensure_connection()
    assert lent.connection is not first
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        first.execute("SELECT 1")


def test_a_file_that_was_moved_away_is_not_made_anew_and_put_back_it_has_lost_nothing(lent, tmp_path):
    file = tmp_path / "site.sqlite3"
    lent.close()
    with closing(sqlite3.connect(file)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.executescript("CREATE TABLE answers (text); INSERT INTO answers VALUES ('kept')")
        file.rename(tmp_path / "moved")
        with pytest.raises(OperationalError, match="is gone"):
            lent.ensure_connection()
        assert not file.exists()
        (tmp_path / "moved").rename(file)
        assert lent.cursor().execute("SELECT text FROM answers").fetchall() == [("kept",)]


def test_of_a_crowd_s_connections_only_a_few_wait(lent):
    crowd = [DatabaseWrapper(lent.settings_dict) for _ in range(MOST_IDLE + 2)]
    for one in crowd:
        one.ensure_connection()
    for one in crowd:
        one.close()
    assert len(lent.idle) == MOST_IDLE


def test_all_connections_of_a_crowd_together_hold_no_more_than_those_that_may_wait(lent):
    with lent.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE pages AS WITH RECURSIVE numbered(n) AS"
            " (SELECT 1 UNION ALL SELECT n + 1 FROM numbered WHERE n < 1500) SELECT zeroblob(4000) FROM numbered"
        )
        ((kibibytes,),) = cursor.execute("SELECT -cache_size FROM pragma_cache_size")
    crowd = [DatabaseWrapper(lent.settings_dict) for _ in range(3 * MOST_IDLE)]
    for one in crowd:
        one.cursor().execute("SELECT count(*) FROM pages").fetchall()
    assert memory_of_sqlite() < 1.5 * MOST_IDLE * kibibytes * 1024
    for one in crowd:
        one.close()


def memory_of_sqlite():
    """Return how many bytes all connections of this process hold."""
    used = ctypes.CDLL(getattr(_sqlite3, "__file__", None)).sqlite3_memory_used  # built into some Pythons
    used.restype = ctypes.c_int64
    return used()


@pytest.mark.parametrize("harm", ["BEGIN IMMEDIATE", "no statement"])
def test_a_connection_that_is_not_sound_is_closed(lent, harm):
    with lent.cursor() as cursor, suppress(OperationalError):
        cursor.execute(harm)
    lent.close_if_unusable_or_obsolete()  # as the end of every request does
    assert lent.connection is None
    assert not lent.idle


def test_a_connection_opened_while_its_file_could_not_be_written_is_lent_no_more(lent, monkeypatch):
    lent.close()
    lent.close_pool()
    with monkeypatch.context() as patch:
        patch.setattr("os.access", lambda name, mode: False)  # what its rights say does not bind the root of machines
        lent.ensure_connection()
    reading = lent.connection
    lent.close()
    lent.ensure_connection()
    assert lent.connection is not reading


def test_values_reach_a_statement_with_and_without_names_however_often_it_is_sent():
    for value in ("one", "100 %", "%s", "?"):
        with connection.cursor() as cursor:
            assert cursor.execute("SELECT %s, '5 %%', %s", [value, 2]).fetchone() == (value, "5 %", 2)
            assert cursor.execute("SELECT %(a)s, '5 %%', %(b)s", {"a": value, "b": 2}).fetchone() == (value, "5 %", 2)
            assert cursor.execute("SELECT '%s'").fetchone() == ("%s",)


def test_the_site_lends_connections():
    assert isinstance(connections["default"], DatabaseWrapper)
    assert connection.settings_dict["CONN_MAX_AGE"] == 0


def test_the_start_warns_of_sqlite_without_wal(tmp_path, monkeypatch):
    assert run_checks(databases=["default"]) == []
    with read_from(tmp_path / "stock.sqlite3"), monkeypatch.context() as patch:
        patch.setitem(connection.settings_dict, "OPTIONS", {})
        assert [warning.id for warning in run_checks(databases=["default"])] == ["operations.W001"]


def test_a_backup_leaves_nothing_of_what_was_deleted(published, tmp_path):
    Attempt.objects.all().delete()
    begin(visitor := Client())
    Attempt.objects.update(label="a word nobody else uses")
    visitor.post(reverse("begin"), {"again": "1"})
    call_command("backup", tmp_path / "copy", stdout=StringIO())
    assert b"a word nobody else uses" not in (tmp_path / "copy").read_bytes()


def test_a_copy_that_contradicts_itself_is_not_put_back(tmp_path):
    make_account("ada@example.org")
    call_command("backup", tmp_path / "copy", stdout=StringIO())
    whole = (tmp_path / "copy").read_bytes()
    (tmp_path / "copy").write_bytes(whole.replace(b"ada@example.org", b"ben@example.org", 1))  # in a row or an index
    with pytest.raises(CommandError, match="missing from index"):
        call_command("restore", tmp_path / "copy", yes=True)
    assert User.objects.get().email == "ada@example.org"


def test_a_backup_from_a_file_that_is_not_the_site_s_is_refused_and_leaves_nothing(tmp_path):
    with read_from(tmp_path / "by mistake.sqlite3"), pytest.raises(CommandError, match="django_migrations"):
        call_command("backup", tmp_path / "copy")
    assert not list(tmp_path.glob("copy*"))

"""A copy made while people write holds all that was committed before, and goes back all or nothing."""

import threading
from contextlib import contextmanager
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from making import make_user
from serving import wait_until

from influence_site.operations.backups import VENDORS

pytestmark = pytest.mark.django_db(transaction=True)


def command(*words, **options):
    said = StringIO()
    call_command(*words, **options, stdout=said)
    return said.getvalue()


class Writer(threading.Thread):
    """Somebody who commits ten rows at a time, over a connection of their own, until told to stop."""

    def __init__(self):
        super().__init__()
        self.committed = 0
        self.stopping = threading.Event()

    def run(self):
        while not self.stopping.is_set():
            User.objects.bulk_create(User(username=f"writer-{self.committed + number}") for number in range(10))
            self.committed += 10
        connection.close()

    def wait_for(self, rows):
        """Wait until so many rows at least are committed; return how many are."""
        wait_until(lambda: self.committed >= rows or not self.is_alive(), pause=0.01)
        assert self.is_alive(), "the writer has failed"
        return self.committed


@contextmanager
def writing():
    """Have a writer meanwhile."""
    writer = Writer()
    writer.start()
    try:
        yield writer
    finally:
        writer.stopping.set()
        writer.join()


def names():
    return set(User.objects.values_list("username", flat=True))


def test_a_backup_made_under_a_constant_writer_holds_every_row_committed_before(tmp_path):
    with writing() as writer:
        before = writer.wait_for(100)
        command("backup", tmp_path / "copy")
        writer.wait_for(before + 10)  # it wrote on meanwhile
    assert "Restored" in command("restore", tmp_path / "copy", yes=True)
    restored = names()
    assert {f"writer-{number}" for number in range(before)} <= restored
    assert len(restored) % 10 == 0  # ten are committed together: all of them or none


def test_a_restore_refuses_to_overwrite_unless_told_to(tmp_path):
    make_user("ada")
    command("backup", tmp_path / "copy")
    make_user("later")
    with pytest.raises(CommandError, match="not empty"):
        command("restore", tmp_path / "copy")
    assert names() == {"ada", "later"}
    command("restore", tmp_path / "copy", yes=True)
    assert names() == {"ada"}


def test_a_backup_never_overwrites_and_is_for_its_owner_alone(tmp_path):
    command("backup", tmp_path / "copy")
    assert (tmp_path / "copy").stat().st_mode & 0o077 == 0
    with pytest.raises(CommandError, match="exists already"):
        command("backup", tmp_path / "copy")
    assert [file.name for file in tmp_path.iterdir()] == ["copy"]


def test_a_copy_for_which_there_is_no_room_is_refused_with_one_sentence(tmp_path, monkeypatch):
    def full(growing):
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(VENDORS[connection.vendor], "save", full)
    with pytest.raises(CommandError, match=r"can't be copied to .*: database or disk is full"):
        command("backup", tmp_path / "copy")
    assert list(tmp_path.iterdir()) == []


def test_a_copy_that_did_not_become_whole_never_has_the_name_of_one(tmp_path, monkeypatch):
    monkeypatch.setattr(VENDORS[connection.vendor], "save", lambda growing: growing.write_text("half"))
    with pytest.raises(CommandError):
        command("backup", tmp_path / "copy")
    assert list(tmp_path.iterdir()) == []


def test_what_is_left_of_a_backup_that_was_killed_is_in_the_way_of_none(tmp_path):
    (tmp_path / "copy.part").write_text("half")
    command("backup", tmp_path / "copy")
    assert [file.name for file in tmp_path.iterdir()] == ["copy"]
    assert (tmp_path / "copy").stat().st_mode & 0o077 == 0


def test_a_copy_that_is_not_whole_changes_nothing(tmp_path):
    make_user("ada")
    command("backup", tmp_path / "copy")
    whole = (tmp_path / "copy").read_bytes()
    (tmp_path / "half").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "other").write_text("no database at all")
    (tmp_path / "empty").touch()  # to SQLite a whole database without tables
    for name in ("half", "other", "empty", "missing"):
        with pytest.raises(CommandError):
            command("restore", tmp_path / name, yes=True)
    assert names() == {"ada"}


def test_a_copy_from_before_an_upgrade_goes_back_with_nothing_left_of_what_the_upgrade_made(tmp_path):
    make_user("ada")
    command("backup", tmp_path / "copy")
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE made_later (user_id integer REFERENCES auth_user (id))")
    command("restore", tmp_path / "copy", yes=True)
    assert "made_later" not in connection.introspection.table_names()
    assert names() == {"ada"}


def test_what_is_no_table_goes_back_over_itself(tmp_path):
    with connection.cursor() as cursor:
        cursor.execute("CREATE VIEW on_nothing AS SELECT 1 AS one")
    try:
        command("backup", tmp_path / "copy")
        command("restore", tmp_path / "copy", yes=True)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP VIEW on_nothing")

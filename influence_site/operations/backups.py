"""Backups: a whole database into one file and back, in the way of its kind, while the site goes on."""

import os
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.management.base import CommandError
from django.db import DatabaseError, connection


def back_up(target: Path) -> None:
    """Write a copy of all that is committed now. Only a whole copy ever has the name asked for."""
    if target.exists():
        raise CommandError(f"{target} exists already: name a new file.")
    growing = target.with_name(f"{target.name}.part")
    growing.unlink(missing_ok=True)
    growing.touch(mode=0o600)  # for its owner alone: it will hold what people answered
    try:
        VENDORS[connection.vendor].save(growing)
        check(growing)
        growing.rename(target)
    except DatabaseError as error:
        raise CommandError(f"The database can't be copied to {target}: {error}.") from error
    finally:
        growing.unlink(missing_ok=True)


def check(source: Path) -> None:
    """Refuse a copy that is not whole."""
    if not source.is_file():
        raise CommandError(f"{source} is not a file: name one that `backup` made.")
    VENDORS[connection.vendor].check(source)


def restore(source: Path) -> None:
    """Put a copy in the place of everything there is, all or nothing."""
    check(source)
    VENDORS[connection.vendor].restore(source)


class Sqlite:
    """VACUUM INTO: a plain copy of the file would lack what is in its log, and hold what was deleted."""

    @staticmethod
    def save(target: Path) -> None:
        """Write one file."""
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(target)])

    @staticmethod
    def check(source: Path) -> None:
        """Read every page."""
        try:
            with closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as copy:
                (found,) = copy.execute("PRAGMA integrity_check").fetchone()
                copy.execute("SELECT 1 FROM django_migrations")
        except sqlite3.DatabaseError as error:
            raise CommandError(f"{source}: {error}.") from error
        if found != "ok":
            raise CommandError(f"{source}: {found}.")

    @staticmethod
    def restore(source: Path) -> None:
        """Write over all pages in one transaction."""
        connection.ensure_connection()
        with (
            closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as copy,
            connection.wrap_database_errors,
        ):
            copy.backup(connection.connection)


class Postgres:
    """PostgreSQL's own programs, in its custom format; they must be as new as the server."""

    @staticmethod
    def save(target: Path) -> None:
        """Write one file."""
        run("pg_dump", "--format=custom", "--no-owner", f"--file={target}", address())

    @staticmethod
    def check(source: Path) -> None:
        """Read it all."""
        run("pg_restore", "--file=/dev/null", str(source))

    @staticmethod
    def restore(source: Path) -> None:
        """Replace everything in one transaction, and drop the tables that the copy does not know.

        Extensions stay as they are: they are the server's, and only a superuser may drop or make most of them.
        """
        tables = ", ".join(map(connection.ops.quote_name, connection.introspection.table_names()))
        first = (f"--command=DROP TABLE {tables} CASCADE",) if tables else ()
        with TemporaryDirectory() as place:  # for its owner alone
            statements, ours = f"--file={Path(place, 'statements.sql')}", Path(place, "ours")
            entries = run("pg_restore", "--list", str(source)).splitlines()
            ours.write_text("\n".join(entry for entry in entries if " EXTENSION " not in entry))
            run("pg_restore", "--clean", "--if-exists", "--no-owner", f"--use-list={ours}", statements, str(source))
            ways = ("--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1")
            run("psql", *ways, *first, statements, address())


VENDORS: dict[str, type[Sqlite | Postgres]] = {"sqlite": Sqlite, "postgresql": Postgres}


def address() -> str:
    """Return where the database is, as libpq says it, without the password."""
    known = connection.get_connection_params()
    told = {name: value for name, value in known.items() if isinstance(value, str | int) and name != "password"}
    where: str = connection.Database.conninfo.make_conninfo(**told)  # type: ignore[attr-defined]  # psycopg
    return where


def run(*command: str) -> str:
    """Run one of PostgreSQL's programs and return what it says."""
    secret = {"PGPASSWORD": connection.settings_dict["PASSWORD"]}
    connection.close()
    try:
        done = subprocess.run(command, env=os.environ | secret, check=True, capture_output=True, text=True)  # noqa: S603  # ours
    except FileNotFoundError as error:
        raise CommandError(f"{command[0]} is not installed (on Debian: apt-get install postgresql-client).") from error
    except subprocess.CalledProcessError as error:
        raise CommandError(f"{command[0]}: {error.stderr.strip()}") from error
    return done.stdout

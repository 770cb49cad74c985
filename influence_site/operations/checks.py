"""What is checked before the site starts."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Tags, register
from django.core.checks import Warning as Caution
from django.db import connections

NO_WAL = Caution("SQLite has no WAL here: reads wait for writes.", hint="Put it on a local disk.", id="operations.W001")


@register(Tags.database)
def sqlite_has_wal(databases: Sequence[str] | None = None, **options: Any) -> list[CheckMessage]:
    """Warn of a file system that can't have what the settings ask for, such as one on the network."""
    return [NO_WAL for alias in databases or () if lacks_wal(alias)]


def lacks_wal(alias: str) -> bool:
    """Say whether a database is an SQLite file that is not written with WAL."""
    connection = connections[alias]
    if connection.vendor != "sqlite":
        return False
    with connection.cursor() as cursor:
        (mode,) = cursor.execute("PRAGMA journal_mode").fetchone()
    return bool(mode != "wal")

"""What is looked at before the site starts."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Tags, register
from django.core.checks import Warning as Caution
from django.db import connections


@register(Tags.database)
def sqlite_can_take_many_writers(databases: Sequence[str] | None = None, **options: Any) -> list[CheckMessage]:
    """Warn of SQLite as Django sets it up: of writes that meet, it loses most with "database is locked"."""
    return [warning for alias in databases or () for warning in warnings_of(alias)]


def warnings_of(alias: str) -> list[CheckMessage]:
    """Return what is wrong with one database; WAL is asked of the file, for not every file system can have it."""
    connection = connections[alias]
    if connection.vendor != "sqlite":
        return []
    found: list[CheckMessage] = []
    if connection.settings_dict["OPTIONS"].get("transaction_mode") != "IMMEDIATE":
        hint = 'Set "transaction_mode": "IMMEDIATE" in its OPTIONS.'
        found.append(Caution("SQLite takes its lock late: writes that meet fail.", hint=hint, id="operations.W001"))
    with connection.cursor() as cursor:
        (mode,) = cursor.execute("PRAGMA journal_mode").fetchone()
    if mode != "wal":
        hint = 'Put it on a local disk, with "PRAGMA journal_mode=WAL" as init_command in its OPTIONS.'
        found.append(Caution("SQLite has no WAL: reading waits for writing.", hint=hint, id="operations.W002"))
    return found

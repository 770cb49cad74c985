"""Django's cache in the database, but what still counts is never dropped to make room."""

from typing import Any

from django.core.cache.backends.db import DatabaseCache
from django.db import connections


class LastingCache(DatabaseCache):
    """Holds counts of tries: whoever fills it with others' could else wipe out the wrong passwords of every account."""

    def _cull(self, db: str, cursor: Any, now: Any, num: int) -> None:
        """Delete what has run out, and nothing else."""
        connection = connections[db]
        name = connection.ops.quote_name
        ended = connection.ops.adapt_datetimefield_value(now)
        table: Any = self
        cursor.execute(f"DELETE FROM {name(table._table)} WHERE {name('expires')} < %s", [ended])  # noqa: S608

"""Django's own SQLite, but connections are lent: one that a request no longer needs waits for the next request.

Opening one costs as much as a page. Kept by threads they would pile up, for the server's threads come and go.
"""

import os
from collections import deque
from functools import lru_cache
from sqlite3 import Connection, OperationalError
from typing import Any, ClassVar

from django.db.backends.sqlite3 import base

NEVER_WRITES = 0
"""No file has this inode. SQLite opens one that cannot be written for reading, and such a connection stays so."""

MOST_IDLE = 8
"""How many connections may wait, each with up to four MiB of pages (`cache_size` in the settings). A crowd opens what
it needs beyond them, but all together hold no more pages than these may (`soft_heap_limit`)."""

KEPT_SPELLINGS = 128


class Cursor(base.SQLiteCursorWrapper):
    """Django's own, but each statement is put into SQLite's spelling only once: that takes longer than many a query."""

    def convert_query(self, query: str, *, param_names: list[str] | None = None) -> str:
        """Return the statement with SQLite's marks in place of Django's."""
        return spelled(query) if param_names is None else super().convert_query(query, param_names=param_names)


@lru_cache(maxsize=KEPT_SPELLINGS)
def spelled(query: str) -> str:
    """Return a statement whose values have no names as Django puts it for SQLite."""
    converted: str = base.SQLiteCursorWrapper.convert_query(None, query)  # type: ignore[arg-type]  # it asks no cursor
    return converted


class DatabaseWrapper(base.DatabaseWrapper):
    """Lends connections of this process, each with the inode of the file that it has open."""

    idle: ClassVar[deque[tuple[Connection, int | None]]] = deque()
    opened: ClassVar[set[str]] = set()

    def get_new_connection(self, conn_params: dict[str, Any]) -> Connection:
        """Return one that waits if its file is still in place: what it wrote to a file moved away would be lost.

        Nor is a file that was there before made anew. SQLite would take the last writes, in a file beside it (WAL),
        for those of another database and throw them away.
        """
        name = conn_params["database"]
        inode = inode_of(name)
        while lent := self.lent():
            connection, self.inode = lent
            if self.inode == inode:
                return connection
            connection.close()
        if not inode and name in self.opened:
            raise OperationalError(f"{name} is gone")
        new: Connection = super().get_new_connection(conn_params)
        inode = inode or inode_of(name)
        if inode:
            self.opened.add(name)
        self.inode = NEVER_WRITES if inode and not os.access(name, os.W_OK) else inode
        return new

    def create_cursor(self, name: Any = None) -> Any:
        """Return a cursor of the open connection."""
        return self.connection.cursor(factory=Cursor)

    def is_usable(self) -> bool:
        """Say whether all went well: Django asks after an error, at a request's end, and then forgets the error."""
        return not self.errors_occurred

    def lent(self) -> tuple[Connection, int | None] | None:
        """Return the connection that has waited shortest, None if none waits."""
        try:
            return self.idle.pop()
        except IndexError:
            return None

    def _close(self) -> None:
        """Let a sound connection wait, close another, and one that is too many."""
        sound = not (self.errors_occurred or self.in_atomic_block or self.connection.in_transaction)
        if sound and len(self.idle) < MOST_IDLE:
            self.idle.append((self.connection, self.inode))
        else:
            super()._close()  # type: ignore[misc]  # the stubs leave it out

    def close_pool(self) -> None:
        """Close all that wait, as Django's PostgreSQL does under this name."""
        while lent := self.lent():
            lent[0].close()


def inode_of(name: str) -> int | None:
    """Return the inode of the file of this name, None if there is none."""
    try:
        return os.stat(name).st_ino  # noqa: PTH116  # asked by every request, and a Path takes twice as long
    except OSError:
        return None

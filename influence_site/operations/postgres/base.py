"""Django's own PostgreSQL, but connections that a restart has ended, or that can't write, are dropped all at once.

The pool's own check pauses after each of them, longer and longer: where four waited, a visitor was given none for five
seconds though the database was back.
"""

from typing import Any, ClassVar

from django.core.exceptions import ImproperlyConfigured

try:
    from django.db.backends.postgresql import base
except ImproperlyConfigured as error:
    raise ImproperlyConfigured("DATABASE_URL names PostgreSQL: install requirements-postgres.txt.") from error


class DatabaseWrapper(base.DatabaseWrapper):
    """Looks at each connection itself: the settings leave out CONN_HEALTH_CHECKS, by which the pool would."""

    newest_writes: ClassVar[bool] = True

    def _configure_connection(self, connection: Any) -> Any:
        """Note of each connection that is opened whether the database lets it write."""
        DatabaseWrapper.newest_writes = may_write(connection)
        return super()._configure_connection(connection)  # type: ignore[misc]  # the stubs leave it out

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Return one that answers and can write, if any can; else all that wait with the first are replaced."""
        lent = super().get_new_connection(conn_params)
        if self.pool and (self.has_ended(lent) or (self.newest_writes and not may_write(lent))):
            self.pool.putconn(lent)
            self.pool.drain()
            lent = super().get_new_connection(conn_params)
        return lent

    def has_ended(self, lent: Any) -> bool:
        """Say whether the database no longer knows a connection."""
        try:
            self.pool.check_connection(lent)
        except self.Database.OperationalError:
            return True
        return False

    def is_usable(self) -> bool:
        """Say whether all went well: Django asks after an error, at a request's end, and then forgets the error."""
        return not self.errors_occurred

    def _close(self) -> None:
        """Give a sound connection back, close another.

        It may lead to a server that answers, but never writes again: the former one, after another has taken over.
        """
        if self.errors_occurred:
            self.connection.close()
        super()._close()  # type: ignore[misc]  # the stubs leave it out


def may_write(connection: Any) -> bool:
    """Say whether a connection may write: opened while the database was read-only, it never will."""
    return bool(connection.info.parameter_status("default_transaction_read_only") != "on")

"""The cache in a table of the database that all workers share: the tries of signing in and up are counted there."""

from collections.abc import Callable
from typing import Any

from django.core.cache.backends.db import DatabaseCache
from django.db import InterfaceError, InternalError, OperationalError, connection, transaction


class SharedCache(DatabaseCache):
    """Django's own hides that the database is full, locked or read-only: everybody would hear of "too many tries"."""

    def _base_set(self, *args: Any) -> bool:
        """Write, or say why not; what fails at the end of the transaction is raised by the one around Django's."""
        with transaction.atomic(), connection.execute_wrapper(unhidden):
            return super()._base_set(*args)  # type: ignore[misc,no-any-return]  # the stubs leave it out


def unhidden(execute: Callable[..., Any], *args: Any) -> Any:
    """Run a statement; where the database is not able to, raise what Django's cache does not hide."""
    try:
        return execute(*args)
    except (OperationalError, InternalError) as error:
        raise InterfaceError(str(error)) from error

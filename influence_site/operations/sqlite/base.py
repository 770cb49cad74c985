"""Django's own SQLite, but a kept connection counts as broken once its file is not the one in its place any more."""

from pathlib import Path
from sqlite3 import Connection
from typing import Any

from django.db.backends.sqlite3 import base


class DatabaseWrapper(base.DatabaseWrapper):
    """Asked before a request goes on with an open connection (CONN_HEALTH_CHECKS)."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Connection:
        """Open the file and remember which one it is."""
        connection: Connection = super().get_new_connection(conn_params)
        self.place = Path(self.settings_dict["NAME"])
        self.opened = self.file()
        return connection

    def is_usable(self) -> bool:
        """Say whether what is written now is still there tomorrow: a file that was moved away would take it along."""
        return self.file() == self.opened

    def file(self) -> int | None:
        """Return the number of the file in its place, None for none."""
        try:
            return self.place.stat().st_ino
        except OSError:
            return None

"""Put a copy of the database back."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from influence_site.operations.backups import restore


class Command(BaseCommand):
    """All or nothing: a copy that is not whole changes nothing."""

    help = "Replace the whole database with a copy that `backup` made."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file, and leave to overwrite."""
        parser.add_argument("source", type=Path)
        parser.add_argument("--yes", action="store_true", help="overwrite what the database holds now")

    def handle(self, *args: Any, source: Path, yes: bool, **options: Any) -> None:
        """Put back what was saved."""
        if connection.introspection.table_names() and not yes:
            raise CommandError("The database is not empty. With --yes, all that it holds now is lost.")
        restore(source)
        self.stdout.write("Restored. Run `manage.py migrate` if the copy is from an older release.")

"""Write a copy of the database."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from influence_site.operations.copying import CopyError, save


class Command(BaseCommand):
    """Visitors can go on meanwhile: the copy holds all that was committed when it began."""

    help = "Write a copy of the whole database to a new file, and check it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file."""
        parser.add_argument("target", type=Path)

    def handle(self, *args: Any, target: Path, **options: Any) -> None:
        """Copy."""
        try:
            save(target)
        except CopyError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Saved to {target}, {target.stat().st_size:,} bytes.")

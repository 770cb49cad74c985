"""Write a copy of the database."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from influence_site.operations.backups import back_up


class Command(BaseCommand):
    """Visitors can go on meanwhile: the copy holds all that was committed when it began."""

    help = "Write a copy of the whole database to a new file, and check it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file."""
        parser.add_argument("target", type=Path)

    def handle(self, *args: Any, target: Path, **options: Any) -> None:
        """Copy."""
        back_up(target)
        self.stdout.write(f"Saved to {target}, {target.stat().st_size:,} bytes.")

"""Show whether e-mail gets out."""

from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands import sendtestemail


class Command(sendtestemail.Command):
    """Django's own ends in a traceback where the mail server is away or refuses."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Send, or name the setting to look at."""
        try:
            super().handle(*args, **options)
        except OSError as error:
            raise CommandError(f"The mail server of EMAIL_URL says: {error}.") from error

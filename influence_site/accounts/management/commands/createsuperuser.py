"""Make the first account of the desk."""

import os
from typing import Any

from allauth.account.utils import filter_users_by_email
from django.contrib.auth.management.commands import createsuperuser
from django.core.management.base import CommandError


class Command(createsuperuser.Command):
    """Django's own takes no address, with which nobody could sign in, and fails over one that an account has."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuse an address that was given with the command, or in the environment where nobody is asked."""
        given = options["email"]
        if given is None and not options["interactive"]:
            given = os.environ.get("DJANGO_SUPERUSER_EMAIL")
        if given is not None and (wrong := wrong_with(given)):
            raise CommandError(wrong)
        super().handle(*args, **options)

    def get_input_data(self, field: Any, message: str, default: Any = None) -> Any:
        """Ask again for an address that can't be taken."""
        typed = super().get_input_data(field, message, default)
        if field.name == "email" and typed is not None and (wrong := wrong_with(typed)):
            self.stderr.write(wrong)
            return None
        return typed


def wrong_with(address: str) -> str:
    """Return why an account of the desk can't have an address, "" if it can."""
    if not address:
        return "Staff need an address: they sign in with it."
    taken = "Another account has this address: choose a different one, or delete that account first."
    return taken if filter_users_by_email(address) else ""

"""Make the first account of the desk."""

from typing import Any

from django.contrib.auth.management.commands import createsuperuser


class Command(createsuperuser.Command):
    """Django's own takes no address, with which nobody could sign in."""

    def get_input_data(self, field: Any, message: str, default: Any = None) -> Any:
        """Ask again for an address that was left empty."""
        typed = super().get_input_data(field, message, default)
        if field.name == "email" and typed == "":
            self.stderr.write("Staff need an address: they sign in with it.")
            return None
        return typed

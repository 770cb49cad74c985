"""The room of accounts, and the admin that it guards."""

from django.apps import AppConfig
from django.contrib.admin import apps

from influence_site.accounts import passkeys


class AccountsConfig(AppConfig):
    """Register the room and what it listens to; it brings the table of the shared cache."""

    name = "influence_site.accounts"

    def ready(self) -> None:
        """Load the receivers of signals, which register themselves; leave out what is not offered."""
        from influence_site.accounts import addresses, events, sessions, unproved_passwords  # noqa: F401, PLC0415

        passkeys.leave_out()


class StaffAdminConfig(apps.AdminConfig):
    """Put the guarded site in the place of Django's own."""

    default_site = "influence_site.accounts.staff.StaffSite"

"""The room of those who run the site: how it is served, watched, backed up."""

from django.apps import AppConfig
from django.contrib.staticfiles.apps import StaticFilesConfig


class OperationsConfig(AppConfig):
    """Register the room and what it looks at before the site starts."""

    name = "influence_site.operations"

    def ready(self) -> None:
        """Register the checks."""
        from influence_site.operations import checks  # noqa: F401, PLC0415  # it registers itself


class UsedStaticFilesConfig(StaticFilesConfig):
    """Leave out scripts of allauth's pages and languages of the admin that no page names, two files of five.

    The server looks at each file before it starts.
    """

    ignore_patterns = (*StaticFilesConfig.ignore_patterns, "account", "mfa", "admin/js/vendor/select2/i18n/[!e]*")

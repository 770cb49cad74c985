"""The room of those who run the site: how it is served, watched, backed up."""

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    """Register the room and what it looks at before the site starts."""

    name = "influence_site.operations"
    label = "operations"

    def ready(self) -> None:
        """Register the checks."""
        from influence_site.operations import checks  # noqa: F401, PLC0415  # it registers itself

"""What is done to a part of a version is noted in the history of the version, which outlives the part."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.http import HttpRequest


class Noted(admin.ModelAdmin):
    """A row that belongs to a version."""

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> LogEntry:
        """Note what was added."""
        self.note(request, obj, message)
        return super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> LogEntry:
        """Note what was changed."""
        self.note(request, obj, message)
        return super().log_change(request, obj, message)

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        """Note what was deleted."""
        for obj in queryset:
            self.note(request, obj, [{"deleted": {}}])
        return super().log_deletions(request, queryset)

    def note(self, request: HttpRequest, obj: Any, message: list[dict[str, dict[str, Any]]]) -> None:
        """Say in a version's history what was done to a part of it; an entry that names nothing is about the part."""
        itself = {"name": str(self.opts.verbose_name), "object": str(obj)}
        told = [{done: itself | details} for one in message for done, details in one.items()]
        if told:
            super().log_change(request, obj.version, told)

"""What was answered and found, to be read only."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from assessment.models import Attempt, Result

if TYPE_CHECKING:
    Options = admin.ModelAdmin
else:
    Options = object


class ReadOnly(Options):
    """Nobody adds, changes or deletes these by hand."""

    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse."""
        return False


@admin.register(Attempt)
class AttemptAdmin(ReadOnly, admin.ModelAdmin):
    """Sittings, newest first."""

    list_display = ("id", "questionnaire", "started_at", "finished_at")
    list_filter = ("questionnaire__number", ("finished_at", admin.EmptyFieldListFilter))
    search_fields = ("=id", "user__username")
    ordering = ("-started_at", "-pk")
    fields = ("id", "questionnaire", "user", "started_at", "finished_at", "context", "answers")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Attempt]:
        """Fetch the version along."""
        return Attempt.objects.with_version().order_by(*self.ordering)


@admin.register(Result)
class ResultAdmin(ReadOnly, admin.ModelAdmin):
    """Results, newest first."""

    list_display = ("attempt_id", "role", "firmness", "score", "finished_at", "scoring_version")
    list_filter = ("role", "firmness", "scoring_version")
    search_fields = ("=attempt__id", "attempt__user__username")

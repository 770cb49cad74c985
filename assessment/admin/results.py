"""What was answered and found, to be read only."""

import re
from typing import Any, cast

from django.contrib import admin
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls.converters import UUIDConverter
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessment.models import Attempt, Result

ID = re.compile(UUIDConverter.regex, re.IGNORECASE)


def never(desk: admin.ModelAdmin, request: HttpRequest, obj: Any = None) -> bool:
    """Allow nobody, as a permission of a page of the desk."""
    return False


class Newest(Paginator):
    """Counts no further than a person would turn pages: counting all would take longer the more there are."""

    MOST = 1_000

    @cached_property
    def count(self) -> int:
        """Return how many there are, as far as is counted."""
        newest = cast("QuerySet[Any]", self.object_list[: self.MOST])
        return newest.count()


class ReadOnly(admin.ModelAdmin):
    """Nobody adds, changes or deletes these by hand."""

    show_full_result_count = False
    paginator = Newest
    list_per_page = 50
    search_help_text = gettext_lazy("An id, the address of a sitting or result, or part of an e-mail address.")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Take the id out of what is pasted, such as the address that somebody sends to support."""
        found = ID.search(search_term)
        return super().get_search_results(request, queryset, found[0] if found else search_term)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Say where not all are listed."""
        response = super().changelist_view(request, extra_context)
        told = getattr(response, "context_data", {})
        if "cl" in told and told["cl"].result_count == Newest.MOST:
            told["subtitle"] = _("the newest %(most)s; search and filters reach all") % {"most": Newest.MOST}
        return response

    has_add_permission = has_change_permission = has_delete_permission = never


@admin.register(Attempt)
class AttemptAdmin(ReadOnly):
    """Sittings, newest first."""

    list_display = ("id", "questionnaire", "started_at", "finished_at")
    list_filter = ("questionnaire__number", ("finished_at", admin.EmptyFieldListFilter))
    search_fields = ("=id", "user__email")
    ordering = ("-started_at", "-pk")
    fields = ("id", "questionnaire", "user", "started_at", "finished_at", "context", "answers")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Attempt]:
        """Fetch the version along, and answers only where they are shown."""
        return Attempt.objects.with_version().defer("answers", "context").order_by(*self.ordering)


@admin.register(Result)
class ResultAdmin(ReadOnly):
    """Results, newest first."""

    list_display = ("attempt_id", "role", "firmness", "score", "finished_at", "scoring_version")
    list_filter = ("role", "firmness")
    search_fields = ("=attempt__id", "attempt__user__email")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Result]:
        """Fetch what was found only where it is shown."""
        return super().get_queryset(request).defer("kept")

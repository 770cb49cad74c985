"""Lists of the desk: a request for what no row can be or have is not a server error."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import BadRequest
from django.db import DataError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

MOST_SEARCHED = 400
"""Characters, twice as many as a statement may have: SQLite refuses to search for a thousand words."""


class StrictChangeList(ChangeList):
    """What a list shows of its rows."""

    def get_filters(self, request: HttpRequest) -> Any:
        """Filter only by what the page offers.

        Django accepts any column: letter by letter it would reveal what nobody may see, such as the secret of a second
        factor; and some patterns keep SQLite, and the whole worker with it, busy for good.
        """
        found = super().get_filters(request)
        _filters, _are_there, others, *_rest = found
        if others:
            raise IncorrectLookupParameters
        return found

    def get_results(self, request: HttpRequest) -> None:
        """Treat a number or a year that no column can hold as any other filter without sense."""
        try:
            super().get_results(request)
        except (DataError, OverflowError, ValueError) as error:
            raise IncorrectLookupParameters from error


class StrictAdmin(admin.ModelAdmin):
    """What has a list: if its address makes no sense, all rows are shown; ids that can't exist are refused."""

    def get_changelist(self, request: HttpRequest, **options: object) -> type[ChangeList]:
        """Return the list that refuses filters without sense."""
        return StrictChangeList

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Search for the beginning of what was pasted."""
        return super().get_search_results(request, queryset, search_term[:MOST_SEARCHED])

    def response_action(
        self, request: HttpRequest, queryset: QuerySet[Any], *arguments: Any, **options: Any
    ) -> HttpResponse | None:
        """Refuse ids of rows that can't exist."""
        try:
            queryset.filter(pk__in=request.POST.getlist(ACTION_CHECKBOX_NAME)).exists()
        except (DataError, OverflowError, ValueError) as error:
            raise BadRequest from error
        return super().response_action(request, queryset, *arguments, **options)

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Refuse ids of groups and rights that can't exist; lead the form to its own address.

        A form that waited for "Confirm it’s you" and has faults is shown again at the address of that page.
        """
        try:
            return super().changeform_view(request, object_id, form_url or request.get_full_path(), extra_context)
        except (DataError, OverflowError) as error:
            raise BadRequest from error

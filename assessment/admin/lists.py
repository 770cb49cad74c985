"""Lists of the desk: a request that asks for what no row can be or have is no failure."""

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
"""Characters, twice what a statement may have: of a thousand words SQLite makes no query."""


class Rows(ChangeList):
    """What a list shows of its rows."""

    def get_filters(self, request: HttpRequest) -> Any:
        """Filter by what the page offers alone.

        Django takes any column: letter by letter it would tell what is shown to nobody, such as what codes of a second
        factor are made of; and some patterns keep SQLite, and the whole worker with it, busy for good.
        """
        found = super().get_filters(request)
        _filters, _are_there, others, *_rest = found
        if others:
            raise IncorrectLookupParameters
        return found

    def get_results(self, request: HttpRequest) -> None:
        """Take a number or a year that no column can hold as Django takes a word where a number belongs."""
        try:
            super().get_results(request)
        except (DataError, OverflowError, ValueError) as error:
            raise IncorrectLookupParameters from error


class Listed(admin.ModelAdmin):
    """What has a list: where its address makes no sense, all rows are shown; no page sends an id that can't be."""

    def get_changelist(self, request: HttpRequest, **options: object) -> type[ChangeList]:
        """Return the list that sees to it."""
        return Rows

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Look for the beginning of what is pasted."""
        return super().get_search_results(request, queryset, search_term[:MOST_SEARCHED])

    def response_action(
        self, request: HttpRequest, queryset: QuerySet[Any], *arguments: Any, **options: Any
    ) -> HttpResponse | None:
        """Refuse rows that can't be."""
        try:
            queryset.filter(pk__in=request.POST.getlist(ACTION_CHECKBOX_NAME)).exists()
        except (DataError, OverflowError, ValueError) as error:
            raise BadRequest from error
        return super().response_action(request, queryset, *arguments, **options)

    def changeform_view(self, request: HttpRequest, *arguments: Any, **options: Any) -> HttpResponse:
        """Refuse groups and rights that can't be."""
        try:
            return super().changeform_view(request, *arguments, **options)
        except (DataError, OverflowError) as error:
            raise BadRequest from error

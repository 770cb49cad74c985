"""Lists of the desk: an address that asks for what no row can have is no failure."""

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.db import DataError
from django.http import HttpRequest


class Rows(ChangeList):
    """What a list shows of its rows."""

    def get_results(self, request: HttpRequest) -> None:
        """Take a number or a year that no column can hold as Django takes a word where a number belongs."""
        try:
            super().get_results(request)
        except (DataError, OverflowError, ValueError) as error:
            raise IncorrectLookupParameters from error


class Listed(admin.ModelAdmin):
    """What has a list: where its address makes no sense, all rows are shown."""

    def get_changelist(self, request: HttpRequest, **options: object) -> type[ChangeList]:
        """Return the list that sees to it."""
        return Rows

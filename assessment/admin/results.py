"""What was answered and found, to be read only; superusers delete a sitting for somebody who asks them to."""

import re
from typing import Any, cast

from django.contrib import admin
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls.converters import UUIDConverter
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessment.admin.lists import StrictAdmin
from assessment.admin.rights import CascadeDeleteMixin, is_for_superusers, never
from assessment.journey import answers_of
from assessment.models import Attempt, Result
from assessment.models.erasing import erase
from assessment.scoring.rounding import half_up
from assessment.words import sides, verdict
from assessment.words.advice_cards import advice_cards
from assessment.words.answers import answered_by_key

ID = re.compile(UUIDConverter.regex, re.IGNORECASE)


class CappedPaginator(Paginator):
    """Counts no further than a person would turn pages: the more there are, the longer counting all would take."""

    MOST = 1_000

    @cached_property
    def count(self) -> int:
        """Return how many there are, but no more than MOST."""
        newest = cast("QuerySet[Any]", self.object_list[: self.MOST])
        return newest.count()


class ReadOnlyAdmin(StrictAdmin):
    """Nobody adds or changes these by hand, nor deletes one without the other."""

    actions = None  # nobody deletes many at once by hand, and a box in each row costs a third of the page
    show_full_result_count = False
    paginator = CappedPaginator
    list_per_page = 50
    search_help_text = gettext_lazy("An id, the address of a sitting or result, or a whole e-mail address.")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Search for the id in what was pasted, such as the address that somebody sends to support."""
        found = ID.search(search_term)
        return super().get_search_results(request, queryset, found[0] if found else search_term)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Say so if not all are listed."""
        response = super().changelist_view(request, extra_context)
        told = getattr(response, "context_data", {})
        if "cl" in told and told["cl"].result_count == CappedPaginator.MOST:
            told["subtitle"] = _("the newest %(most)s; search and filters reach all") % {"most": CappedPaginator.MOST}
        return response

    has_add_permission = has_change_permission = never


@admin.register(Attempt)
class AttemptAdmin(CascadeDeleteMixin, ReadOnlyAdmin):
    """Sittings, newest first. Whoever lost their browser can't delete theirs, so superusers can, result included."""

    list_display = ("id", "questionnaire", "started_at", "finished_at")
    list_filter = ("questionnaire__number", ("finished_at", admin.EmptyFieldListFilter))
    search_fields = ("=id", "=user__email")
    ordering = ("-started_at", "-pk")
    fields = ("id", "questionnaire", "user", "label", "started_at", "finished_at", "given")
    has_delete_permission = is_for_superusers

    def get_queryset(self, request: HttpRequest) -> QuerySet[Attempt]:
        """Fetch the version in the same query, and answers only where they are shown."""
        return Attempt.objects.with_version().defer("answers", "context").order_by(*self.ordering)

    @admin.display(description=gettext_lazy("answers"))
    def given(self, attempt: Attempt) -> str:
        """Return every statement with its answer, as they were printed."""
        return render_to_string("admin/assessment/answers.html", {"sections": answers_of(attempt)})

    def delete_model(self, request: HttpRequest, obj: Attempt) -> None:
        """Erase as the person themselves would."""
        erase(Attempt.objects.filter(pk=obj.pk))


@admin.register(Result)
class ResultAdmin(ReadOnlyAdmin):
    """Results, newest first."""

    list_display = ("sitting", "role", "firmness", "points", "finished_at", "scoring_version")
    list_filter = ("role", "firmness")
    search_fields = ("=attempt__id", "=attempt__user__email")
    fieldsets = (
        (None, {"fields": ("attempt", "finished_at", "told")}),
        (gettext_lazy("As stored"), {"classes": ("collapse",), "fields": ("scoring_version", "kept")}),
    )
    has_delete_permission = never

    def get_queryset(self, request: HttpRequest) -> QuerySet[Result]:
        """Fetch what was found only where it is shown."""
        return super().get_queryset(request).defer("kept")

    @admin.display(ordering="pk")
    def sitting(self, result: Result) -> Any:
        """Return the id that a result shares with its sitting."""
        return result.pk

    @admin.display(ordering="score", description=gettext_lazy("score of 100"))
    def points(self, result: Result) -> int | None:
        """Return the score as its owner reads it."""
        return None if result.score is None else half_up(result.score)

    @admin.display(description=gettext_lazy("what the person reads"))
    def told(self, result: Result) -> str:
        """Return the headline, the parts and the advice, as the person reads them."""
        kept, document, answers = result.read(), result.document, result.attempt.answers
        finding, advice = kept.finding, (*kept.advice.shown, *kept.advice.more)
        page = {
            "headline": verdict.headline(finding),
            "measure": finding.standing and verdict.measure(finding.standing),
            "rests_on": verdict.rests_on(finding, document),
            "sides": sides.sides(finding, document, answers),
            "advice": advice_cards(advice, document, answered_by_key(document, answers), ()),
        }
        return render_to_string("admin/assessment/result.html", page)

"""Drafting advice: what it says, and when it is given."""

from types import SimpleNamespace
from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from assessment.admin.conditions import WhenField, statements_of
from assessment.admin.frozen import PartAdmin
from assessment.admin.optimistic_locking import OptimisticLockForm
from assessment.admin.pickers import boxes, in_former_order
from assessment.admin.sections import KeyedForm
from assessment.admin.unique_names import UniqueNameForm
from assessment.advice import pieces
from assessment.content.checks import ADVICE_KEY, Problem, piece_problems
from assessment.content.library import LIBRARY
from assessment.models import AdvicePiece, NotPublishable
from assessment.models.drafting import part_of
from assessment.scoring.vocabulary import MainPurpose, Role


class AdviceForm(UniqueNameForm, OptimisticLockForm, KeyedForm):
    """One piece; what is wrong with it is said at once, not only when the draft is published."""

    key_pattern = ADVICE_KEY
    key_message = _("A key is V and a number, such as V4 or V23-E1.")
    when = WhenField(
        label=_("Given when"),
        required=False,  # a fallback has no alternatives
        help_text=_("Any one alternative is enough. Within one, everything that you choose must hold."),
    )
    serves = boxes(_("Serves"), MainPurpose)
    fallback = boxes(_("Fills in for"), Role)

    class Meta:
        model = AdvicePiece
        fields = (
            "questionnaire",
            "order",
            "key",
            "title",
            "why",
            "next_action",
            "dimension",
            "kind",
            "weight",
            "serves",
            "fallback",
            "rules",
            "when",
        )
        error_messages: ClassVar = {"weight": {"required": _("Write a number above 0; 1 is the usual weight.")}}

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """Offer the statements of the piece's own version."""
        super().__init__(*arguments, **options)
        self.statements = statements_of(
            self.instance.questionnaire_id or self.data.get("questionnaire", self.initial.get("questionnaire"))
        )
        if "when" in self.fields:
            self.fields["when"].widget.statements = self.statements
            self.fields["when"].widget.before = self.instance.when

    def clean_serves(self) -> list[str]:
        """Keep the order that they had."""
        return in_former_order(self.cleaned_data["serves"], self.instance.serves)

    def clean_fallback(self) -> list[str]:
        """Keep the order that they had."""
        return in_former_order(self.cleaned_data["fallback"], self.instance.fallback)

    def clean(self) -> None:
        """Say at the field what is wrong with the piece, and what to do."""
        super().clean()
        if not self.errors:
            for problem in self.problems():
                field = problem.where.partition(", ")[2]
                self.add_error(field if field in self.fields else None, f"{problem.reason}. {problem.fix}")

    def problems(self) -> tuple[Problem, ...]:
        """Return what checks before publishing would find in this piece."""
        try:
            piece = part_of(pieces.AdvicePiece, SimpleNamespace(**self.cleaned_data))
        except NotPublishable as error:
            return error.problems
        return tuple(piece_problems(piece, {key for key, _words in self.statements}, LIBRARY.rules))


@admin.register(AdvicePiece)
class AdvicePieceAdmin(PartAdmin):
    """Pieces of advice of all versions."""

    form = AdviceForm
    change_form_template = "admin/assessment/advice.html"
    list_display = ("key", "title", "dimension", "kind", "questionnaire", "order")
    list_filter = ("questionnaire__number", "dimension", "kind")
    search_fields = ("key", "title", "why", "next_action")
    ordering = ("-questionnaire__number", "order")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Allow it only from the page of a draft, which says whose statements to offer."""
        return super().has_add_permission(request) and "questionnaire" in request.GET

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Add one piece at a time: the next starts from the draft again."""
        return super().add_view(request, form_url, {"show_save_and_add_another": False} | (extra_context or {}))

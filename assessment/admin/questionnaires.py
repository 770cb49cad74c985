"""Versions of the questionnaire, and the pages that lead from one to the next."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from assessment.admin.analysis import analysis_page, answers_file, codebook_file
from assessment.admin.draft_checks import check_draft
from assessment.admin.frozen import DraftAdmin
from assessment.admin.import_export import export_page, import_page
from assessment.admin.optimistic_locking import OptimisticLockForm
from assessment.admin.previewing import preview_page, scoring_page
from assessment.admin.publishing import publish_page
from assessment.admin.rights import CascadeDeleteMixin, never
from assessment.admin.sections import ContextQuestionInline, SectionInline
from assessment.admin.versions import draft_page
from assessment.models import Questionnaire

READ, SEND, BOTH = ["GET", "HEAD"], ["POST"], ["GET", "HEAD", "POST"]


class QuestionnaireForm(OptimisticLockForm):
    """The frame of a version: its title, what its sections are about, and the unscored questions."""

    parts: ClassVar = {"sections": ("pk", "order", "dimension", "name", "heading"), "context_questions": ()}

    class Meta:
        model = Questionnaire
        fields = "__all__"
        help_texts = {"title": _("Names the set here and in files; visitors don’t see it.")}  # noqa: RUF012


@admin.register(Questionnaire)
class QuestionnaireAdmin(CascadeDeleteMixin, DraftAdmin):
    """Versions: newest first; a draft is made from any of them, edited, looked at and published."""

    form = QuestionnaireForm
    list_display = ("__str__", "title", "status", "created_at", "published_at", "note")
    list_filter = ("status",)
    search_fields = ("title", "note")
    readonly_fields = ("status", "published_at")
    inlines = (SectionInline, ContextQuestionInline)
    actions = None  # a draft is made, and deleted, from the page of a version
    has_add_permission = never  # a new version always starts from an old one or from a file

    def get_urls(self) -> list[URLPattern]:
        """Add the pages about one version."""
        pages: list[URLPattern] = [
            path("import/", self.admin_site.admin_view(self.imported), name="assessment_questionnaire_import"),
            self.page("draft", draft_page, SEND, changing=True),
            self.page("publish", publish_page, BOTH, changing=True),
            self.page("export", export_page, READ),
            self.page("scoring", scoring_page, READ),
            self.page("analysis", analysis_page, READ),
            self.page("answers", answers_file, READ),
            self.page("codebook", codebook_file, READ),
            self.page("preview", preview_page, READ, more="<slug:page>/"),
        ]
        return pages + super().get_urls()

    def page(
        self,
        name: str,
        view: Callable[..., HttpResponseBase],
        methods: list[str],
        *,
        changing: bool = False,
        more: str = "",
    ) -> URLPattern:
        """Return the address of a page about a version, for those who may see or change versions."""

        def opened(request: HttpRequest, pk: int, **options: Any) -> HttpResponseBase:
            allowed = self.has_change_permission(request) if changing else self.has_view_permission(request)
            if not allowed:
                raise PermissionDenied
            return view(self, request, get_object_or_404(self.get_queryset(request), pk=pk), **options)

        guarded = self.admin_site.admin_view(require_http_methods(methods)(opened))
        return path(f"<int:pk>/{name}/{more}", guarded, name=f"assessment_questionnaire_{name}")

    def imported(self, request: HttpRequest) -> HttpResponse:
        """Make a draft from a file."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        return import_page(self, request)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Questionnaire]:
        """Leave the documents in the database."""
        return super().get_queryset(request).defer("document")

    def render_change_form(self, request: HttpRequest, context: Any, *arguments: Any, **options: Any) -> HttpResponse:
        """Show above a draft what needs mending in it."""
        version = context["original"]
        context["check"] = check_draft(version) if version.is_draft else None
        context["may_change"] = self.has_change_permission(request)
        return super().render_change_form(request, context, *arguments, **options)

"""Drafting, reading and publishing versions of the questionnaire."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from assessment.models import AdvicePiece, ContextQuestion, NotPublishable, Question, Questionnaire, Section

if TYPE_CHECKING:
    Options = admin.options.BaseModelAdmin
else:
    Options = object


class DraftsOnly(Options):
    """What belongs to a version that is or was published can be read, never changed, not even by a crafted post."""

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Allow changes of drafts."""
        return super().has_change_permission(request, obj) and (obj is None or obj.version.is_draft)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Allow drafts to be deleted, one at a time from their page."""
        return super().has_delete_permission(request, obj) and obj is not None and obj.version.is_draft


class PartOfDraft(DraftsOnly):
    """A part that is edited within the page of its parent."""

    extra = 0
    show_change_link = True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Allow parts to be added to drafts."""
        allowed: bool = super().has_add_permission(request, obj)  # type: ignore[call-arg]  # an inline is asked so
        return allowed and (obj is None or obj.version.is_draft)


class SectionInline(PartOfDraft, admin.TabularInline):
    """The four sections of a version."""

    model = Section
    fields = ("order", "dimension", "name", "heading")


class ContextQuestionInline(PartOfDraft, admin.TabularInline):
    """The unscored questions of a version."""

    model = ContextQuestion
    fields = ("order", "key", "text", "labels", "rules")


class QuestionInline(PartOfDraft, admin.TabularInline):
    """The statements of a section."""

    model = Question
    fields = ("order", "key", "pole", "text", "rules", "opposite")


@admin.register(Questionnaire)
class QuestionnaireAdmin(DraftsOnly, admin.ModelAdmin):
    """Versions: newest first; a draft is made from any of them, and published from here."""

    list_display = ("__str__", "title", "status", "published_at", "note")
    list_filter = ("status",)
    search_fields = ("title", "note")
    readonly_fields = ("status", "published_at")
    inlines = (SectionInline, ContextQuestionInline)
    actions = ("make_draft", "publish")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Questionnaire]:
        """Leave the documents in the database."""
        return super().get_queryset(request).defer("document")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A new version always starts from an old one."""
        return False

    @admin.action(description=_("Make a draft from this version"), permissions=["change"])
    def make_draft(self, request: HttpRequest, versions: QuerySet[Questionnaire]) -> None:
        """Copy each chosen version whole into a new draft."""
        for version in versions:
            self.draft_from(request, version)

    def draft_from(self, request: HttpRequest, version: Questionnaire) -> None:
        """Copy one version, or say what in it cannot be copied."""
        try:
            draft = Questionnaire.objects.drafted_from(version.compiled())
        except NotPublishable as error:
            self.message_user(request, f"{version}: {error}", messages.ERROR)
            return
        self.log_addition(request, draft, f"Drafted from {version}.")
        self.message_user(request, _("%(draft)s is a draft of what %(version)s says.") % locals())

    @admin.action(description=_("Publish this draft"), permissions=["change"])
    def publish(self, request: HttpRequest, drafts: QuerySet[Questionnaire]) -> None:
        """Check and publish one draft; say in words what stands in its way."""
        draft = drafts.first()
        if drafts.count() != 1 or draft is None or not draft.is_draft:
            self.message_user(request, _("Choose one draft to publish."), messages.ERROR)
            return
        try:
            draft.publish()
        except NotPublishable as error:
            heading = ngettext("One thing is to mend first:", "Some things are to mend first:", len(error.problems))
            self.message_user(request, f"{heading} {error}", messages.ERROR)
            return
        self.log_change(request, draft, "Published.")
        self.message_user(request, _("%(draft)s is what visitors take from now on.") % {"draft": draft})


@admin.register(Section)
class SectionAdmin(DraftsOnly, admin.ModelAdmin):
    """One page of a version with its statements."""

    list_display = ("name", "questionnaire", "dimension", "heading")
    list_filter = ("questionnaire", "dimension")
    list_select_related = ("questionnaire",)
    search_fields = ("name", "heading", "stem", "questions__text")
    inlines = (QuestionInline,)


@admin.register(Question)
class QuestionAdmin(DraftsOnly, admin.ModelAdmin):
    """Statements of all versions."""

    list_display = ("key", "text", "pole", "section")
    list_filter = ("section__questionnaire", "section__dimension", "pole")
    list_select_related = ("section__questionnaire",)
    search_fields = ("key", "text")


@admin.register(AdvicePiece)
class AdvicePieceAdmin(DraftsOnly, admin.ModelAdmin):
    """Pieces of advice of all versions."""

    list_display = ("key", "title", "dimension", "kind", "questionnaire")
    list_filter = ("questionnaire", "dimension", "kind")
    list_select_related = ("questionnaire",)
    search_fields = ("key", "title", "why", "next_action")

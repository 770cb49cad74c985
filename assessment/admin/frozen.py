"""What is published stays as it is: the rule that every page of the desk about a version keeps."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from assessment.admin.meanwhile import SEEN
from assessment.models import Questionnaire, Section

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

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Leave what a form notes for itself to the page's template."""
        return [name for name in super().get_fields(request, obj) if name != SEEN]

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        """Offer versions and sections without loading a document for each."""
        if db_field.related_model is Questionnaire:
            options["queryset"] = Questionnaire.objects.without_document()
        if db_field.related_model is Section:
            options["queryset"] = Section.objects.select_related("questionnaire").defer("questionnaire__document")
        return super().formfield_for_foreignkey(db_field, request, **options)


class PartOfVersion(DraftsOnly):
    """A row with a page of its own; `path` leads from it to its version."""

    path = "questionnaire"
    change_form_template: Any = "admin/assessment/part.html"

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        """Fetch the version along, its large document left out."""
        return super().get_queryset(request).select_related(self.path).defer(f"{self.path}__document")


class PartOfDraft(DraftsOnly):
    """A part that is edited within the page of its parent."""

    extra = 0
    show_change_link = True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Allow parts to be added to drafts."""
        allowed: bool = super().has_add_permission(request, obj)  # type: ignore[call-arg]  # an inline is asked so
        return allowed and (obj is None or obj.version.is_draft)

"""What is published stays as it is: the rule that every page of the desk about a version keeps."""

import json
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from assessment.admin.meanwhile import SEEN
from assessment.admin.versions import address_of, show
from assessment.models import NotPublishable, Questionnaire, Section

if TYPE_CHECKING:
    Options = admin.options.BaseModelAdmin
    Pages = admin.ModelAdmin
else:
    Options = Pages = object


OWN = ("csrfmiddlewaretoken", SEEN, "_save", "_continue", "_addanother")
"""What a form sends for itself."""


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


class DraftPages(DraftsOnly, Pages):
    """What has pages of its own."""

    def change_view(self, request: HttpRequest, object_id: str, *arguments: Any, **options: Any) -> HttpResponse:
        """Tell who saves a draft that it was published since they opened it, and give back what they wrote."""
        row = self.get_object(request, unquote(object_id)) if request.method == "POST" else None
        if row and not row.version.is_draft and self.has_change_permission(request):
            context = {"title": _("Not saved"), "version": row.version, "typed": texts_in(request, row.version)}
            return show(self, request, "published_meanwhile", context, status=403)
        return super().change_view(request, object_id, *arguments, **options)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Delete what is still a draft, and let nobody publish it meanwhile."""
        try:
            obj.version.hold_draft()
        except NotPublishable as error:
            raise PermissionDenied from error
        super().delete_model(request, obj)


def texts_in(request: HttpRequest, version: Questionnaire) -> list[str]:
    """Return the words that were sent and that the version does not say: they can be copied into another draft."""
    sent = (value for name in request.POST if name not in OWN for value in request.POST.getlist(name))
    new = (text for text in sent if json.dumps(text, ensure_ascii=False)[1:-1] not in version.document)
    return [text for text in new if text.strip() and not text.isdigit()]


class PartOfVersion(DraftPages):
    """A row with a page of its own; `path` leads from it to its version."""

    path = "questionnaire"
    change_form_template = "admin/assessment/part.html"

    def response_post_save_change(self, request: HttpRequest, obj: Any) -> HttpResponseRedirect:
        """Go on at the version that it belongs to."""
        return HttpResponseRedirect(address_of(obj.version))

    response_post_save_add = response_post_save_change

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        """Fetch the version along, its large document left out."""
        return super().get_queryset(request).select_related(self.path).defer(f"{self.path}__document")


class PartOfDraft(DraftsOnly):
    """A part that is edited within the page of its parent."""

    extra = 0
    show_change_link = True

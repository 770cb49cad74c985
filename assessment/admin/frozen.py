"""What is published stays as it is: the rule that every page of the desk about a version keeps."""

from typing import Any

from django.contrib import messages
from django.contrib.admin.models import LogEntry
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessment.admin.lists import StrictAdmin
from assessment.admin.optimistic_locking import SEEN
from assessment.admin.pickers import ReadableWidget, readonly_display
from assessment.admin.versions import address_of
from assessment.models import NotPublishable, Questionnaire, Section

TOO_LATE = gettext_lazy("This has been published or deleted since you opened it: carry on in another draft.")


class DraftsOnlyMixin(BaseModelAdmin):
    """What belongs to a version that is or was published can be read, never changed, not even by a crafted post."""

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Allow changes of drafts."""
        return super().has_change_permission(request, obj) and (obj is None or obj.version.is_draft)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Allow drafts to be deleted, one at a time from their page."""
        return super().has_delete_permission(request, obj) and obj is not None and obj.version.is_draft

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Show in words what may not be changed; leave the hidden field SEEN to the page's template."""
        displays = {display.__name__: display for display in self.displays(request, obj)}
        fields = [displays.get(name, name) for name in super().get_fields(request, obj) if name != SEEN]
        return list(dict.fromkeys(fields))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Let nobody change what is shown in words."""
        return (*super().get_readonly_fields(request, obj), *self.displays(request, obj))

    def displays(self, request: HttpRequest, obj: Any) -> list[Any]:
        """Return what shows our own kinds of fields where nothing may be changed: Django would show them as JSON."""
        if obj is None or self.has_change_permission(request, obj):
            return []
        declared = self.form.declared_fields
        readable = [name for name, field in declared.items() if isinstance(field.widget, ReadableWidget)]
        return [readonly_display(self.form, name) for name in readable]

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        """Let browsers send what is too long, to be refused with a message: they would cut off its end without one."""
        field = super().formfield_for_dbfield(db_field, request, **options)
        if field:
            field.widget.attrs.pop("maxlength", None)
        return field

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        """Offer versions and sections without loading a document for each."""
        if db_field.related_model is Questionnaire:
            options["queryset"] = Questionnaire.objects.without_document()
            options["error_messages"] = {"invalid_choice": _("It is no longer a draft: choose another question set.")}
        if db_field.related_model is Section:
            options["queryset"] = Section.objects.select_related("questionnaire").defer("questionnaire__document")
            options["error_messages"] = {"invalid_choice": _("Its set is no longer a draft: choose another section.")}
        return super().formfield_for_foreignkey(db_field, request, **options)


class DraftAdmin(DraftsOnlyMixin, StrictAdmin):
    """Rows that have pages of their own."""

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Refuse what comes after the draft was published or deleted: the site gives editors their words back."""
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        try:
            with transaction.atomic():
                if object_id and self.has_change_permission(request):
                    self.lock(request, object_id)
                return super().changeform_view(request, object_id, form_url, extra_context)
        except NotPublishable as error:
            raise PermissionDenied(TOO_LATE) from error

    def lock(self, request: HttpRequest, object_id: str) -> None:
        """Keep others from publishing or deleting what is to be saved; NotPublishable if somebody was quicker.

        It is looked up again once its draft is locked: until then somebody else can still delete it.
        """
        for _look in range(2):
            row = self.get_object(request, unquote(object_id))
            if row is None:
                raise NotPublishable(())
            row.version.lock_draft()

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        """Keep others from publishing the draft to which a part is added; what is changed is locked already."""
        if not change:
            obj.version.lock_draft()
        super().save_model(request, obj, form, change)

    def response_post_save_change(self, request: HttpRequest, obj: Any) -> HttpResponseRedirect:
        """Go on to the version: its page says what needs mending."""
        return HttpResponseRedirect(address_of(obj.version))

    response_post_save_add = response_post_save_change

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Keep others away meanwhile; say so if somebody else, or a first click, was quicker."""
        try:
            with transaction.atomic():
                if self.has_change_permission(request):
                    self.lock(request, object_id)
                return super().delete_view(request, object_id, extra_context)
        except NotPublishable:
            said = _("It has been deleted or published in the meantime, so nothing was deleted now.")
            self.message_user(request, said, messages.WARNING)
            return redirect("admin:assessment_questionnaire_changelist")


class PartAdmin(DraftAdmin):
    """A row with a page of its own; `path` leads from it to its version.

    What is done to the row is noted in the history of the version, too, which outlives it.
    """

    path = "questionnaire"
    change_form_template = "admin/assessment/part.html"

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Go on to the version that it belonged to."""
        row = self.get_object(request, unquote(object_id))
        response = super().delete_view(request, object_id, extra_context)
        if row and isinstance(response, HttpResponseRedirect):
            return redirect(address_of(row.version))
        return response

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Let nothing move to another version: its editors would not know."""
        fixed = (self.path.partition("__")[0],) if obj else ()
        return (*super().get_readonly_fields(request, obj), *fixed)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        """Fetch the version in the same query, without its large document."""
        return super().get_queryset(request).select_related(self.path).defer(f"{self.path}__document")

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> LogEntry:
        """Note what was added."""
        self.note(request, obj, message)
        return super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> LogEntry:
        """Note what was changed."""
        self.note(request, obj, message)
        return super().log_change(request, obj, message)

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        """Note what was deleted."""
        for obj in queryset:
            self.note(request, obj, [{"deleted": {}}])
        return super().log_deletions(request, queryset)

    def note(self, request: HttpRequest, obj: Any, message: list[dict[str, dict[str, Any]]]) -> None:
        """Say in a version's history what was done to a part of it; an entry that names nothing is about the part."""
        itself = {"name": str(self.opts.verbose_name), "object": str(obj)}
        told = [{done: itself | details} for one in message for done, details in one.items()]
        if told:
            super().log_change(request, obj.version, told)


class PartInline(DraftsOnlyMixin):
    """A part that is edited within the page of its parent."""

    extra = 0
    show_change_link = True

"""Versions as files: out as one TOML file, back in as a draft."""

from django import forms
from django.contrib.admin import ModelAdmin
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import FileExtensionValidator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from assessment.admin.versions import address_of, back_with, show
from assessment.content.document import Document
from assessment.content.exporting import to_toml
from assessment.content.importing import MOST_BYTES, from_toml
from assessment.content.toml_files import ContentError
from assessment.models import NotPublishable, Questionnaire


class ImportForm(forms.Form):
    """One file."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("A question set as “Export” wrote it, or as you have edited it since: TOML, at most %(size)s KB.")
        % {"size": MOST_BYTES // 1024},
        validators=[FileExtensionValidator(["toml"], _("Choose a file whose name ends in .toml."))],
        error_messages={"required": _("Choose a file first."), "empty": _("The file is empty.")},
        widget=forms.FileInput(attrs={"accept": ".toml"}),
    )

    def clean_file(self) -> Document:
        """Return what the file says, or refuse it with line and reason."""
        sent: UploadedFile = self.cleaned_data["file"]
        try:
            return from_toml(sent.read(MOST_BYTES + 1))
        except ContentError as error:
            raise forms.ValidationError(str(error).splitlines()) from error


def export_page(desk: ModelAdmin, request: HttpRequest, version: Questionnaire) -> HttpResponse:
    """Send a version as a file; the same version always gives the same bytes."""
    try:
        text = to_toml(version.as_document)
    except NotPublishable as error:
        return back_with(desk, request, version, str(error))
    name = f"question-set-{version.number}.toml"
    return HttpResponse(
        text,
        content_type="application/toml; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def import_page(desk: ModelAdmin, request: HttpRequest) -> HttpResponse:
    """Make a draft of a file, or say what is wrong with it; nothing of a broken file is kept."""
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    if form.is_valid():
        draft = Questionnaire.objects.drafted_from(form.cleaned_data["file"])
        desk.log_addition(request, draft, "Imported from a file.")
        desk.message_user(request, _("%(draft)s is a draft made from the file.") % {"draft": draft})
        return redirect(address_of(draft))
    return show(desk, request, "import", {"title": _("Import a question set"), "form": form})

"""Optimistic locking: nobody overwrites what somebody else has saved since a page of several parts was opened."""

import hashlib
from typing import Any, ClassVar

from django import forms
from django.db.models import Model
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

SEEN = "seen"


class OptimisticLockForm(forms.ModelForm):
    """A form that knows what was stored when it was opened.

    parts: the related rows edited on the same page, by name, with the columns that are edited; none means all.
    """

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    parts: ClassVar[dict[str, tuple[str, ...]]] = {}

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """Note what is stored now."""
        super().__init__(*arguments, **options)
        if self.instance.pk:
            self.initial[SEEN] = self.stored()

    def clean(self) -> None:
        """Refuse to overwrite what was not seen; what was typed stays in the form."""
        super().clean()
        if self.instance.pk and self.cleaned_data.get(SEEN) != self.stored():
            raise forms.ValidationError(self.message())

    def message(self) -> SafeString:
        """Return what happened, and the way out."""
        said = _(
            "This has been changed since you opened it, by somebody else or in another window, so nothing was saved."
            " What you typed is still below: {link} and copy it over."
        )
        anew = _("open the page again in another tab")
        return format_html(said, link=format_html('<a href="" target="_blank">{}</a>', anew))

    def stored(self) -> str:
        """Return a hash of everything on the page as the database holds it."""
        row: Model = self.instance
        held = [list(type(row)._default_manager.filter(pk=row.pk).values_list())]
        held += [list(getattr(row, part).values_list(*columns)) for part, columns in self.parts.items()]
        return hashlib.sha256(repr(held).encode()).hexdigest()

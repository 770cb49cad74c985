"""Names of parts: each is unique in its set. Django leaves that to the database if the set itself is not a field."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _


class UniqueNameForm(forms.ModelForm):
    """A part on a page of its own.

    named_by: its name, a field of the form.
    within: what it belongs to.
    """

    named_by = "key"
    within = "questionnaire"

    def clean(self) -> None:
        """Refuse a name that another part has."""
        super().clean()
        name = self.cleaned_data.get(self.named_by)
        if name and self.instance.pk and self.others().filter(**{self.named_by: name}).exists():
            self.add_error(self.named_by, _("%(name)s is already in use. Choose another.") % {"name": name})

    def others(self) -> Any:
        """Return the other parts of what this one belongs to."""
        belongs = {self.within: getattr(self.instance, f"{self.within}_id")}
        return type(self.instance)._default_manager.filter(**belongs).exclude(pk=self.instance.pk)

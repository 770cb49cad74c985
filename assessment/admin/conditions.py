"""When a piece of advice is given, built from pickers: one form for each alternative."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from assessment.admin.pickers import ReadableWidget, in_former_order, in_words, listed, with_lost, words_of
from assessment.content.checks import SIDES
from assessment.models import Question
from assessment.scoring.finding import Mismatch, Mixture, Pattern
from assessment.scoring.vocabulary import Dimension, Firmness, MainPurpose, Occupation, Role

ANSWERS = {
    "low": _("Answered towards the low end (all of these)"),
    "high": _("Answered towards the high end (all of these)"),
    "not_low": _("Not answered towards the low end (none of these)"),
}
CHOICES = {
    "role": (_("Role"), Role),
    "firmness": (_("Firmness of the role"), Firmness),
    "purpose": (_("Main purpose"), MainPurpose),
    "occupation": (_("Occupation"), Occupation),
    "pattern": (_("Pattern"), Pattern),
    "mismatch": (_("Aims and habits"), Mismatch),
    "mixture": (_("Two currents"), Mixture),
    "retake": (_("Moved since last time towards"), Role),
}
MOST_ALTERNATIVES = 30
DATABASE_KEY = re.compile("[0-9]{1,18}")
"""What fits into a column of ids."""


class ConditionForm(forms.Form):
    """One alternative: everything chosen in it must hold."""

    def __init__(self, *arguments: Any, statements: list[tuple[str, str]], **options: Any) -> None:
        """Offer the statements of the version beside the words that scoring knows."""
        super().__init__(*arguments, **options)
        for name, label in ANSWERS.items():
            self.offer(name, label, statements, forms.SelectMultiple(attrs={"size": 6}))
        for name, (label, words) in CHOICES.items():
            self.offer(name, label, words_of(words))
        for dimension in Dimension:
            choices = [(side, side) for side in sorted(SIDES)]
            self.offer(f"sides_{dimension}", _("Side of %(dimension)s") % {"dimension": dimension}, choices)
        self.fields["no_gap"] = forms.BooleanField(label=_("No gap between aims and habits is named"), required=False)

    def offer(
        self, name: str, label: Any, choices: list[tuple[str, str]], widget: Any = forms.CheckboxSelectMultiple
    ) -> None:
        """Add a field; what is stored but no longer offered can be chosen too, so that saving drops nothing unseen."""
        offered = with_lost(choices, self.initial.get(name))
        self.fields[name] = forms.MultipleChoiceField(label=label, choices=offered, required=False, widget=widget)

    def clean(self) -> None:
        """Refuse an alternative without conditions."""
        if not (self.errors or self.cleaned_data.get("DELETE") or self.condition()):
            raise forms.ValidationError(_("Choose at least one condition, or tick “Remove this alternative”."))

    def condition(self) -> dict[str, Any]:
        """Return what is chosen, as the database holds it."""
        given: dict[str, Any] = {name: self.chosen(name) for name in (*ANSWERS, *CHOICES)}
        sides = {str(side): self.chosen(f"sides_{side}") for side in Dimension}
        given["sides"] = {dimension: chosen for dimension, chosen in sides.items() if chosen}
        given["no_gap"] = self.cleaned_data["no_gap"]
        return {name: value for name, value in given.items() if value}

    def chosen(self, name: str) -> list[str]:
        """Return the values of one field."""
        return in_former_order(self.cleaned_data[name], self.initial.get(name))

    def display(self) -> SafeString:
        """Return what is stored, in the words of the fields."""
        stored = [(self.fields[name], self.initial[name]) for name in self.fields if self.initial.get(name)]
        return listed((field.label, in_words(field.widget, value)) for field, value in stored)

    def statements(self) -> list[forms.BoundField]:
        """Return the fields about single answers."""
        return [self[name] for name in ANSWERS]

    def others(self) -> list[forms.BoundField]:
        """Return the fields about what was found and about the person."""
        return [self[name] for name in (*CHOICES, *(f"sides_{side}" for side in Dimension))]


Alternatives: Any = forms.formset_factory(
    ConditionForm, extra=1, can_delete=True, max_num=MOST_ALTERNATIVES, validate_max=True
)


def as_initial(when: Any) -> list[dict[str, Any]]:
    """Return stored alternatives as initial values of their forms; what has another shape is left out."""
    alternatives = [one for one in when if isinstance(one, dict)] if isinstance(when, list) else []
    return [one | {f"sides_{name}": chosen for name, chosen in sides_of(one)} for one in alternatives]


def sides_of(condition: dict[str, Any]) -> Iterable[tuple[str, Any]]:
    """Return the sides of one alternative by dimension."""
    sides = condition.get("sides")
    return sides.items() if isinstance(sides, dict) else ()


def statements_of(version: Any) -> list[tuple[str, str]]:
    """Return key and words of a version's statements; none while no version is chosen."""
    key = version if DATABASE_KEY.fullmatch(str(version)) else None
    found = Question.objects.filter(section__questionnaire=key).order_by("section__order", "order", "pk")
    return [(one.key, str(one)) for one in found]


class AlternativesWidget(ReadableWidget):
    """All alternatives with one empty form at the end. The form of the piece says what there is to choose from."""

    use_fieldset = True
    statements: list[tuple[str, str]] = []  # noqa: RUF012  # replaced whole by the form of a piece
    before: Any = ()

    def formset(self, name: str, data: Any = None) -> Any:
        """Return the forms, filled with what was sent or with what is stored."""
        options = {"statements": self.statements}
        return Alternatives(data, prefix=name, initial=as_initial(self.before), form_kwargs=options)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Return the forms as they were sent."""
        return self.formset(name, data)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Say whether no forms were sent: if they were, their count is there."""
        return f"{name}-TOTAL_FORMS" not in data

    def display(self, value: Any, row: Any) -> SafeString:
        """Return each alternative with all that must hold in it."""
        statements = statements_of(row.questionnaire_id)
        alternatives = [ConditionForm(initial=one, statements=statements).display() for one in as_initial(value)]
        return listed(
            (_("Alternative %(number)s") % {"number": number}, shown) for number, shown in enumerate(alternatives, 1)
        )

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Draw them, with their errors when they were sent."""
        sent = value if isinstance(value, BaseFormSet) else self.formset(name)
        return render_to_string("admin/assessment/pickers/alternatives.html", {"formset": sent})

    def id_for_label(self, id_: str) -> str:
        """Return "": no single element stands for all."""
        return ""


class WhenField(forms.Field):
    """The alternatives of a piece, as the database holds them."""

    widget = AlternativesWidget

    def clean(self, value: Any) -> list[dict[str, Any]]:
        """Return what is chosen."""
        if not value.is_valid():
            raise forms.ValidationError([_("Look at the alternatives below."), *map(str, value.non_form_errors())])
        return conditions_in(value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare what would be stored."""
        return not data.is_valid() or conditions_in(data) != initial


def conditions_in(formset: Any) -> list[dict[str, Any]]:
    """Return the alternatives to keep, from a formset that is valid."""
    gone = formset.deleted_forms
    return [form.condition() for form in formset.forms if form not in gone and (form.has_changed() or form.initial)]

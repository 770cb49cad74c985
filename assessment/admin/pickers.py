"""Fields that let editors choose where the database holds lists and tables."""

from collections.abc import Callable, Collection, Iterable, Mapping
from enum import StrEnum
from functools import cache
from itertools import groupby
from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.forms.utils import pretty_name
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from assessment.content.library import LIBRARY, RULES


def in_former_order(chosen: Collection[str], before: Any) -> list[str]:
    """Return what is chosen: what was there before in its old order, then the new. Browsers send the page's order."""
    kept = [one for one in before if one in chosen] if isinstance(before, list) else []
    return [*kept, *(one for one in chosen if one not in kept)]


def words_of(options: Iterable[StrEnum]) -> list[tuple[str, str]]:
    """Return choices that read as words."""
    return [(option.value, option.value.replace("_", " ")) for option in options]


def with_lost(choices: Iterable[tuple[str, str]], before: Any) -> list[tuple[str, str]]:
    """Return choices, then what was chosen before but is no longer offered: it stays until somebody takes it out."""
    offered = dict(choices)
    lost = [one for one in before if one not in offered] if isinstance(before, list) else []
    return [*offered.items(), *((one, _("%(name)s (no longer in this set)") % {"name": one}) for one in lost)]


class ReadableWidget(forms.Widget):
    """A widget that can show in words what is stored, where nobody may change it."""

    def display(self, value: Any, row: models.Model) -> SafeString:
        """Return the value of a row, in the words of the choices."""
        return format_html("{}", in_words(self, value) or "-")


@cache
def readonly_display(form: type[forms.BaseForm], name: str) -> Callable[[models.Model], SafeString]:
    """Return the function that the desk shows in place of a field that may not be changed."""
    field = form.declared_fields[name]  # type: ignore[attr-defined]  # forms that declare fields have it

    def display(row: models.Model) -> SafeString:
        shown: SafeString = field.widget.display(getattr(row, name), row)
        return shown

    display.__name__ = name
    return admin.display(description=field.label or pretty_name(name))(display)


def listed(names: Iterable[tuple[Any, Any]]) -> SafeString:
    """Return names with what they stand for, one to a line."""
    return format_html_join("", "<div><b>{}</b> {}</div>", names) or SafeString("-")


def in_words(widget: Any, value: Any) -> str:
    """Return what is chosen in the words that a widget offers it in; nothing where there is no choice."""
    words = dict(getattr(widget, "choices", ()))
    return "; ".join(str(words.get(one, one)) for one in widget.format_value(value) or ())


class Boxes(ReadableWidget, forms.CheckboxSelectMultiple):
    """Boxes to tick, labelled as a group: the label that Django's admin writes belongs to none of them."""

    def __init__(self, said: Any) -> None:
        """Take what they are for."""
        super().__init__()
        self.said = said

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Draw them as one group."""
        boxes = super().render(name, value, attrs, renderer)
        return format_html('<div role="group" aria-label="{}">{}</div>', self.said, boxes)


def boxes(label: Any, options: Iterable[StrEnum]) -> forms.MultipleChoiceField:
    """Return boxes to tick, none of which need be ticked."""
    return forms.MultipleChoiceField(label=label, choices=words_of(options), required=False, widget=Boxes(label))


class RulePicker(ReadableWidget, forms.CheckboxSelectMultiple):
    """The rules that are chosen, then all others folded away, article by article; each with its text."""

    def ticked(self, value: Any) -> list[tuple[str, str]]:
        """Return the rules that are chosen, each with its text."""
        lost = _("(no longer a rule)")
        return [(one, RULES[one].text if one in RULES else str(lost)) for one in self.format_value(value)]

    def display(self, value: Any, row: models.Model) -> SafeString:
        """Return the rules that are chosen."""
        return listed(self.ticked(value))

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Draw it by hand: a hundred templates of Django's for each statement are slow."""
        chosen = self.ticked(value)
        others = [rule for rule in LIBRARY.rules if rule.id not in dict(chosen)]
        page = {
            "name": name,
            "chosen": chosen,
            "articles": [(key, list(group)) for key, group in groupby(others, key=lambda rule: rule.article)],
        }
        return render_to_string("admin/assessment/pickers/rules.html", page)


class Lines(ReadableWidget, forms.Textarea):
    """A table, one entry to a line."""

    def display(self, value: Any, row: models.Model) -> SafeString:
        """Return each option with what is printed for it."""
        return listed(value.items() if isinstance(value, Mapping) else ())


class LabelsField(forms.CharField):
    """What is printed for each option of an unscored question: a line each, such as "learn: To learn something"."""

    options: Iterable[str] = ()

    def prepare_value(self, value: Any) -> Any:
        """Write a table as lines: the options in their order, then what is not an option."""
        if not isinstance(value, Mapping):
            return value
        names = dict.fromkeys([*self.options, *value])
        return "\n".join(f"{name}: {value[name]}" for name in names if name in value)

    def to_python(self, value: Any) -> Any:
        """Read lines as a table."""
        labels: dict[str, str] = {}
        written = super().to_python(value) or ""
        self.run_validators(written)  # Django would check a table's printed form, which hides a NUL
        for line in filter(str.strip, written.splitlines()):
            name, colon, text = (part.strip() for part in line.partition(":"))
            if not colon or name in labels:
                raise forms.ValidationError(
                    _("This line lacks a colon, or its option is there twice: %(line)s"), params={"line": line}
                )
            labels[name] = text
        return labels

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare tables, not lines."""
        try:
            return bool(self.to_python(data) != initial)
        except forms.ValidationError:
            return True

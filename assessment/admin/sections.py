"""Drafting what is asked: sections with their statements, and the unscored questions."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.core.validators import RegexValidator
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext_lazy as _

from assessment.admin.frozen import PartAdmin, PartInline
from assessment.admin.optimistic_locking import OptimisticLockForm
from assessment.admin.pickers import LabelsField, Lines, RulePicker, in_former_order
from assessment.admin.rights import never
from assessment.admin.unique_names import UniqueNameForm
from assessment.content.checks import QUESTION_KEY
from assessment.content.document import OPTIONS, ContextKey
from assessment.content.library import LIBRARY
from assessment.models import ContextQuestion, Question, Section
from assessment.scoring.vocabulary import Dimension


class SectionForm(UniqueNameForm, OptimisticLockForm):
    """One page with its statements."""

    named_by = "dimension"
    parts: ClassVar = {"questions": ()}

    class Meta:
        model = Section
        fields = "__all__"
        widgets = {"stem": forms.TextInput(attrs={"size": 80})}  # noqa: RUF012
        help_texts = {  # noqa: RUF012
            "lead": _("What visitors read before the first statement: what to think of, and how to answer."),
            "stem": _("The question that is asked about every statement here. It is part of what each of them means."),
            "label_1": _(
                "The five answers run from the least to the most, such as never to always. An answer counts by its"
                " place, so reversing the labels reverses the score. They are part of what the statements mean."
            ),
            "low_end": _(
                "What a score of 0 stands for, where the low statements lead. It is used within sentences, too."
            ),
            "high_end": _("What a score of 100 stands for, where the high statements lead."),
        }


class RuledForm(forms.ModelForm):
    """A part that rests on rules of the articles, most telling first."""

    rules = forms.MultipleChoiceField(
        label=_("Rules"),
        choices=[(rule.id, rule.text) for rule in LIBRARY.rules],
        widget=RulePicker,
        help_text=_("The first is the most telling. To move one to the end: untick, save, tick again."),
        error_messages={"required": _("Tick at least one rule that this rests on.")},
    )

    def clean_rules(self) -> list[str]:
        """Keep the order that the rules had."""
        return in_former_order(self.cleaned_data["rules"], self.instance.rules)


class KeyedForm(RuledForm):
    """A part with a key that the program can read.

    key_pattern, key_message: what a key looks like, for the program and for editors.
    """

    key_pattern: ClassVar = QUESTION_KEY
    key_message: ClassVar = _("A key is a capital letter and a number, such as E4.")

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """Ask for such a key."""
        super().__init__(*arguments, **options)
        if "key" in self.fields:
            self.fields["key"].validators.append(
                RegexValidator(rf"\A(?:{self.key_pattern.pattern})\Z", self.key_message)
            )


class QuestionForm(KeyedForm):
    """One statement."""

    class Meta:
        model = Question
        fields = ("order", "key", "pole", "text", "opposite", "rules")
        widgets = {"text": forms.TextInput(attrs={"size": 80})}  # noqa: RUF012  # as Django reads it
        help_texts = {  # noqa: RUF012
            "section": _(
                "Only drafts’ sections are offered. To move a statement to another section, delete it and add it there."
            ),
            "key": _("Stays with the meaning for good. For a new statement, take the next free number."),
            "pole": _("Where agreement points: high is the influencing end or, for authenticity, one’s own voice."),
            "opposite": _("The key of the statement in this section that says the opposite, if one does."),
            "order": _("The place on the page. Renumber the statements to move them."),
        }


class SingleStatementForm(UniqueNameForm, QuestionForm):
    """One statement on its own page."""

    within = "section"


class InlineRowForm(forms.ModelForm):
    """One of several rows that are saved together."""

    def validate_constraints(self) -> None:
        """Leave it to the formset (Django 6): a name that another row still has may be given up in the same save."""


class StatementForm(InlineRowForm, QuestionForm):
    """One statement on the page of its section."""


class ContextQuestionForm(InlineRowForm, RuledForm):
    """One unscored question."""

    labels = LabelsField(
        label=_("Answers"),
        widget=Lines(attrs={"rows": 7, "cols": 60}),
        help_text=_("One to a line: the option, a colon, and what is printed. The options themselves are fixed."),
    )

    class Meta:
        model = ContextQuestion
        fields = ("order", "key", "text", "labels", "rules")
        widgets = {"text": forms.TextInput(attrs={"size": 80})}  # noqa: RUF012

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """Show the answers in the order in which visitors see them."""
        super().__init__(*arguments, **options)
        stored: Any = self.initial.get("key")
        if isinstance(field := self.fields.get("labels"), LabelsField):
            field.options = OPTIONS.get(stored, ())


class KeyedFormSet(BaseInlineFormSet):
    """Parts with unique names, which they may swap with each other in one save."""

    named_by = "key"

    def save(self, commit: bool = True) -> Any:  # as Django calls it
        """Free all names that change hands first: rows are saved one by one, and no two may ever have the same."""
        leaving = [form for form in self.initial_forms if self.named_by in form.changed_data]
        for place, form in enumerate([*leaving, *self.deleted_forms]):
            super().get_queryset().filter(pk=form.instance.pk).update(**{self.named_by: f"~{place}"})
        return super().save(commit)

    def get_queryset(self) -> Any:
        """Return the rows of the forms as they were sent: one that was deleted meanwhile keeps its form on the page."""
        stored = super().get_queryset()
        if not self.is_bound:
            return stored
        rows = {str(row.pk): row for row in stored}
        sent = range(min(self.initial_form_count(), self.total_form_count()))
        return [rows.get(self.data.get(f"{self.add_prefix(place)}-id", ""), stored.model()) for place in sent]


class SectionFormSet(KeyedFormSet):
    """The sections of a version, named by their dimensions."""

    named_by = "dimension"


class QuestionInline(PartInline, admin.StackedInline):
    """The statements of a section."""

    model = Question
    formset = KeyedFormSet
    form = StatementForm
    fields = (("order", "key", "pole", "opposite"), "text", "rules")


class ContextQuestionInline(PartInline, admin.StackedInline):
    """The unscored questions of a version."""

    model = ContextQuestion
    formset = KeyedFormSet
    form = ContextQuestionForm
    show_change_link = can_delete = False  # a version needs all of them
    max_num = len(ContextKey)


class SectionInline(PartInline, admin.StackedInline):
    """The four sections of a version."""

    model = Section
    formset = SectionFormSet
    form = InlineRowForm
    can_delete = False  # a version needs all four, and its statements would go with it
    max_num = len(Dimension)
    fields = (("order", "dimension", "name", "heading"),)


@admin.register(Section)
class SectionAdmin(PartAdmin):
    """One page of a version with its statements."""

    form = SectionForm
    list_display = ("name", "questionnaire", "dimension", "heading")
    list_filter = ("questionnaire__number", "dimension")
    search_fields = (
        *("name", "heading", "lead", "stem", "label_1", "label_2", "label_3", "label_4", "label_5"),
        *("low_end", "high_end", "questions__text"),
    )
    ordering = ("-questionnaire__number", "order")
    inlines = (QuestionInline,)

    has_add_permission = has_delete_permission = never  # a version has all four; one that a file lacks is added there


@admin.register(Question)
class QuestionAdmin(PartAdmin):
    """Statements of all versions."""

    path = "section__questionnaire"
    form = SingleStatementForm
    fields = ("section", "order", "key", "pole", "text", "opposite", "rules")
    list_display = ("key", "text", "pole", "section", "order")
    list_filter = ("section__questionnaire__number", "section__dimension", "pole")
    search_fields = ("key", "text")
    ordering = ("-section__questionnaire__number", "section__order", "order")

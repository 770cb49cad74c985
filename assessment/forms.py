"""Asking and checking: what was posted becomes answers in the domain's words."""

import unicodedata
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms
from django.core.validators import MinValueValidator
from django.db.models import BigIntegerField
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessment.content.document import ASKED_WITH, ContextKey, Document, Question, Section
from assessment.models.attempt import LONGEST_LABEL
from assessment.scoring.vocabulary import HIGHEST, LOWEST, NoAnswer

MISSING = _("Choose an answer, or mark it “Doesn’t apply to me”")


def stored_value(posted: str) -> int | str:
    """Return a posted choice as it is stored."""
    return int(posted) if posted.isdigit() else posted


@lru_cache(maxsize=64)
def statement_fields(section: Section, *, required: bool) -> dict[str, forms.TypedChoiceField]:
    """Return a section's statements by key, each with the five labels and "Doesn't apply to me".

    They are made once: checking changes nothing about them.
    """
    values = zip(range(LOWEST, HIGHEST + 1), section.labels, strict=True)
    choices = [*values, (NoAnswer.NOT_APPLICABLE.value, _("Doesn’t apply to me"))]
    return {
        question.key: forms.TypedChoiceField(
            label=question.text,
            choices=choices,
            coerce=stored_value,
            required=required,
            widget=forms.RadioSelect,
            error_messages={"required": MISSING, "invalid_choice": MISSING},
        )
        for question in section.questions
    }


@lru_cache(maxsize=64)
def context_field(text: str, options: tuple[tuple[str, str], ...]) -> forms.ChoiceField:
    """Return an unscored question, which may be left out; made once, as statements are."""
    return forms.ChoiceField(
        label=text,
        choices=options,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of these answers, or none")},
    )


def validate_printable(text: str) -> None:
    """Refuse what cannot be printed on one line: control characters, halves of characters, line breaks."""
    if {unicodedata.category(character) for character in text} & {"Cc", "Cs", "Zl", "Zp"}:
        raise forms.ValidationError(_("Use only letters, numbers and symbols"))


class LabelField(forms.CharField):
    """A name of the person's own for a result."""

    def __init__(self) -> None:
        """Ask for a few words, or none."""
        super().__init__(
            label=_("A label of your own, if you like"),
            help_text=_("If you had only your work or a hobby in mind, name it here."),
            max_length=LONGEST_LABEL,
            required=False,
            validators=[validate_printable],
            error_messages={"max_length": _("Use %(limit_value)d characters or fewer; there are %(show_value)d")},
            widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
        )


TEMPLATES: dict[str, str] = dict.fromkeys(ContextKey, "context") | {"label": "field"}
"""How a field is drawn, by its name; all others are statements, on a scale."""


class QuestionsForm(forms.Form):
    """What the pages of a section and of all answers share: unscored questions and the way fields are drawn."""

    context_keys: tuple[ContextKey, ...] = ()

    def add_context_fields(self, document: Document) -> None:
        """Add the page's unscored questions."""
        for question in document.context:
            if question.key in self.context_keys:
                self.fields[question.key.value] = context_field(question.text, tuple(question.options()))

    @property
    def helper(self) -> FormHelper:
        """Draw each field with the template that fits it."""
        helper = FormHelper()
        drawn = {name: TEMPLATES.get(name, "scale") for name in self.fields}
        helper.layout = Layout(*(Field(name, template=f"influence/{kind}.html") for name, kind in drawn.items()))
        return helper

    def context(self) -> dict[str, str | None]:
        """Return the context answers that were given, None for one that was taken back."""
        return {
            key: self.cleaned_data[key] or None
            for key in self.context_keys
            if key in self.data and key in self.cleaned_data
        }


class SectionForm(QuestionsForm):
    """The statements of one section.

    stored: the attempt's answers so far. Whatever is in it, left out on purpose or answered in another tab, is not
    required again.
    partial: take what is posted, require nothing.
    skipping: record what is left blank as left out on purpose.
    """

    def __init__(
        self,
        document: Document,
        section: Section,
        stored: Mapping[str, int | str],
        data: Any = None,
        *,
        partial: bool = False,
        skipping: bool = False,
    ) -> None:
        """Build one field per statement."""
        super().__init__(data)
        self.section, self.skipping = section, skipping
        self.context_keys = tuple(key for key, page in ASKED_WITH.items() if page == section.dimension)
        required, optional = statement_fields(section, required=True), statement_fields(section, required=False)
        for key in required:
            may_stay_open = partial or skipping or key in stored
            self.fields[key] = optional[key] if may_stay_open else required[key]
        self.add_context_fields(document)

    def answers(self) -> dict[str, int | str]:
        """Return the checked answers by question key, without those left blank."""
        given = {question.key: self.cleaned_data.get(question.key) for question in self.section.questions}
        return {key: answer for key, answer in given.items() if answer}

    def left_out(self) -> list[str]:
        """Return the statements that are left out on purpose unless they have an answer."""
        return [question.key for question in self.section.questions] if self.skipping else []

    def only_lacks_answers(self) -> bool:
        """Say whether missing answers are all that is wrong."""
        return all(error.code == "required" for errors in self.errors.as_data().values() for error in errors)

    def unanswered(self) -> list[Question]:
        """Return every statement that still needs an answer."""
        return [question for question in self.section.questions if question.key in self.errors]


class LabelForm(forms.Form):
    """The label of a result that exists."""

    label = LabelField()


class ReviewForm(QuestionsForm):
    """The unscored questions that no section asks, and the label of the result."""

    context_keys = tuple(key for key in ContextKey if key not in ASKED_WITH)

    def __init__(self, document: Document, data: Any = None) -> None:
        """Build the last fields before the result."""
        super().__init__(data)
        self.add_context_fields(document)
        self.fields["label"] = LabelField()


class RetakeForm(forms.Form):
    """The day to look again."""

    on = forms.DateField(required=False, input_formats=["%Y-%m-%d"], validators=[MinValueValidator(timezone.localdate)])


class KeptForm(forms.Form):
    """Whether something was kept."""

    commitment = forms.IntegerField(min_value=1, max_value=BigIntegerField.MAX_BIGINT)
    answer = forms.TypedChoiceField(choices=[("yes", _("Yes")), ("no", _("No"))], coerce=lambda said: said == "yes")


class ShareForm(forms.Form):
    """How long a link to a headline works."""

    days = forms.TypedChoiceField(
        label=_("How long should the link work?"),
        choices=[("", _("Until I switch it off")), (7, _("7 days")), (30, _("30 days")), (90, _("90 days"))],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )

    def end(self) -> datetime | None:
        """Return when the link ends, None for never."""
        days = self.cleaned_data["days"]
        return timezone.now() + timedelta(days=days) if days else None

"""The way from a draft to what visitors take: look at everything, answer for it, publish."""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.admin import ModelAdmin
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessment.admin.draft_checks import DraftCheck, check_document
from assessment.admin.versions import address_of, back_with, show
from assessment.content.changes import Changes, Reframed, find_changes, free_key, new_keys, statements
from assessment.content.document import fingerprint
from assessment.content.wording import Concern
from assessment.models import Attempt, NotPublishable, Questionnaire
from assessment.scoring.patterns import EFFECT_ITEMS

TYPO, MEANING = "typo", "meaning"


@dataclass(frozen=True)
class Plan:
    """What publishing a draft would do.

    seen: names the draft and the version before it as they are now.
    taken: keys that a new meaning can't have.
    missed: the version published after the draft was made, which the draft would undo; None if there is none.
    """

    draft: Questionnaire
    check: DraftCheck
    changes: Changes
    open_attempts: int
    seen: str
    taken: frozenset[str]
    missed: Questionnaire | None

    @property
    def lost(self) -> str:
        """Return what scoring loses with the statements that go, whatever is answered below."""
        removed = {one.key for one in self.changes.removed}
        turned = {one.key for one in self.changes.reworded if one.turned}
        return lost_without(removed | turned)


def plan_for(draft: Questionnaire) -> Plan:
    """Work out what publishing would do; NotPublishable when a row has another shape."""
    document = draft.compiled()
    before = Questionnaire.objects.published().without_document().first() or Questionnaire(number=0)
    known = Questionnaire.objects.known_statements()
    return Plan(
        draft=draft,
        check=check_document(draft, document),
        changes=find_changes(before.content, document, known),
        open_attempts=Attempt.objects.open().count(),
        seen=f"{before.number}-{fingerprint(document)}",
        taken=frozenset({*known, *statements(document)}),
        missed=before if before.published_at and before.published_at > draft.created_at else None,
    )


class PublishForm(forms.Form):
    """What an editor answers for."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    note = forms.CharField(
        label=gettext_lazy("What changes, and why"),
        widget=forms.Textarea(attrs={"rows": 3, "cols": 60}),
        error_messages={"required": gettext_lazy("Say in a line what changes, and why.")},
    )

    def __init__(self, plan: Plan, data: Any = None) -> None:
        """Ask about everything reworded, once for a section's stem and labels, and about every caution."""
        super().__init__(data, initial={"note": plan.draft.note})
        self.plan = plan
        for reframed in plan.changes.reframed:
            self.fields[f"kind_{reframed.dimension}"] = self.kind_of_frame(reframed)
        for reworded in plan.changes.reworded:
            if not reworded.turned:
                self.fields[f"kind_{reworded.key}"] = self.kind_of_change(reworded.key)
        for caution in plan.check.cautions:
            if caution.concern is Concern.AUDIENCE:
                self.fields[f"size_{caution.key}"] = self.confirmation(caution.key)
        if plan.check.cautions:
            self.fields["reason"] = self.reason()

    def kind_of_change(self, key: str) -> forms.ChoiceField:
        """Ask whether a statement means the same as before."""
        renamed = free_key(key, self.plan.taken)
        meaning = _("Change of meaning: it gets a new key, such as %(new)s, and is not compared with older results.")
        return choice_of_kind(
            _("What kind of change is the new wording of %(key)s?") % {"key": key},
            _("Typo fix: it means the same, keeps its key and stays comparable."),
            meaning % {"new": renamed},
            lost_without({key}),
            _("Say whether %(key)s means the same as before.") % {"key": key},
        )

    def kind_of_frame(self, reframed: Reframed) -> forms.ChoiceField:
        """Ask whether the statements of a section mean the same under its new stem and labels."""
        first = reframed.keys[0]
        told = {
            "section": reframed.dimension,
            "count": len(reframed.keys),
            "new": free_key(first, self.plan.taken),
        }
        meaning = _(
            "Change of meaning: new keys, such as %(new)s, for all its statements that were asked before (%(count)d);"
            " they are not compared with older results."
        )
        return choice_of_kind(
            _("What kind of change is the rewording of the stem or labels of %(section)s?") % told,
            _("Typo fix: its statements mean the same, keep their keys and stay comparable."),
            meaning % told,
            lost_without(reframed.keys),
            _("Say whether the statements of %(section)s mean the same as before.") % told,
        )

    def confirmation(self, key: str) -> forms.BooleanField:
        """Ask to confirm that a statement is not about numbers."""
        return forms.BooleanField(
            label=_("%(key)s does not ask how large an audience is") % {"key": key},
            error_messages={"required": _("Confirm this for %(key)s, or reword it.") % {"key": key}},
        )

    def reason(self) -> forms.CharField:
        """Ask why cautions are overridden."""
        return forms.CharField(
            label=_("Why these wordings may stay"),
            widget=forms.Textarea(attrs={"rows": 2, "cols": 60}),
            error_messages={"required": _("Say why these wordings may stay, or change them.")},
        )

    def clean(self) -> None:
        """Refuse to publish anything but what was looked at."""
        if self.cleaned_data.get("seen") != self.plan.seen:
            raise forms.ValidationError(_("Something has changed in the meantime. Look again, then publish."))

    def new_keys(self) -> dict[str, str]:
        """Return a new key for each statement that does not mean the same as before."""
        changes, given = self.plan.changes, self.cleaned_data
        framed = [key for one in changes.reframed if given[f"kind_{one.dimension}"] == MEANING for key in one.keys]
        worded = [one.key for one in changes.reworded if one.turned or given[f"kind_{one.key}"] == MEANING]
        return new_keys(dict.fromkeys([*framed, *worded]), self.plan.taken)

    def whole_note(self) -> str:
        """Return the note that stays with the version."""
        reason = self.cleaned_data.get("reason")
        return "\n\n".join([self.cleaned_data["note"], *([f"Cautions overridden: {reason}"] if reason else [])])


def lost_without(keys: Container[str]) -> str:
    """Return what scoring loses where these keys go, "" for nothing."""
    known = ", ".join(key for key in EFFECT_ITEMS if key in keys)
    said = _("Scoring uses %(keys)s to find a pattern. Without that, the pattern is found less often, or never.")
    return said % {"keys": known} if known else ""


def choice_of_kind(question: str, typo: str, meaning: str, lost: str, missing: str) -> forms.ChoiceField:
    """Return the choice between a typo fix and a change of meaning, with what scoring would lose by that."""
    return forms.ChoiceField(
        label=question,
        choices=[(TYPO, typo), (MEANING, f"{meaning} {lost}".rstrip())],
        widget=forms.RadioSelect,
        error_messages={"required": missing},
    )


def publish_page(desk: ModelAdmin, request: HttpRequest, draft: Questionnaire) -> HttpResponse:
    """Show what publishing changes; on POST publish, all or nothing."""
    if not draft.is_draft:
        return back_with(desk, request, draft, _("Only a draft can be published. Make a new draft from this set."))
    try:
        if request.method != "POST":
            return page_to_answer(desk, request, PublishForm(plan_for(draft)))
        with transaction.atomic():
            Questionnaire.objects.lock()
            draft.lock_draft()
            form = PublishForm(plan_for(draft), request.POST)
            if form.is_valid():
                publish(desk, request, form)
                return redirect(address_of(draft))
        return page_to_answer(desk, request, form)
    except NotPublishable as error:
        return back_with(desk, request, draft, _("It was not published. %(reasons)s") % {"reasons": error})
    except IntegrityError:
        return back_with(desk, request, draft, _("Somebody else published a set at the same moment. Look again."))


def page_to_answer(desk: ModelAdmin, request: HttpRequest, form: PublishForm) -> HttpResponse:
    """Return the page with everything to look at and to answer."""
    context = {
        "title": _("Publish %(draft)s") % {"draft": form.plan.draft},
        "version": form.plan.draft,
        "form": form,
        "plan": form.plan,
    }
    return show(desk, request, "publish", context)


def publish(desk: ModelAdmin, request: HttpRequest, form: PublishForm) -> None:
    """Publish and write it into the history."""
    draft, renamed = form.plan.draft, form.new_keys()
    draft.publish(note=form.whole_note(), new_keys=renamed)
    desk.log_change(request, draft, " ".join(summary(form.plan.changes, renamed, form.whole_note())))
    desk.message_user(request, _("%(draft)s is what visitors take from now on.") % {"draft": draft})


def summary(changes: Changes, renamed: dict[str, str], note: str) -> Iterator[str]:
    """Yield one sentence for each kind of change, then the note."""
    yield "Published."
    for name in ("added", "removed", "reworded", "moved"):
        if found := getattr(changes, name):
            yield f"{name.capitalize()}: {', '.join(one.key for one in found)}."
    if changes.reframed:
        yield f"Stem or labels: {', '.join(one.dimension for one in changes.reframed)}."
    for old, new in [*((pair.before, pair.after) for pair in changes.rekeyed), *renamed.items()]:
        yield f"{old} is now {new}."
    yield note

"""What is stored about a person: to see, to take along, to delete."""

from collections import Counter
from collections.abc import Iterable
from io import BytesIO
from threading import BoundedSemaphore
from uuid import UUID

from allauth.account.decorators import reauthentication_required
from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe
from msgspec import Struct

from assessment import export
from assessment.access import result_or_404
from assessment.models import Attempt, Commitment, Result, Share, Visitor
from assessment.models.erasing import erase, erase_account
from assessment.visiting import forget_browser, visitor_of
from assessment.words import history

COUNTED_TRIES = ("change_password", "manage_email", "reauthenticate")
"""The rate limits of allauth that count per account; the counts are deleted with it."""

PATIENCE = 1
"""Seconds that somebody waits for a turn, who holds one of the worker's threads meanwhile."""

turns = BoundedSemaphore(2)
"""How many files of all that is stored about somebody a worker makes at once."""


class Stored(Struct, frozen=True):
    """How much is stored about a visitor."""

    finished: int
    unfinished: int
    plans: int
    shares: int

    def __str__(self) -> str:
        """Say how many were finished and how many only begun."""
        results = ngettext("%(count)d result", "%(count)d results", self.finished) % {"count": self.finished}
        begun = ngettext(
            "%(count)d unfinished questionnaire",
            "%(count)d unfinished questionnaires",
            self.unfinished,
        ) % {"count": self.unfinished}
        if not self.unfinished:
            return results
        return get_text_list([results, begun], _("and")) if self.finished else begun

    def __bool__(self) -> bool:
        """Say whether there is anything."""
        return bool(self.finished or self.unfinished)


def stored(visitor: Visitor) -> Stored:
    """Count what is stored."""
    own = Attempt.objects.visible_to(visitor).aggregate(begun=Count("pk"), finished=Count("finished_at"))
    return Stored(
        finished=own["finished"],
        unfinished=own["begun"] - own["finished"],
        plans=Commitment.objects.visible_to(visitor).count(),
        shares=Share.objects.filter(visitor.owns("result__attempt__")).count(),
    )


def counted(erased: Counter[str]) -> Stored:
    """Say what was stored, by how many rows of each model were erased."""
    begun, finished, plans, shares = (erased[model._meta.label] for model in (Attempt, Result, Commitment, Share))
    return Stored(finished=finished, unfinished=begun - finished, plans=plans, shares=shares)


@require_safe
def my_data(request: HttpRequest) -> HttpResponse:
    """Say what is stored, and link to downloading and deleting it."""
    page = {"stored": stored(visitor_of(request)), "anonymous_days": settings.ANONYMOUS_DAYS}
    return render(request, "assessment/my_data.html", page)


@require_safe
def download_json(request: HttpRequest) -> HttpResponse:
    """Give everything as JSON."""
    owner = export.account(request.user) if isinstance(request.user, User) else None
    taken = export.sittings(visitor_of(request))
    return download(request, export.as_json(timezone.now(), owner, taken), "my-data.json", "application/json")


@require_safe
def download_csv(request: HttpRequest) -> HttpResponse:
    """Give every answer as a table."""
    lines = export.as_csv(export.sittings(visitor_of(request)))
    return download(request, map(str.encode, lines), "my-data.csv", "text/csv; charset=utf-8")


def download(request: HttpRequest, content: Iterable[bytes], name: str, kind: str) -> HttpResponse:
    """Return a file to be saved, made whole first, so that a slow reader holds no connection to the database.

    Ten thousand sittings fill 100 MB, so a worker makes few files at once, each in one piece of memory.
    """
    if not turns.acquire(timeout=PATIENCE):
        refused: HttpResponse = ratelimit.respond_429(request)
        return refused
    file = BytesIO()
    try:
        file.writelines(content)
    finally:
        turns.release()
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(file.getvalue(), content_type=kind, headers=headers)


def delete_result(request: HttpRequest, result_id: UUID) -> HttpResponse:
    """Ask, then delete one result with its answers."""
    found = result_or_404(request, result_id)
    at = timezone.localtime(found.finished_at)
    day = history.when(at, {at.date()})
    if request.method == "POST":
        if not erase(Attempt.objects.visible_to(visitor_of(request)).filter(pk=found.pk)):
            raise Http404  # somebody was quicker, or it has just been added to an account
        return back_to_my_data(request, _("Erased: your result of %(day)s, with its answers.") % {"day": day})
    page = {
        "heading": _("Delete your result of %(day)s?") % {"day": day},
        "words": _("Its answers, its plan and its shared link are erased, too. You can’t undo this."),
        "button": _("Delete this result"),
        "keep": _("Keep it"),
        "back": reverse("result", args=[found.pk]),
    }
    return render(request, "assessment/delete.html", page)


def delete_results(request: HttpRequest) -> HttpResponse:
    """Ask, then delete all results and answers; a browser without an account is forgotten with them."""
    visitor = visitor_of(request)
    if request.method == "POST":
        erased = erase(Attempt.objects.visible_to(visitor))
        answer = back_to_my_data(request, _("Erased: %(what)s.") % {"what": counted(erased)})
        if not request.user.is_authenticated:
            request.session.flush()
            forget_browser(answer)
        return answer
    page = {
        "heading": _("Delete all your results?"),
        "words": _("This erases %(what)s. Answers, plans and shared links go too. You can’t undo this.")
        % {"what": stored(visitor)},
        "button": _("Delete all my results"),
        "keep": _("Keep everything"),
        "back": reverse("my_data"),
    }
    return render(request, "assessment/delete.html", page)


@login_required
@reauthentication_required  # type: ignore[untyped-decorator]  # allauth says nothing about its types
def delete_account(request: HttpRequest) -> HttpResponse:
    """Make sure who it is, ask, then delete the account with everything."""
    user = request.user
    if request.method == "POST" and isinstance(user, User):
        for tries in COUNTED_TRIES:
            ratelimit.clear(request, action=tries, user=user)
        erased = erase_account(user)
        logout(request)
        answer = back_to_my_data(request, _("Erased: your account, with %(what)s.") % {"what": counted(erased)})
        answer.delete_cookie(settings.DEVICE_COOKIE_NAME, samesite="Lax")
        return answer
    words = _(
        "This erases your account, your e-mail address and %(what)s. Answers, plans and shared links go too. "
        "You will be signed out everywhere. You can’t undo this."
    ) % {"what": stored(visitor_of(request))}
    page = {
        "heading": _("Delete your account?"),
        "words": words,
        "button": _("Delete my account"),
        "keep": _("Keep it"),
        "back": reverse("my_data"),
    }
    return render(request, "assessment/delete.html", page)


def back_to_my_data(request: HttpRequest, said: str) -> HttpResponse:
    """Say what was erased, on the page that shows what is left."""
    messages.success(request, said)
    return redirect("my_data")

"""What becomes of an anonymous result: kept with a new account, added to an old one, or forgotten with the browser."""

from typing import Any
from uuid import UUID

from allauth.account.signals import user_logged_in, user_signed_up
from django.conf import settings
from django.contrib import messages
from django.db import IntegrityError
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from assessment.access import result_or_404
from assessment.journey import next_address
from assessment.models import Attempt
from assessment.models.erasing import erase
from assessment.visiting import NOT_MINE, forget_browser, held
from assessment.words.history import day

KEEPING = "keeping"
"""In the session: the result that its owner wants to keep with a new account."""

SIGNED_UP = "signed_up"
"""In the session: who has made an account in it."""


@require_POST
def keep(request: HttpRequest, result_id: UUID) -> HttpResponse:
    """Note which result is to be kept, and lead to the sign-up."""
    found = result_or_404(request, result_id)
    if request.user.is_authenticated:
        return redirect("history")
    request.session[KEEPING] = str(found.pk)
    return redirect(reverse("account_signup", query={"next": welcome(str(found.pk))}))


@require_POST
def claim(request: HttpRequest) -> HttpResponse:
    """Add what this browser holds to the account, or leave it and ask no more in this session."""
    if not request.user.is_authenticated or "whose" not in request.POST:
        return redirect("history")
    if request.POST["whose"] == "mine":
        return add_held(request, request.user.pk)
    if held(request).exists():  # else it was added in another tab
        request.session[NOT_MINE] = True
        messages.info(request, _("It stays in this browser until you sign out, and we won’t ask again."))
    return redirect("history")


def add_held(request: HttpRequest, user_id: int) -> HttpResponse:
    """Add what this browser holds to an account; if nothing of it is finished, lead on to where it was left."""
    listed = list(held(request).values_list("pk", flat=True))
    try:
        held(request).give_to(user_id)
    except IntegrityError:  # the account was deleted in the meantime
        return redirect("history")
    added = list(Attempt.objects.filter(pk__in=listed, user=user_id).latest_first())
    if not added:  # it was in another tab
        return forget_browser(redirect("history"))
    messages.success(request, added_words(added))
    has_results = any(attempt.finished_at for attempt in added)
    return forget_browser(redirect("history" if has_results else next_address(added[0])))


def added_words(added: list[Attempt]) -> str:
    """Say what has moved from a browser into an account."""
    if len(added) > 1:
        return _("All %(number)d are now in your account.") % {"number": len(added)}
    finished = added[0].finished_at
    said = (
        _("Your result of %(day)s is now in your account.")
        if finished
        else _("What you began on %(day)s is now in your account.")
    )
    return said % {"day": day(timezone.localdate(finished or added[0].started_at))}


def forget(request: HttpRequest) -> HttpResponse:
    """Erase all that this browser holds, once that is confirmed."""
    if request.user.is_authenticated:
        return redirect("history")
    if request.method != "POST":
        return render(request, "assessment/forget.html", {"held": list(held(request).latest_first())})
    erase(held(request))
    request.session.flush()
    messages.success(request, _("This browser has been forgotten: its answers and results are erased."))
    answer = forget_browser(redirect("history"))
    answer.delete_cookie(settings.DEVICE_COOKIE_NAME, samesite="Lax")
    return answer


def welcome(result_id: str) -> str:
    """Return where a sign-up to keep a result leads; the address tells it from any other sign-up."""
    return reverse("history", query={"kept": result_id})


@receiver(user_signed_up)
def note_sign_up(request: HttpRequest, user: Any, **signal: Any) -> None:
    """Remember that an account was made in this session; its e-mail address is yet to be confirmed."""
    request.session[SIGNED_UP] = user.pk


@receiver(user_logged_in)
def claim_kept(request: HttpRequest, user: Any, response: HttpResponse, **signal: Any) -> None:
    """Give a new account the result that it was made for. Anyone else who signs in is asked, in the history."""
    kept, signed_up = request.session.pop(KEEPING, None), request.session.pop(SIGNED_UP, None)
    if not kept or signed_up != user.pk or response.get("Location") != welcome(kept):
        return
    wanted = held(request).filter(pk=kept)
    added = list(wanted)
    if wanted.give_to(user.pk):
        messages.success(request, added_words(added))

"""A plan after a result: what to try, when to look again, what was kept."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessment.access import attempt_or_404, gone_is_404, result_or_404
from assessment.forms import KeptForm, RetakeForm
from assessment.models import Attempt, Commitment, Result
from assessment.words.reminder import reminder


@require_POST
@gone_is_404()
def commit(request: HttpRequest, result_id: UUID) -> HttpResponse:
    """Plan to try a piece of this result's advice, or drop it again."""
    found = result_or_404(request, result_id)
    key = request.POST.get("advice") or request.POST.get("drop")
    if key not in advised(found):
        raise BadRequest("No such advice")
    page = reverse("result", args=[found.pk])
    if "drop" in request.POST:
        Commitment.objects.filter(result=found, advice=key).delete()
    elif not Commitment.objects.make(found, key):
        return redirect(f"{page}#plan")  # which says that the plan is full
    return redirect(f"{page}#advice-{key}")


def advised(found: Result) -> set[str]:
    """Return the keys of all that a result advises, shown or folded away."""
    advice = found.read().advice
    return {choice.key for choice in (*advice.shown, *advice.more)}


@require_POST
def kept(request: HttpRequest, result_id: UUID) -> HttpResponse:
    """Note whether a commitment made with the result before was kept."""
    attempt = attempt_or_404(request, result_id, Attempt.objects.own_with_history)
    form = KeptForm(request.POST)
    if not form.is_valid():
        raise BadRequest("No answer to what was asked")
    made = Commitment.objects.filter(result=attempt.earlier, pk=form.cleaned_data["commitment"])
    if not made.update(kept=form.cleaned_data["answer"]):
        raise Http404
    return redirect(f"{reverse('result', args=[attempt.pk])}#tried")


@require_safe
def retake_calendar(request: HttpRequest, result_id: UUID) -> HttpResponse:
    """Give the day to look again as a calendar file; six weeks after the result unless a day is chosen."""
    found = result_or_404(request, result_id)
    form = RetakeForm(request.GET)
    if not form.is_valid():
        messages.info(request, _("Choose today or a later day."))
        return redirect("result", found.pk)
    day = form.cleaned_data["on"] or found.look_again_on
    start = request.build_absolute_uri(reverse("start"))
    return HttpResponse(
        reminder(found.pk, day, timezone.now(), start),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="look-again.ics"'},
    )

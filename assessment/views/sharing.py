"""Showing the headline of a result to others: its owner's switch, and what the others see."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assessment.access import gone_is_404, result_or_404
from assessment.figures.flow import from_score
from assessment.figures.spectrum import place
from assessment.forms import ShareForm
from assessment.models import Result, Share
from assessment.words import verdict


@gone_is_404()
def share(request: HttpRequest, result_id: UUID) -> HttpResponse:
    """Let the owner of a result see what others would see, and switch that on and off."""
    found = result_or_404(request, result_id)
    form = ShareForm(request.POST if request.method == "POST" else None)
    if "off" in request.POST:
        return switched_off(request, found)
    if found.role and form.is_valid():
        Share.objects.make(found, form.end())
        return redirect("share", found.pk)
    return render(request, "assessment/share.html", page_for_owner(request, found, form))


@require_safe
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """Show a headline to whoever has its link.

    The page is rendered without the request: who looks at it, and what the site knows about them, plays no part.
    """
    link = get_object_or_404(Share.objects.live().select_related("result"), token=token)
    page = headline(link.result)
    page["link"] = request.build_absolute_uri(request.path)
    page["picture"] = request.build_absolute_uri(page["picture"])
    response = HttpResponse(render_to_string("assessment/shared.html", page))
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response


def switched_off(request: HttpRequest, found: Result) -> HttpResponse:
    """Make the link to a result lead nowhere from now on."""
    Share.objects.filter(result=found).delete()
    messages.success(
        request, _("Sharing is switched off. The link no longer works. Where you posted it, its picture may stay.")
    )
    return redirect("share", found.pk)


def page_for_owner(request: HttpRequest, found: Result, form: ShareForm) -> dict[str, Any]:
    """Return the preview with the existing link, or the form that makes one; neither for a result without a role."""
    if not found.role:
        return {"result": found}
    link = Share.objects.live().filter(result=found).first()
    address = link and request.build_absolute_uri(reverse("shared", args=[link.token]))
    return headline(found) | {"result": found, "form": form, "share": link, "link": address}


def headline(found: Result) -> dict[str, Any]:
    """Return all that others may see of a result that names a role."""
    finding = found.read().finding
    if finding.role is None or finding.standing is None:
        raise ValueError("a result without a role has no headline")
    measure = verdict.measure(finding.standing)
    return {
        "day": found.finished_at,
        "headline": verdict.headline(finding),
        "marked_headline": verdict.marked_headline(finding),
        "tie": verdict.marked_tie(finding),
        "label": verdict.label(finding),
        "measure": measure,
        "place": place(finding.standing),
        "flow": from_score(measure.score),
        "picture": reverse("share_image", args=[finding.role, finding.standing.firmness, measure.score]),
    }

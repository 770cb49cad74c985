"""From one version to a new draft, and what all pages about a version share."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from assessment.models import NotPublishable, Questionnaire


def address_of(version: Questionnaire, page: str = "change", *more: str) -> str:
    """Return the address of a page about a version; `more` is what follows in it."""
    return reverse(f"admin:assessment_questionnaire_{page}", args=[version.pk, *more])


def show(desk: ModelAdmin, request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """Return a page of the desk."""
    page = desk.admin_site.each_context(request) | {"opts": desk.opts} | context
    return render(request, f"admin/assessment/questionnaire/{template}.html", page)


def back_with(desk: ModelAdmin, request: HttpRequest, version: Questionnaire, trouble: str) -> HttpResponse:
    """Return to the page of a version and say what stood in the way."""
    desk.message_user(request, trouble, messages.ERROR)
    return redirect(address_of(version))


def draft_page(desk: ModelAdmin, request: HttpRequest, version: Questionnaire) -> HttpResponse:
    """Copy a version into a new draft and open that, or say what cannot be copied."""
    try:
        with transaction.atomic():
            if version.is_draft:
                version.lock_draft()  # so that nobody changes or deletes it half way
            source = version.as_document
        draft = Questionnaire.objects.drafted_from(source)
    except NotPublishable as error:
        return back_with(desk, request, version, f"{version}: {error}")
    desk.log_addition(request, draft, f"Drafted from {version}.")
    desk.message_user(request, _("%(draft)s is a draft made from %(version)s.") % {"draft": draft, "version": version})
    return redirect(address_of(draft))

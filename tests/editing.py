"""What editors do, through the pages of the desk."""

from django.urls import reverse
from posting import form_with

from assessment.models import AdvicePiece, Question, Questionnaire, Section

MARKS = {Questionnaire: "title", Section: "stem", Question: "text", AdvicePiece: "why"}


def page_of(version, page, *more):
    """Return the address of a page about a version."""
    return reverse(f"admin:assessment_questionnaire_{page}", args=[version.pk, *more])


def change_of(row):
    return reverse(f"admin:assessment_{row._meta.model_name}_change", args=[row.pk])


def filled(client, row):
    """Open a row's form and return its fields as a browser would send them back untouched."""
    return form_with(client.get(change_of(row)), MARKS[type(row)])


def save(client, row, **changes):
    """Open a row's form, change some fields, send it, and expect that it was taken."""
    response = client.post(change_of(row), filled(client, row) | changes)
    assert response.status_code == 302, response.text


def draft_by_button(client, version):
    """Press "Make a draft from set ..." and return the draft."""
    client.post(page_of(version, "draft"))
    return Questionnaire.objects.latest("number")


def publish(client, draft, **answers):
    """Open the publish page, answer what it asks, send it, and return what the next page says."""
    address = page_of(draft, "publish")
    page = client.get(address, follow=True)
    if "plan" not in page.context or b'name="seen"' not in page.content:
        return client.post(address, answers, follow=True).text
    form = form_with(page, "seen")
    kinds = dict.fromkeys((name for name in page.context["form"].fields if name.startswith("kind_")), "typo")
    sizes = {name: "on" for name in page.context["form"].fields if name.startswith("size_")}
    given = {"note": "A trial", "reason": "Looked at"} | kinds | sizes | answers
    return client.post(address, form | given, follow=True).text

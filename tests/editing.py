"""What editors do, through the pages of the desk."""

from django.urls import reverse
from posting import form_with

from assessment.models import AdvicePiece, Question, Questionnaire, Section

OWN_FIELDS = {Questionnaire: "title", Section: "stem", Question: "text", AdvicePiece: "why"}
"""A field of each model by which its form is found among those of a page."""


def admin_url(model, page, *arguments):
    """Return the address of an admin page about a model, or about one of its rows."""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=arguments)


def page_of(row, page, *more):
    """Return the address of an admin page about a row."""
    return admin_url(type(row), page, row.pk, *more)


def change_of(row):
    return page_of(row, "change")


def adding_advice_to(draft):
    """Return the address of the page on which a draft gets another piece of advice."""
    return f"{admin_url(AdvicePiece, 'add')}?questionnaire={draft.pk}"


def run_action(client, action, *rows, **confirmed):
    """Tick rows in the list of their model, run an admin action, and return the page that follows."""
    ticked = {"action": action, "_selected_action": [row.pk for row in rows]}
    return client.post(admin_url(type(rows[0]), "changelist"), ticked | confirmed, follow=True)


def form_data(client, row):
    """Open a row's form and return its fields as a browser would send them back untouched."""
    return form_with(client.get(change_of(row)), OWN_FIELDS[type(row)])


def save(client, row, **changes):
    """Open a row's form, change some fields, send it, and expect that it was taken."""
    response = client.post(change_of(row), form_data(client, row) | changes)
    assert response.status_code == 302, response.text


def draft_by_button(client, version):
    """Press "Make a draft from set ..." and return the draft."""
    client.post(page_of(version, "draft"))
    return Questionnaire.objects.latest("number")


def publish(client, draft, **answers):
    """Open the publish page, answer what it asks, send it, and return what the next page says."""
    return client.post(page_of(draft, "publish"), publish_data(client, draft, **answers), follow=True).text


def publish_data(client, draft, **answers):
    """Open the publish page and return what it sends once all that it asks is answered."""
    page = client.get(page_of(draft, "publish"), follow=True)
    if "plan" not in page.context or b'name="seen"' not in page.content:
        return answers
    form = form_with(page, "seen")
    kinds = dict.fromkeys((name for name in page.context["form"].fields if name.startswith("kind_")), "typo")
    sizes = {name: "on" for name in page.context["form"].fields if name.startswith("size_")}
    return form | {"note": "A trial", "reason": "Looked at"} | kinds | sizes | answers

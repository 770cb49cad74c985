"""The forms of a page, sent back as a browser would send them."""

import re

from lxml import html


def forms_of(response):
    """Return every form that posts, as a dict from name to list of values."""
    page = html.fromstring(response.text)
    for area in page.iter("textarea"):
        area.value = area.value.removeprefix("\n")  # browsers drop it
    for entry in page.iter("input"):
        if not entry.checkable:
            entry.value = entry.value or ""  # browsers send an empty one, too
    return [sent_by(form) for form in page.forms if form.method == "POST"]


def sent_by(form):
    """Return what a form sends if nobody touches it."""
    values = {}
    for name, value in form.form_values():
        values.setdefault(name, []).append(value)
    return values


def form_with(response, name):
    """Return the form that has a field of this name, without its CSRF token."""
    form = next(form for form in forms_of(response) if name in form)
    return {key: values for key, values in form.items() if key != "csrfmiddlewaretoken"}


def csrf_token_on(page):
    """Return the CSRF token of a page's forms."""
    return re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]

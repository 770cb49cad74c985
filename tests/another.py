"""Another process of the site, which has seen nothing yet."""

import re

from django.utils import timezone

from assessment.models.questionnaire import published_document
from assessment.templatetags.parts import rendered
from assessment.views.results import ledger_page, result_page

KEPT = (published_document, rendered, ledger_page, result_page)
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')


def read_anew(client, address):
    """Return the bytes of a page, as a process would that keeps nothing of it yet.

    Left out is what is of the moment: the token of a form is new each time, and a calendar offers no day before today.
    """
    for kept in KEPT:
        kept.cache_clear()
    response = client.get(address)
    assert response.status_code == 200
    return TOKEN.sub(b"", response.content).replace(f' min="{timezone.localdate()}"'.encode(), b"")

"""Another process of the site, which has seen nothing yet."""

import re

from assessment.models.questionnaire import published_document
from assessment.templatetags.parts import rendered
from assessment.views.results import ledger_page, result_page

KEPT = (published_document, rendered, ledger_page, result_page)


# The token of a form is new each time, and a calendar offers no day before today.
OF_THE_MOMENT = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"| min="[\d-]+"')


def read_anew(client, address):
    """Return the bytes of a page, but for what is of the moment, as a process would that keeps nothing of it yet."""
    for kept in KEPT:
        kept.cache_clear()
    response = client.get(address)
    assert response.status_code == 200
    return OF_THE_MOMENT.sub(b"", response.content)

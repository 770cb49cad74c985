"""What an editor typed into a page that can no longer be saved: nothing of it is lost."""

import json

from django.http import HttpRequest

from assessment.admin.meanwhile import SEEN
from assessment.models import Questionnaire

OWN = ("csrfmiddlewaretoken", SEEN, "_save", "_continue", "_addanother", "post")
"""What a form sends for itself, including the one that confirms a deletion."""


def texts_in(request: HttpRequest, version: Questionnaire | None) -> list[str]:
    """Return the texts that were sent and are not in a version, to be copied into another draft."""
    said = version.document if version else ""
    return [
        text
        for name in request.POST
        if name not in OWN
        for text in request.POST.getlist(name)
        if text.strip() and not text.isdigit() and not all(line in said for line in lines_of(name, text))
    ]


def lines_of(name: str, text: str) -> list[str]:
    """Return the lines of a sent text as a document holds them; of a table of labels, only what is printed."""
    lines = text.splitlines()
    printed = [line.partition(": ")[2] for line in lines] if name.endswith("labels") else lines
    return [json.dumps(line, ensure_ascii=False)[1:-1] for line in printed]

"""What staff typed into a page of the admin while they were signed out: they get it back to carry over."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string


def texts_sent(request: HttpRequest) -> list[str]:
    """Return the words in a form, each once; what is one word is a choice, a key or soon written again."""
    sent = (text.strip() for name in request.POST if "password" not in name for text in request.POST.getlist(name))
    return list(dict.fromkeys(text for text in sent if len(text.split()) > 1))


def given_back(request: HttpRequest) -> HttpResponse | None:
    """Answer 403 with the texts that were sent, and the way on; None where there are none. Nothing of it is saved."""
    texts = texts_sent(request)
    page = {"address": request.path, "texts": texts}
    return HttpResponse(render_to_string("signed_out_meanwhile.html", page), status=403) if texts else None

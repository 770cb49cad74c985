"""What staff typed into a page of the admin that can no longer be saved: they get it back to carry over."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SIGNED_OUT = _("You have been signed out since you opened this page.")


def texts_sent(request: HttpRequest) -> list[str]:
    """Return the words in a form, each once; what is one word is a choice, a key or soon written again."""
    sent = (text.strip() for name in request.POST if "password" not in name for text in request.POST.getlist(name))
    return list(dict.fromkeys(text for text in sent if len(text.split()) > 1))


def given_back(request: HttpRequest, why: str | Promise = SIGNED_OUT) -> HttpResponse:
    """Answer 403 with the reason, the way on, and the texts that were sent. Nothing of it is saved."""
    page = {"why": why, "address": request.path, "texts": texts_sent(request)}
    return HttpResponse(render_to_string("given_back.html", page), status=403)

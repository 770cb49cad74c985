"""Pages of accounts that allauth does not have, or not as they should be."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.views import password_set
from allauth.core.exceptions import ReauthenticationRequired
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
@login_required
def overview(request: HttpRequest) -> HttpResponse:
    """List what can be seen and changed."""
    return render(request, "account/overview.html", {"second_factor": is_mfa_enabled(request.user)})


def keeps_no_password(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Take the passwords out of a form that comes before it is clear who sent it: they are asked for again.

    Allauth keeps the form meanwhile, in a session that anybody with a backup can read.
    """

    @wraps(view)
    def opened(request: HttpRequest, *arguments: Any, **options: Any) -> HttpResponse:
        try:
            return view(request, *arguments, **options)
        except ReauthenticationRequired:
            sent = request.POST.copy()
            for name in sent:
                if name.startswith("password"):
                    sent[name] = ""
            request.POST = sent  # type: ignore[assignment]  # what is sent on may be changed
            raise

    return opened


set_password = keeps_no_password(password_set)

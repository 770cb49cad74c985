"""The one page of accounts that allauth does not have, and what all of them know."""

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
@login_required
def overview(request: HttpRequest) -> HttpResponse:
    """List what can be seen and changed."""
    return render(request, "account/overview.html", {"second_factor": is_mfa_enabled(request.user)})


def codes(request: HttpRequest) -> dict[str, object]:
    """Tell templates how long a code in an e-mail works, and whether e-mails end in the terminal (development)."""
    return {
        "code_minutes": settings.CODE_MINUTES,
        "mail_in_terminal": settings.EMAIL_BACKEND == "django.core.mail.backends.console.EmailBackend",
    }

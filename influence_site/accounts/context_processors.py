"""What all templates know of accounts."""

from django.conf import settings
from django.http import HttpRequest


def mailed_codes(request: HttpRequest) -> dict[str, object]:
    """Tell templates how long a code in an e-mail works, and whether e-mails end in the terminal (development)."""
    return {
        "code_minutes": settings.CODE_MINUTES,
        "mail_in_terminal": settings.EMAIL_BACKEND == "django.core.mail.backends.console.EmailBackend",
    }

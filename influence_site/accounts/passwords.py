"""Passwords: what the site refuses besides short, common and too personal ones."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

OWN_WORDS = ("influenc", "questionnaire", "administrator")
"""What stands on every page of the site, and so is guessed first; docs/security.md lists the same."""

ADVICE = _("Your password can’t contain a word from this site, such as “influence”: those are guessed first.")


class OwnWordsValidator:
    """Refuse passwords that contain a word of the site."""

    def validate(self, password: str, user: object = None) -> None:
        """Raise what is wrong."""
        if any(word in password.lower() for word in OWN_WORDS):
            raise ValidationError(ADVICE, code="password_own_words")

    def get_help_text(self) -> str:
        """Return what to keep in mind."""
        return str(ADVICE)

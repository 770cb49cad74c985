"""Passwords: what the site refuses besides short, common and too personal ones."""

from django.contrib.auth.password_validation import CommonPasswordValidator, UserAttributeSimilarityValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

OWN_WORDS = ("influenc", "questionnaire", "administrator")
"""What stands on every page of the site, and so is guessed first; docs/security.md lists the same."""

ADVICE = _("Your password can’t contain a word from this site, such as “influence”: those are guessed first.")

COMMON = _("This password is one of the most common. Choose another one.")
PERSONAL = _("This password is too close to your e-mail address or name. Choose another one.")


class CommonValidator(CommonPasswordValidator):
    """Refuse the passwords that are guessed first anywhere."""

    def get_error_message(self) -> str:
        """Say what to do, too."""
        return str(COMMON)


class PersonalValidator(UserAttributeSimilarityValidator):
    """Refuse passwords that are made of what names the account."""

    def get_error_message(self) -> str:
        """Say what to do, too."""
        return str(PERSONAL)


class OwnWordsValidator:
    """Refuse passwords that contain a word of the site."""

    def validate(self, password: str, user: object = None) -> None:
        """Raise what is wrong."""
        if any(word in password.lower() for word in OWN_WORDS):
            raise ValidationError(ADVICE, code="password_own_words")

    def get_help_text(self) -> str:
        """Return what to keep in mind."""
        return str(ADVICE)

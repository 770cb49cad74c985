"""allauth's forms in the site's words, and without the second password field: the first can be looked at instead."""

from typing import Any, NamedTuple

from allauth.account import forms
from allauth.core import context
from allauth.mfa.base import forms as second_factor
from allauth.mfa.totp import forms as totp
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.forms import EmailField
from django.http import HttpRequest, HttpResponse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from influence_site.accounts.sessions import set_end


class FieldWords(NamedTuple):
    """What a field is called, and what to do where it was left empty; None where it may be."""

    label: Any
    if_empty: Any


WORDS = {
    "email": FieldWords(_("E-mail address"), _("Enter an e-mail address")),
    "login": FieldWords(_("E-mail address"), _("Enter your e-mail address")),
    "password": FieldWords(_("Password"), _("Enter your password")),
    "oldpassword": FieldWords(_("Current password"), _("Enter your current password")),
    "password1": FieldWords(_("New password"), _("Enter a new password")),
    "code": FieldWords(_("Code"), _("Enter the code")),
}

RULES = _("At least 10 characters. Don’t use a common password, your e-mail address or a word from this site.")
"""Of a new password, as `AUTH_PASSWORD_VALIDATORS` has them."""

NO_PASSWORD = _("Or leave it empty: we’ll e-mail you a code each time you sign in.")

NEITHER = _("This code is not right. Use the one that the app shows now, or a recovery code you have not used yet")

NO_ADDRESS = _("Enter an e-mail address like name@example.org")


def sendable(address: str) -> None:
    """Refuse what is no address, and one that looks right but that no e-mail can be sent to, or only to another one.

    Django decodes a name such as =?utf-8?q?ada?= and writes to ada, past what is counted for her; a name in quotes may
    hold line breaks of a header.
    """
    validate_email(address)  # first: the time to spell a long one as it is sent grows with its square
    name, _at, domain = address.rpartition("@")
    if name.startswith('"') or "=?" in name or not name.isascii() or not is_spelled_as_sent(domain):
        raise ValidationError(NO_ADDRESS)


def is_spelled_as_sent(domain: str) -> bool:
    """Say whether a domain is written as e-mails go to it: wide letters and soft hyphens become plain on the way."""
    try:
        sent = domain.encode("idna")
        return domain.isascii() or domain.lower() == sent.decode("idna")
    except UnicodeError:
        return False


class WordedMixin:
    """A form that says in our words what it wants."""

    fields: dict[str, Any]
    words = WORDS
    password_help = RULES
    password2 = None

    def __init__(self, *args: Any, **options: Any) -> None:
        """Word every field."""
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            field.label = self.words[name].label
            field.error_messages["required"] = self.words[name].if_empty
            field.widget.attrs.pop("placeholder", None)
            if name == "password1":
                field.help_text = self.password_help
            if isinstance(field, EmailField):
                field.error_messages["invalid"] = NO_ADDRESS
                field.validators = [sendable]


class SignUp(WordedMixin, forms.SignupForm):
    """A new account. Without a password, people sign in with codes."""

    words = WORDS | {"password1": FieldWords(_("Password, if you want one"), None)}
    password_help = format_lazy("{} {}", RULES, NO_PASSWORD)
    account_already_exists: bool

    def try_save(self, request: HttpRequest) -> tuple[Any, HttpResponse | None]:
        """Make the account; for an address that has one, hash in vain, or the quick answer would give that away.

        The e-mail to that address is sent outside the transaction: SQLite lets nobody else write in the meantime.
        """
        if self.account_already_exists:
            make_password(self.cleaned_data["password1"] or None)
        else:
            try:
                with transaction.atomic():
                    return super().try_save(request)  # type: ignore[no-any-return]
            except IntegrityError:  # somebody was quicker with this address, or the same form was sent twice
                self.account_already_exists = True
        made: tuple[Any, HttpResponse | None] = super().try_save(request)
        return made


class SignIn(WordedMixin, forms.LoginForm):
    """Address and password."""

    def login(self, request: HttpRequest, redirect_url: Any = None) -> HttpResponse:
        """Sign in, and set the end again: allauth overwrites it, even while a second factor is still to be given."""
        response: HttpResponse = super().login(request, redirect_url)
        set_end(request)
        return response


class AskForSignInCode(WordedMixin, forms.RequestLoginCodeForm):
    """Signing in without a password."""


class AskForResetCode(WordedMixin, forms.ResetPasswordForm):
    """A forgotten password."""


class ResetPassword(WordedMixin, forms.ResetPasswordKeyForm):
    """A new password for someone who has given the code."""


class ChangePassword(WordedMixin, forms.ChangePasswordForm):
    """A new password for someone who knows the current one."""


class SetPassword(WordedMixin, forms.SetPasswordForm):
    """A first password."""


class ChangeAddress(WordedMixin, forms.AddEmailForm):
    """Another address."""

    words = WORDS | {"email": FieldWords(_("New e-mail address"), _("Enter the new e-mail address"))}


class ConfirmAddress(WordedMixin, forms.ConfirmEmailVerificationCodeForm):
    """The code that proves an address."""


class ConfirmSignIn(WordedMixin, forms.ConfirmLoginCodeForm):
    """The code that signs in."""


class ConfirmReset(WordedMixin, forms.ConfirmPasswordResetCodeForm):
    """The code that allows a new password."""


class ConfirmPassword(WordedMixin, forms.ReauthenticateForm):
    """The password once more, before a change that matters."""


class ConfirmByCode(WordedMixin, forms.ConfirmReauthenticationCodeForm):
    """The code in an e-mail instead, for people who have no password or do not know it."""


class NumericCodeMixin(WordedMixin):
    """A code of the app, or one to recover with: phones show their number pad."""

    def __init__(self, *args: Any, **options: Any) -> None:
        """Ask for digits."""
        super().__init__(*args, **options)
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class AppOrRecoveryCodeMixin(NumericCodeMixin):
    """A code of the app or, for whoever has lost it, one to recover with."""

    def clean_code(self) -> str:
        """Name both where neither is right: allauth has one sentence for these and for the first code of an app."""
        try:
            return super().clean_code()  # type: ignore[misc,no-any-return]  # of the form that this is mixed into
        except ValidationError as error:
            if error.code != "incorrect_code":
                raise
            raise ValidationError(NEITHER, error.code) from error


class GiveSecondFactor(AppOrRecoveryCodeMixin, second_factor.AuthenticateForm):
    """The code of the app, to sign in."""


class ConfirmSecondFactor(AppOrRecoveryCodeMixin, second_factor.ReauthenticateForm):
    """The code of the app, before a change that matters."""


class SetUpSecondFactor(NumericCodeMixin, totp.ActivateTOTPForm):
    """The first code that the app shows."""

    def __init__(self, *args: Any, **options: Any) -> None:
        """Show the key that was shown before: allauth makes another each time, and the app already has this one."""
        shown = context.request.session.get(SECRET_SESSION_KEY)
        super().__init__(*args, **options)
        if shown:
            self.secret = context.request.session[SECRET_SESSION_KEY] = shown

"""Where allauth asks the site how things are done here."""

import logging
from secrets import token_hex
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core import ratelimit
from allauth.core.internal.ratelimit import cache_lock
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import ImproperlyConfigured, PermissionDenied, ValidationError
from django.core.mail import EmailMultiAlternatives
from django.http import HttpRequest
from django.http.request import split_domain_port
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from influence_site.accounts.known_devices import device_of
from influence_site.accounts.late_mails import send_later
from influence_site.accounts.sessions import set_end

logger = logging.getLogger(__name__)

TOO_MANY = _("Too many tries. Wait five minutes, then try again.")
TOO_MANY_PASSWORDS = _(
    "Too many tries. Wait five minutes, then try again. If you have forgotten your password, choose a new one."
)
TOO_MANY_CODES = _("Three codes were not right, so the one in our e-mail no longer works. Ask for a new one.")
TOO_FAST = _("Too many tries in a short time. Wait five minutes, then try again.")
NOT_SENT = _("The e-mail could not be sent. Check that the address is right, wait a minute, then ask for a new code.")
LATE = _(
    "The e-mail is late: the mail server isn’t accepting it just now. We’ll keep trying for a few minutes;"
    " if nothing comes, ask for a new code."
)
TOO_MANY_MAILS = _(
    "No e-mail was sent: this address has had ten within an hour. Wait an hour, then ask for a new code."
)

CHANGED = "account/email/changed"
CHANGES = {
    "account/email/password_changed": _("The password for your account was changed."),
    "account/email/password_reset": _("A new password was chosen for your account, with a code sent by e-mail."),
    "account/email/password_set": _("A password was set for your account."),
    "account/email/email_changed": _("Your account’s e-mail address was changed from %(from_email)s to %(to_email)s."),
    "account/email/email_confirm": _("Your account’s e-mail address was confirmed."),
    "account/email/email_deleted": _("%(deleted_email)s no longer belongs to your account."),
    "mfa/email/totp_activated": _("A second factor was switched on for your account."),
    "mfa/email/totp_deactivated": _("The second factor for your account was switched off."),
    "mfa/email/recovery_codes_generated": _("Your account has new recovery codes; the old ones no longer work."),
}
"""What the owner of an account is told by e-mail, by the names that allauth has for it."""

WAYS = {
    "reauthenticate": _("Enter your password instead"),
    "reauthenticate_by_code": _("Send me a code instead"),
    "mfa_reauthenticate": _("Enter a code from your app instead"),
}
"""How people may show that it is they, by the names that allauth has for it."""


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in, sign-up and their e-mails."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "duplicate_email": _("This is already the address of your account. Enter another one"),
        "email_password_mismatch": _("The e-mail address or password is not right"),
        "enter_current_password": _("This is not your current password"),
        "incorrect_code": _("This code is not right. Use the one in the latest e-mail"),
        "incorrect_password": _("This is not your password"),
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_FAST,
    }

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the tries of a known device by themselves, those of all other browsers together."""
        device = device_of(request, credentials.get("email", ""))
        try:
            super().pre_authenticate(request, **credentials | ({"email": device} if device else {}))
        except ValidationError as error:
            logger.warning("Too many wrong passwords")
            raise ValidationError(TOO_MANY_PASSWORDS, code=error.code) from error

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Count by account alone: allauth adds the Host as it was sent, whose port anyone may choose."""
        return str(credentials.get("email", "")).lower()

    def get_client_ip(self, request: HttpRequest) -> str:
        """Count by the connection's own address if fewer proxies than are trusted gave one."""
        try:
            address: str = super().get_client_ip(request)
        except (ImproperlyConfigured, PermissionDenied):
            logger.warning("TRUSTED_PROXIES is more than proxies gave addresses: all visitors share one limit on tries")
            address = request.META["REMOTE_ADDR"]
        return address

    def generate_unique_username(self, txts: Any, regex: Any = None) -> str:
        """Choose a random name: part of the address would outlast a change of address, and two might get the same."""
        return f"person-{token_hex(8)}"

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Confirm an address once: the second of two clicks waits for the first, and finds it confirmed."""
        with cache_lock(f"confirming:{email_address.user_id}"):
            done = EmailAddress.objects.filter(user=email_address.user_id, email=email_address.email, verified=True)
            return done.exists() or bool(super().confirm_email(request, email_address))

    def set_password(self, user: Any, password: str) -> None:
        """Write the password alone: a whole row would bring back an account deleted while the hash was made.

        Of two clicks the first counts: another hash of the same password would end its session.
        """
        unchanged = User.objects.filter(pk=user.pk, password=user.password)
        user.set_password(password)
        if not unchanged.update(password=user.password):
            user.refresh_from_db(fields=("password",))
            if not user.check_password(password):
                self.set_password(user, password)

    def login(self, request: HttpRequest, user: Any) -> None:
        """Sign in, for the time that the site gives signed-in sessions."""
        super().login(request, user)
        set_end(request)

    def add_message(self, request: HttpRequest, level: int, *told: Any, message: Any = None, **options: Any) -> None:
        """Say what to do after three wrong codes: nobody has to wait, though allauth has but one sentence for tries."""
        said = TOO_MANY_CODES if message is TOO_MANY else message
        super().add_message(request, level, *told, message=said, **options)

    def is_safe_url(self, url: str | None) -> bool:
        """Refuse a next page whose address can't be parsed."""
        try:
            return bool(super().is_safe_url(url))
        except ValueError:
            return False

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Name the ways as the pages do that they lead to."""
        return [way | {"description": WAYS[way["id"]]} for way in super().get_reauthentication_methods(user)]

    def site(self) -> str:
        """Return the site that e-mails lead to. A request may name any port, so only the site's own counts."""
        name, port = split_domain_port(self.request.get_host())
        host = f"{name}:{port}" if port == str(settings.PORT) else name
        return f"{settings.ACCOUNT_DEFAULT_HTTP_PROTOCOL}://{host}"

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Go back to the overview."""
        return reverse("account")

    def render_mail(
        self, template_prefix: str, email: Any, context: Any, headers: Any = None
    ) -> EmailMultiAlternatives:
        """Write an e-mail as plain text, and the same paragraphs again as simple HTML."""
        message: EmailMultiAlternatives = super().render_mail(template_prefix, email, context, headers)
        message.extra_headers["Auto-Submitted"] = "auto-generated"  # no out-of-office replies
        page = {"subject": message.subject, "paragraphs": message.body.split("\n\n"), "code": context.get("code")}
        message.attach_alternative(render_to_string("account/email/page.html", page), "text/html")
        return message

    def send_notification_mail(self, template_prefix: str, user: Any, context: Any = None, email: Any = None) -> None:
        """Tell the owner of a change that opens or shuts the account; of a new address, at the old one."""
        told = context or {}
        super().send_notification_mail(CHANGED, user, {**told, "what": CHANGES[template_prefix] % told}, email)

    def has_room(self, email: str) -> bool:
        """Say whether an inbox may get one more; strangers use up nothing of what its owner may ask for."""
        asked_by = device_of(self.request, email) or email
        return bool(ratelimit.consume(self.request, action="mail", key=asked_by))

    def send_mail(self, template_prefix: str, email: str, context: Any) -> None:
        """Send an e-mail. If it is one too many or the mail server does not take it, the page says so, to everyone."""
        if template_prefix != CHANGED and not self.has_room(email):
            logger.warning("Not sent: too many e-mails to one address")
            messages.error(self.request, TOO_MANY_MAILS)
            return
        told = {"request": self.request, "email": email, **context, "site": self.site()}
        message = self.render_mail(template_prefix, email, told)
        try:
            message.send()
        except OSError as error:
            logger.exception("Not sent: %s", template_prefix)
            said = LATE if send_later(message, error) else NOT_SENT
            if template_prefix != CHANGED:  # nobody waits for that
                messages.error(self.request, said)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Codes from an app on the phone."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_generate_recovery_codes": _("Your second factor is off. Recovery codes come with it: set it up first."),
        "incorrect_code": _("This code is not right. Use the one that the app shows now"),
    }

    def build_totp_svg(self, url: str) -> str:
        """Return the code to scan as a part of the page, not as a file: our policy allows no data: images."""
        drawing: str = super().build_totp_svg(url)
        return drawing.partition("?>\n")[2]

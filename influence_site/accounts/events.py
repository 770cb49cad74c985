"""What the log tells of accounts: that something happened, never to whom. The line's request id leads to the rest."""

import logging
from functools import partial

from allauth.account import signals
from allauth.mfa import signals as second_factor
from django.contrib.auth.signals import user_logged_out, user_login_failed

logger = logging.getLogger(__name__)

WENT_WELL = {
    signals.user_signed_up: "Signed up",
    signals.user_logged_in: "Signed in",
    user_logged_out: "Signed out",
    signals.password_changed: "Password changed",
    signals.password_set: "Password set",
    signals.password_reset: "Forgotten password replaced",
    signals.email_confirmed: "Address confirmed",
    signals.email_added: "Address changed",
    second_factor.authenticator_added: "Second factor added",
    second_factor.authenticator_removed: "Second factor removed",
    second_factor.authenticator_reset: "Recovery codes renewed",
}
WENT_WRONG = {
    user_login_failed: "Wrong password",
    signals.login_code_rejected: "Wrong sign-in code",
    signals.password_reset_code_rejected: "Wrong code for a new password",
    signals.email_verification_code_rejected: "Wrong code for an address",
    second_factor.authentication_failed: "Wrong second factor",
}


def say(level: int, words: str, **signal: object) -> None:
    """Log these words and nothing else that a signal brings."""
    logger.log(level, words)


for level, events in ((logging.INFO, WENT_WELL), (logging.WARNING, WENT_WRONG)):
    for event, words in events.items():
        event.connect(partial(say, level, words), weak=False)

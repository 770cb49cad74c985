"""E-mails that the mail server did not take at once: the worker that wrote one tries it again for some minutes."""

import logging
from collections.abc import Iterator
from contextvars import copy_context
from smtplib import SMTPRecipientsRefused, SMTPResponseException
from threading import BoundedSemaphore, Thread
from time import sleep

from django.core.mail import EmailMessage

PAUSES = (5, 20, 60, 180)
"""Seconds before each try; a worker that stops meanwhile forgets, and a code can be asked for anew."""

MOST = 100
"""How many e-mails of a worker may wait at once: no crowd fills its memory while the mail server is away."""

PERMANENT = 500
"""A mail server's reply from here on is a permanent failure (RFC 5321, 4.2.1)."""

logger = logging.getLogger(__name__)
room = BoundedSemaphore(MOST)


def send_later(message: EmailMessage, why: OSError) -> bool:
    """Try an e-mail again in the background, and say so; one that was refused for good or has no room is not tried."""
    if any(code >= PERMANENT for code in reply_codes(why)) or not room.acquire(blocking=False):
        return False
    request = copy_context()  # whose id stands in its log lines
    Thread(target=request.run, args=(send_patiently, message), daemon=True).start()
    return True


def reply_codes(error: OSError) -> Iterator[int]:
    """Yield the codes that a mail server has replied with, none where it was not reached."""
    if isinstance(error, SMTPResponseException):
        yield error.smtp_code
    if isinstance(error, SMTPRecipientsRefused):
        yield from (code for code, _ in error.recipients.values())


def send_patiently(message: EmailMessage) -> None:
    """Send an e-mail as soon as the mail server takes it, else give it up."""
    try:
        if any(is_sent_after(pause, message) for pause in PAUSES):
            logger.info("Sent late")
        else:
            logger.error("Given up: the mail server did not take an e-mail")
    finally:
        room.release()


def is_sent_after(pause: float, message: EmailMessage) -> bool:
    """Wait, try once, and say whether it was taken."""
    sleep(pause)
    try:
        message.send()
    except OSError:
        return False
    return True

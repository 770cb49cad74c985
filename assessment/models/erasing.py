"""Forgetting: deleting something deletes all that depends on it."""

import re
from collections import Counter
from collections.abc import Iterable
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import models, transaction

from assessment.models.attempt import Attempt
from assessment.models.questionnaire import Questionnaire
from assessment.models.result import Result

BATCH = 500


def erase(attempts: models.QuerySet[Attempt]) -> Counter[str]:
    """Delete attempts with their results and return how many rows of each model went.

    In batches, each a short transaction of its own, so that others can write in between, however many there are.
    """
    erased, keys = Counter[str](), [UUID(int=0)]
    while keys:
        keys, rows = erase_batch(attempts.filter(pk__gt=keys[-1]).order_by("pk")[:BATCH])
        erased += rows
    return erased


def erase_batch(attempts: models.QuerySet[Attempt]) -> tuple[list[UUID], Counter[str]]:
    """Delete a few attempts with their results; return their keys and how many rows of each model went.

    They are locked, since one that is finished meanwhile would leave a result behind.
    """
    with transaction.atomic():
        keys = list(attempts.select_for_update().values_list("pk", flat=True))
        # Locked, so that nobody plans with these results meanwhile.
        list(Result.objects.select_for_update().filter(pk__in=keys).values_list("pk"))
        _total, rows = Attempt.objects.filter(pk__in=keys).delete()
    return keys, Counter(rows)


def erase_account(user: User) -> Counter[str]:
    """Delete a person's account with everything that belongs to it or mentions it; return as `erase` does."""
    own = Attempt.objects.filter(user=user)
    erased = erase(own)
    with transaction.atomic():
        # Locked, so that nothing more becomes theirs; what did before is locked as it goes.
        list(User.objects.select_for_update().filter(pk=user.pk))
        erased += erase(own)
        signed_in = UserSession.objects.filter(user=user).values("session_key")
        Session.objects.filter(session_key__in=signed_in).delete()
        addresses = {user.email, *EmailAddress.objects.filter(user=user).values_list("email", flat=True)} - {""}
        logged_about(user, addresses).delete()
        Questionnaire.objects.lock()  # first of all sets, as whoever publishes does
        for address in addresses:
            redact(address)
        _total, rows = user.delete()
    return erased + Counter(rows)


def logged_about(user: User, addresses: Iterable[str]) -> models.QuerySet[LogEntry]:
    """Return what admin has logged about a person; what it logged of their own doing goes with their row."""
    told = models.Q(content_type__app_label="auth", content_type__model="user", object_id=str(user.pk))
    for address in addresses:
        told |= models.Q(object_repr__iregex=address_pattern(address))
    return LogEntry.objects.filter(told)


def redact(address: str) -> None:
    """Remove an address from what staff wrote about other things, such as the note to a publication."""
    for written, field in ((LogEntry.objects, "change_message"), (Questionnaire.objects.without_document(), "note")):
        for row in written.select_for_update().filter(**{f"{field}__iregex": address_pattern(address)}):
            setattr(row, field, re.sub(address_pattern(address), r"\1…", getattr(row, field), flags=re.IGNORECASE))
            row.save(update_fields=[field])


def address_pattern(address: str) -> str:
    """Return a pattern for an e-mail address where it is not part of a longer one."""
    return rf"(^|[^\w.+-]){re.escape(address)}(?![\w-]|\.\w)"

"""Delete what has outlived its time."""

from datetime import datetime, timedelta
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.core.cache.backends.db import BaseDatabaseCache
from django.core.management.base import BaseCommand
from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from assessment.models import Attempt, Share
from assessment.models.erasing import BATCH, erase, erase_account


class Command(BaseCommand):
    """To be run once a day. It works in small steps, so that visitors can go on meanwhile."""

    help = (
        "Delete results without an account, and accounts that nobody confirmed, after ANONYMOUS_DAYS;"
        " and expired sessions, shared links and counts of tries."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Delete, and say how much."""
        now = timezone.now()
        limit = now - timedelta(days=settings.ANONYMOUS_DAYS)
        attempts = erase(outlived(limit))[Attempt._meta.label]
        accounts = delete_unconfirmed(limit)
        sessions = delete_in_batches(Session.objects.filter(expire_date__lt=now))
        is_there = Exists(Session.objects.filter(session_key=OuterRef("session_key")))
        delete_in_batches(UserSession.objects.filter(~is_there))  # with NOT IN, PostgreSQL would take hours
        delete_expired_counts(now)
        shares = delete_in_batches(Share.objects.filter(expires_at__lte=now))
        transaction.on_commit(truncate_wal)
        gone = f"{attempts} anonymous sittings, {accounts} unconfirmed accounts, {sessions} sessions, {shares} shares"
        self.stdout.write(f"Deleted {gone}.")


def outlived(limit: datetime) -> QuerySet[Attempt]:
    """Return anonymous attempts that were finished, or begun and left, before a time."""
    left = Q(finished_at__lt=limit) | Q(finished_at=None, started_at__lt=limit)
    return Attempt.objects.filter(left, user=None)


def unconfirmed(limit: datetime) -> QuerySet[User]:
    """Return accounts made before a time for an address that nobody has confirmed: nobody ever signed in."""
    return User.objects.filter(emailaddress__verified=False, last_login=None, date_joined__lt=limit, is_staff=False)


def delete_unconfirmed(limit: datetime) -> int:
    """Delete unconfirmed accounts and return how many; many take minutes, and one confirmed meanwhile stays."""
    gone = 0
    for pk in list(unconfirmed(limit).values_list("pk", flat=True)):
        with transaction.atomic():
            if account := unconfirmed(limit).select_for_update().filter(pk=pk).first():
                erase_account(account)
                gone += 1
    return gone


def delete_expired_counts(now: datetime) -> None:
    """Delete expired entries from a database cache, which would do so itself only once it is full."""
    if isinstance(caches["default"], BaseDatabaseCache):
        table = connection.ops.quote_name(settings.CACHES["default"]["LOCATION"])
        with connection.cursor() as cursor:
            expired = [connection.ops.adapt_datetimefield_value(now)]
            cursor.execute(f"DELETE FROM {table} WHERE expires < %s", expired)  # noqa: S608  # a name from the settings


def truncate_wal() -> None:
    """Truncate SQLite's write-ahead log, which holds what was deleted until it is written over."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def delete_in_batches(rows: QuerySet[Any]) -> int:
    """Delete rows a few at a time and return how many.

    What others have locked is left to them or to another day: waiting for it might end in a deadlock.
    """
    deleted = 0
    while rows.exists():
        with transaction.atomic():
            free = list(rows.select_for_update(skip_locked=True).values_list("pk", flat=True)[:BATCH])
            deleted += rows.filter(pk__in=free).delete()[0]
        if not free:
            break
    return deleted

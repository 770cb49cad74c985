"""For those who watch: is the process up, and can it do its work?"""

import logging
import pkgutil
from datetime import UTC, datetime
from secrets import token_urlsafe
from uuid import uuid4

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import DatabaseError, InterfaceError, connection, transaction
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

PLAIN = "text/plain; charset=utf-8"
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
MORE_THAN_A_PAGE = token_urlsafe(7_500)
"""A row with this text needs database pages of its own, so a full disk is noticed. PostgreSQL packs what repeats."""

logger = logging.getLogger(__name__)


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Say that the process is up; asks nothing of the database."""
    return HttpResponse("up\n", content_type=PLAIN)


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Say whether the site can do its work; the log says why not."""
    reason = why_not_ready()
    if reason:
        logger.error("not ready: %s", reason)
        return HttpResponse("not ready\n", content_type=PLAIN, status=503)
    return HttpResponse("ready\n", content_type=PLAIN)


def why_not_ready() -> str:
    """Return what is missing, nothing when all is there."""
    try:
        pending = pending_migrations()
        if pending:
            return f"{len(pending)} migrations are to be applied, first {pending[0]}"
        write()
    except (DatabaseError, InterfaceError) as error:
        return f"the database cannot be written: {error}"
    return ""


def pending_migrations() -> list[Migration]:
    """Return those to be applied. They are loaded only if a file shows one: that takes long, and much memory."""
    if migration_files() <= MigrationRecorder(connection).applied_migrations().keys():
        return []
    executor = MigrationExecutor(connection)
    return [migration for migration, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]


def migration_files() -> set[tuple[str, str]]:
    """Return the app and the name of every migration that there is."""
    return {
        (app.label, file.name)
        for app in apps.get_app_configs()
        for file in pkgutil.iter_modules([f"{app.path}/migrations"])
    }


def write() -> None:
    """Commit something that leaves nothing behind."""
    with transaction.atomic():
        kept = Session.objects.create(session_key=uuid4().hex, session_data=MORE_THAN_A_PAGE, expire_date=LONG_AGO)
        kept.delete()

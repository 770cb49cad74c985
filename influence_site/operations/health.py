"""For those who watch: is the process up, and can it do its work?"""

import logging
from datetime import UTC, datetime
from uuid import uuid4

from django.contrib.sessions.models import Session
from django.db import DatabaseError, InterfaceError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
MORE_THAN_A_PAGE = "." * 10_000
"""So long a text needs pages of its own, so a full disk is noticed."""

logger = logging.getLogger(__name__)


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Say that the process is up; asks nothing of the database."""
    return HttpResponse("up\n", content_type="text/plain")


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Say whether the site can do its work; the log says why not."""
    reason = why_not_ready()
    if reason:
        logger.error("not ready: %s", reason)
        return HttpResponse("not ready\n", content_type="text/plain", status=503)
    return HttpResponse("ready\n", content_type="text/plain")


def why_not_ready() -> str:
    """Return what is missing, nothing when all is there."""
    try:
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if pending:
            return f"{len(pending)} migrations are to be applied, first {pending[0][0]}"
        write()
    except (DatabaseError, InterfaceError) as error:
        return f"the database cannot be written: {error}"
    return ""


def write() -> None:
    """Commit something that leaves nothing behind."""
    with transaction.atomic():
        kept = Session.objects.create(session_key=uuid4().hex, session_data=MORE_THAN_A_PAGE, expire_date=LONG_AGO)
        kept.delete()

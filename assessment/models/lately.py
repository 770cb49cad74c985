"""What happened in the last days, in numbers, for the front page of the desk."""

from collections import Counter
from datetime import timedelta

from django.core.cache import cache
from django.db.models import Count
from django.utils import timezone
from msgspec import Struct

from assessment.analysis.report import FEWEST, held_back
from assessment.models.attempt import Attempt
from assessment.models.result import Result

DAYS = 30
KEPT_SECONDS = 10 * 60


class Lately(Struct, frozen=True):
    """Numbers of the last days.

    roles: role, or "" where none could be named, to how many results, without the newest, which wait;
    empty while there are few in all, since few would reveal who answered what.
    """

    started: int
    finished: int
    roles: dict[str, int]


def lately() -> Lately:
    """Return the numbers, at most ten minutes old."""
    kept: Lately = cache.get_or_set("assessment.last_days", count, KEPT_SECONDS)  # type: ignore[assignment]  # never None
    return kept


def count() -> Lately:
    """Return the numbers as they are now."""
    since = timezone.now() - timedelta(days=DAYS)
    found = Result.objects.filter(finished_at__gte=since)
    roles = Counter(dict(found.order_by("role").values_list("role").annotate(many=Count("pk"))))
    finished = roles.total()
    newest = found.order_by("-finished_at").values_list("role", flat=True)[: held_back(finished)]
    return Lately(
        started=Attempt.objects.filter(started_at__gte=since).count(),
        finished=finished,
        roles=dict(roles - Counter(newest)) if finished >= FEWEST else {},
    )

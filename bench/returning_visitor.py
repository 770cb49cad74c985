"""A returning visitor: twenty results, one every other week, and an attempt that is half answered.

Import after Django is set up: people are made through the site's own models.
"""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from assessment.models import Result
from bench.steps import ALL, Person, somebody

RESULTS = 20
BETWEEN = timedelta(weeks=2)
HALF_ANSWERED = ("E1", "E5", "E2", "E6")


def returning_visitor() -> tuple[Person, dict[str, str]]:
    """Return who comes back and, by name, the paths of the pages that they look at."""
    person = somebody()
    latest = [past_result(person, number) for number in range(RESULTS)][-1]
    attempt = person.begins(0, "P")
    attempt.record(dict.fromkeys(HALF_ANSWERED, 4), {})
    return person, {
        "start": reverse("start"),
        "question": reverse("section", args=[attempt.pk, "engagement"]),
        "result": reverse("result", args=[latest.pk]),
        "history": reverse("history"),
        "method": reverse("method"),
    }


def past_result(person: Person, number: int) -> Result:
    """Return a result of some weeks ago; 0 is the earliest."""
    attempt = person.begins(number, ALL)
    attempt.record({}, {"main_purpose": "teach"})
    return Result.objects.finish(attempt, at=timezone.now() - BETWEEN * (RESULTS - number))

"""Results over some weeks, and the page that tells of them."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from making import make_attempt
from owning import visitor_at
from reading import read

from assessment.models import Result

HISTORY = reverse("history")


def make_results(client, *sittings, label=""):
    """Store one result per week for whoever is at this client, the last one now."""
    visitor, results = visitor_at(client), []
    for weeks, answers in enumerate(reversed(sittings)):
        attempt = make_attempt(visitor, answers)
        attempt.label = label
        attempt.save()
        results.append(Result.objects.finish(attempt, at=timezone.now() - timedelta(weeks=weeks)))
    return results[::-1]


def history_text(client, **query):
    """Return what the history says to whoever is at this client."""
    response = client.get(HISTORY, query)
    assert response.status_code == 200
    return read(response)

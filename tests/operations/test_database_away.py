"""When the database is locked, full or gone, people are told so, keep what they have, and go on when it is back."""

import pytest
from django.db import DatabaseError, InterfaceError, InternalError, OperationalError
from django.test import Client
from django.urls import include, path

from influence_site import errors

FAULTS = {
    "locked": OperationalError,
    "closed": InterfaceError,
    "read-only": InternalError,
    "Django’s own complaint": DatabaseError,
    "other": ValueError,
}


def fail(request, fault):
    raise FAULTS[fault]("secret")


handler500 = errors.server_error
urlpatterns = [path("fail/<fault>/", fail), path("", include("influence_site.urls"))]


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(
    ("fault", "status"),
    [("locked", 503), ("closed", 503), ("read-only", 503), ("Django’s own complaint", 500), ("other", 500)],
)
def test_a_database_that_is_away_has_a_page_of_its_own(fault, status, settings, caplog):
    settings.TEMPLATES = []
    response = Client(raise_request_exception=False).get(f"/fail/{fault}/")
    assert response.status_code == status
    assert response.get("Retry-After") == ("30" if status == 503 else None)
    assert b"Answers you saved are safe" in response.content
    assert b"secret" not in response.content
    assert ("the database or Redis is away: secret" in caplog.text) == (status == 503)

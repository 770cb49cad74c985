"""Who visits while something is away. What holds for one kind of database is tested where the suite runs on it."""

import os

import pytest
from django.test import Client

ON_POSTGRES = os.environ.get("DATABASE_URL", "").startswith("postgres")
collect_ignore = ["test_sqlite.py"] if ON_POSTGRES else ["test_postgres.py"]


@pytest.fixture
def visitor(published):
    """A browser that is shown what the site answers instead of the exception behind it."""
    return Client(raise_request_exception=False)

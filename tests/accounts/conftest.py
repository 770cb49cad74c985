"""What every test of accounts needs."""

import pytest


@pytest.fixture(autouse=True)
def _database(db):
    """Let every test ask the database."""

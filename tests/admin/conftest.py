"""What every test of the desk begins with."""

import pytest


@pytest.fixture(autouse=True)
def _published(published):
    """Have a question set that visitors take."""

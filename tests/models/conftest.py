"""What every test of what is stored begins with."""

import pytest


@pytest.fixture(autouse=True)
def _published(published):
    """Have a question set that visitors take."""

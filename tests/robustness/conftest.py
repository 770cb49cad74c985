"""The site asked as its server asks it, without Django's own client between the two."""

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections


@pytest.fixture
def asked_by_the_server(published):
    """Keep the test's connection, as Django's own client does: the end of a request would close it."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)

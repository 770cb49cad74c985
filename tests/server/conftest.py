"""The shipped server, started as in production on a database of its own, of the kind that the suite runs on."""

import os
import subprocess
import sys
from contextlib import ExitStack, contextmanager

import pytest
import serving
from django.db import connection
from serving import DEPLOY_COMMANDS, ROOT, Server, free_port, wait_until


@pytest.fixture(scope="session")
def production(tmp_path_factory, worker_id, django_db_blocker):
    """The environment of production, with all that is done before the server starts: migrate, load, collect."""
    place = tmp_path_factory.mktemp("production")
    with django_db_blocker.unblock():
        environment = serving.production(place, new_database(place, worker_id))
    for command in DEPLOY_COMMANDS:
        subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True)
    return environment


def new_database(place, worker_id):
    """Return the address of an empty database beside that of the suite."""
    if connection.vendor == "sqlite":
        return f"sqlite:///{place / 'production.sqlite3'}"
    name = f"production_{worker_id}"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")
        cursor.execute(f"CREATE DATABASE {name}")
    before, _, options = os.environ["DATABASE_URL"].partition("?")
    return f"{before.rpartition('/')[0]}/{name}?{options}"


@contextmanager
def running(environment, place):
    """Start a server, wait until it is ready, and stop it in the end."""
    port = free_port()
    with (place / f"{port}.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "serve"],
            cwd=ROOT,
            env=environment | {"PORT": str(port)},
            stdout=log,
            stderr=log,
        )
        try:
            server = Server(port, process, place / f"{port}.log")
            wait_until(server.is_ready)
            yield server
        finally:
            process.terminate()
            process.wait(60)


@pytest.fixture(scope="session")
def server(production, tmp_path_factory):
    """The server of all tests that leave it as they found it."""
    with running(production, tmp_path_factory.mktemp("server")) as server:
        yield server


@pytest.fixture
def start(production, tmp_path):
    """Return a function that starts a server of the test's own; it takes further environment variables."""
    with ExitStack() as servers:
        yield lambda **more: servers.enter_context(running(production | more, tmp_path))

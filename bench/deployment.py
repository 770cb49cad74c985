"""The site as it is deployed in production, on a database of its own, for what is measured from outside."""

import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import django
from django.apps import apps
from django.db import connection

from tests.serving import DEPLOY_COMMANDS, ROOT, Server, free_port, production, wait_until

SITE = "influence_site.settings"
FLOOR = "bench.floor.settings"
BY_HAND = "bench.by_hand.settings"
SQLITE = "db.sqlite3"
SECTIONS = {"purpose": "P", "engagement": "E", "authenticity": "A", "conversation": "C"}
"""In the order in which they are taken, each with the letter of its statements' keys."""


def with_tls(place: Path) -> dict[str, str]:
    """Return the settings that serve TLS without a proxy, with a certificate made for it."""
    key, certificate = str(place / "key.pem"), str(place / "certificate.pem")
    made = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1 -subj /CN=127.0.0.1"
    names = ("-addext", "subjectAltName=IP:127.0.0.1")
    subprocess.run([*made.split(), *names, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    return {
        "ALLOWED_HOSTS": "example.org,127.0.0.1",
        "BEHIND_TLS_PROXY": "0",
        "TLS_CERTIFICATE": certificate,
        "TLS_KEY": key,
    }


@dataclass
class Deployment:
    """A folder, an environment, and a server that can be started again and again."""

    place: Path
    environment: Mapping[str, str]
    server: Server = field(init=False)

    def manage(self, *words: str) -> str:
        """Run one command of manage.py and return what it prints."""
        command = [sys.executable, "manage.py", *words]
        return subprocess.check_output(command, cwd=ROOT, env=self.environment, text=True)

    def start(self) -> float:
        """Start the server in a group of processes of its own; return how many seconds its first answer took."""
        log = self.place / "server.log"
        began = time.perf_counter()
        with log.open("ab") as file:
            process = subprocess.Popen(
                [sys.executable, "manage.py", "serve"],
                cwd=ROOT,
                env=self.environment,
                stdout=file,
                stderr=file,
                start_new_session=True,
            )
        self.server = Server(int(self.environment["PORT"]), process, log, self.environment.get("TLS_CERTIFICATE", ""))
        wait_until(self.server.is_ready, pause=0.01)
        return time.perf_counter() - began

    @property
    def database(self) -> Path:
        """Return the file of its SQLite."""
        return self.place / SQLITE

    def is_running(self) -> bool:
        """Say whether the server is still running."""
        return self.server.process.poll() is None

    def kill(self) -> None:
        """Kill all processes at once."""
        os.killpg(self.server.process.pid, signal.SIGKILL)
        self.server.process.wait()


@contextmanager
def deployed(place: Path, settings: str = SITE, *, database: str = "", tls: bool = False) -> Iterator[Deployment]:
    """Yield a deployment in a new folder, its server running, on an SQLite there unless a database is named.

    With `tls` the server speaks it itself, without a proxy.
    """
    place.mkdir()
    environment = production(place, database or f"sqlite:///{place / SQLITE}")
    own = {"PORT": str(free_port()), "DJANGO_SETTINGS_MODULE": settings}
    deployment = Deployment(place, environment | own | (with_tls(place) if tls else {}))
    for command in DEPLOY_COMMANDS if settings == SITE else DEPLOY_COMMANDS[:1]:
        deployment.manage(*command)
    deployment.start()
    try:
        yield deployment
    finally:
        deployment.kill()


def use_database_of(deployment: Deployment) -> None:
    """Set up Django in this process on the database of a deployment; that of another may follow."""
    if not apps.ready:
        os.environ.update(deployment.environment)
        django.setup()
        logging.disable()  # this process only makes people and counts queries
    connection.close()
    connection.settings_dict["NAME"] = str(deployment.database)

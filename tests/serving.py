"""The shipped server seen from outside: its process, its log, and clients that visit it as through a TLS proxy."""

import http.client
import json
import os
import re
import socket
import ssl
import time
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path
from subprocess import Popen
from typing import Any
from urllib.parse import urlencode

ROOT = Path(__file__).parent.parent
SECRET = "only the servers of these tests know this secret, and it is long enough"
HEADERS = {"Host": "example.org", "X-Forwarded-Proto": "https", "Origin": "https://example.org"}
NO_HEADERS: Mapping[str, str] = {}
EXAMPLE = (ROOT / ".env.example").read_text(encoding="utf-8")
EMPTY_SETTINGS = dict.fromkeys(re.findall(r"^#?([A-Z_]+)=", EXAMPLE, re.MULTILINE), "")
"""An environment in which each setting is there, and empty, whatever a shell or a `.env` beside manage.py says."""

DEPLOY_COMMANDS = (("migrate", "-v0"), ("load_questionnaire",), ("collectstatic", "-v0", "--noinput"))
TOKEN_FIELD = re.compile(rb'name="csrfmiddlewaretoken" value="(\w+)"')
TOKEN = "t" * 32
"""A CSRF token: any will do, since the site only compares the cookie with the field of the form."""

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
FORM_WITH_TOKEN = FORM | {"Cookie": f"__Host-csrftoken={TOKEN}"}


@dataclass(frozen=True)
class Response:
    """A response, read to its end."""

    status: int
    headers: http.client.HTTPMessage
    text: bytes


@dataclass(frozen=True)
class Server:
    """A running server."""

    port: int
    process: Popen[bytes]
    log_file: Path
    certificate: str = ""
    """The file of its certificate, if it speaks TLS itself."""

    def get(self, path: str, **headers: str) -> Response:
        return self.ask("GET", path, headers=headers)

    def ask(self, method: str, path: str, body: str | None = None, headers: Mapping[str, str] = NO_HEADERS) -> Response:
        """Send a request over a connection of its own and return the response."""
        with closing(self.connection()) as connection:
            return exchange(connection, method, path, body, dict(headers) | {"Connection": "close"})

    def connection(self) -> http.client.HTTPConnection:
        if not self.certificate:
            return http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        trusting = ssl.create_default_context(cafile=self.certificate)
        return http.client.HTTPSConnection("127.0.0.1", self.port, timeout=60, context=trusting)

    def raw_socket(self) -> socket.socket:
        """Return a socket on which to send any bytes; it times out after a while."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=30)

    def is_ready(self) -> bool:
        assert self.process.poll() is None, self.log_file.read_text()
        try:
            return self.get("/readyz").status == 200
        except OSError:
            return False

    def workers(self) -> list[int]:
        """Return the ids of the worker processes."""
        threads = Path(f"/proc/{self.process.pid}/task").glob("*/children")
        children = " ".join(thread.read_text() for thread in threads).split()
        return [int(child) for child in children if is_worker(child)]

    def log(self) -> list[dict[str, Any]]:
        """Return what it has logged."""
        return [json.loads(line) for line in self.log_file.read_text().splitlines()]


def production(place: Path, database: str) -> dict[str, str]:
    """Return the environment of production on a database, with static files below `place`."""
    return EMPTY_SETTINGS | {
        "PATH": os.environ["PATH"],
        "MALLOC_ARENA_MAX": "2",
        "DEBUG": "0",
        "SECRET_KEY": SECRET,
        "ALLOWED_HOSTS": "example.org",
        "BEHIND_TLS_PROXY": "1",
        "EMAIL_URL": "dummymail://",
        "STATIC_ROOT": str(place / "static"),
        "DATABASE_URL": database,
    }


def post_head(**more: str) -> bytes:
    """Return the head of a request that posts a form as it is sent, but for the blank line that ends it."""
    lines = (f"{name.replace('_', '-')}: {value}" for name, value in (HEADERS | more).items())
    return "\r\n".join(["POST /take/ HTTP/1.1", *lines, ""]).encode()


def is_worker(child: str) -> bool:
    """Say whether a child of the server is a worker: there still, and not Python's own helper."""
    with suppress(FileNotFoundError, ProcessLookupError):
        return b"tracker" not in Path(f"/proc/{child}/cmdline").read_bytes()
    return False


def exchange(
    connection: http.client.HTTPConnection, method: str, path: str, body: str | None, headers: Mapping[str, str]
) -> Response:
    """Send a request over a connection and return the response."""
    with suppress(BrokenPipeError, ConnectionResetError):  # what is too long is refused before all of it was sent
        connection.request(method, path, body, HEADERS | dict(headers))
    response = connection.getresponse()
    return Response(response.status, response.headers, response.read())


@dataclass
class CookieClient:
    """A client that keeps cookies; `server` is where its next request goes."""

    server: Server
    cookies: SimpleCookie = field(default_factory=SimpleCookie)
    token: str = ""

    def get(self, path: str) -> Response:
        return self.ask("GET", path)

    def post(self, path: str, **given: str) -> Response:
        """Post a form as the page at that address does, with its token or, if the form is gone, the last one."""
        if found := TOKEN_FIELD.search(self.get("/" if path == "/take/" else path).text):
            self.token = found[1].decode()
        return self.ask("POST", path, urlencode({"csrfmiddlewaretoken": self.token} | given), FORM)

    def ask(self, method: str, path: str, body: str | None = None, headers: Mapping[str, str] = NO_HEADERS) -> Response:
        cookie = "; ".join(f"{name}={kept.value}" for name, kept in self.cookies.items())
        response = self.sent(method, path, body, dict(headers) | ({"Cookie": cookie} if cookie else {}))
        for line in response.headers.get_all("Set-Cookie") or ():
            self.cookies.load(line)
        return response

    def sent(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> Response:
        return self.server.ask(method, path, body, headers)


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def wait_until(happened: Callable[[], bool], seconds: float = 60, pause: float = 0.1) -> None:
    """Wait until a condition holds; check it again after each pause."""
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "it never happened"
        time.sleep(pause)

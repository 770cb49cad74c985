"""Serve the site: the one command for production."""

import gc
import multiprocessing
import os
import signal
import socket
import ssl
from collections.abc import Callable
from importlib.util import find_spec
from ipaddress import ip_address
from pathlib import Path
from threading import Thread, get_ident
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, connections
from django.urls import get_resolver
from django.utils.module_loading import import_string
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings, HTTP2Settings
from granian.server import MPServer

from influence_site.operations.apps import UsedStaticFilesConfig

HEADER_MILLISECONDS = 10_000
"""How long a client has to send its headers."""

LONGEST_HEAD = 2**16
"""Bytes of a request before its body; depending on how they arrive, up to twice as many. Granian's own limit, 400 KB,
and 16 MB with HTTP/2, leaves too much to do for whatever reads a header."""

WAITING = 1024
"""Connections that one worker holds, most of them waiting; the rest wait at the door."""

THREADS = 512
"""Threads of one worker, made when needed: each request that is still being sent holds one."""

RESPAWN_SECONDS = 0.5
"""How long after it died a worker is started again."""

STOPPING_SECONDS = 30
"""How long workers have to answer what they began."""


class Command(BaseCommand):
    """A request that was begun is answered before the server stops (SIGTERM)."""

    help = "Serve the site with granian. HOST, PORT, WORKERS, TLS_CERTIFICATE and TLS_KEY are settings (.env.example)."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        """Check that all is well, then serve until told to stop."""
        self.check(databases=["default"], include_deployment_checks=not settings.DEBUG)
        check_static_files()
        check_tls_files()
        check_redis_client()
        check_port_is_free(settings.HOST, settings.PORT)
        load()
        block_sigterm_while_forking()
        server().serve(target_loader=load_in_worker)


def check_static_files() -> None:
    """Refuse to serve without a static file that a page may name: each such page would be an error."""
    try:
        for finder in get_finders():
            for name, _ in finder.list(UsedStaticFilesConfig.ignore_patterns):
                staticfiles_storage.url(name)
    except ValueError as error:
        raise CommandError(f"{error}: run manage.py collectstatic first.") from error


def check_tls_files() -> None:
    """Refuse one without the other, which would mean no TLS at all, and two that don't work together."""
    names = [name for name in (settings.TLS_CERTIFICATE, settings.TLS_KEY) if name]
    if len(names) == 1:
        raise CommandError("TLS_CERTIFICATE and TLS_KEY go together: set both, or neither.")
    for name in names:
        Path(name).open("rb").close()  # an error of it names the file
    try:
        if names:
            ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(settings.TLS_CERTIFICATE, settings.TLS_KEY, "")
    except ssl.SSLError as error:
        raise CommandError("TLS_CERTIFICATE must be a certificate, TLS_KEY its key without passphrase.") from error


def check_redis_client() -> None:
    """Refuse a cache in Redis if its client is not installed: each sign-in would be an error."""
    if settings.CACHES["default"]["BACKEND"].endswith("RedisCache") and not find_spec("redis"):
        raise CommandError("CACHE_URL names Redis: install requirements-redis.txt, or leave CACHE_URL out.")


def check_port_is_free(host: str, port: int) -> None:
    """Refuse a port that is taken: two servers would quietly share it, and visitors meet now one, now the other."""
    try:
        ip_address(host)
    except ValueError as error:
        raise CommandError(f"HOST is {host!r}: write an address, such as 127.0.0.1, or 0.0.0.0 for all.") from error
    socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET).close()


def load() -> None:
    """Load the site once, before workers are forked: they share what is in memory and start at once.

    Nothing of it is or becomes garbage, so collecting leaves it alone: that saves time, and keeps memory shared.
    """
    if multiprocessing.get_start_method() == "forkserver":  # Python's choice since 3.14; granian would not fork at all
        multiprocessing.set_start_method("fork", force=True)
    import_string(settings.WSGI_APPLICATION)
    get_resolver().url_patterns  # noqa: B018  # loads every view
    connections.close_all()
    connection.close_pool()  # type: ignore[attr-defined]  # no two processes may use the same
    gc.freeze()


def block_sigterm_while_forking() -> None:
    """Have workers born with a stop held back until they can heed it: the handler of their parent would swallow it."""
    os.register_at_fork(
        before=lambda: signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM]),
        after_in_parent=lambda: signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGTERM]),
    )


def server() -> MPServer:
    """Return the server as measured: others are served while 500 clients hold half-sent requests."""
    return MPServer(
        settings.WSGI_APPLICATION,
        address=settings.HOST,
        port=settings.PORT,
        interface=Interfaces.WSGI,
        workers=settings.WORKERS,
        blocking_threads=THREADS,
        backlog=WAITING * settings.WORKERS,
        backpressure=WAITING,
        http=HTTPModes.auto if settings.TLS_CERTIFICATE else HTTPModes.http1,  # as auto, silence has no end
        http1_settings=HTTP1Settings(header_read_timeout=HEADER_MILLISECONDS, max_buffer_size=LONGEST_HEAD),
        http2_settings=HTTP2Settings(max_headers_size=LONGEST_HEAD),
        ssl_cert=path(settings.TLS_CERTIFICATE),
        ssl_key=path(settings.TLS_KEY),
        respawn_failed_workers=True,
        respawn_interval=RESPAWN_SECONDS,
        workers_kill_timeout=STOPPING_SECONDS,
        log_dictconfig=settings.LOGGING,
    )


def load_in_worker(application: str) -> Callable[..., Any]:
    """Return the site, in a worker that heeds a stop whichever of its threads the system gives it to.

    Python handles signals in its main thread alone, which sleeps while the others serve. One stop in twenty of a busy
    site went to another thread, woke nobody, and ended in a kill half a minute later. So one thread takes them all and
    wakes the main one.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # until granian handles it: what it inherits would ignore a stop
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM])  # not held back yet in one that was started anew
    Thread(target=pass_on_sigterm, args=[get_ident()], daemon=True).start()
    return import_string(application)  # type: ignore[no-any-return]


def pass_on_sigterm(thread: int) -> None:
    """Wait for a stop and tell a thread of it, the main one, to which SIGINT means the same."""
    signal.sigwait([signal.SIGTERM])
    signal.pthread_kill(thread, signal.SIGINT)


def path(name: str) -> Path | None:
    """Return a path where one is named."""
    return Path(name) if name else None

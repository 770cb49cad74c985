"""The shipped production command under bad weather: slow clients, too much at once, a stop in the middle."""

import os
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection
from serving import ROOT, Person, quiet_port, waiting_for

from influence_site.operations.sqlite.base import MOST_IDLE

SLOW_CLIENTS = 500
CROWD = 200
ITS_NAME = "one server among others"
LINES = "POST /take/ HTTP/1.1\r\nHost: example.org\r\nOrigin: https://example.org\r\nX-Forwarded-Proto: https\r\n"
HALF_SENT_HEADERS = LINES
HALF_SENT_BODY = (
    f"{LINES}Cookie: __Host-csrftoken={'a' * 32}\r\n"
    "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\ncsrf"
)

FORKSERVER = "import multiprocessing\nmultiprocessing.set_start_method('forkserver')"
"""Read by Python as it starts: what 3.14 and newer do unasked."""

STOPPED_AT_BIRTH = """
import os, signal, time

def hesitate():
    os.kill(os.getppid(), signal.SIGTERM)
    time.sleep(1)

os.register_at_fork(after_in_child=hesitate)
"""
"""Read likewise: a worker that takes a second to begin, while its server is told to stop and stops it."""


def hold(server, half, many, held):
    """Open connections that send half a request, then nothing."""
    for _ in range(many):
        client = held.enter_context(socket.create_connection(("127.0.0.1", server.port), timeout=30))
        client.sendall(half.encode())


def test_others_are_served_while_500_clients_hold_half_sent_requests(start):
    server = start()
    with ExitStack() as held:
        hold(server, HALF_SENT_HEADERS, SLOW_CLIENTS // 2, held)
        hold(server, HALF_SENT_BODY, SLOW_CLIENTS // 2, held)
        time.sleep(1)  # each is in somebody's hands
        started = time.monotonic()
        person = Person(server)
        assert person.post("/take/").status == 302
        assert [person.get("/method/").status for _ in range(10)] == [200] * 10
        assert time.monotonic() - started < 15


def test_who_never_says_anything_or_never_ends_their_headers_is_shown_out(server):
    with ExitStack() as held:
        silent, unending = (
            held.enter_context(socket.create_connection(("127.0.0.1", server.port), timeout=20)) for _ in "ab"
        )
        unending.sendall(HALF_SENT_HEADERS.encode())
        assert silent.recv(1) == b""
        assert b"200 OK" not in unending.recv(1000)


def test_a_stop_in_the_middle_loses_no_request_that_was_begun(start):
    server = start()
    answered = {}

    def visit_until_it_stops(_):
        while server.process.poll() is None:
            key = f"visit-{uuid4().hex}"
            with suppress(ConnectionRefusedError, ConnectionResetError):  # turned away at the door as it closes
                answered[key] = server.get("/method/", **{"X-Request-ID": key}).status

    with ThreadPoolExecutor(8) as pool:
        visits = pool.map(visit_until_it_stops, range(8))
        waiting_for(lambda: len(answered) > 30)
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(60) == 0
        list(visits)
    begun = {line["request"] for line in server.log() if line["request"].startswith("visit-")}
    assert begun == set(answered)
    assert set(answered.values()) == {200}


def test_a_worker_stops_whichever_of_its_threads_is_told(start):
    server = start()
    waiting_for(lambda: doors(server) == 2)
    worker = server.workers()[0]
    threads = {int(task.name) for task in Path(f"/proc/{worker}/task").iterdir()}
    os.kill(max(threads - {worker}), signal.SIGTERM)
    waiting_for(lambda: worker not in server.workers(), seconds=10)
    assert [server.get("/method/").status for _ in range(10)] == [200] * 10


def doors(server):
    """Return how many sockets listen at its port: each worker opens one of its own, and it is ready with the first."""
    sockets = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()]
    return sum(address.endswith(f":{server.port:04X}") and state == "0A" for _, address, _, state, *_ in sockets)


def test_a_worker_that_is_told_to_stop_as_it_starts_does_not_wait_to_be_killed(production, tmp_path):
    (tmp_path / "sitecustomize.py").write_text(STOPPED_AT_BIRTH)
    environment = production | {"PYTHONPATH": str(tmp_path), "PORT": str(quiet_port())}
    command = [sys.executable, "manage.py", "serve"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    assert "Stopped worker-2" in done.stderr
    assert "refused to gracefully stop" not in done.stderr


def test_workers_are_forked_from_what_is_loaded_also_where_python_would_start_them_anew(start, tmp_path):
    (tmp_path / "sitecustomize.py").write_text(FORKSERVER)
    server = start(PYTHONPATH=str(tmp_path))
    command, *others = (
        Path(f"/proc/{process}/cmdline").read_bytes() for process in [server.process.pid, *server.workers()]
    )
    assert others == [command, command]


@pytest.mark.django_db
def test_a_crowd_leaves_no_more_connections_to_the_database_than_wait_for_the_next(start, production):
    server = start(WORKERS="1", CONNECTIONS=str(MOST_IDLE), PGAPPNAME=ITS_NAME)
    with ThreadPoolExecutor(CROWD) as crowd:
        for _ in range(3):
            assert set(crowd.map(lambda _: server.get("/method/").status, range(CROWD))) == {200}
    assert 0 < connections_to(production["DATABASE_URL"], server) <= MOST_IDLE


def connections_to(database, server):
    """Return how many connections the server holds: each of SQLite has the log open once, PostgreSQL tells their names.

    The file itself stays open for the next connection, for to close it would end the locks of all others.
    """
    if connection.vendor == "sqlite":
        files = [file.readlink() for worker in server.workers() for file in Path(f"/proc/{worker}/fd").iterdir()]
        return files.count(Path(f"{database.removeprefix('sqlite:///')}-wal"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE application_name = %s", [ITS_NAME])
        return cursor.fetchone()[0]


@pytest.mark.parametrize("packing", ["identity", "gzip", "br"])
def test_an_address_that_only_takes_forms_says_so_however_the_answer_is_packed(server, packing):
    answer = server.get("/results/claim/", **{"Accept-Encoding": packing})
    assert answer.status == 405
    assert int(answer.headers["Content-Length"]) == len(answer.text) > 500


def test_too_much_at_once_is_refused_quickly(server):
    kind = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": f"__Host-csrftoken={'a' * 32}"}
    started = time.monotonic()
    large = server.ask("POST", "/take/", "a=" + "x" * 3_000_000, kind)
    many = server.ask("POST", "/take/", "&".join(f"a{number}=1" for number in range(12_000)), kind)
    assert (large.status, many.status) == (413, 400)
    assert time.monotonic() - started < 5


@pytest.mark.parametrize(
    ("path", "kind", "first"),
    [("/favicon.ico", "image/x-icon", b"\0\0\1\0"), ("/apple-touch-icon.png", "image/png", b"\x89PNG")],
)
def test_phones_and_tabs_find_an_icon_where_they_look_for_it(server, path, kind, first):
    answer = server.get(path)
    assert (answer.status, answer.headers["Content-Type"]) == (200, kind)
    assert answer.text.startswith(first)
    assert "public" in answer.headers["Cache-Control"]


def test_static_files_are_hashed_precompressed_and_kept_for_good(server):
    page = server.get("/method/").text.decode()
    style = page.partition('rel="stylesheet" href="')[2].partition('"')[0]
    sizes = {}
    for packing in ("br", "gzip", "identity"):
        response = server.get(style, **{"Accept-Encoding": packing})
        assert response.status == 200
        assert response.headers["Cache-Control"] == "max-age=315360000, public, immutable"
        assert response.headers.get("Content-Encoding", "identity") == packing
        sizes[packing] = len(response.text)
    assert style != "/static/css/site.css"
    assert sizes["br"] < sizes["gzip"] < sizes["identity"] / 2


def test_the_log_has_one_line_a_request_with_its_id_and_nothing_that_tells_of_a_person(server):
    person = Person(server)
    section = person.post("/take/").headers["Location"]
    more = {"X-Request-ID": "from-the-proxy-1", "X-Forwarded-For": "203.0.113.9"}
    given = server.get(f"{section}?mail=ada@example.org", **more)
    assert given.headers["X-Request-ID"] == "from-the-proxy-1"
    lines = [line for line in server.log() if line["request"] == "from-the-proxy-1" and "method" in line]
    assert [lines[-1][name] for name in ("method", "route", "status")] == [
        "GET",
        "/take/<uuid:attempt_id>/<dimension:dimension>/",
        404,
    ]
    assert any(line["message"].startswith("404 GET") for line in server.log() if line["request"] == "from-the-proxy-1")
    everything = server.log_file.read_text()
    assert not [told for told in ("ada@", "203.0.113.9", section.split("/")[2]) if told in everything]
    assert all({"time", "level", "logger", "message"} <= line.keys() for line in server.log())


def test_the_same_headers_and_no_warning_of_the_deployment_check(server):
    head = server.get("/").headers
    assert head["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains; preload"
    assert head["Content-Security-Policy"].startswith("default-src 'none'")
    assert not [line for line in server.log() if "WARNING" in line["message"]]


def test_health_is_told_over_plain_http_too_and_all_else_is_redirected(server):
    plain = {"X-Forwarded-Proto": "http"}
    assert [server.get(page, **plain).status for page in ("/healthz", "/readyz", "/")] == [200, 200, 301]

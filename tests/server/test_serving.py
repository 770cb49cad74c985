"""The shipped production command with slow clients, too much at once, and a stop in the middle."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection
from serving import FORM_WITH_TOKEN, ROOT, CookieClient, free_port, post_head, wait_until

from influence_site.operations.sqlite.base import MOST_IDLE

SLOW_CLIENTS = 500
CROWD = 200
ITS_NAME = "one server among others"
HALF_SENT_HEADERS = post_head()
HALF_SENT_BODY = post_head(**FORM_WITH_TOKEN, Content_Length="1000") + b"\r\ncsrf"

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
        held.enter_context(server.raw_socket()).sendall(half)


def test_others_are_served_while_500_clients_hold_half_sent_requests(start):
    server = start()
    with ExitStack() as held:
        hold(server, HALF_SENT_HEADERS, SLOW_CLIENTS // 2, held)
        hold(server, HALF_SENT_BODY, SLOW_CLIENTS // 2, held)
        time.sleep(1)  # until each connection is taken
        started = time.monotonic()
        client = CookieClient(server)
        assert client.post("/take/").status == 302
        assert [client.get("/method/").status for _ in range(10)] == [200] * 10
        assert time.monotonic() - started < 15


def test_who_never_says_anything_or_never_ends_their_headers_is_disconnected(server):
    with server.raw_socket() as silent, server.raw_socket() as unending:
        unending.sendall(HALF_SENT_HEADERS)
        assert silent.recv(1) == b""
        assert b"200 OK" not in unending.recv(1000)


def visit_until_it_stops(server, answered):
    """Ask for page after page; note the status of each answer by the id of its request."""
    while server.process.poll() is None:
        key = f"visit-{uuid4().hex}"
        with suppress(ConnectionRefusedError, ConnectionResetError):  # its port is closed by then
            answered[key] = server.get("/method/", **{"X-Request-ID": key}).status


def test_a_stop_in_the_middle_loses_no_request_that_was_begun(start):
    server, answered = start(), {}
    with ThreadPoolExecutor(8) as pool:
        visits = [pool.submit(visit_until_it_stops, server, answered) for _ in range(8)]
        wait_until(lambda: len(answered) > 30)
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(60) == 0
    assert [visit.exception() for visit in visits] == [None] * 8
    begun = {line["request"] for line in server.log() if line["request"].startswith("visit-")}
    assert begun == set(answered)
    assert set(answered.values()) == {200}


def test_a_worker_stops_whichever_of_its_threads_is_told(start):
    server = start()
    wait_until(lambda: listening_sockets(server) == 2)
    worker = server.workers()[0]
    threads = {int(task.name) for task in Path(f"/proc/{worker}/task").iterdir()}
    os.kill(max(threads - {worker}), signal.SIGTERM)
    wait_until(lambda: worker not in server.workers(), seconds=10)
    assert [server.get("/method/").status for _ in range(10)] == [200] * 10


def listening_sockets(server):
    """Return how many sockets listen at its port: each worker opens one of its own, and it is ready with the first."""
    sockets = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()]
    return sum(address.endswith(f":{server.port:04X}") and state == "0A" for _, address, _, state, *_ in sockets)


def test_a_worker_that_is_told_to_stop_as_it_starts_does_not_wait_to_be_killed(production, tmp_path):
    (tmp_path / "sitecustomize.py").write_text(STOPPED_AT_BIRTH)
    environment = production | {"PYTHONPATH": str(tmp_path), "PORT": str(free_port())}
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
    started = time.monotonic()
    large = server.ask("POST", "/take/", "a=" + "x" * 3_000_000, FORM_WITH_TOKEN)
    many = server.ask("POST", "/take/", "&".join(["a=1"] * 12_000), FORM_WITH_TOKEN)
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


def look_elsewhere(server, **headers):
    """Begin in one browser and open the page in another, with an e-mail address; return the sitting and the answer."""
    section = CookieClient(server).post("/take/").headers["Location"]
    return section.split("/")[2], server.get(f"{section}?mail=ada@example.org", **headers)


def test_a_request_is_found_in_the_log_by_the_id_that_the_proxy_gave_it(server):
    _, answer = look_elsewhere(server, **{"X-Request-ID": "from-the-proxy-1"})
    assert answer.headers["X-Request-ID"] == "from-the-proxy-1"
    lines = [line for line in server.log() if line["request"] == "from-the-proxy-1"]
    assert any(line["message"].startswith("404 GET") for line in lines)
    (line,) = [line for line in lines if "method" in line]
    assert (line["method"], line["status"]) == ("GET", 404)
    assert line["route"] == "/take/<uuid:attempt_id>/<dimension:dimension>/"


def test_the_log_tells_nothing_of_a_person(server):
    sitting, _ = look_elsewhere(server, **{"X-Forwarded-For": "203.0.113.9"})
    everything = server.log_file.read_text()
    assert [told for told in ("ada@", "203.0.113.9", sitting) if told in everything] == []


def test_each_line_of_the_log_says_when_how_grave_from_where_and_what(server):
    server.get("/no/such/page/")
    assert all({"time", "level", "logger", "message"} <= line.keys() for line in server.log())


def test_the_same_headers_and_no_warning_of_the_deployment_check(server):
    head = server.get("/").headers
    assert head["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains; preload"
    assert head["Content-Security-Policy"].startswith("default-src 'none'")
    assert not [line for line in server.log() if "WARNING" in line["message"]]


def test_health_is_told_over_plain_http_too_and_all_else_is_redirected(server):
    plain = {"X-Forwarded-Proto": "http"}
    assert [server.get(page, **plain).status for page in ("/healthz", "/readyz", "/")] == [200, 200, 301]

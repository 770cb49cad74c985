"""What the log says, and what it must never say."""

import json
import logging
import sys

import pytest
from django.test import Client, RequestFactory
from django.urls import resolve

from influence_site.operations.logs import JsonLines, request_id

RESULT = "/results/12345678-1234-4234-8234-123456789012/"


def line_of(message="", *args, exc_info=None, **extra):
    record = logging.LogRecord("a.logger", logging.WARNING, "file.py", 1, message, args, exc_info)
    record.__dict__ |= extra
    return json.loads(JsonLines().format(record))


def test_a_line_says_when_how_grave_who_says_it_and_for_which_request():
    token = request_id.set("request-1")
    line = line_of("half of %s", "it\nall")
    request_id.reset(token)
    assert line.pop("time").endswith("+00:00")
    assert line == {"level": "WARNING", "logger": "a.logger", "request": "request-1", "message": "half of it\nall"}


def test_an_address_is_told_as_its_pattern():
    request = RequestFactory().get(f"{RESULT}?mail=ada@example.org")
    request.resolver_match = resolve(RESULT)
    line = line_of("Not Found: %s", request.path, request=request, status_code=404)
    assert line["message"] == "404 GET /results/<uuid:result_id>/"


def test_what_a_stranger_sent_as_host_or_address_is_not_repeated():
    line = line_of("Invalid HTTP_HOST header: 'ada'", request=RequestFactory().get("/ada/"), status_code=400)
    assert line["message"] == "400 GET no such address"


def test_an_exception_is_told_by_kind_and_place_never_by_its_words():
    try:
        int("ada@example.org answered 4")
    except ValueError:
        line = line_of("it failed", exc_info=sys.exc_info())
    assert line["error"] == "builtins.ValueError"
    assert line["at"][-1].endswith("in test_an_exception_is_told_by_kind_and_place_never_by_its_words")
    assert "ada" not in json.dumps(line)


def test_an_id_that_a_proxy_gives_is_echoed_and_any_other_is_replaced(client, settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert client.get("/healthz", headers={"X-Request-ID": "0123-abcd"})["X-Request-ID"] == "0123-abcd"
    for bad in ("short", "x" * 65, "with space", 'quote"quote'):
        made = client.get("/healthz", headers={"X-Request-ID": bad})["X-Request-ID"]
        assert made != bad
        assert len(made) == 32


def test_without_a_proxy_nobody_chooses_the_id_of_their_lines(client):
    """Somebody's deeds would hide among the requests of others."""
    assert client.get("/healthz", headers={"X-Request-ID": "0123-abcd"})["X-Request-ID"] != "0123-abcd"


def test_what_is_logged_after_a_request_is_of_no_request(client):
    client.get("/healthz")
    assert line_of("later")["request"] == ""


def test_an_answer_is_told_with_the_pattern_of_its_address_and_none_where_no_address_is(client, db, caplog):
    caplog.set_level(logging.INFO, logger="influence_site.operations.requests")
    for address in (RESULT, "/ada@example.org/"):
        assert client.get(address).status_code == 404
    (line,) = [json.loads(JsonLines().format(one)) for one in caplog.records if one.getMessage() == "answered"]
    assert line["ms"] > 0
    assert (line["method"], line["route"], line["status"]) == ("GET", "/results/<uuid:result_id>/", 404)
    assert line.keys() == {"time", "level", "logger", "request", "message", "method", "route", "status", "ms"}


@pytest.mark.parametrize(
    ("refused", "status"),
    [({"headers": {"Host": "evil.example"}}, 400), ({}, 403), ({"CONTENT_LENGTH": str(2**21)}, 413)],
    ids=["a foreign host", "no token", "a large body"],
)
def test_what_is_refused_has_a_line(refused, status, db, caplog):
    assert Client(enforce_csrf_checks=True).post("/take/", **refused).status_code == status
    assert status in {getattr(record, "status_code", None) for record in caplog.records}

"""Clients that do what few do, and may."""

import socket
from contextlib import closing

import pytest

TOKEN = "t" * 32
FORM = f"csrfmiddlewaretoken={TOKEN}".encode()
MEGABYTE = 2**20


def in_chunks(server, *chunks):
    """Post a form whose length nobody tells ahead; return its answer's status."""
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": f"__Host-csrftoken={TOKEN}"}
    return server.ask("POST", "/take/", iter(chunks), headers).status


def test_a_form_in_chunks_is_a_form(server):
    assert in_chunks(server, FORM[:9], FORM[9:]) == 302


def test_a_form_in_chunks_is_no_way_past_the_limit_of_size(server):
    assert in_chunks(server, FORM, b"&more=", *[b"a" * (MEGABYTE // 64)] * 64) == 413


@pytest.mark.parametrize("length", ["", "Content-Length: 5\r\n"])
def test_broken_chunks_are_refused(server, length):
    head = f"POST /take/ HTTP/1.1\r\nHost: example.org\r\nX-Forwarded-Proto: https\r\n{length}"
    with closing(socket.create_connection(("127.0.0.1", server.port), timeout=20)) as client:
        client.sendall(f"{head}Transfer-Encoding: chunked\r\n\r\nno number\r\n".encode())
        assert client.recv(1000).startswith(b"HTTP/1.1 403 ")

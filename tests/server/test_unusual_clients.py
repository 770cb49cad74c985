"""Clients that do what few do, and may."""

import socket
import time

import pytest
from serving import FORM_WITH_TOKEN, TOKEN, post_head

FORM = f"csrfmiddlewaretoken={TOKEN}".encode()
MEGABYTE = 2**20


def in_chunks(server, *chunks, to="/take/"):
    """Post a form whose length nobody tells ahead; return its answer's status."""
    return server.ask("POST", to, iter(chunks), FORM_WITH_TOKEN).status


def test_a_form_in_chunks_is_a_form(server):
    assert in_chunks(server, FORM[:9], FORM[9:]) == 302


@pytest.mark.parametrize("address", ["/take/", "/admin/"])
def test_a_form_in_chunks_is_no_way_past_the_limit_of_size(server, address):
    assert in_chunks(server, FORM, b"&more=", *[b"a" * (MEGABYTE // 64)] * 64, to=address) == 413


def test_a_form_in_chunks_need_not_end_to_be_refused(server):
    """Nobody fills the memory with one that never does."""
    head = post_head(Transfer_Encoding="chunked")
    with server.raw_socket() as client:
        client.sendall(head + b"\r\n%x\r\n%b\r\n" % (MEGABYTE + 1, b"a" * (MEGABYTE + 1)))
        assert client.recv(1000).startswith(b"HTTP/1.1 413 ")


@pytest.mark.parametrize("length", [{}, {"Content_Length": "5"}], ids=["", "with a length"])
def test_broken_chunks_are_refused(server, length):
    head = post_head(**length, Transfer_Encoding="chunked")
    with server.raw_socket() as client:
        client.sendall(head + b"\r\nno number\r\n")
        assert client.recv(1000).startswith(b"HTTP/1.1 403 ")


def posted_in_pieces(server, declared, *pieces):
    """Post a form piece by piece, and break off where less comes than declared; return the answer's first line."""
    with server.raw_socket() as client:
        client.sendall(post_head(**FORM_WITH_TOKEN, Content_Length=str(declared)) + b"\r\n")
        for piece in pieces:
            time.sleep(0.05)
            client.sendall(piece)
        if declared > sum(map(len, pieces)):
            client.shutdown(socket.SHUT_WR)
        return client.recv(1000).splitlines()[0]


def test_a_form_that_comes_in_pieces_is_waited_for(server):
    assert posted_in_pieces(server, len(FORM), FORM[:9], FORM[9:20], FORM[20:]) == b"HTTP/1.1 302 Found"


def test_what_is_left_of_a_form_when_the_connection_breaks_is_refused(server):
    assert posted_in_pieces(server, len(FORM) + 9, FORM) == b"HTTP/1.1 400 Bad Request"


def test_a_head_that_is_longer_than_any_is_refused(server):
    assert server.get("/healthz", **{"X-Long": "x" * 60_000}).status == 200
    assert server.get("/healthz", **{"X-Long": "x" * 200_000}).status == 431

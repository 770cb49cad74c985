"""Clients that go by the book: HTTP/2, spoken over the site's own TLS, forbids what HTTP/1.1 lets pass; HEAD is GET."""

import pytest
from django.test import RequestFactory

from influence_site.wsgi import application

pytestmark = pytest.mark.usefixtures("asked_by_the_server")

MORE_THAN_SIGN_UPS = 25


def answered(method, path):
    """Return status, headers and body as the server gets them."""
    told = []
    body = application(RequestFactory().generic(method, path).environ, lambda *head: told.extend(head))
    return told[0][:3], dict(told[1]), b"".join(body)


def test_no_header_begins_or_ends_with_a_space():
    """Clients that are strict drop such a header: without its cookie no form can be sent."""
    _, headers, _ = answered("GET", "/")
    assert "csrftoken=" in headers["Set-Cookie"]
    assert headers == {name: value.strip() for name, value in headers.items()}


@pytest.mark.parametrize("path", ["/", "/method/", "/healthz", "/results/claim/"])
def test_an_answer_to_head_has_no_body_but_is_otherwise_that_to_get(path):
    """The server sends a body if there is one, which clients take for a broken connection: the site would look down."""
    (status, head, nothing), (same_status, get, body) = answered("HEAD", path), answered("GET", path)
    assert (status, nothing) == (same_status, b"")
    assert head.keys() == get.keys()
    assert head["Content-Length"] == get["Content-Length"] == str(len(body))


def test_a_file_that_head_asks_about_is_not_left_open():
    assert answered("HEAD", "/favicon.ico")[::2] == ("200", b"")


def test_a_look_by_head_counts_as_no_try():
    """It would for allauth, and a program that looks whether a link works would keep people from signing in."""
    assert {answered("HEAD", "/accounts/signup/")[0] for _ in range(MORE_THAN_SIGN_UPS)} == {"200"}

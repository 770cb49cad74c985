"""Clients that go by the book: HTTP/2, spoken over the site's own TLS, forbids what HTTP/1.1 lets pass; HEAD is GET."""

import pytest
from robustness.asking import ask

pytestmark = pytest.mark.usefixtures("asked_by_the_server")

MORE_THAN_SIGN_UPS = 25


def test_no_header_begins_or_ends_with_a_space():
    """Clients that are strict drop such a header: without its cookie no form can be sent."""
    headers = ask("GET", "/").headers
    assert "csrftoken=" in headers["Set-Cookie"]
    assert headers == {name: value.strip() for name, value in headers.items()}


@pytest.mark.parametrize("path", ["/", "/method/", "/healthz", "/results/claim/"])
def test_an_answer_to_head_has_no_body_but_is_otherwise_that_to_get(path):
    """The server sends a body if there is one, which clients take for a broken connection: the site would look down."""
    head, get = ask("HEAD", path), ask("GET", path)
    assert (head.status, head.body) == (get.status, b"")
    assert head.headers.keys() == get.headers.keys()
    assert head.headers["Content-Length"] == get.headers["Content-Length"] == str(len(get.body))


def test_a_file_that_head_asks_about_is_not_left_open():
    icon = ask("HEAD", "/favicon.ico")
    assert (icon.status, icon.body) == ("200", b"")


def test_a_look_by_head_counts_as_no_try():
    """It would for allauth, and a program that looks whether a link works would keep people from signing in."""
    assert {ask("HEAD", "/accounts/signup/").status for _ in range(MORE_THAN_SIGN_UPS)} == {"200"}

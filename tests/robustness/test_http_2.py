"""HTTP/2, spoken over the site's own TLS, forbids what HTTP/1.1 lets pass or the server puts right there."""

import pytest
from django.test import RequestFactory

from influence_site.wsgi import application

pytestmark = pytest.mark.usefixtures("asked_by_the_server")


def answered(method, path):
    """Return headers and body as the server gets them."""
    told = []
    body = application(RequestFactory().generic(method, path).environ, lambda _, headers: told.extend(headers))
    return dict(told), b"".join(body)


def test_no_header_begins_or_ends_with_a_space():
    """Clients that are strict drop such a header: without its cookie no form can be sent."""
    headers, _ = answered("GET", "/")
    assert "csrftoken=" in headers["Set-Cookie"]
    assert headers == {name: value.strip() for name, value in headers.items()}


@pytest.mark.parametrize("path", ["/", "/method/", "/healthz", "/results/claim/"])
def test_an_answer_to_head_has_no_body_but_says_how_long_it_would_be(path):
    """The server sends whatever there is, which clients take for a broken connection: the site would look down."""
    (head, nothing), (get, body) = answered("HEAD", path), answered("GET", path)
    assert nothing == b""
    assert head["Content-Length"] == get["Content-Length"] == str(len(body))

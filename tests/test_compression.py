"""Text is compressed on its way, for who can read it."""

import brotli
import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from making import THREES, begin, section_of
from owning import store_result

from influence_site.compression import FAST, LONG, QUICK, SHORT, WINDOW, brotli_compression, shrink

BR = {"accept-encoding": "gzip, deflate, br"}


@pytest.fixture
def addresses(client, published):
    """One of each kind: a public page, a page with a form, a private page, a page of accounts, a file to take along."""
    result = store_result(client, THREES)
    return ["/method/", section_of(begin(client)), result, "/accounts/login/", reverse("my_data_json")]


def test_a_page_arrives_as_it_was_and_much_smaller(client, addresses):
    for address in addresses:
        response = client.get(address, headers=BR)
        assert response["Content-Encoding"] == "br"
        assert int(response["Content-Length"]) == len(response.content)
        text = brotli.decompress(response.content)
        plain = client.get(address)
        assert "Content-Encoding" not in plain.headers
        assert len(text) == len(plain.content)
        assert len(response.content) < len(text) / 2


@pytest.mark.parametrize(("bound", "quality"), [(SHORT, FAST), (LONG, QUICK)])
def test_what_is_longer_is_compressed_harder(bound, quality):
    text = "".join(f"{number * number} people said so. " for number in range(1400)).encode()
    for content in (text[:bound], text[: bound + 1]):
        response = HttpResponse(content)
        shrink(response)
        assert brotli.decompress(response.content) == content
        harder = len(response.content) < len(brotli.compress(content, quality=quality, lgwin=WINDOW))
        assert harder == (len(content) > bound)


def test_what_is_compressed_already_stays_as_it_is(rf):
    packed = HttpResponse(b"packed" * 1000, headers={"Content-Encoding": "gzip"})
    answer = brotli_compression(lambda _: packed)(rf.get("/", headers=BR))
    assert answer.content == b"packed" * 1000
    assert answer["Content-Encoding"] == "gzip"


def test_caches_are_told_that_there_are_two_forms(client, addresses):
    for headers in (BR, {}):
        assert all("Accept-Encoding" in client.get(address, headers=headers)["Vary"] for address in addresses)


def test_who_has_a_page_is_told_that_it_has_not_changed(client, published):
    first = client.get("/method/", headers=BR)
    assert first["ETag"].startswith('W/"')
    again = client.get("/method/", headers=BR | {"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("refusing", ["br;q=0", "gzip, br; q=0.0, *", "identity", "vibrato", "x-br", "br;Q=0", ""])
def test_who_does_not_take_it_gets_plain_text(client, published, refusing):
    assert "Content-Encoding" not in client.get("/method/", headers={"accept-encoding": refusing}).headers


@pytest.mark.parametrize("taking", ["br", "gzip;q=0, br;q=0.5", "br;q=1.0, *;q=0"])
def test_who_would_rather_have_another_form_but_takes_it_gets_it(client, published, taking):
    assert client.get("/method/", headers={"accept-encoding": taking})["Content-Encoding"] == "br"


def test_what_is_short_or_a_picture_is_left_alone(client, published):
    for address in ("/healthz", "/shared/image/influenced-clear-20.png"):
        response = client.get(address, headers=BR)
        assert response.status_code == 200
        assert "Content-Encoding" not in response.headers


def test_a_page_of_trouble_is_compressed_too(db):
    response = Client(enforce_csrf_checks=True).post("/take/", headers=BR)
    assert response.status_code == 403
    assert b"</html>" in brotli.decompress(response.content)

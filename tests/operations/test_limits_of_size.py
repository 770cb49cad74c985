"""A body larger than any form of the site is refused before it is read."""

from io import BufferedWriter, BytesIO

import pytest
from django.urls import reverse


@pytest.mark.parametrize("length", [2**16 + 1, 10**11, 10**30, "9" * 5000])
def test_a_large_body_is_refused_by_what_it_declares(client, length):
    response = client.generic("POST", "/take/", b"a=1", CONTENT_LENGTH=str(length))
    assert response.status_code == 413
    assert b"too much at once" in response.content


def test_only_the_desk_takes_bodies_of_up_to_a_megabyte(admin_client):
    forms = {"/accounts/login/": 2**16, reverse("admin:assessment_questionnaire_import"): 2**20}
    for address, longest in forms.items():
        for more, refused in ((0, False), (1, True)):
            body = b"a=".ljust(longest + more, b"x")
            answer = admin_client.generic("POST", address, body, "application/x-www-form-urlencoded")
            assert (answer.status_code == 413) is refused


@pytest.mark.parametrize("length", ["", "0", "-5", "abc", "²"])
def test_a_length_that_makes_no_sense_is_no_fault_of_the_site(client, db, length):
    assert client.generic("POST", "/take/", b"a=1", CONTENT_LENGTH=length).status_code < 500


def test_a_body_whose_connection_breaks_as_it_is_read_is_refused(client):
    broken = BufferedWriter(BytesIO())  # any reading from it is an OSError
    assert client.post("/take/", {"a": 1}, **{"wsgi.input": broken}).status_code == 400


def test_cookies_longer_than_proxies_let_pass_are_refused_before_they_are_read(client):
    escaped = "\\'" * 5_000
    assert client.get("/method/", headers={"Cookie": f"a={escaped}"}).status_code == 400

"""A Content-Type that nobody can read ends in a page, not in a failure before the site is asked."""

import encodings.aliases

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from robustness.asking import ask

from influence_site.wsgi import usable_content_type

pytestmark = pytest.mark.usefixtures("asked_by_the_server")

BROKEN = ["a/b; x*=nonsense''y", "a/b; charset*=utf-8''%00", "a/b; charset=\x00"]
SOUND = ["", "text/plain", "multipart/form-data; boundary=x", "a/b; charset=utf-8", "a/b; charset=nonsense"]
ENCODINGS = sorted({*encodings.aliases.aliases, *encodings.aliases.aliases.values(), "idna", "punycode", "undefined"})


def answered(method, path, content_type, body=b"a=1", cookies=""):
    return ask(method, f"{path}?page=2", body, CONTENT_TYPE=content_type, HTTP_COOKIE=cookies)


@pytest.mark.parametrize("content_type", BROKEN)
def test_a_content_type_that_cannot_be_read_is_answered_by_a_page_of_the_site(content_type):
    status, headers, page = answered("POST", "/take/", content_type)
    assert status == "403"
    assert b"Your browser sent no cookie" in page
    assert "default-src 'none'" in headers["Content-Security-Policy"]


def test_no_encoding_that_python_knows_is_a_failure():
    forms = ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x")
    for content_type in [f"{form}; charset={encoding}" for form in forms for encoding in ENCODINGS]:
        assert (content_type, answered("GET", "/results/", content_type)[0]) == (content_type, "200")
        assert (content_type, answered("POST", "/take/", content_type)[0]) == (content_type, "403")


@pytest.mark.parametrize("encoding", ["utf-7", "latin-1", "utf-16", "rot13", "hex", "idna", "undefined"])
def test_a_form_in_another_encoding_is_a_bad_request_on_its_way_through_the_server_too(encoding):
    for form in ("Application/X-WWW-Form-Urlencoded", "multipart/form-data; boundary=x"):
        content_type = f"{form}; charset={encoding}"
        status, _, page = answered("POST", "/take/", content_type, cookies=f"csrftoken={'a' * 32}")
        assert status == "400"
        assert b"We could not read that request" in page


@pytest.mark.parametrize("content_type", SOUND)
def test_any_other_content_type_is_passed_on_as_it_is(content_type):
    assert usable_content_type(content_type) == content_type


def test_a_long_content_type_is_dropped_unread():
    long = f'a/b; x="{";" * 5_000}'
    assert usable_content_type(long) == ""
    assert answered("POST", "/take/", long)[0] == "403"


def test_names_of_encodings_that_there_are_not_do_not_fill_the_memory():
    answered("GET", "/healthz", "text/plain; charset=Unheard-of")
    part = b"--x\r\nContent-Disposition: form-data; name=a; filename*=Never-heard''b\r\n\r\n1\r\n--x--\r\n"
    answered("POST", "/take/", "multipart/form-data; boundary=x", part, f"csrftoken={'a' * 32}")
    assert [name for name in encodings._cache if "heard" in name] == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(st.characters(max_codepoint=255))
    | st.from_regex(r"a/b; ?[a-z]+\*?[0-9]?\*?=[a-z]*'?'?[ -~]*", fullmatch=True)
)
def test_no_content_type_is_a_failure(content_type):
    assert answered("GET", "/healthz", content_type)[0] == "200"

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
CODES = sorted({*encodings.aliases.aliases, *encodings.aliases.aliases.values(), "idna", "punycode", "undefined"})


def answered(method, path, kind, body=b"a=1", cookies=""):
    return ask(method, f"{path}?page=2", body, CONTENT_TYPE=kind, HTTP_COOKIE=cookies)


@pytest.mark.parametrize("kind", BROKEN)
def test_a_kind_that_cannot_be_read_is_answered_by_a_page_of_the_site(kind):
    status, headers, page = answered("POST", "/take/", kind)
    assert status == "403"
    assert b"Your browser sent no cookie" in page
    assert "default-src 'none'" in headers["Content-Security-Policy"]


def test_no_code_that_python_knows_is_a_failure():
    forms = ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x")
    for kind in [f"{form}; charset={code}" for form in forms for code in CODES]:
        assert (kind, answered("GET", "/results/", kind)[0]) == (kind, "200")
        assert (kind, answered("POST", "/take/", kind)[0]) == (kind, "403")


@pytest.mark.parametrize("code", ["utf-7", "latin-1", "utf-16", "rot13", "hex", "idna", "undefined"])
def test_a_form_in_another_encoding_is_a_bad_request_on_its_way_through_the_server_too(code):
    kind = f"Application/X-WWW-Form-Urlencoded; charset={code}"
    status, _, page = answered("POST", "/take/", kind, cookies=f"csrftoken={'a' * 32}")
    assert status == "400"
    assert b"We could not read that request" in page


@pytest.mark.parametrize("kind", SOUND)
def test_any_other_kind_is_passed_on_as_it_is(kind):
    assert usable_content_type(kind) == kind


def test_a_long_kind_is_dropped_unread():
    long = f'a/b; x="{";" * 5_000}'
    assert usable_content_type(long) == ""
    assert answered("POST", "/take/", long)[0] == "403"


def test_names_of_codes_that_there_are_not_do_not_fill_the_memory():
    answered("GET", "/healthz", "text/plain; charset=Unheard-of")
    part = b"--x\r\nContent-Disposition: form-data; name=a; filename*=Never-heard''b\r\n\r\n1\r\n--x--\r\n"
    answered("POST", "/take/", "multipart/form-data; boundary=x", part, f"csrftoken={'a' * 32}")
    assert [name for name in encodings._cache if "heard" in name] == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(st.characters(max_codepoint=255))
    | st.from_regex(r"a/b; ?[a-z]+\*?[0-9]?\*?=[a-z]*'?'?[ -~]*", fullmatch=True)
)
def test_no_kind_is_a_failure(kind):
    assert answered("GET", "/healthz", kind)[0] == "200"

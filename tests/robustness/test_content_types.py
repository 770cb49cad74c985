"""A Content-Type that nobody can read ends in a page, not in a failure before the site is asked."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from influence_site.wsgi import application, readable

BROKEN = ["a/b; x*=nonsense''y", "a/b; charset*=utf-8''%00", "a/b; charset=\x00"]
SOUND = ["", "text/plain", "multipart/form-data; boundary=x", "a/b; charset=utf-8", "a/b; charset=nonsense"]


@pytest.mark.django_db
@pytest.mark.parametrize("kind", BROKEN)
def test_a_kind_that_cannot_be_read_is_answered_by_a_page_of_the_site(kind):
    answered = []
    environ = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": "/take/",
        "HTTP_HOST": "testserver",
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "CONTENT_TYPE": kind,
        "CONTENT_LENGTH": "3",
        "wsgi.input": io.BytesIO(b"a=1"),
        "wsgi.url_scheme": "http",
    }
    page = b"".join(application(environ, lambda status, headers: answered.extend([status, dict(headers)])))
    assert answered[0].startswith("403")
    assert b"Your browser sent no cookie" in page
    assert "default-src 'none'" in answered[1]["Content-Security-Policy"]


@pytest.mark.parametrize("kind", SOUND)
def test_any_other_kind_is_passed_on_as_it_is(kind):
    assert readable(kind) == kind


@given(
    st.text(st.characters(max_codepoint=255))
    | st.from_regex(r"a/b; ?[a-z]+\*?[0-9]?\*?=[a-z]*'?'?[ -~]*", fullmatch=True)
)
def test_no_kind_is_a_failure(kind):
    assert readable(kind) in {kind, ""}

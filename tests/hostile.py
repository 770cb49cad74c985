"""Hostile requests for tests: every address that the site answers at, the forms found there, and what spoils them."""

import json
import re
from dataclasses import dataclass, field
from urllib.parse import quote_from_bytes, urlencode
from uuid import UUID

from django.urls import get_resolver
from django.urls.resolvers import URLPattern
from hypothesis import strategies as st
from lxml import html

TOKEN = "a" * 32
"""The CSRF token of cookie and form, so that the form is read."""

PLACEHOLDER = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^)]*\)")
"""A placeholder of a URL pattern, in the two ways in which Django writes it."""

REGEX_SIGNS = str.maketrans("", "", "^$\\")
"""What a regular expression says beside its placeholders."""

NUMBER = "9" * 5000
ODD_TEXTS = (
    ["", "0", "1", "3", "-1", "NaN", "inf", "1e999", str(10**30), str(2**63), NUMBER, "٣", "³", "true", "on", "mine"],
    ["\x00", "a\x00b", "\ud800", "\udfff\ud800", "\ufeff", "\u202e\u2066", "e" + "\u0301" * 300, "😀" * 200],
    ["\r\nX: y", "<script>alert(1)</script>", "{{ 7|add:7 }}{% now %}", "%s%n{0.__class__}", "' OR 1=1 --", "=1+1"],
    ["../../etc/passwd", "//evil.example", "https:evil.example", "/\\evil.example", "javascript:alert(1)", "http://["],
    ["\\\\evil", "/%0d%0a", "2026-02-30", "9999-12-31", "0001-01-01", "[]", '{"a": [1]}', "null"],
    ["[" * 5000, "x" * 3000],
)
METHODS = ("GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "FOOBAR")
CONTENT_TYPES = (
    "application/x-www-form-urlencoded",
    "application/x-www-form-urlencoded; charset=utf-7",
    "application/x-www-form-urlencoded; charset=utf-16",
    "application/x-www-form-urlencoded; charset=nonsense",
    "application/x-www-form-urlencoded; charset=\x00",
    "multipart/form-data; boundary=x",
    "multipart/form-data",
    "multipart/form-data; boundary=" + "x" * 300,
    "application/json",
    "text/plain",
    "",
    "a/b; =;;",
    "é/\xff",
)
HEADERS = {
    "HTTP_HOST": [
        "evil.example",
        "testserver:99999",
        "testserver, evil",
        "[::1",
        "",
        "\xff",
        "testserver\x00",
        "x" * 5000,
    ],
    "HTTP_X_FORWARDED_HOST": ["evil.example"],
    "HTTP_X_FORWARDED_FOR": ["", "1.2.3.4, 5.6.7.8", "not an address", "::1%eth0", "\x00", "1," * 2000],
    "HTTP_X_FORWARDED_PROTO": ["https", "javascript", ","],
    "HTTP_X_REQUEST_ID": ["", "\xff", "x" * 5000, "a b"],
    "HTTP_ACCEPT": ["", "application/json", "*/*;q=x", "\xff"],
    "HTTP_ACCEPT_LANGUAGE": ["", "xx", "de;q=x", "a-" * 2000, "\x00"],
    "HTTP_REFERER": ["", "https://evil.example/", "http://[", "\xff\x00"],
    "HTTP_ORIGIN": ["null", "https://evil.example", "http://["],
    "HTTP_IF_NONE_MATCH": ["*", '"', "\xff"],
    "HTTP_IF_MODIFIED_SINCE": ["Thu, 01 Jan 9999 00:00:00 GMT", "yesterday", "\xff"],
    "HTTP_RANGE": ["bytes=0-", "bytes=9-1,,", "x"],
    "HTTP_USER_AGENT": ["", "\xff" * 500, "<script>", "\x00"],
    "HTTP_X_REQUESTED_WITH": ["XMLHttpRequest"],
    "HTTP_COOKIE": ["=", "sessionid=\x00", "csrftoken=é; sessionid=" + "x" * 5000, ";;;", "messages=x; sessionid=../x"],
    "CONTENT_LENGTH": ["", "x", "-1", "99999999", "9" * 50, "²"],
}


@dataclass(frozen=True)
class HostileRequest:
    """One request: who sends it, where to, and all of it as the server gets it; `flood` names a body of FLOODS."""

    who: str
    method: str
    address: str
    body: bytes = b""
    flood: str = ""
    content_type: str = ""
    headers: dict[str, str] = field(default_factory=dict)


def url_patterns(resolver=None, before=""):
    """Yield the URL patterns of the site, each with its placeholders in angle brackets."""
    for entry in (resolver or get_resolver()).url_patterns:
        so_far = before + readable(str(entry.pattern))
        if isinstance(entry, URLPattern):
            yield f"/{so_far}"
        else:
            yield from url_patterns(entry, so_far)


def readable(pattern):
    return PLACEHOLDER.sub(r"<\1\2>", pattern).translate(REGEX_SIGNS).removesuffix("Z")


def fields_of(page):
    """Return the fields of all forms of a page with what they hold, as a browser would send them."""
    found = {}
    for one in html.fromstring(page).xpath("//body//*[@name]") if page else ():
        held = one.xpath("string(.//option[@selected]/@value)") if one.tag == "select" else one.get("value", "")
        found.setdefault(one.get("name"), held)
    return found


def odd_texts():
    """Any text, odd ones first."""
    return st.sampled_from([word for line in ODD_TEXTS for word in line]) | st.text(max_size=30)


EXTRA = [
    *("user", "is_staff", "is_superuser", "id", "next", "later"),
    *("again", "action", "_selected_action", "whose", "P1"),
]
"""Fields that some form or other has, or would be dangerous if it had."""


@st.composite
def filled(draw, fields):
    """The pairs that a form sends: some spoilt, some missing, repeated or never asked for."""
    sent = list(fields.items())
    spoilt = draw(st.lists(st.sampled_from(sorted(fields)), max_size=4)) if fields else []
    for name in spoilt:
        word, times = draw(odd_texts()), draw(st.integers(0, 3))
        sent = [(key, value) for key, value in sent if key != name] + [(name, word)] * times
    sent += draw(st.lists(st.tuples(st.sampled_from(EXTRA) | st.text(max_size=10), odd_texts()), max_size=3))
    return [*sent, ("csrfmiddlewaretoken", TOKEN)]


def as_form(pairs):
    """Write pairs as a browser does."""
    return urlencode([(raw(name), raw(value)) for name, value in pairs]).encode()


def as_parts(pairs):
    """Write pairs as parts, some of them files."""
    parts = (
        b'--x\r\nContent-Disposition: form-data; name="%s"%s\r\n\r\n%s\r\n'
        % (raw(name), b'; filename="../\x00"' if number % 3 == 2 else b"", raw(value))
        for number, (name, value) in enumerate(reversed(pairs))
    )
    return b"".join(parts) + b"--x--\r\n"


def raw(text):
    """Return text as bytes, lone surrogates included."""
    return text.encode("utf-8", "surrogatepass")


FLOODS = {
    "12,000 fields": as_form([("f", "1")] * 12_000),
    "one field 900 times": as_form([("P1", "3")] * 900 + [("csrfmiddlewaretoken", TOKEN)]),
    "3 MB": b"P1=" + b"3" * 3_000_000,
    "500 files": as_parts([(f"f{number}", "") for number in range(500)] + [("csrfmiddlewaretoken", TOKEN)]),
    "one long field": as_form([("P1", "3"), ("label", "x" * 60_000), ("csrfmiddlewaretoken", TOKEN)]),
    "cut off": as_parts([("csrfmiddlewaretoken", TOKEN), ("P1", "3")])[:-20],
}


def bodies(fields):
    """A body with the Content-Type that fits it, or any other; forms twice, as they are what the site reads."""
    pairs = filled(fields)
    forms = st.tuples(pairs.map(as_form), st.just(CONTENT_TYPES[0]))
    return st.one_of(
        *(forms, forms),
        st.tuples(pairs.map(as_parts), st.just("multipart/form-data; boundary=x")),
        st.tuples(pairs.map(lambda sent: json.dumps(dict(sent)).encode()), st.just("application/json")),
        st.tuples(st.binary(max_size=200), st.sampled_from(CONTENT_TYPES)),
        st.tuples(pairs.map(as_form), st.sampled_from(CONTENT_TYPES)),
    )


@st.composite
def requests(draw, forms, ids):
    """One hostile request.

    forms: the fields that each person finds at an address, by both.
    ids: what can fill the placeholders of an address, by their names.
    """
    who, pattern = draw(st.sampled_from(sorted(forms)))
    fields = forms[who, pattern]
    method = draw(st.sampled_from(("POST", "POST", "GET", *METHODS)))
    body, content_type = (b"", "") if method in {"GET", "HEAD"} else draw(bodies(fields))
    flood = draw(st.sampled_from([*[""] * len(FLOODS), *FLOODS])) if body else ""
    query = draw(st.just([]) | st.just([]) | filled(fields))
    where = address(draw, pattern, ids) + ("?" + as_form(query).decode() if query else "")
    return HostileRequest(who, method, where, body, flood, content_type, draw(some_headers()))


@st.composite
def some_headers(draw):
    """Two headers at most, of those that servers and browsers add."""
    names = draw(st.lists(st.sampled_from(sorted(HEADERS)), max_size=2))
    return {name: draw(st.sampled_from(HEADERS[name])) for name in names}


def address(draw, pattern, ids):
    """Return the address with its placeholders filled."""
    return PLACEHOLDER.sub(lambda place: placeholder_value(draw, place[1], ids), pattern)


def placeholder_value(draw, name, ids):
    """Return what fills a placeholder: mostly an id that exists, otherwise something that can't be one."""
    known = st.sampled_from(ids.get(name, ["x"]))
    odd = odd_texts().map(lambda word: word[:3000]) | st.just(str(UUID(int=0)))
    return quote_from_bytes(raw(draw(known | known | known | odd)), safe="")

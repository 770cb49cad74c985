"""Methods, forms and addresses that no browser sends: a clear answer, never a failure, nothing changed."""

import time

import pytest
from django.test import Client
from django.urls import resolve, reverse
from making import THREES, begin, make_user, section_of
from owning import all_addresses, store_result
from reading import read

from assessment.models import Attempt, Commitment, Result
from assessment.visiting import DAY, token_in

START, BEGIN = reverse("start"), reverse("begin")
MULTIPART = 'multipart/form-data; boundary="x"'
LONG = "x" * 8000
SENT = {"advice": "V1", "label": "x", "whose": "mine", "answer": "yes", "off": "1", "delete": "1"}
SENT_ONLY = {"claim", "keep", "label", "commit", "kept"}
READ_AND_SENT = {
    *("begin", "section", "review", "forget", "share"),
    *("delete_result", "delete_results", "delete_account"),
}


@pytest.fixture
def addresses(client, published):
    """Every address of a visitor who has one result and one unfinished attempt."""
    return all_addresses(attempt_id=begin(client).pk, **resolve(store_result(client, THREES)).kwargs)


def stored():
    return list(Attempt.objects.order_by("pk").values()), list(Result.objects.values())


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "FOOBAR", "OPTIONS"])
def test_a_method_that_is_not_offered_is_refused(client, addresses, method):
    before = stored()
    for address in addresses.values():
        assert client.generic(method, address).status_code == 405
    assert stored() == before


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "FOOBAR", "OPTIONS"])
def test_a_method_that_no_page_takes_is_refused_as_such_with_or_without_a_token(published, method):
    strict = Client(enforce_csrf_checks=True)
    token = {"X-CSRFToken": strict.get(reverse("account_login")).context["csrf_token"]}
    for address in (START, BEGIN, reverse("account_login"), reverse("admin:index"), "/healthz", "/no/such/page/"):
        for headers in ({}, token):
            response = strict.generic(method, address, headers=headers)
            assert response.status_code == 405
            assert response.headers["Allow"] == "GET, HEAD, POST"
            assert "<h1>Nothing to read here</h1>" in response.text


def test_pages_to_read_take_no_posts_and_what_is_only_sent_is_not_read(client, addresses):
    before, only_read = stored(), addresses.keys() - SENT_ONLY - READ_AND_SENT
    assert {name for name, page in addresses.items() if client.get(page, SENT).status_code == 405} == SENT_ONLY
    assert {client.post(addresses[name], SENT).status_code for name in only_read} == {405}
    assert stored() == before
    assert not Commitment.objects.exists()


def test_head_answers_as_get_without_a_body(client, addresses):
    for address in addresses.values():
        head, get = client.head(address), client.get(address)
        assert head.status_code == get.status_code
        assert head.content == b""
        assert head["Content-Type"] == get["Content-Type"]


def test_reading_changes_nothing(client, addresses):
    before = stored()
    for address in addresses.values():
        client.get(address, SENT | {"again": "1", "later": "1", "skip": "1", "P1": "5", "self_view": "both"})
        client.head(address)
    assert stored() == before


def test_no_address_takes_a_form_that_another_site_made_and_all_say_so_kindly(client, addresses):
    before = stored()
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    for address in addresses.values():
        response = strict.post(address, SENT | {"days": "", "P1": "5", "again": "1"})
        assert response.status_code == 403
        assert "This page waited too long" in response.text
        assert "Your saved answers are safe" in response.text
    assert stored() == before


@pytest.mark.parametrize("hidden", [{}, {"Origin": "null"}])
def test_a_browser_that_hides_where_its_form_came_from_is_told_so(published, hidden):
    strict = Client(enforce_csrf_checks=True)
    strict.get(START, secure=True)
    form = {"csrfmiddlewaretoken": strict.cookies["csrftoken"].value}
    response = strict.post(BEGIN, form, secure=True, headers=hidden)
    assert response.status_code == 403
    assert "<h1>We can’t see where this form came from</h1>" in read(response)
    assert strict.post(BEGIN, form, secure=True, headers={"Origin": "https://testserver"}).status_code == 302


def test_a_browser_that_keeps_no_cookies_is_told_that_one_is_needed(published):
    response = Client(enforce_csrf_checks=True).post(BEGIN)
    assert response.status_code == 403
    assert "<h1>Your browser sent no cookie</h1>" in read(response)


@pytest.mark.parametrize("charset", ["utf-7", "latin-1", "utf-16"])
@pytest.mark.parametrize("name", ["begin", "section", "review", "admin"])
def test_a_form_in_another_encoding_is_a_bad_request(client, addresses, charset, name):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    strict.cookies["csrftoken"] = "a" * 32
    kind = f"application/x-www-form-urlencoded; charset={charset}"
    address = (addresses | {"admin": reverse("admin:login")})[name]
    response = strict.generic("POST", address, "P1=3", content_type=kind)
    assert response.status_code == 400
    assert "We could not read that request" in response.text


@pytest.mark.parametrize("charset", ["nonsense", "\udcff", ""])
def test_a_form_in_an_encoding_that_does_not_exist_is_read_as_usual(client, published, charset):
    address = section_of(begin(client))
    kind = f"application/x-www-form-urlencoded; charset={charset}"
    assert client.generic("POST", address, "P1=3", content_type=kind).url == f"{address}?missed=1"
    assert Attempt.objects.get().answers == {"P1": 3}


BROKEN = {
    "no parts": b"nothing",
    "cut off": b'--x\r\nContent-Disposition: form-data; name="P1"\r\n\r\n3',
    "cut in a header": b"--x\r\nContent-Dispo",
    "empty": b"",
}


@pytest.mark.parametrize("body", BROKEN.values(), ids=BROKEN)
@pytest.mark.parametrize("kind", [MULTIPART, "multipart/form-data", 'multipart/form-data; boundary="\x01"'])
def test_a_broken_upload_is_never_a_failure(client, published, body, kind):
    address = section_of(begin(client))
    response = client.generic("POST", address, body, content_type=kind)
    assert response.status_code in {302, 400}
    assert set(Attempt.objects.get().answers) <= {"P1"}


JUNK = (
    *(b"P1=\x00", b"P1=%00", b"P1=\xff\xfe", b"P1=%ED%A0%80", b"P1=%C0%AF"),
    *(b"%00=1", b"P1=%", b"=&=&;", b"P1[]=3", b"P1"),
)


@pytest.mark.parametrize("body", JUNK)
def test_bytes_that_are_no_text_are_no_answer(client, published, body):
    address = section_of(begin(client))
    response = client.generic("POST", address, body, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 200 or response.url == f"{address}?missed=1"
    assert Attempt.objects.get().answers == {}


def test_too_many_or_too_large_fields_are_a_bad_request(client, published):
    address = section_of(begin(client))
    for body, refused in (("&".join(["f=1"] * 12_000), 400), ("P1=" + "3" * 3_000_000, 413)):
        assert client.generic("POST", address, body, "application/x-www-form-urlencoded").status_code == refused
    assert Attempt.objects.get().answers == {}


@pytest.mark.parametrize(
    "query", [f"next={LONG}", "&".join(["a=1"] * 1500), "page=9999999", "page=x", "a=%00", "a=%FF"]
)
def test_odd_parameters_change_nothing_about_a_page_that_takes_none(client, addresses, query):
    for name in ("start", "begin", "section", "review", "result", "ledger"):
        assert client.get(f"{addresses[name]}?{query}").status_code == client.get(addresses[name]).status_code


@pytest.mark.parametrize(
    "address",
    [
        *(f"/{LONG}", f"/results/{LONG}/", "/%00", "/%FF/", "/%2F%2Fevil", "/results/x/", "/take/x/"),
        *("/.git/HEAD", "/.env", "/db.sqlite3", "/docs/security.md", "/static/", "/static/../.env"),
    ],
)
def test_odd_addresses_are_not_there(client, published, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("name", ["sessionid", "browser"])
@pytest.mark.parametrize("cookie", ["", "x", "x" * 4000, "../../etc", "\\000abcdefgh", "é" * 32, "a:b:c", "::"])
def test_a_made_up_cookie_is_a_fresh_visitor(client, published, name, cookie):
    client.cookies[name] = cookie
    assert "Start now" in client.get(START).text


def test_a_foreign_host_is_refused(client, published, settings):
    settings.ALLOWED_HOSTS = ["influence.example.org"]
    assert client.get(START, headers={"host": "evil.example"}).status_code == 400
    friendly = client.get(START, headers={"host": "influence.example.org", "x-forwarded-host": "evil.example"})
    assert friendly.status_code == 200
    assert "evil.example" not in friendly.text


@pytest.mark.parametrize("end", ["lost", "too old", "not ours"])
def test_when_a_browser_is_known_no_longer_the_page_is_friendly_and_leads_to_the_start(
    client, published, settings, end
):
    address = section_of(begin(client))
    if end == "lost":
        client.cookies.clear()
    if end == "too old":
        settings.ANONYMOUS_DAYS = 0
    if end == "not ours":
        settings.SECRET_KEY = "another one"
        token_in.cache_clear()  # as a process that starts with it has nothing kept
    response = client.get(address)
    assert response.status_code == 404
    assert 'href="/"' in response.text
    assert "Start now" in client.get(START).text


def test_a_browser_that_is_known_today_is_asked_for_its_age_anew_on_another_day(
    client, published, settings, monkeypatch
):
    address, now = section_of(begin(client)), time.time()
    for days, status in ((0, 200), (settings.ANONYMOUS_DAYS - 1, 200), (settings.ANONYMOUS_DAYS + 1, 404)):
        monkeypatch.setattr("time.time", lambda days=days: now + days * DAY)
        assert client.get(address).status_code == status


@pytest.mark.parametrize("end", ["deleted", "disabled"])
def test_a_user_who_is_gone_is_a_stranger_at_the_next_request(client, published, end):
    user = make_user()
    client.force_login(user)
    address = store_result(client, THREES)
    if end == "deleted":
        user.delete()
    else:
        type(user).objects.update(is_active=False)
    assert client.get(address).status_code == 404
    assert "Start now" in client.get(START).text


@pytest.mark.django_db
def test_a_nul_in_the_session_s_key_is_refused(client):
    assert client.get(reverse("history"), headers={"cookie": 'sessionid="aaaaaaaaaaaa\\000b"'}).status_code == 400

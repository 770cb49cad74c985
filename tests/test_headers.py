"""Headers that every answer carries: pages, admin, static files, errors."""

import pytest
from django.urls import reverse
from making import THREES, begin, review_of, section_of
from owning import store_result
from reading import TO_READ
from signing import make_account, sign_in

pytestmark = pytest.mark.usefixtures("published")

PAGES = ("home", "log-in", "question", "review", "result", "ledger", "admin", "style", "script", "picture", "not found")
UNREAD = "refused unread"
EXACTLY = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
PRIVATE_REFERRERS = {"same-origin", "no-referrer", "strict-origin-when-cross-origin"}


@pytest.fixture(params=[*PAGES, UNREAD])
def response(client, request):
    """The answer to one page after another."""
    result = store_result(client, THREES)
    attempt = begin(client)
    addresses = {
        "home": reverse("start"),
        "log-in": reverse("account_login"),
        "question": section_of(attempt),
        "review": review_of(attempt),
        "result": result,
        "ledger": f"{result}ledger/",
        "admin": reverse("admin:login"),
        "style": "/static/css/site.css",
        "script": "/static/js/answer.js",
        "picture": "/static/img/icon.svg",
        "not found": "/no/such/page/",
        UNREAD: "/",
    }
    length, expected = ("no number", {400}) if request.param == UNREAD else ("", {200, 302, 404})
    response = client.get(addresses[request.param], CONTENT_LENGTH=length)
    assert response.status_code in expected
    if response.streaming:
        assert b"".join(response)  # a file is closed when it is read to its end
    return response


def policy(response):
    """The content security policy as a table of sources."""
    rules = response["Content-Security-Policy"].split(";")
    return {words[0]: words[1:] for words in (rule.split() for rule in rules)}


def test_nothing_is_loaded_that_is_not_named_and_nothing_from_elsewhere(response):
    rules = policy(response)
    assert rules["default-src"] == ["'none'"]
    assert rules["frame-ancestors"] == rules["base-uri"] == ["'none'"]
    assert rules["form-action"] == ["'self'"]
    assert {source for sources in rules.values() for source in sources} == {"'none'", "'self'"}


def test_the_page_is_isolated_from_other_sites(response):
    assert {name: response[name] for name in EXACTLY} == EXACTLY
    assert not any(name.startswith("Access-Control-") for name in response.headers)


def test_other_sites_learn_nothing_from_where_people_come(response):
    assert response["Referrer-Policy"] in PRIVATE_REFERRERS


def test_what_the_site_does_not_use_is_switched_off(response):
    off = response["Permissions-Policy"]
    assert all(f"{feature}=()" in off for feature in ("camera", "geolocation", "microphone", "payment"))


def test_the_answer_names_its_kind_and_encoding(response):
    if response.status_code != 302:
        kind = response["Content-Type"]
        assert "utf-8" in kind or kind == "image/svg+xml"


def test_no_page_carries_a_script_or_style_of_its_own(response):
    if response["Content-Type"].startswith("text/html"):
        page = response.text
        assert "<style" not in page
        assert " style=" not in page
        assert page.count("<script") == page.count("<script src=")
        assert not any(f" on{event}=" in page for event in ("click", "load", "error", "submit", "change"))


@pytest.mark.parametrize("address", ["/", "/results/", "/nothing/", "/accounts/", "/admin/", "/healthz"])
def test_what_does_not_say_otherwise_is_kept_by_no_cache(client, address):
    said = set(client.get(address)["Cache-Control"].split(", "))
    assert {"private", "no-store", "max-age=0"} <= said


@pytest.mark.parametrize("name", TO_READ)
def test_a_page_to_read_may_be_kept_and_is_asked_for_again(client, name):
    first = client.get(reverse(name))
    assert first["Cache-Control"] == "private, no-cache"
    again = client.get(reverse(name), headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_cookies_are_for_this_site_and_not_for_scripts_and_in_production_for_tls_alone(client, settings):
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    client.get(section_of(begin(client)))
    make_account()
    sign_in(client)
    assert set(client.cookies) == {"browser", "sessionid", "csrftoken", "device"}
    for cookie in client.cookies:
        assert client.cookies[cookie]["httponly"]
        assert client.cookies[cookie]["secure"]
        assert client.cookies[cookie]["samesite"] == "Lax"

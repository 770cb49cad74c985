"""No open redirects: wherever `next` points, one stays on this site."""

import re
from urllib.parse import urljoin, urlsplit

import pytest
from signing import ADDRESS, mailed_code, make_account, sign_in, sign_up

SITE = "http://testserver/accounts/login/"
EVIL = [
    "https://evil.example",
    "http://evil.example/",
    "//evil.example",
    "///evil.example",
    "////evil.example",
    "https:evil.example",
    "https:/evil.example",
    "https:///evil.example",
    r"/\evil.example",
    r"\\evil.example",
    r"/\/evil.example",
    "/\t/evil.example",
    "javascript:alert(1)",
    "data:text/html,hello",
    "/\r\nLocation: https://evil.example",
    "https://testserver@evil.example/",
    "http://testserver.evil.example/",
    "http://[",
    "//[evil.example",
    "https://testserver\N{CARE OF}evil.example/",
]


def led_to(answer):
    """Return where a browser goes: it drops control characters and takes a backslash for a slash."""
    return urlsplit(urljoin(SITE, re.sub(r"[\x00-\x1f]", "", answer.url).replace("\\", "/")))


def assert_on_site(answer):
    assert answer.status_code == 302
    assert (led_to(answer).scheme, led_to(answer).netloc) == ("http", "testserver")


@pytest.mark.parametrize("evil", EVIL)
def test_signing_in_and_out_stays_on_site(client, evil):
    make_account()
    assert_on_site(sign_in(client, next_page=evil))
    assert_on_site(client.get("/accounts/login/", {"next": evil}))
    assert_on_site(client.post("/accounts/logout/", {"next": evil}))


@pytest.mark.parametrize("evil", EVIL)
def test_signing_in_with_a_code_stays_on_site(client, evil):
    make_account()
    assert_on_site(client.post("/accounts/login/code/", {"email": ADDRESS, "next": evil}))
    assert_on_site(client.post("/accounts/login/code/confirm/", {"code": mailed_code(), "next": evil}))


@pytest.mark.parametrize("evil", EVIL)
def test_signing_up_stays_on_site(client, evil):
    assert_on_site(sign_up(client, next_page=evil))
    assert_on_site(client.post("/accounts/confirm-email/", {"code": mailed_code(), "next": evil}))


@pytest.mark.parametrize("evil", EVIL)
def test_the_way_into_the_admin_stays_on_site(client, evil):
    assert_on_site(client.get("/admin/login/", {"next": evil}))
    make_account(is_staff=True)
    assert_on_site(sign_in(client, next_page=evil))


def test_a_page_of_this_site_is_gone_on_to(client):
    make_account()
    assert sign_in(client, next_page="/accounts/email/?a=1").url == "/accounts/email/?a=1"

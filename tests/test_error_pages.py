"""Pages for what went wrong: in the site's look; the last of them needs neither database nor template engine."""

import re

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import include, path, reverse
from signing import ADDRESS, PASSWORD, make_account

from influence_site import errors

SAID = {
    400: "We could not read that request",
    403: "You don’t have access to this page",
    404: "Page not found",
    429: "Please wait a minute",
    500: "Sorry, there is a problem with the service",
}
RAISED = {
    400: SuspiciousOperation("secret"),
    403: PermissionDenied("secret"),
    404: Http404("secret"),
    500: KeyError("secret"),
}


def fail(request, status):
    raise RAISED[status]


handler400, handler403 = errors.bad_request, errors.forbidden
handler404, handler500 = errors.not_found, errors.server_error
urlpatterns = [path("fail/<int:status>/", fail), path("", include("influence_site.urls"))]


def failed(status, **options):
    return Client(raise_request_exception=False, **options).get(f"/fail/{status}/")


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("status", RAISED)
def test_each_fault_has_its_own_page_that_tells_nothing_of_what_is_inside(status):
    response = failed(status)
    page = response.text
    assert response.status_code == status
    assert f"<h1>{SAID[status]}</h1>" in page
    assert "secret" not in page
    assert "Traceback" not in page
    assert response["Content-Type"] == "text/html; charset=utf-8"


@pytest.mark.django_db
@pytest.mark.urls(__name__)
@pytest.mark.parametrize("pk", [7, 35, 36, 4711])
def test_a_fault_signs_nobody_out_and_is_told_as_such(pk):
    """Allauth writes the number of an account in two ways, which are the same below ten."""
    make_account(pk=pk)
    asking = [("login", {"login": ADDRESS, "password": PASSWORD})]
    asking += [(way, {"email": ADDRESS}) for way in ("login/code", "password/reset")]
    asking += [("signup", {"email": f"new.{ADDRESS}", "password1": PASSWORD})]
    for where, sent in asking:
        client = Client(raise_request_exception=False)
        client.post(f"/accounts/{where}/", sent)
        kept = dict(client.session)
        assert client.get("/fail/500/").status_code == 500
        assert dict(client.session) == kept


def test_what_is_not_there_may_be_in_another_browser_or_gone_with_time_or_with_its_cookies():
    page = render_to_string("404.html")
    assert "the result was made without an account, in another browser;" in page
    assert "your browser’s cookies have been cleared since it was made;" in page
    assert "the time for which it is kept without an account is over." in page


@pytest.mark.parametrize("status", SAID)
def test_every_such_page_is_in_the_same_look_with_a_way_to_the_start(status):
    page = render_to_string(f"{status}.html")
    assert '<html lang="en' in page
    assert "Sign in" not in page  # it knows nobody
    assert f"<title>{SAID[status]}" in page
    assert 'href="/static/css/site.css"' in page
    assert 'class="brand" href="/"' in page
    assert page.count('href="/"') == 2
    assert page.count("<h1>") == page.count("<main") == 1


def test_a_stale_form_gets_a_page_in_the_same_look():
    for cookies, heading, said in (
        (True, "This page waited too long", "Your saved answers are safe. Open the page again"),
        (False, "Your browser sent no cookie", "allow cookies for this site"),
    ):
        page = render_to_string("403_csrf.html", {"cookies": cookies})
        assert re.search(rf"<h1>\s*{heading}\s*</h1>", page)
        assert said in page
        assert 'href="/static/css/site.css"' in page


@pytest.mark.parametrize(
    ("sent_from", "way_on"),
    [
        ("http://testserver/results/", 'class="btn" href="http://testserver/results/">Open the page again'),
        ("http://evil.example/results/", 'class="btn" href="/">Go to the start'),
        ("javascript:alert(1)", 'class="btn" href="/">Go to the start'),
        ("", 'class="btn" href="/">Go to the start'),
    ],
)
def test_whoever_sent_a_stale_form_is_led_back_to_the_page_that_it_was_on(sent_from, way_on):
    """The form's own address may take forms alone, and show no page."""
    client = Client(enforce_csrf_checks=True)
    client.cookies["csrftoken"] = "a" * 32
    page = client.post(reverse("claim"), HTTP_REFERER=sent_from)
    assert page.status_code == 403
    assert way_on in page.text


def test_who_sent_a_form_without_a_cookie_can_only_start_again():
    page = Client(enforce_csrf_checks=True).post(reverse("claim"), HTTP_REFERER="http://testserver/results/")
    assert "Your browser sent no cookie" in page.text
    assert "Open the page again" not in page.text


def test_the_last_page_needs_neither_database_nor_templates_nor_context(settings):
    errors.fixed_page.cache_clear()
    settings.TEMPLATES = []
    response = errors.server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert SAID[500] in response.text


def test_the_last_page_says_what_a_template_would_say():
    assert "{%" not in errors.fixed_page("500.html")
    assert "{{" not in errors.fixed_page("500.html")


@pytest.mark.urls(__name__)
def test_when_every_template_is_broken_a_fault_still_has_its_page(settings):
    settings.TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": ["/nowhere"]}]
    response = failed(404)
    assert response.status_code == 500
    assert SAID[500] in response.text


@pytest.mark.urls(__name__)
def test_a_posted_form_does_not_break_the_page_that_says_it_is_broken():
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.cookies["csrftoken"] = "a" * 32
    kind = "application/x-www-form-urlencoded; charset=utf-7"
    assert client.generic("POST", "/fail/500/", "a=1", content_type=kind).status_code == 400


@pytest.mark.parametrize("debug", [False, True])
def test_an_address_that_never_was_has_the_page_in_development_too(client, db, settings, debug):
    settings.DEBUG = debug
    for response in (client.get("/no/such/page/"), client.post("/no/such/page/")):
        assert response.status_code == 404
        assert SAID[404] in response.text
        assert f'href="{reverse("history")}"' in response.text


@pytest.mark.parametrize(("method", "address"), [("get", "claim"), ("post", "method")])
def test_an_address_that_is_asked_in_the_wrong_way_has_a_page_that_says_so(client, published, method, address):
    page = getattr(client, method)(reverse(address))
    assert page.status_code == 405
    assert page.headers["Allow"]
    assert "<h1>Nothing to read here</h1>" in page.text
    assert f'href="{reverse("start")}"' in page.text


def test_while_the_site_is_closed_every_page_says_until_when_and_watching_goes_on(settings, client):
    settings.CLOSED_UNTIL = "14:30"
    for address in ("/", "/results/", "/accounts/login/", "/admin/", "/no/such/page/"):
        response = client.get(address)
        assert (response.status_code, response["Retry-After"]) == (503, "600")
        assert "It will be open again at 14:30." in response.text
        assert "default-src 'none'" in response["Content-Security-Policy"]
    assert client.post("/take/").status_code == 503
    assert client.get("/healthz").status_code == 200
    assert client.get("/static/css/site.css").getvalue()

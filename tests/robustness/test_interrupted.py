"""Sessions, tokens, caches and clocks that end or jump while somebody is in the middle of something."""

import re
from datetime import date, datetime, timedelta

import pytest
from django.contrib import messages
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from editing import change_of, form_data
from making import THREES, answer, begin, listed_on, make_draft, review_of, section_of, statements
from owning import result_at, store_result
from posting import csrf_token_on
from signing import ADDRESS, PASSWORD, make_account, sign_in

from assessment.models import Attempt, Result, Share
from assessment.scoring.vocabulary import Dimension

pytestmark = pytest.mark.usefixtures("published")


def test_a_signed_in_person_whose_session_expired_half_way_signs_in_and_carries_on_with_all_answers(client):
    make_account()
    sign_in(client)
    attempt = begin(client)
    answer(client, attempt, Dimension.PURPOSE, THREES)
    Session.objects.all().delete()
    assert client.get(section_of(attempt, Dimension.ENGAGEMENT)).status_code == 404
    sign_in(client)
    assert client.post(reverse("begin")).url == section_of(attempt, Dimension.ENGAGEMENT)
    attempt.refresh_from_db()
    assert len(attempt.answers) == 8


@pytest.mark.parametrize("sent_to", ["section", "label"])
def test_who_is_signed_out_when_a_form_is_sent_signs_in_and_is_back_at_its_page(client, sent_to):
    make_account()
    sign_in(client)
    result = store_result(client, THREES)
    section = section_of(begin(client))
    Session.objects.all().delete()
    sent = client.post(section if sent_to == "section" else f"{result}label/", {"P1": "3", "label": "work"})
    assert sent.status_code == 404
    way_on = re.search(r'href="(/accounts/login/[^"]+)"', sent.text)[1]
    signed_in = client.post(way_on, {"login": ADDRESS, "password": PASSWORD})
    assert signed_in.url == (section if sent_to == "section" else result)
    assert client.get(signed_in.url).status_code == 200


@pytest.fixture
def signed_in_beside(client):
    """A sitting that was begun without an account, and its browser, which checks tokens, with two tabs open: Ada has
    signed in in the other one since, which made the token of the first one stale. Returns browser, sitting and token.
    """
    make_account()
    attempt = begin(client)
    answer(client, attempt, Dimension.PURPOSE, THREES)
    browser = Client(enforce_csrf_checks=True)
    browser.cookies = client.cookies
    token = csrf_token_on(browser.get(section_of(attempt, Dimension.ENGAGEMENT)).text)
    given = {"login": ADDRESS, "password": PASSWORD, "csrfmiddlewaretoken": token}
    assert browser.post(reverse("account_login"), given).status_code == 302
    return browser, attempt, token


def test_a_form_from_before_signing_in_in_another_tab_gets_a_friendly_page(signed_in_beside):
    browser, attempt, token = signed_in_beside
    refused = browser.post(section_of(attempt, Dimension.ENGAGEMENT), {"csrfmiddlewaretoken": token})
    assert refused.status_code == 403
    assert "Your saved answers are safe" in refused.text


def test_answers_from_before_signing_in_in_another_tab_are_kept_and_carried_on_with_once_added(signed_in_beside):
    browser, attempt, _ = signed_in_beside
    section = section_of(attempt, Dimension.ENGAGEMENT)
    assert 'href="/results/">See what this browser holds' in browser.get(section).text
    token = csrf_token_on(browser.get(reverse("history")).text)
    assert browser.post(reverse("claim"), {"whose": "mine", "csrfmiddlewaretoken": token}).status_code == 302
    assert browser.get(section).status_code == 200
    attempt.refresh_from_db()
    assert len(attempt.answers) == 8


def test_when_all_sessions_are_lost_everyone_is_a_stranger_and_nothing_fails(client):
    make_account()
    sign_in(client)
    address = store_result(client, THREES)
    Session.objects.all().delete()
    assert client.get(address).status_code == 404
    assert client.get(reverse("history")).status_code == 200
    sign_in(client)
    assert client.get(address).status_code == 200


def test_without_an_account_no_session_is_needed_to_come_back(client):
    address = store_result(client, THREES)
    Session.objects.all().delete()
    assert client.get(address).status_code == 200


def test_when_the_cache_is_lost_pages_are_as_before(client):
    address = store_result(client, THREES)
    cache.clear()
    assert client.get(address).status_code == 200
    assert client.get(reverse("start")).status_code == 200


@pytest.mark.parametrize("jump", [timedelta(days=1), timedelta(days=-1), timedelta(days=366), timedelta(hours=1)])
def test_a_clock_that_jumps_leaves_every_page_working_and_no_negative_age(client, jump):
    now = timezone.now()
    addresses = [store_result(client, THREES), store_result(client, THREES)]
    jumped = result_at(addresses[0])
    Attempt.objects.filter(pk=jumped.pk).update(started_at=now + jump, finished_at=now + jump)
    Result.objects.filter(pk=jumped.pk).update(finished_at=now + jump)
    shown = [client.get(where) for where in (*addresses, reverse("history"), reverse("my_data"), reverse("start"))]
    assert {page.status_code for page in shown} == {200}
    assert not any("-1 day" in page.text or "in -" in page.text for page in shown)


@pytest.mark.parametrize(
    ("finished", "day", "again"),
    [
        ("2028-02-28T23:30Z", "29 February 2028", date(2028, 4, 11)),  # a leap day, there already
        ("2028-03-26T00:59Z", "26 March 2028", date(2028, 5, 7)),  # the last minute before summer time
        ("2028-03-26T01:00Z", "26 March 2028", date(2028, 5, 7)),
        ("2028-10-29T00:30Z", "29 October 2028", date(2028, 12, 10)),  # half past two, twice
        ("2028-10-29T01:30Z", "29 October 2028", date(2028, 12, 10)),
        ("2028-12-31T23:00Z", "1 January 2029", date(2029, 2, 12)),
    ],
)
def test_leap_days_and_summer_time_move_no_day(client, settings, finished, day, again):
    settings.TIME_ZONE = "Europe/Berlin"
    address = store_result(client, THREES)
    result = Result.objects.get()
    for kind in (Attempt, Result):
        kind.objects.filter(pk=result.pk).update(finished_at=datetime.fromisoformat(finished))
    result.refresh_from_db()
    assert f"Your result, {day}" in client.get(address).text
    assert (result.retake_on, result.attempt.kept_until) == (again, again + timedelta(days=90 - 42))


def test_a_link_ends_at_its_moment_whatever_the_zone(client, settings):
    settings.TIME_ZONE = "Pacific/Kiritimati"
    store_result(client, THREES)
    Share.objects.make(Result.objects.get(), timezone.now() + timedelta(minutes=1))
    assert Share.objects.live().exists()
    Share.objects.update(expires_at=timezone.now())
    assert not Share.objects.live().exists()


def test_results_of_the_same_moment_have_an_order(client):
    for _ in range(3):
        store_result(client, THREES)
    Attempt.objects.update(finished_at=timezone.now())
    Result.objects.update(finished_at=timezone.now())
    orders = [listed_on(client.get(reverse("history"))) for _ in range(3)]
    assert len(orders[0]) == 3
    assert orders[0] == orders[1] == orders[2]


def test_of_two_editors_of_one_statement_the_later_wins_and_both_stand_in_its_history(client):
    question = statements(make_draft())[0]
    editors = [Client(), Client()]
    for number, editor in enumerate(editors):
        user = make_account(f"editor{number}@example.org", is_staff=True, is_superuser=True)
        editor.force_login(user)
    forms = [form_data(editor, question) for editor in editors]
    for number, (editor, form) in enumerate(zip(editors, forms, strict=True)):
        assert editor.post(change_of(question), form | {"text": f"Words of editor {number}"}).status_code == 302
    question.refresh_from_db()
    assert question.text == "Words of editor 1"
    assert LogEntry.objects.filter(object_id=str(question.pk)).count() == 2


@pytest.mark.parametrize(
    "claimed",
    [
        {"host": "influence.example.org", "x-forwarded-host": "evil.example"},
        {"host": "influence.example.org:1234"},
        {"host": "Influence.Example.org:65535"},
    ],
)
def test_no_e_mail_says_the_host_that_a_request_claims(settings, claimed):
    settings.ALLOWED_HOSTS = ["influence.example.org"]
    make_account()
    forms = [
        ("password/reset", ADDRESS),
        ("login/code", ADDRESS),
        ("password/reset", "eve@example.org"),
        ("signup", ADDRESS),
    ]
    for path, address in forms:
        Client(headers=claimed).post(f"/accounts/{path}/", {"email": address, "password1": PASSWORD})
    words = [message.body + str(message.alternatives) for message in mail.outbox]
    assert len(words) == 4
    assert not any(claim in text for text in words for claim in ("evil.example", ":1234", ":65535"))
    assert ["://influence.example.org/accounts/" in text for text in words] == [False, False, True, True]


def test_e_mails_lead_to_the_port_that_the_site_serves_itself(settings):
    settings.ALLOWED_HOSTS, settings.PORT = ["influence.example.org"], 8443
    Client(headers={"host": "influence.example.org:8443"}).post("/accounts/password/reset/", {"email": ADDRESS})
    assert "://influence.example.org:8443/accounts/signup/" in mail.outbox[0].body


def test_a_review_sent_by_a_browser_that_is_known_no_longer_finishes_nothing(client):
    attempt = begin(client)
    client.cookies.clear()
    assert client.post(review_of(attempt), {"self_view": ""}).status_code == 404
    assert not Result.objects.exists()


def test_who_signs_out_in_another_tab_in_the_midst_of_a_request_gets_its_answer_and_is_a_stranger_then(
    client, published, monkeypatch
):
    make_account()
    sign_in(client)
    result = store_result(client, THREES)

    def end_meanwhile(*args):
        Session.objects.all().delete()
        success(*args)

    success = messages.success
    monkeypatch.setattr(messages, "success", end_meanwhile)
    assert client.post(f"{result}label/", {"label": "at work"}).url == result
    assert client.get(result).status_code == 404

"""Whose an anonymous result becomes: kept with a new account, asked about at any other sign-in, or forgotten."""

import re
import uuid
from datetime import timedelta

import pytest
from django.conf import settings as site
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from making import INFLUENCER, LISTENER, THREES, answer, begin, listed_on, make_user, section_of
from meanwhile import meanwhile
from owning import counts, make_one_of_each, result_at, store_result, token_of
from signing import enter_code, is_signed_in, make_account, sign_in, sign_up

from assessment.models import Attempt

HISTORY, CLAIM, FORGET = reverse("history"), reverse("claim"), reverse("forget")
CLAIMING = 'UPDATE "assessment_attempt"'
ASKED = "This browser holds more"

pytestmark = pytest.mark.usefixtures("published")


def today():
    return date_format(timezone.localdate(), "j F Y")


def press_keep(client, address):
    """Press "Create an account" on a result's page; return where the sign-up will lead."""
    response = client.post(f"{address}keep/")
    assert response.url.startswith("/accounts/signup/?next=")
    return client.get(response.url).context["redirect_field_value"]


def kept_by_signing_up(client, address, who="ada@example.org"):
    """Go the whole way from the result to the new account; return the page it ends on."""
    sign_up(client, who, next_page=press_keep(client, address))
    return client.get(enter_code(client, "confirm-email").url)


def owners():
    return {(attempt.user and attempt.user.email, bool(attempt.browser)) for attempt in Attempt.objects.all()}


def test_the_panel_stands_after_the_advice_and_states_the_day(client, settings):
    settings.ANONYMOUS_DAYS = 31
    page = client.get(store_result(client, THREES)).text
    assert page.index("Worth trying") < page.index("Keep this result") < page.index("How to read this")
    last = date_format(timezone.localdate() + timedelta(days=31), "j F Y")
    assert f"This browser keeps it until {last}." in page
    assert "This browser keeps" not in client.get("/").text


def test_who_is_signed_in_sees_no_panel(client):
    client.force_login(make_user())
    assert "Keep this result" not in client.get(store_result(client, THREES)).text


def test_signing_up_from_a_result_keeps_exactly_that_result(client):
    other, wanted = store_result(client, LISTENER), store_result(client, INFLUENCER)
    Attempt.objects.update(started_at=timezone.now() - timedelta(days=1))
    page = kept_by_signing_up(client, wanted)
    shown = page.text
    assert f"Your result of {today()} is now in your account." in shown
    assert listed_on(page) == [wanted]
    assert client.get(wanted).status_code == 200
    assert client.get(other).status_code == 404
    assert owners() == {("ada@example.org", False), (None, True)}
    assert ASKED in shown


def test_a_second_device_finds_it(client):
    address = store_result(client, THREES)
    kept_by_signing_up(client, address)
    device = Client()
    sign_in(device)
    assert device.get(address).status_code == 200


def test_it_is_claimed_once_and_not_before_the_address_is_confirmed(client):
    address = store_result(client, THREES)
    sign_up(client, next_page=press_keep(client, address))
    assert owners() == {(None, True)}
    assert client.get(address).status_code == 200
    enter_code(client, "confirm-email")
    assert owners() == {("ada@example.org", False)}
    client.post("/accounts/logout/")
    assert kept_by_signing_up(client, store_result(client, THREES), "ben@example.org").status_code == 200
    assert owners() == {("ada@example.org", False), ("ben@example.org", False)}


@pytest.mark.parametrize("next_page", ["", HISTORY, f"{HISTORY}?kept=52cf5742-385f-45f9-bc78-b17dd160e05c"])
def test_a_sign_up_that_did_not_begin_at_the_result_is_asked(client, next_page):
    address = store_result(client, THREES)
    press_keep(client, address)
    sign_up(client, next_page=next_page)
    enter_code(client, "confirm-email")
    assert owners() == {(None, True)}
    assert ASKED in client.get(HISTORY).text


def test_a_sign_in_after_pressing_keep_is_asked_too(client):
    address = store_result(client, THREES)
    make_account()
    sign_in(client, next_page=press_keep(client, address))
    assert is_signed_in(client)
    assert owners() == {(None, True)}
    assert ASKED in client.get(HISTORY).text


def test_an_account_made_in_this_session_claims_nothing_for_another(client):
    address = store_result(client, THREES)
    make_account("ben@example.org")
    where = press_keep(client, address)
    sign_up(client, next_page=where)
    sign_in(client, "ben@example.org", next_page=where)
    assert (None, True) in owners()


def test_nothing_is_claimed_that_the_browser_does_not_hold_any_more(client):
    following = press_keep(client, store_result(client, THREES))
    del client.cookies[site.BROWSER_COOKIE_NAME]
    sign_up(client, "ada@example.org", next_page=following)
    enter_code(client, "confirm-email")
    assert owners() == {(None, True)}


def test_the_address_alone_claims_nothing(client):
    address = store_result(client, THREES)
    sign_up(client, next_page=f"{HISTORY}?kept={result_at(address).pk}")
    enter_code(client, "confirm-email")
    assert owners() == {(None, True)}


@pytest.fixture
def asked(client):
    """A client with a result and an unfinished attempt of its browser, then signed in."""
    address = store_result(client, THREES)
    answer(client, begin(client), "purpose", THREES)
    make_account()
    sign_in(client)
    return address


def test_any_other_sign_in_lists_what_the_browser_holds_and_changes_nothing(client, asked):
    shown = client.get(HISTORY).text
    assert ASKED in shown
    assert re.search(rf"A result from {today()}, \d\d:\d\d UTC<", shown)
    assert re.search(rf"Answers begun on {today()}, \d\d:\d\d UTC<", shown)
    assert owners() == {(None, True)}
    assert client.get(asked).status_code == 404


def test_what_is_held_stands_first_and_its_own_page_leads_there(client, asked):
    shown = client.get(HISTORY).text
    assert shown.index(ASKED) < shown.index("<footer")
    assert "Nothing here yet" not in shown
    page = client.get(asked)
    assert page.status_code == 404
    assert f'<a class="btn" href="{HISTORY}">See what this browser holds</a>' in page.text
    client.post(CLAIM, {"whose": "other"})
    assert "See what this browser holds" not in client.get(asked).text


def test_what_never_was_is_not_said_to_be_in_this_browser(client, asked):
    page = client.get(reverse("result", args=[uuid.uuid4()]))
    assert page.status_code == 404
    assert "in this browser" not in page.text


def test_what_is_held_is_listed_the_latest_first(client, asked):
    Attempt.objects.filter(finished_at=None).update(started_at=timezone.now() - timedelta(days=3))
    shown = client.get(HISTORY).text
    assert shown.index("A result from") < shown.index("Answers begun on")
    Attempt.objects.filter(finished_at=None).update(started_at=timezone.now() + timedelta(days=3))
    shown = client.get(HISTORY).text
    assert shown.index("Answers begun on") < shown.index("A result from")


def test_asking_about_what_is_held_renews_no_cookie(client, asked):
    client.get(HISTORY)
    page = client.get(HISTORY)
    assert ASKED in page.text
    assert not page.cookies


def test_with_results_in_the_account_what_is_held_still_stands_first(client, asked):
    store_result(client, INFLUENCER)
    shown = client.get(HISTORY).text
    assert shown.index("One result so far") < shown.index(ASKED) < shown.index("Every result, with its range")


def test_beside_what_is_held_the_account_s_own_questionnaire_is_carried_on(client, asked):
    answer(client, begin(client), "purpose", THREES)
    shown = client.get(HISTORY).text
    assert "Carry on" in shown
    assert ASKED in shown


def test_mine_adds_a_result_and_an_unfinished_attempt(client, asked):
    response = client.post(CLAIM, {"whose": "mine"}, follow=True)
    assert response.redirect_chain == [(HISTORY, 302)]
    assert "All 2 are now in your account." in response.text
    assert ASKED not in response.text
    assert owners() == {("ada@example.org", False)}
    assert not token_of(client)
    assert client.get(asked).status_code == 200
    assert "Carry on" in client.get("/").text


@pytest.mark.parametrize("page", ["/", "/accounts/logout/"])
def test_what_is_held_is_asked_about_before_it_is_passed_over_or_lost(client, asked, page):
    assert ASKED in client.get(page).text
    client.post(CLAIM, {"whose": "other"})
    assert ASKED not in client.get(page).text
    client.post("/accounts/logout/")
    assert ASKED not in client.get(page, follow=True).text


def test_signing_out_asks_first_only_where_something_would_be_lost(client, asked):
    lost, sign_out = "it will be lost when you sign out, unless you add it first", 'action="/accounts/logout/"'
    assert sign_out not in client.get("/accounts/").text
    assert 'href="/accounts/logout/"' in client.get("/accounts/").text
    assert lost in client.get("/accounts/logout/").text
    client.post(CLAIM, {"whose": "mine"})
    assert sign_out in client.get("/accounts/").text
    assert lost not in client.get("/accounts/logout/").text


def test_signing_out_tells_what_it_loses_of_somebody_else(client, asked):
    lost = "What you marked “Not mine” is in no account: it will be lost when you sign out."
    assert lost not in client.get("/accounts/logout/").text
    client.post(CLAIM, {"whose": "other"})
    assert 'href="/accounts/logout/"' in client.get("/accounts/").text
    assert lost in client.get("/accounts/logout/").text
    client.post(CLAIM, {"whose": "mine"})
    assert lost not in client.get("/accounts/logout/").text


def test_answers_that_are_added_are_named_and_carried_on_with(client, published):
    attempt = begin(client)
    began = timezone.now() - timedelta(days=3)
    Attempt.objects.update(started_at=began)
    make_account()
    sign_in(client)
    Attempt.objects.create(questionnaire=attempt.questionnaire, user=User.objects.get())  # a newer one of the account
    page = client.post(CLAIM, {"whose": "mine"}, follow=True)
    assert page.redirect_chain == [(section_of(attempt), 302)]
    assert f"What you began on {date_format(timezone.localdate(began), 'j F Y')} is now in your account." in page.text


@pytest.mark.parametrize(("whose", "untrue"), [("mine", "in your account"), ("other", "It stays in this browser")])
def test_what_is_said_in_a_second_tab_of_what_was_added_is_answered_with_nothing_untrue(client, asked, whose, untrue):
    client.post(CLAIM, {"whose": "mine"}, follow=True)
    assert untrue not in client.post(CLAIM, {"whose": whose}, follow=True).text


def test_what_another_account_was_quicker_to_add_is_not_called_added(client, asked):
    quicker, result = make_user("ben"), result_at(asked)
    with meanwhile(lambda: Attempt.objects.filter(pk=result.pk).give_to(quicker.pk), before=CLAIMING):
        page = client.post(CLAIM, {"whose": "mine"}, follow=True).text
    assert f"What you began on {today()} is now in your account." in page


def test_not_mine_leaves_it_and_asks_no_more(client, asked):
    told = client.post(CLAIM, {"whose": "other"}, follow=True).text
    assert "It stays in this browser until you sign out" in told
    assert ASKED not in told
    assert owners() == {(None, True)}
    assert ASKED not in client.get(HISTORY).text


@pytest.mark.parametrize("sent", [{}, {"whose": ""}, {"whose": "\x00"}, {"who": "mine"}])
def test_an_odd_answer_adds_nothing(client, asked, sent):
    assert client.post(CLAIM, sent).url == HISTORY
    assert owners() == {(None, True)}


def test_the_next_person_at_the_computer_gets_nothing_unasked(client, asked):
    client.post("/accounts/logout/")
    shown = client.get(HISTORY).text
    assert "Nothing here yet" in shown
    assert client.get(asked).status_code == 404
    make_account("ben@example.org")
    sign_in(client, "ben@example.org")
    assert ASKED not in client.get(HISTORY).text
    assert owners() == {(None, True)}


def test_nor_where_an_editor_signed_out_of_the_desk(client):
    address = store_result(client, THREES)
    make_account(is_staff=True)
    sign_in(client)
    client.post("/admin/logout/")
    assert not token_of(client)
    assert client.get(address).status_code == 404


def test_without_an_account_there_is_nothing_to_add_to(client):
    store_result(client, THREES)
    assert client.post(CLAIM, {"whose": "mine"}).url == HISTORY
    assert owners() == {(None, True)}


def test_forgetting_names_what_goes_and_asks_once(client):
    store_result(client, THREES)
    begin(client)
    shown = client.get(FORGET).text
    assert f"A result from {today()}" in shown
    assert f"Answers begun on {today()}" in shown
    assert Attempt.objects.count() == 2


def test_forgetting_erases_all_of_this_browser_and_nothing_else(client):
    other = Client()
    stays = result_at(store_result(other, THREES))
    make_one_of_each(client)
    shown = client.post(FORGET, follow=True).text
    assert "This browser has been forgotten" in shown
    assert "Nothing here yet" in shown
    assert list(Attempt.objects.all()) == [stays.attempt]
    assert list(counts().values()) == [1, 1, 0, 0]
    assert not token_of(client)


def test_forgetting_takes_along_what_the_session_noted_and_the_known_device(client):
    client.post(f"{store_result(client, THREES)}keep/")
    client.cookies["device"] = "a token"
    assert "keeping" in client.session
    client.post(FORGET)
    assert "keeping" not in client.session
    assert not client.cookies["device"].value


def test_who_is_signed_in_cannot_erase_what_somebody_left_here(client, asked):
    for response in (client.get(FORGET), client.post(FORGET)):
        assert response.url == HISTORY
    assert Attempt.objects.count() == 2


def test_a_browser_that_holds_nothing_is_forgotten_all_the_same(client):
    assert "It holds no answers" in client.get(FORGET).text
    assert client.post(FORGET).url == HISTORY


def test_who_is_signed_in_has_the_result_already(client):
    client.force_login(make_user())
    assert client.post(f"{store_result(client, THREES)}keep/").url == HISTORY

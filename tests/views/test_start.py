"""The start page, and beginning."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from making import (
    INFLUENCER,
    KEYS,
    THREES,
    answer,
    answer_all,
    begin,
    current,
    make_user,
    make_version,
    review_of,
    section_of,
    take,
)
from meanwhile import meanwhile
from owning import token_of
from posting import csrf_token_on
from reading import read

from assessment.models import Attempt, Questionnaire, Result
from assessment.models.questionnaire import published_document

START, BEGIN = reverse("start"), reverse("begin")


def page(client, address=START):
    return read(client.get(address))


def test_a_fresh_visitor_may_start(client, published):
    shown = page(client)
    assert "32 short statements" in shown
    assert "Start now" in shown
    assert "You’ve made a start" not in shown


def test_who_sees_what_is_said_as_on_the_page_about_it(client, published):
    shown = page(client)
    assert "sold or shown to other visitors" in shown
    assert "shown to anyone" not in shown
    assert f'<a href="{reverse("privacy")}">What is stored, and who can see it</a>' in shown
    assert "The people who run this site can see what is stored." in page(client, reverse("privacy"))


def test_looking_at_the_start_page_leaves_no_cookie(client, published):
    client.get(START)
    assert set(client.cookies) == {"csrftoken"}  # it names nobody
    assert not Attempt.objects.exists()


def test_a_browser_is_remembered_as_long_as_its_results_are_kept_and_anew_with_each_beginning(
    client, published, settings
):
    settings.ANONYMOUS_DAYS = 7
    begin(client)
    token = token_of(client)
    take(client, THREES)
    assert client.cookies["browser"]["max-age"] == 7 * 24 * 60 * 60
    assert token_of(client) == token
    assert {attempt.browser for attempt in Attempt.objects.all()} == {token}


def test_who_has_begun_may_carry_on_where_they_were(client, published):
    attempt = begin(client)
    answer(client, attempt, "purpose", THREES)
    shown = page(client)
    assert "8 of 32" in shown
    assert "Everyone is influenced" not in shown
    assert section_of(attempt, "engagement") in shown
    assert "Start now" not in shown


def test_who_answered_nothing_yet_starts_as_if_for_the_first_time_with_what_is_asked_now(client, published):
    before = begin(client)
    make_version(P1="Something else altogether")
    for days, anew in ((0.9, False), (1.1, True), (29, True)):
        Attempt.objects.update(started_at=timezone.now() - timedelta(days=days))
        assert "Start now" in page(client)
        attempt = begin(client)
        assert (attempt != before) == anew
        assert (attempt.questionnaire == current()) == anew
        assert Attempt.objects.count() == 1
    answer(client, attempt, "purpose", {"P1": 3}, later="1")
    assert "You’ve made a start." in page(client)
    assert "about a month that has passed" not in page(client)


def test_who_answered_an_unscored_question_alone_carries_on(client, published):
    attempt = begin(client)
    answer(client, attempt, "purpose", {}, main_purpose="teach", later="1")
    Attempt.objects.update(started_at=timezone.now() - timedelta(days=29))
    assert begin(client) == attempt


def test_what_was_left_for_a_month_is_not_carried_on_unasked(client, published):
    attempt = begin(client)
    answer(client, attempt, "purpose", THREES)
    for days, old in ((27, False), (29, True)):
        Attempt.objects.update(started_at=timezone.now() - timedelta(days=days))
        assert ("about a month that has passed" in page(client)) == old
        assert client.post(BEGIN).url == (START if old else section_of(attempt, "engagement"))
    assert Attempt.objects.get().answers


@pytest.mark.parametrize(
    ("done", "told"),
    [
        (15, "You’ve made a start.</strong> 15 of 32"),
        (16, "You’re half way.</strong> 16 of 32"),
        (17, "You’re past half way.</strong> 17 of 32"),
        (31, "You’re past half way.</strong> 31 of 32"),
        (32, "Check your answers.</strong> 32 of 32"),
    ],
)
def test_who_has_begun_is_told_how_far_all_of_it_is(client, published, done, told):
    begin(client).record(dict(list(THREES.items())[:done]), {})
    assert f"<strong>{told} done since" in page(client)


def test_who_has_begun_sees_how_far_each_section_is(client, published):
    attempt = begin(client)
    answer(client, attempt, "purpose", {}, skip="1")
    answer(client, attempt, "engagement", {"E1": 3}, later="1")
    shown = page(client)
    assert "9 of 32 done since" in shown
    states = re.findall(r"<li>(Part [\w: ]+)</li>", shown)
    assert states == ["Part 1: completed", "Part 2: begun", "Part 3: not started", "Part 4: not started"]


def test_who_has_begun_is_told_until_when_the_browser_keeps_it_and_with_an_account_that_it_stays(client, published):
    answer(client, begin(client), "purpose", THREES)
    Attempt.objects.update(started_at=datetime(2026, 3, 9, 12, tzinfo=UTC))
    assert "8 of 32 done since 9 March 2026.<br>Kept here until 7 June 2026.<br>" in page(client)
    user = make_user()
    Attempt.objects.all().give_to(user.pk)
    client.force_login(user)
    assert "8 of 32 done since 9 March 2026.<br>It is all kept.<br>" in page(client)


def test_carry_on_leads_to_the_review_when_only_that_is_left(client, published):
    attempt = begin(client)
    answer_all(client, attempt, THREES)
    assert review_of(attempt) in page(client)


def test_who_comes_back_is_led_to_their_latest_result_or_to_another_sitting(client, published):
    take(client, THREES)
    latest = take(client, THREES)
    shown = page(client)
    assert "Welcome back." in shown
    assert f'href="{latest}">See your result' in shown
    assert "Take it again" in shown
    assert "Start now" not in shown
    assert "Everyone is influenced" not in shown
    assert "Skip anything you like" not in shown
    again = client.post(BEGIN, {"csrfmiddlewaretoken": csrf_token_on(shown)})
    assert again.url == section_of(Attempt.objects.open().get())


def test_who_comes_back_is_led_to_what_they_planned(client, published):
    latest = take(client, THREES)
    assert f'href="{latest}#plan">See your plan' in page(client)
    assert 'id="plan"' in client.get(latest).text


def test_who_comes_back_to_a_result_without_a_role_and_a_plan_is_led_to_none(client, published):
    latest = take(client, {})
    assert 'id="plan"' not in client.get(latest).text
    assert "See your plan" not in page(client)


def test_the_start_page_names_day_and_label_of_the_latest_result_and_nothing_that_was_found(client, published):
    take(client, INFLUENCER)
    Attempt.objects.update(label="<Work>", finished_at=datetime(2026, 3, 9, 12, tzinfo=UTC))
    shown = page(client)
    assert "Your latest result is from 9 March 2026." in shown
    assert "Label: <bdi>&lt;Work&gt;</bdi>." in shown
    assert "lean" not in shown
    assert "clearly" not in shown


def test_a_result_of_somebody_else_greets_nobody(client, published):
    take(Client(), THREES)
    begin(client)
    assert "Welcome back" not in page(client)
    assert "Start now" in page(client)


def test_answers_that_wait_come_before_a_result_and_an_empty_sitting_after_it(client, published):
    take(client, THREES)
    attempt = begin(client)
    assert "Welcome back." in page(client)
    answer(client, attempt, "purpose", THREES)
    shown = page(client)
    assert "8 of 32" in shown
    assert "Welcome back." not in shown


def test_without_a_questionnaire_the_start_page_says_so_kindly(client, db):
    response = client.get(START)
    assert response.status_code == 200
    assert "no questions here at the moment" in response.text
    assert "Start now" not in response.text


def test_without_a_questionnaire_beginning_leads_back(client, db):
    assert client.post(BEGIN).url == START
    assert not Attempt.objects.exists()


def test_beginning_makes_one_attempt_at_the_published_version(client, published):
    attempt = begin(client)
    assert client.post(BEGIN).url == section_of(attempt, "purpose")
    assert attempt.questionnaire == Questionnaire.objects.get()
    assert attempt.browser
    assert attempt.user is None


def test_a_signed_in_person_owns_what_they_begin(client, published):
    user = make_user()
    client.force_login(user)
    attempt = begin(client)
    assert (attempt.user, attempt.browser) == (user, "")
    assert "browser" not in client.cookies


@pytest.mark.django_db(transaction=True)
def test_a_double_click_of_a_new_browser_on_a_slow_line_begins_once_and_both_land_there(client, published):
    form = csrf_token_on(page(client))
    second = Client()  # sent before the answer to the first brought its cookie
    landed = [one.post(BEGIN, {"csrfmiddlewaretoken": form}).url for one in (client, second)]
    assert landed == [section_of(Attempt.objects.get())] * 2
    assert [one.get(landed[0]).status_code for one in (client, second)] == [200, 200]


@pytest.mark.django_db(transaction=True)
def test_the_token_of_a_form_is_no_key_to_what_was_begun_with_it_a_while_ago(client, published):
    sent = {"csrfmiddlewaretoken": "t" * 32}
    client.post(BEGIN, sent)
    Attempt.objects.update(started_at=timezone.now() - timedelta(minutes=2))
    first, stranger = Attempt.objects.get(), Client()
    assert stranger.post(BEGIN, sent).url == section_of(Attempt.objects.exclude(pk=first.pk).get())
    assert stranger.get(section_of(first)).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_a_form_whose_attempt_is_finished_begins_another(client, published):
    sent = {"csrfmiddlewaretoken": "t" * 32}
    client.post(BEGIN, sent)
    first = Attempt.objects.get()
    answer_all(client, first, THREES)
    client.post(review_of(first), {})
    assert client.post(BEGIN, sent).url == section_of(Attempt.objects.exclude(pk=first.pk).get())


def test_extra_fields_choose_nothing(client, published):
    client.post(BEGIN, {"id": "1", "user": "1", "browser": "x", "questionnaire": "9", "score": "100"})
    attempt = Attempt.objects.get()
    assert attempt.user is None
    assert attempt.browser != "x"


def test_reading_the_address_begins_nothing(client, published):
    assert client.get(BEGIN).url == START
    assert not Attempt.objects.exists()


def test_starting_again_is_asked_before_anything_is_erased(client, published):
    attempt = begin(client)
    answer(client, attempt, "purpose", THREES)
    asked = page(client, BEGIN)
    assert "This erases the answers you have given so far." in asked
    assert "Erase and start again" in asked
    assert Attempt.objects.get().answers.keys() == set(KEYS["purpose"])


def test_starting_again_erases_the_unfinished_attempt_and_no_result_nor_what_is_in_other_browsers(client, published):
    theirs = begin(Client())
    take(client, THREES)
    attempt = begin(client)
    answer(client, attempt, "purpose", THREES)
    client.post(BEGIN, {"again": "1"})
    assert not Attempt.objects.filter(pk=attempt.pk).exists()
    assert Attempt.objects.filter(pk=theirs.pk).exists()
    assert Attempt.objects.open().count() == 2
    assert Result.objects.count() == 1


@pytest.mark.parametrize(
    ("answers", "others", "next_section"),
    [(THREES, {}, "engagement"), ({}, {"main_purpose": "teach", "later": "1"}, "purpose")],
)
def test_what_is_answered_in_another_tab_while_a_blank_attempt_is_given_up_stays_and_goes_on(
    client, published, answers, others, next_section
):
    attempt = begin(client)
    Attempt.objects.update(started_at=timezone.now() - timedelta(days=2))
    with meanwhile(lambda: answer(client, attempt, "purpose", answers, **others), before="SAVEPOINT"):
        landed = client.post(BEGIN).url
    assert landed == section_of(attempt, next_section)
    assert Attempt.objects.get() == attempt


def test_starting_again_without_a_questionnaire_erases_nothing(client, published):
    attempt = begin(client)
    Questionnaire.objects.update(status="retired")
    client.post(BEGIN, {"again": "1"})
    assert Attempt.objects.get() == attempt


def test_the_start_page_asks_little_of_the_database(client, published, django_assert_num_queries):
    page(client)
    with django_assert_num_queries(1):
        page(client)
    answer(client, begin(client), "purpose", THREES)
    with django_assert_num_queries(2):
        page(client)
    published_document.cache_clear()
    with django_assert_num_queries(3):
        page(client)


@pytest.mark.django_db(transaction=True)
def test_who_signed_out_begins_anew_with_a_page_from_before(client, published):
    sent = {"csrfmiddlewaretoken": "a" * 64}
    client.force_login(make_user())
    client.post(BEGIN, sent)
    client.logout()
    assert client.get(client.post(BEGIN, sent).url).status_code == 200
    assert Attempt.objects.count() == 2

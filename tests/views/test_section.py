"""One section: it shows, saves, and refuses what is not an answer."""

import re

import pytest
from django.urls import reverse
from making import KEYS, THREES, answer, answer_all, begin, review_of, section_of, take
from meanwhile import meanwhile
from reading import read

from assessment.models import Attempt, Result
from assessment.scoring.vocabulary import Dimension

START = reverse("start")
FIRST = dict.fromkeys(KEYS["purpose"], 3)


@pytest.fixture
def attempt(client, published):
    return begin(client)


def stored():
    return Attempt.objects.get().answers


def test_a_section_shows_its_statements_and_where_one_is(client, attempt):
    shown = read(client.get(section_of(attempt)))
    assert "<title>Part 1 of 4: Purpose –" in shown
    assert "<h1>What brings you to social media</h1>" in shown
    asked = "How much is this a reason you use social media now?"
    assert shown.count(f'<legend><span class="sr">{asked} </span>') == len(KEYS["purpose"])
    assert "To be entertained or to unwind" in shown
    assert all(f'id="{key}"' in shown for key in KEYS["purpose"])
    assert not any(f'id="{key}"' in shown for key in KEYS["engagement"])
    assert 'name="main_purpose"' in shown


def test_a_full_section_is_saved_and_leads_to_the_next(client, attempt):
    response = answer(client, attempt, "purpose", THREES, main_purpose="learn", occupation="owner")
    assert response.url == section_of(attempt, "engagement")
    assert stored() == FIRST
    assert Attempt.objects.get().context == {"main_purpose": "learn", "occupation": "owner"}


def test_who_went_back_goes_on_section_by_section(client, attempt):
    for dimension in ("purpose", "engagement"):
        answer(client, attempt, dimension, THREES)
    assert answer(client, attempt, "purpose", THREES).url == section_of(attempt, "engagement")


def test_a_question_that_adds_no_points_is_left_open_and_its_answer_can_be_taken_back(client, attempt):
    address = section_of(attempt)
    assert 'name="occupation" value="">Rather not say' in client.get(address).text
    answer(client, attempt, "purpose", THREES, main_purpose="learn", occupation="owner")
    answer(client, attempt, "purpose", {}, main_purpose="", occupation="owner")
    assert Attempt.objects.get().context == {"occupation": "owner"}
    assert 'value="learn" checked' not in client.get(address).text


def test_after_the_last_section_comes_the_review(client, attempt):
    assert answer_all(client, attempt, THREES).url == review_of(attempt)


def test_what_was_answered_is_marked_on_the_way_back(client, attempt):
    answer(client, attempt, "purpose", THREES | {"P1": "not_applicable"}, main_purpose="learn")
    shown = client.get(section_of(attempt)).text
    assert shown.count(" checked>") == 9
    assert 'name="P1" value="not_applicable" checked' in shown
    assert 'value="learn" checked' in shown


def test_a_gap_is_refused_by_its_words_and_the_other_answers_are_kept(client, attempt):
    given = {"P1": "5", "P5": "not_applicable", "main_purpose": "learn"}
    shown = client.post(section_of(attempt), given, follow=True).text
    linked = dict(re.findall(r'<a href="#(\w+)-1">(.*?)</a>', shown))
    assert list(linked) == ["P2", "P6", "P3", "P7", "P4", "P8"]
    assert all(f"</span>{words}</legend>" in shown for words in linked.values())
    assert [key for key in KEYS["purpose"] if f'id="{key}" aria-describedby="{key}-error"' in shown] == list(linked)
    assert all(f'<p class="err" id="{key}-error">' in shown for key in linked)
    assert "Go on without these" in shown
    assert shown.count(" checked>") == len(given)
    assert 'value="learn" checked' in shown
    assert stored() == {"P1": 5, "P5": "not_applicable"}


def test_a_single_gap_is_spoken_of_as_one(client, attempt):
    purpose = {key: THREES[key] for key in KEYS[Dimension.PURPOSE]}
    some = {key: purpose[key] for key in purpose if key != "P1"}
    shown = read(client.post(section_of(attempt), some, follow=True))
    assert "At the end of this page you can go on without it." in shown
    assert "Go on without it</button>" in shown


def test_a_save_by_the_script_is_answered_without_a_page(client, attempt):
    assert client.post(section_of(attempt), {"P1": "5", "later": "script"}).status_code == 204
    assert stored() == {"P1": 5}


def test_finishing_later_keeps_a_part(client, attempt):
    assert client.post(section_of(attempt), {"P1": "5", "later": "1"}).url == START
    assert stored() == {"P1": 5}
    assert section_of(attempt) in client.get(START).text


def test_going_on_without_some_does_not_undo_what_another_tab_saves_just_then(client, attempt):
    def save_another():
        assert client.post(section_of(attempt), {"P5": "2", "later": "script"}).status_code == 204

    with meanwhile(save_another, before='UPDATE "assessment_attempt"'):
        client.post(section_of(attempt), {"P1": "5", "skip": "1"})
    assert stored() == dict.fromkeys(KEYS["purpose"], "skipped") | {"P1": 5, "P5": 2}


def test_what_was_left_out_is_not_asked_for_again_but_may_be_answered(client, attempt):
    assert client.post(section_of(attempt), {"P1": "5", "skip": "1"}).url == section_of(attempt, "engagement")
    assert stored() == dict.fromkeys(KEYS["purpose"], "skipped") | {"P1": 5}
    back = client.get(f"{section_of(attempt)}?missed=1").text  # where the browser’s Back leads
    assert 'role="alert"' not in back
    assert f'action="{section_of(attempt)}"' in back
    assert client.post(section_of(attempt), {"P1": "4", "P5": "2"}).url == section_of(attempt, "engagement")
    assert stored() == dict.fromkeys(KEYS["purpose"], "skipped") | {"P1": 4, "P5": 2}


@pytest.mark.parametrize(
    "value", ["0", "6", "-1", "1" + "0" * 30, "1.0", "NaN", "\x00", "²", "skipped", "Daily", "3 ", "[3]"]
)
def test_a_value_off_the_scale_is_refused_and_nothing_is_stored(client, attempt, value):
    response = client.post(section_of(attempt), FIRST | {"P2": value})
    assert response.status_code == 200
    assert re.findall('<a href="#(\\w+)-1">', response.text) == ["P2"]
    assert stored() == {}


def test_keys_of_other_sections_and_unknown_ones_are_ignored(client, attempt):
    extra = {"E1": "5", "Z9": "5", "answers": "{}", "user": "1", "is_staff": "1", "id": "1", "self_view": "both"}
    client.post(section_of(attempt), FIRST | extra)
    assert stored() == FIRST
    assert Attempt.objects.get().context == {}
    assert Attempt.objects.get().user is None


@pytest.mark.parametrize("value", ["fame", "1", "\x00", "private"])
def test_an_unknown_context_answer_is_refused(client, attempt, value):
    response = client.post(section_of(attempt), FIRST | {"main_purpose": value})
    assert "Choose one of these answers, or none" in response.text
    assert Attempt.objects.get().context == {}


@pytest.mark.parametrize("times", [2, 50])
def test_a_repeated_field_is_one_answer(client, attempt, times):
    client.post(section_of(attempt), FIRST | {"P1": ["1"] * (times - 1) + ["5"]})
    assert stored() == FIRST | {"P1": 5}


@pytest.mark.parametrize("dimension", ["engagement", "authenticity", "conversation"])
def test_a_section_out_of_order_leads_to_the_first_open_one(client, attempt, dimension):
    assert client.get(section_of(attempt, dimension)).url == section_of(attempt, "purpose")
    assert answer(client, attempt, dimension, THREES).url == section_of(attempt, "purpose")
    assert stored() == {}


@pytest.mark.parametrize("step", ["fame", "0", "9", "Purpose", "9" * 5000, "purpose%00", "%F0%9F%98%80"])
def test_an_unknown_section_is_not_there(client, attempt, step):
    address = f"/take/{attempt.pk}/{step}/"
    assert client.get(address).status_code == client.post(address, FIRST).status_code == 404
    assert stored() == {}


@pytest.mark.parametrize("dimension", Dimension)
def test_a_finished_attempt_leads_to_its_result_and_stays_as_it_was(client, published, dimension):
    result = take(client, THREES)
    attempt = Attempt.objects.get()
    assert client.get(section_of(attempt, dimension)).url == result
    assert answer(client, attempt, dimension, dict.fromkeys(THREES, 5)).url == result
    assert stored() == THREES


@pytest.mark.parametrize("how", [{}, {"later": "1"}, {"later": "script"}])
def test_what_meets_the_finish_in_another_tab_is_not_called_saved_and_leads_to_the_result(client, attempt, how):
    attempt.record(THREES, {})
    with meanwhile(lambda: Result.objects.finish(attempt), before='UPDATE "assessment_attempt"'):
        response = client.post(section_of(attempt), {"P1": "5", **how})
    assert (response.status_code, response.url) == (302, reverse("result", args=[attempt.pk]))
    attempt.refresh_from_db()
    assert attempt.answers == THREES


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "application/xml"])
def test_what_is_no_form_gets_the_form_with_its_gaps(client, attempt, kind):
    response = client.post(section_of(attempt), '{"P1": 3}', content_type=kind, follow=True)
    assert response.status_code == 200
    assert 'href="#P1-1"' in response.text
    assert stored() == {}

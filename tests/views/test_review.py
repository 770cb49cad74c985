"""The last page before the result."""

import re
from urllib.parse import urljoin

import pytest
from django.urls import reverse
from making import KEYS, THREES, answer, answer_all, begin, review_of, section_of, take
from meanwhile import meanwhile
from owning import token_of
from reading import read

from assessment.models import Attempt, Result
from assessment.scoring.evaluate import evaluate

pytestmark = pytest.mark.usefixtures("published")

LOOKING_BACK = 'ORDER BY "assessment_attempt"."finished_at" DESC'


@pytest.fixture
def attempt(client):
    """An attempt with every section dealt with."""
    attempt = begin(client)
    answer_all(client, attempt, THREES | {"P1": 5, "P5": "not_applicable"}, main_purpose="learn")
    return attempt


def test_the_review_shows_every_answer_with_a_way_to_change_it(client, attempt):
    shown = client.get(review_of(attempt)).text
    assert shown.count("<dt>") == 34
    assert "Doesn’t apply to me" in shown
    assert "A main reason" in shown
    assert 'href="../engagement/#E1"' in shown
    assert urljoin(review_of(attempt), "../engagement/") == section_of(attempt, "engagement")
    assert 'name="self_view"' in shown


def test_each_section_is_reviewed_under_the_words_that_its_statements_go_on_from(client, attempt):
    asked = attempt.questionnaire.content.sections
    shown = read(client.get(review_of(attempt)))
    assert re.findall(r'<h2>[^<]+</h2><p class="note band-s">(.*?)</p>', shown) == [section.stem for section in asked]


def test_every_page_on_the_way_leads_back_to_the_one_before(client, attempt):
    pages = [*(section_of(attempt, dimension) for dimension in KEYS), review_of(attempt)]
    back = [re.search(r'<a class="back" href="(.*?)">', client.get(page).text)[1] for page in pages]
    assert list(map(urljoin, pages, back)) == [reverse("start"), *pages[:-1]]


def test_what_was_left_out_is_shown_as_left_out(client):
    attempt = begin(client)
    answer_all(client, attempt, {})
    shown = client.get(review_of(attempt)).text
    assert shown.count("Left out") == 32
    assert shown.count("Not given") == 2


FEW = "Too few answers to name a role"


def test_too_few_answers_for_a_role_are_named_before_it_is_too_late(client):
    attempt = begin(client)
    answer_all(client, attempt, {"P1": 3, "E1": 4})
    shown = client.get(review_of(attempt)).text
    assert FEW in shown
    assert "<li>Purpose: 1 of 8 answered</li>" in shown
    assert FEW in client.post(review_of(attempt), {"self_view": "nobody"}).text
    assert "Enough means 50% of a part’s statements, at least 3, with some for each end." in shown
    answer(client, attempt, "engagement", THREES)
    assert FEW in client.get(review_of(attempt)).text
    answer(client, attempt, "conversation", THREES)
    assert FEW not in client.get(review_of(attempt)).text


@pytest.mark.parametrize(("pole", "end"), [("1234", "looking on"), ("5678", "joining in")])
def test_the_end_that_enough_answers_leave_out_is_named(client, pole, end):
    attempt = begin(client)
    answer_all(client, attempt, {f"E{number}": 3 for number in pole})
    shown = client.get(review_of(attempt)).text
    assert f"<li>Engagement habits: 4 of 8 answered, but no statement for “{end}”</li>" in shown


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_review_waits_for_all_sections(client, method):
    attempt = begin(client)
    answer(client, attempt, "purpose", THREES)
    response = getattr(client, method)(review_of(attempt))
    assert response.url == section_of(attempt, "engagement")
    assert not Result.objects.exists()


def test_a_change_leads_back_to_the_review_section_by_section_at_most(client, attempt):
    assert answer(client, attempt, "engagement", dict.fromkeys(THREES, 4)).url == review_of(attempt)
    assert Attempt.objects.get().answers["E1"] == 4


def test_finishing_leads_to_the_result(client, attempt):
    response = client.post(review_of(attempt), {"self_view": "both"})
    assert response.url == reverse("result", args=[attempt.pk])
    finished = Attempt.objects.get()
    assert finished.finished_at
    assert finished.context == {"main_purpose": "learn", "self_view": "both"}


def test_a_browser_is_known_for_as_long_as_the_result_is_kept_however_long_answering_took(client, attempt, settings):
    settings.ANONYMOUS_DAYS = 7
    response = client.post(review_of(attempt), {"self_view": ""})
    assert response.cookies["browser"]["max-age"] == 7 * 24 * 60 * 60
    assert token_of(client) == attempt.browser


@pytest.mark.parametrize("value", ["famous", "1", "\x00", "learn"])
def test_an_unknown_view_of_oneself_is_refused_and_nothing_is_finished(client, attempt, value):
    response = client.post(review_of(attempt), {"self_view": value})
    assert response.status_code == 200
    assert '<a href="#id_self_view">Choose one of these answers, or none</a>' in response.text
    assert '<input type="radio" name="self_view" id="id_self_view" value=' in response.text
    assert not Result.objects.exists()
    assert not Attempt.objects.get().finished_at


def test_finishing_twice_gives_one_result_and_both_lead_to_it(client, attempt):
    first = client.post(review_of(attempt), {"self_view": "both"})
    second = client.post(review_of(attempt), {"self_view": "influenced"})
    assert first.url == second.url
    assert Result.objects.count() == 1
    assert Attempt.objects.get().context["self_view"] == "both"


def test_a_sitting_that_is_deleted_while_it_is_finished_is_not_there(client, attempt):
    with meanwhile(Attempt.objects.all().delete, before="SAVEPOINT"):
        assert client.post(review_of(attempt)).status_code == 404
    assert not Result.objects.exists()


def test_the_review_of_a_finished_attempt_leads_to_the_result(client):
    result = take(client, THREES)
    assert client.get(review_of(Attempt.objects.get())).url == result


def test_only_sending_finishes_not_looking(client, attempt):
    client.get(review_of(attempt), {"self_view": "both"})
    client.head(review_of(attempt))
    assert not Result.objects.exists()


def shown_by(client, attempt):
    """Return what the page of all answers sends along to say which it shows."""
    return re.search(r'name="as_shown" value="(\w+)"', client.get(review_of(attempt)).text)[1]


@pytest.mark.parametrize("changed", [{"E1": 5}, {"main_purpose": "teach"}])
def test_answers_changed_in_another_tab_are_shown_before_they_become_a_result(client, attempt, changed):
    shown = shown_by(client, attempt)
    client.post(section_of(attempt, "engagement" if "E1" in changed else "purpose"), changed)
    told = client.post(review_of(attempt), {"as_shown": shown, "label": "work", "self_view": "both"}).text
    assert "Answers were changed in another tab." in told
    assert 'value="work"' in told
    assert 'value="both" checked' in told
    assert not Result.objects.exists()
    now = re.search(r'name="as_shown" value="(\w+)"', told)[1]
    assert client.post(review_of(attempt), {"as_shown": now}).status_code == 302
    finished = Result.objects.get().attempt
    assert changed.items() <= (finished.answers | finished.context).items()


def test_answers_that_change_while_the_result_is_worked_out_are_shown_first_too(client, attempt):
    sent = {"as_shown": shown_by(client, attempt), "label": "work"}
    with meanwhile(lambda: answer(client, attempt, "engagement", {"E1": 5}), before=LOOKING_BACK):
        told = client.post(review_of(attempt), sent).text
    assert "Answers were changed in another tab." in told
    assert not Result.objects.exists()
    assert (Attempt.objects.get().finished_at, Attempt.objects.get().label) == (None, "")
    with meanwhile(lambda: answer(client, attempt, "engagement", {"E1": 4}), before=LOOKING_BACK):
        assert client.post(review_of(attempt)).status_code == 302
    assert Result.objects.get().read().finding == evaluate(Attempt.objects.get().sitting())
    assert Attempt.objects.get().answers["E1"] == 4


def test_an_answer_given_once_more_is_no_change(client, attempt):
    shown = shown_by(client, attempt)
    answer(client, attempt, "engagement", THREES)
    client.post(review_of(attempt), {"as_shown": shown})
    assert Result.objects.exists()

"""All results over time: what is said and listed, and to whom."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import resolve, reverse
from django.utils import timezone
from django.utils.formats import date_format
from histories import HISTORY, history_text, make_results
from making import (
    INFLUENCER,
    LISTENER,
    THREES,
    TOO_FEW,
    answer,
    begin,
    current,
    listed_on,
    make_answers,
    make_attempt,
    make_draft,
    make_user,
    make_version,
)
from meanwhile import READING_RESULTS, meanwhile
from owning import store_result, visitor_at

from assessment.models import Attempt, Result
from assessment.models.questionnaire import published_document
from assessment.scoring.vocabulary import Dimension
from assessment.views.history import history_page

pytestmark = pytest.mark.usefixtures("published")


def make_many(visitor, number):
    """Store so many results at once, all alike but for their days."""
    first = Result.objects.finish(make_attempt(visitor, INFLUENCER))
    sat = {"questionnaire": current(), "answers": INFLUENCER, "user_id": visitor.user_id, "browser": visitor.browser}
    found = {name: getattr(first, name) for name in ("role", "firmness", "score", "scoring_version", "kept")}
    days = [first.finished_at - timedelta(days=day) for day in range(1, number)]
    attempts = Attempt.objects.bulk_create(Attempt(**sat, finished_at=day) for day in days)
    Result.objects.bulk_create(Result(**found, attempt=one, finished_at=one.finished_at) for one in attempts)


def listed(client, **query):
    """Return the results of the list, in its order."""
    addresses = listed_on(client.get(HISTORY, query))
    return [Result.objects.get(pk=resolve(address).kwargs["result_id"]) for address in addresses]


@pytest.mark.parametrize(
    ("sittings", "way", "first", "last"),
    [
        ([LISTENER, THREES, INFLUENCER], "out", "Clearly influenced", "Clearly influencing"),
        ([INFLUENCER, THREES, LISTENER], "in", "Clearly influencing", "Clearly influenced"),
    ],
    ids=["out", "in"],
)
def test_a_clear_move_is_said_first(owner, sittings, way, first, last):
    make_results(owner, *sittings)
    page = history_text(owner)
    assert f'You’ve been turning <span class="{way}">{way}ward</span>' in page
    assert f"From “{first}” to “{last}”." in page
    assert "larger than the usual wobble" in page
    assert "Each part alone" not in page


def test_what_both_results_are_called_is_said_once(owner):
    make_results(owner, LISTENER, make_answers(25))
    page = history_text(owner)
    assert "You’ve been turning" in page
    assert "“Clearly influenced” both times. The change since" in page


def test_a_small_move_is_called_wobble_and_neither_up_nor_down(owner):
    make_results(owner, THREES, THREES | {"P1": 4, "E1": 4})
    heading = history_text(owner).partition("<h1>")[2].partition("</h1>")[0]
    assert heading == "About where you began"
    assert "Your latest role score is within the usual wobble of your first" in history_text(owner)
    assert "did move" not in history_text(owner)
    assert "turning" not in history_text(owner)


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ([Dimension.AUTHENTICITY], "Authenticity did move, and clearly."),
        ([Dimension.AUTHENTICITY, Dimension.PURPOSE], "Purpose and authenticity did move, and clearly."),
    ],
)
def test_a_part_that_moved_clearly_is_named_where_the_role_did_not(owner, parts, said):
    make_results(owner, THREES, THREES | make_answers(75, parts))
    page = history_text(owner)
    assert "About where you began" in page
    assert f"can differ by that much. {said}" in page


def moved_a_little(keyed, places):
    """Answer as `keyed` says at these places of all parts but authenticity, elsewhere in the middle."""
    answers = make_answers(keyed)
    return {key: answers[key] if key[0] != "A" and key[1] in places else 3 for key in answers}


def test_what_moved_only_taken_together_is_said_to_have_done_so_and_the_role_stands_among_the_parts(owner):
    make_results(owner, moved_a_little(25, "1256"), moved_a_little(75, "15"))
    page = history_text(owner)
    assert "larger than the usual wobble between two results. Each part alone may be wobble; together they are" in page
    moved = re.findall(r"<p>(Up \d+: [^<]+|The same: [^<]+)</p>", page)
    wobble = "Up 18: within the usual wobble"
    assert moved == ["Up 18: a clear move", wobble, wobble, "The same: within the usual wobble", wobble]


def test_one_result_is_no_trend(owner):
    make_results(owner, INFLUENCER)
    page = history_text(owner)
    assert "One result so far" in page
    assert "1 result" not in page
    assert "usual wobble" not in page
    assert "Compare these two" not in page
    assert reverse("compare") not in page  # a form with nothing in it would be announced all the same


def test_the_only_role_among_several_results_is_not_called_the_only_result(owner):
    make_results(owner, INFLUENCER, TOO_FEW)
    page = history_text(owner)
    assert "2 results" in page
    assert "<h1>One role so far</h1>" in page
    assert "One result so far" not in page


def test_without_any_role_there_is_a_list_and_no_line(owner):
    make_results(owner, TOO_FEW, TOO_FEW)
    page = history_text(owner)
    assert "No role so far" in page
    assert "Every result, with its range" not in page
    assert page.count("Not enough answers to name a role") == 2


def test_results_that_share_too_little_have_no_direction(client):
    # Enough for a role as long as the two purpose statements count that the new version drops.
    answers = {key: value for key, value in INFLUENCER.items() if key[0] == "E"} | {"P1": 5, "P5": 1, "P4": 5, "P6": 1}
    make_results(client, answers)
    make_version(drop=("P4", "P6"))
    make_results(client, {key: value for key, value in THREES.items() if key not in {"P4", "P6"}})
    page = history_text(client)
    assert "Your results over time</h1>" in page
    assert "too few answered questions to be compared" in page
    assert "Not comparable" in page


def test_two_question_sets_that_part_do_not_say_two_ways_at_once(owner):
    rekeyed = {"P1": "P9", "P4": "P10", "P5": "P11", "P6": "P12", "E1": "E9", "E2": "E10", "E5": "E11", "E6": "E12"}
    out, back = make_answers(100), make_answers(0)
    make_results(owner, make_answers(25) | {old: out[old] for old in rekeyed})
    make_draft().publish(new_keys=rekeyed)
    shared = {key: value for key, value in THREES.items() if key not in rekeyed}
    make_results(owner, shared | {new: back[old] for old, new in rekeyed.items()})
    page = history_text(owner)
    assert 'You’ve been turning <span class="out">outward</span>' in page
    assert "On what both sittings share, the change since" in page
    assert "From “" not in page


def test_results_stand_newest_first_each_with_its_link(owner):
    results = make_results(owner, LISTENER, TOO_FEW, INFLUENCER)
    assert listed(owner) == results[::-1]
    page = history_text(owner)
    assert all(reverse("result", args=[result.pk]) in page for result in results)


def test_the_table_says_score_and_range(owner):
    make_results(owner, INFLUENCER)
    assert "<bdi> 100 (92 to 100) </bdi>" in history_text(owner)


def test_two_results_of_one_day_are_told_apart_by_the_time(owner, settings):
    settings.TIME_ZONE = "Pacific/Kiritimati"  # where noon and three o'clock fall on two days of UTC
    noon = timezone.localtime().replace(hour=12, minute=0) - timedelta(days=1)
    for at, answers in ((noon - timedelta(days=1), THREES), (noon, THREES), (noon + timedelta(hours=3), INFLUENCER)):
        Result.objects.finish(make_attempt(visitor_at(owner), answers), at=at)
    page = history_text(owner)
    day, before = date_format(noon, "j M Y"), date_format(noon - timedelta(days=1), "j M Y")
    assert re.findall(r"Compare ([^<]*) </span>", page) == [f"{day}, 15:00", f"{day}, 12:00", before]
    long = date_format(noon, "j F Y")
    assert f"on {long}, 12:00; 100, likely 92 to 100, on {long}, 15:00." in page


def test_only_without_an_account_it_is_said_how_long_a_browser_keeps_results(client, settings):
    settings.ANONYMOUS_DAYS = 31
    make_results(client, THREES)
    kept = "Without an account this browser keeps your results for 31 days."
    assert kept in history_text(client)
    client.force_login(make_user())
    make_results(client, THREES)
    page = history_text(client)
    assert "One result so far" in page
    assert kept not in page


def test_what_the_first_and_the_latest_are_compared_on_is_said(owner):
    make_results(owner, LISTENER, INFLUENCER)
    page = history_text(owner)
    assert "worked out again here, with today’s scoring, on the 32 questions that both share" in page
    assert "So these numbers can differ" not in page
    make_version(drop=("P4", "P6"))
    make_results(owner, {key: value for key, value in THREES.items() if key not in {"P4", "P6"}})
    assert "on the 30 questions that both share. So these numbers can differ from those on each" in history_text(owner)


@pytest.mark.parametrize(("weeks", "heading"), [(0, "Another look, later"), (6, "Ready for another look?")])
def test_another_look_is_proposed_when_its_day_has_come(owner, weeks, heading):
    at = timezone.now() - timedelta(weeks=weeks)
    result = Result.objects.finish(make_attempt(visitor_at(owner), THREES), at=at)
    page = history_text(owner)
    assert f"<h2>{heading}</h2>" in page
    assert (f"that is {date_format(result.retake_on, 'j F Y')}." in page) == (weeks == 0)


def test_another_look_is_counted_from_the_latest(owner):
    now = timezone.now()
    for weeks in (9, 1):
        latest = Result.objects.finish(make_attempt(visitor_at(owner), THREES), at=now - timedelta(weeks=weeks))
    assert f"Counted from your latest, that is {date_format(latest.retake_on, 'j F Y')}." in history_text(owner)


def test_another_look_is_proposed_at_once_where_the_latest_names_no_role(owner):
    make_results(owner, THREES, TOO_FEW)
    assert "<h2>Ready for another look?</h2>" in history_text(owner)


def test_the_labels_are_headed_by_what_they_do(owner):
    make_results(owner, THREES, label="work")
    assert "Show:" in history_text(owner)


def test_results_of_another_question_set_are_marked(owner):
    make_results(owner, LISTENER)
    assert "question set" not in history_text(owner)
    make_version(P1="Something else")
    make_results(owner, INFLUENCER)
    assert history_text(owner).count("question set 1") == 1


def test_the_list_is_paged_beyond_fifty(client):
    make_many(visitor_at(client), 120)
    assert [len(listed(client, page=page)) for page in (1, 2, 3)] == [50, 50, 20]
    assert len({result.pk for page in (1, 2, 3) for result in listed(client, page=page)}) == 120
    assert "Page 2 of 3" in history_text(client, page=2)


@pytest.mark.parametrize(
    ("page", "number"),
    [("junk", 1), ("0", 3), ("-1", 3), ("99999999999999999999", 3), ("9" * 5000, 1), ("\x00", 1), ("", 1)],
)
def test_a_page_that_is_not_there_shows_the_first_or_the_last(client, page, number):
    make_many(visitor_at(client), 101)
    assert f"Page {number} of 3" in history_text(client, page=page)


def test_a_label_narrows_list_line_and_first_sentence(owner):
    make_results(owner, LISTENER, INFLUENCER, label="work")
    hobby = make_results(owner, THREES, THREES, label="hobby")
    page = history_text(owner, label="hobby")
    assert listed(owner, label="hobby") == hobby[::-1]
    assert "About where you began" in page
    assert page.count('class="hill"') == 2
    assert "?label=work" in page


def test_two_places_are_named_as_a_reason_for_a_difference(owner):
    make_results(owner, THREES, LISTENER, label="work")
    make_results(owner, INFLUENCER, label="hobby")
    assert "this may show two places" in history_text(owner)
    assert "this may show two places" not in history_text(owner, label="work")
    make_results(owner, THREES)
    assert "this may show two places" not in history_text(owner)  # without a label it is nowhere else


def test_the_title_tells_which_results_are_shown(client):
    make_many(visitor_at(client), 51)
    assert "<title>Your results over time, page 2 of 2 –" in history_text(client, page=2)
    make_results(client, THREES, label="work")
    assert "<title>Your results over time, work –" in history_text(client, label="work")


@pytest.mark.parametrize("label", ["unknown", "\x00", "<b>", "x" * 5000])
def test_an_unknown_label_shows_everything(client, label):
    make_results(client, THREES, label="work")
    assert len(listed(client, label=label)) == 1


def test_a_label_is_shown_as_text_and_pages_keep_it(client):
    make_results(client, THREES, label="<b>&amp; work")
    page = history_text(client, label="<b>&amp; work")
    assert "<bdi>&lt;b&gt;&amp;amp; work</bdi>" in page
    assert "?label=%3Cb%3E%26amp%3B%20work" in page
    assert "<b>&amp; work" not in page


def test_nothing_yet_says_what_will_appear_and_how_to_find_more(client, settings):
    settings.ANONYMOUS_DAYS = 31
    history_page.cache_clear()  # as a process that starts with it has nothing kept
    page = history_text(client)
    assert "Nothing here yet" in page
    assert "Without an account a result stays for 31 days, in the browser it was made in." in page
    assert "Start now" in page
    assert 'in an account? <a href="/accounts/login/?next=/results/">Sign in</a> to see them here' in page
    attempt = begin(client)
    assert "Start now" in history_text(client)
    answer(client, attempt, "purpose", THREES)
    assert "Nothing here yet" in history_text(client)
    assert "Carry on" in history_text(client)
    assert "Start now" not in history_text(client)


def test_answers_without_a_result_can_be_forgotten_with_the_browser_too(client):
    way = '<a href="/results/forget/">Forget this browser</a>'
    assert way not in history_text(client)
    answer(client, begin(client), "purpose", THREES)
    assert way in history_text(client)
    client.force_login(make_user())
    assert way not in history_text(client)


def test_who_is_signed_in_and_has_nothing_is_told_where_else_to_look(client):
    client.force_login(make_user())
    page = history_text(client)
    assert "Nothing here yet" in page
    assert "Took it elsewhere without an account?" in page


def test_nobody_sees_the_results_of_another():
    ada, ben, browser, stranger = (Client() for _ in range(4))
    ada.force_login(make_user("ada"))
    ben.force_login(make_user("ben"))
    own = {client: make_results(client, THREES) for client in (ada, ben, browser)}
    for client, results in own.items():
        assert listed(client) == results
    assert listed(stranger) == []


def test_a_result_that_is_deleted_while_it_is_listed_is_listed_no_more(owner):
    gone, left = make_results(owner, THREES, LISTENER)
    with meanwhile(Result.objects.get(pk=gone.pk).attempt.delete, before=READING_RESULTS):
        response = owner.get(HISTORY, {"page": "1"})
    assert (response.status_code, response.url) == (302, f"{HISTORY}?page=1")
    assert listed(owner) == [left]


def test_it_is_one_click_away_from_every_page(client):
    assert f'href="{HISTORY}"' in client.get("/").text
    assert f'href="{HISTORY}"' in client.get(store_result(client, THREES)).text


@pytest.fixture(params=["a browser", "somebody signed in"])
def asked_first(request, client):
    """How many queries come before those for results, at the client: none of a browser, three of who is signed in."""
    if request.param == "a browser":
        return 0
    begin(client)
    client.force_login(make_user())
    return 3


def test_five_hundred_results_cost_no_more_queries_than_one_and_less_again(
    client, asked_first, django_assert_num_queries
):
    visitor = visitor_at(client)
    Result.objects.finish(make_attempt(visitor, INFLUENCER))
    published_document(current().fingerprint)  # each process reads it once
    with django_assert_num_queries(asked_first + 3):
        client.get(HISTORY)
    make_many(visitor, 500)
    for query in ({}, {"page": 7}):
        with django_assert_num_queries(asked_first + 3):
            client.get(HISTORY, query)
        with django_assert_num_queries(asked_first + 2):
            client.get(HISTORY, query)


def test_a_role_has_its_colour_only_where_it_is_firmer_than_close(client):
    make_results(client, TOO_FEW, THREES, LISTENER, INFLUENCER)
    assert re.findall(r'<b class="tag (\w*)">', history_text(client)) == ["out", "in", "", ""]

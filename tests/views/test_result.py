"""The result's page: what it says, and to whom."""

import re
import uuid
from datetime import UTC, datetime
from html import unescape

import pytest
from django.urls import reverse
from making import FIVES, HALF, INFLUENCER, LISTENER, THREES, TOO_FEW, current, make_answers, section_of
from owning import store_result
from reading import read

from assessment.content.library import ARTICLES, RULES
from assessment.models import Attempt, Result
from assessment.scoring.vocabulary import Dimension

CONTRADICTING = THREES | {"A3": 5, "A8": 4, "C1": 4, "C5": 5, "P1": 1, "E1": 2, "E2": 5, "P2": 4}
HONEST = (
    "This is how you see your own habits.",
    "50 is where your answers balance, not what most people score.",
    "We have no norm group yet, so we do not compare you with others.",
)

pytestmark = pytest.mark.usefixtures("published")


def shown(client, answers, **context):
    return read(client.get(store_result(client, answers, **context)))


def test_a_clear_influencer_is_told_so_with_range_and_reasons(client):
    page = shown(client, INFLUENCER)
    assert 'You’re clearly <span class="out">influencing</span>' in page
    assert "<strong>100 of 100</strong>" in page
    assert "The marks show where leaning and clear can begin." in page
    assert "points towards influencing" in page
    assert "That is why we" not in page
    assert "Purpose, from here to learn, 0, to here to lead, 100: 100, likely 86 to 100." in page


def test_a_clear_listener_is_told_so(client):
    page = shown(client, LISTENER)
    assert 'You’re clearly <span class="in">influenced</span>' in page
    assert "<strong>0 of 100</strong>" in page
    assert "points towards influenced" in page


@pytest.mark.parametrize("answers", [INFLUENCER, LISTENER])
def test_whoever_stands_at_an_end_is_told_that_neither_is_better(client, answers):
    assert "Neither end is better." in shown(client, answers)


def test_exactly_the_middle_is_named_and_called_close(client):
    page = shown(client, THREES)
    assert re.search(r"<title>Your result, \d+ \w+ \d{4}: Close, exactly in the middle –", page)
    assert "a little more" not in page
    assert "<h1>You do both at once, exactly in the middle</h1>" in page
    assert '<p>We call that <span class="in">influenced</span>, because everyone is.</p>' in page
    assert "That is why we don’t say “you lean”." in page


def test_one_step_either_way_is_never_called_further(client):
    page = shown(client, FIVES)
    assert "One step in one answer would make it influencing</summary>" in page
    assert "from “Daily or nearly” to “Several times a week”" in page


def test_elsewhere_than_in_the_very_middle_the_headline_stands_alone(client):
    assert "because everyone is" not in shown(client, THREES | {"E1": 4})


@pytest.mark.parametrize(
    ("self_view", "said"),
    [("influencing", ["Influencing"]), ("both", ["Both"]), ("influenced", ["Influenced"]), ("not_sure", []), ("", [])],
)
def test_how_somebody_described_themselves_stands_beside_the_verdict(client, self_view, said):
    page = client.get(store_result(client, LISTENER, self_view=self_view)).text
    assert re.findall("Before you saw this, you described yourself as “(.*?)”", page) == said


def test_without_a_role_nothing_is_said_of_what_was_expected(client):
    assert "Before you saw this" not in client.get(store_result(client, TOO_FEW, self_view="both")).text


def test_each_side_says_how_firm_it_is(client):
    leaning = make_answers(50, [Dimension.ENGAGEMENT]) | dict.fromkeys(("E1", "E2", "E3", "E4"), 4)
    page = shown(client, INFLUENCER | leaning | make_answers(50, [Dimension.AUTHENTICITY]))
    ranges = re.findall(r"<h3>(.*?)</h3><span class=\"note\"> (\w+), <bdi>\d+ to \d+</bdi>", page)
    assert ranges == [
        ("Purpose", "Clear"),
        ("Engagement habits", "Leaning"),
        ("Authenticity", "Close"),
        ("Conversing", "Clear"),
    ]


def cards_on(page):
    return re.findall(r'<article class="card advice".*?</article>', page, re.DOTALL)


def answer_to(key, answers):
    """Return what a statement was answered with, and its words."""
    section = next(one for one in current().content.sections if one.dimension[0] == key[0].lower())
    asked = next(question for question in section.questions if question.key == key)
    return section.labels[answers[key] - 1], asked.text


@pytest.mark.parametrize("answers", [INFLUENCER, LISTENER, FIVES, THREES, HALF])
def test_three_pieces_of_advice_are_open_to_view_and_none_of_all_is_left_out(client, answers):
    page = shown(client, answers, main_purpose="learn")
    advice = Result.objects.get().read().advice
    open_to_view = page.partition("Worth trying")[2].partition("<details")[0]
    assert len(cards_on(open_to_view)) == len(advice.shown) == 3
    assert len(cards_on(page)) == len(advice.shown) + len(advice.more)


@pytest.mark.parametrize("answers", [INFLUENCER, LISTENER, FIVES, THREES, HALF])
def test_each_card_of_advice_tells_the_whole_piece_the_answer_that_called_for_it_and_the_rule(client, answers):
    cards = cards_on(unescape(shown(client, answers, main_purpose="learn")))
    advice = Result.objects.get().read().advice
    pieces = {piece.key: piece for piece in current().content.advice}
    for card, choice in zip(cards, (*advice.shown, *advice.more), strict=True):
        piece = pieces[choice.key]
        rule = RULES[piece.rules[0]]
        title = ARTICLES[rule.article].title.removesuffix(".")
        assert f"<h3>{piece.title}</h3><div><p>{piece.why}</p>" in card
        assert f"<b>This week</b><p>{piece.next_action}</p>" in card
        assert f"The rule: {rule.text}<br>" in card
        assert re.search(rf"{re.escape(title)}</cite></a>, [^<]+, {rule.id}</p>", card)
        quoted = re.findall("You said “(.*?)” to “(.*?)”[.]", card)
        assert quoted == ([answer_to(choice.trigger, answers)] if choice.trigger else [])


@pytest.mark.parametrize("answers", [INFLUENCER, LISTENER, THREES, FIVES, TOO_FEW, {}])
def test_every_result_says_what_it_is_not(client, answers):
    page = shown(client, answers)
    assert all(sentence in page for sentence in HONEST)
    assert ("Another set of questions could move this" in page) == (len(answers) == 32)


@pytest.mark.parametrize(("answers", "margin"), [(INFLUENCER, 8), (THREES, 10), (FIVES, 19)])
def test_a_result_says_how_far_other_questions_could_move_it(client, answers, margin):
    page = shown(client, answers)
    assert f"Another set of questions could move this by about ±{margin}." in page


def test_on_paper_a_result_names_its_question_set_how_much_was_answered_and_when_to_look_again(client):
    address = store_result(client, {key: value for key, value in INFLUENCER.items() if key not in ("P1", "C5")})
    Result.objects.update(finished_at=datetime(2026, 11, 22, 12, tzinfo=UTC))
    line = "Question set 1, answered 30 of 32, retake after 3 January 2027"
    assert f'<p class="printonly">{line}</p>' in read(client.get(address))


def test_with_too_few_answers_no_role_is_named_and_what_is_missing_is(client):
    page = shown(client, TOO_FEW)
    assert "Not enough answers to name a role" in page
    missing = page.partition("What is missing")[2].partition("</section>")[0]
    parts = ("Purpose: 1 of 8", "Engagement habits: 1 of 8", "Authenticity: 0 of 8", "Conversing: 0 of 8")
    assert all(f"<li>{part} answered</li>" in missing for part in parts)
    assert "Take it again" in missing
    assert "clearly" not in page
    assert "six weeks" not in page


def test_sides_and_numbers_are_told_only_where_there_is_one_to_tell(client):
    for answers, told in ((TOO_FEW, False), ({}, False), (make_answers(75, [Dimension.AUTHENTICITY]), True)):
        page = shown(client, answers)
        assert "Not enough answers to name a role" in page
        assert "Without a role no answer has points." in page
        assert ("Four sides of it" in page) == ("The same numbers as a table" in page) == told


def test_taking_it_again_begins_at_once(client):
    page = read(client.get(store_result(client, THREES)))
    again = re.search(r'<form class="actions" method="post" action="([^"]*)">[^>]*><button[^>]*>Take it again', page)
    assert client.post(again[1]).url == section_of(Attempt.objects.get(finished_at=None))


# C7 and C8 count the same, and the last tenth of a point went to C7.
ROUNDED = THREES | {"P2": 5, "E6": 4, "A5": 5, "A6": 1} | dict.fromkeys(("C1", "C6", "C7", "C8"), 1)


@pytest.mark.parametrize(
    ("answers", "others"), [(LISTENER, True), (ROUNDED, True), (THREES | {"E1": 5, "E2": 1}, False), (THREES, False)]
)
def test_answers_that_count_as_much_as_those_shown_are_said_to_be_there(client, answers, others):
    assert ("others count about as much" in shown(client, answers)) == others


def test_a_ledger_says_why_equal_answers_may_differ_by_a_tenth(client):
    page = read(client.get(store_result(client, ROUNDED) + "ledger/"))
    points = re.findall(r'<tr id="C[78]">.*?<bdi>(.*?)</bdi>', page)
    assert points[0] != points[1]
    assert re.search(r"Rounding may set equal answers a tenth apart, so that it all adds up to [\d.]+\.", page)


def test_a_question_that_several_answers_in_a_row_belong_to_is_shown_once_and_heard_with_each(client):
    why = shown(client, THREES | {"P1": 5, "E5": 1, "E2": 5, "C1": 5}).partition("Why this result")[2]
    stems = re.findall(r'<span( class="sr")?>(How much|On social media)', why)
    assert stems == [
        ("", "On social media"),
        (' class="sr"', "On social media"),
        ("", "How much"),
        ("", "On social media"),
    ]


def test_the_ends_of_aims_and_habits_which_the_drawing_says_are_not_heard_again(client):
    gap = shown(client, INFLUENCER).partition("What you want, and what you do</h2>")[2]
    assert "on one line from influenced, 0, to influencing, 100." in gap
    assert gap.partition('<div class="ends"')[2].startswith(' aria-hidden="true">')


def test_the_same_answer_everywhere_is_said_kindly_and_blocks_nothing(client):
    page = shown(client, FIVES)
    assert "You gave the same answer many times in a row" in page
    assert "exactly in the middle" in page


def test_answers_that_contradict_each_other_are_pointed_out(client):
    assert "Some answers pull in different directions" in shown(client, CONTRADICTING)


@pytest.mark.parametrize(("answers", "other"), [(INFLUENCER, "influenced"), (LISTENER, "influencing")])
def test_what_would_turn_the_role_names_the_other_one(client, answers, other):
    page = read(client.get(store_result(client, answers)))
    assert re.search(r"\d+ steps in your answers would make it (\w+)</summary>", page)[1] == other


@pytest.mark.parametrize("page", ["result", "ledger", "share"])
def test_who_may_have_an_account_is_led_to_sign_in_and_back(client, page):
    address = reverse(page, args=[uuid.uuid4()])
    assert f'href="/accounts/login/?next={address}"' in client.get(address).text


@pytest.mark.parametrize("form", ["keep", "label", "commit", "kept"])
def test_after_a_form_that_found_nothing_signing_in_leads_to_a_page_and_not_to_the_form(client, form):
    result = uuid.uuid4()
    page = client.post(reverse(form, args=[result]), {"label": "x"})
    assert page.status_code == 404
    assert f'href="/accounts/login/?next={reverse("result", args=[result])}"' in page.text


def test_an_editor_does_not_see_a_visitors_result_as_their_own(client, admin_client):
    assert admin_client.get(store_result(client, THREES)).status_code == 404


@pytest.mark.parametrize("name", ["1", "0", "-1", "9" * 40, "x", "00000000-0000-0000-0000-000000000000"])
def test_counted_and_made_up_ids_are_not_there(client, name):
    store_result(client, THREES)
    assert client.get(f"/results/{name}/").status_code == 404


def test_the_result_of_an_attempt_that_is_not_finished_is_not_there(client):
    client.post(reverse("begin"))
    assert client.get(reverse("result", args=[Attempt.objects.get().pk])).status_code == 404

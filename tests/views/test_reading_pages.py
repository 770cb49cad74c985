"""The pages to read: the same for everyone, right in every number, there even when nothing is asked."""

import re
from html import unescape
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone
from making import current
from reading import TO_READ, read
from sheets import ITEMS, make_analysis, make_sheets

from assessment.advice.choosing import MOST_SHOWN
from assessment.analysis.retest import LATEST, SOONEST
from assessment.analysis.tally import Tally
from assessment.content.library import LIBRARY
from assessment.models import AnalysisRun, Questionnaire
from assessment.models.questionnaire import published_document
from assessment.models.storing import to_text
from assessment.scoring.dimensions import MIDDLE, PRIOR_ITEMS, PRIOR_SPREAD
from assessment.scoring.firmness import CLEAR_POINTS, HIGH_SIDE, LEANING_POINTS, ONE_SIDED_80, ONE_SIDED_95
from assessment.scoring.gap import GAP_POINTS
from assessment.scoring.quality import FEWEST_FOR_SAMENESS, FLAG_FACTOR, LONGEST_RUN
from assessment.scoring.role import ROLE_WEIGHTS
from assessment.scoring.vocabulary import STEP_POINTS, Dimension
from assessment.views.reading import measured
from assessment.visiting import DAY
from assessment.words.method import NUMBERS, shown

TEMPLATE = Path(__file__).parents[2] / "templates/assessment/method.html"
TAGS = re.compile(r"{%.*?%}|{{.*?}}|<[^>]*>", re.DOTALL)
CALLS = {
    "low": "by single answers",
    "high": "by single answers",
    "not_low": "by single answers",
    "role": "The role",
    "firmness": "The role",
    "pattern": "a pattern in the scores",
    "mixture": "a pattern in the scores",
    "no_gap": "a pattern in the scores",
    "purpose": "your stated purpose",
    "occupation": "what you said you are on social media",
    "retake": "a clear move since your last result",
}
"""What calls for a piece of advice, by the name of its condition, in the words of the method page."""
STRUCTURE = {"0", "1", "2"}  # of a formula: a floor, a numerator, two halves


def page(client, name):
    """The words of a page, without markup, white space evened out."""
    return " ".join(unescape(TAGS.sub("", read(client.get(reverse(name))))).split())


def grounds(client):
    """What the page of sources says under each rule, by the rule's anchor."""
    html = read(client.get(reverse("sources")))
    return {rule: unescape(said) for rule, said in re.findall(r'<li id="(A\d-R\d+)">(.*?)</li>', html, re.DOTALL)}


@pytest.mark.parametrize("name", TO_READ)
def test_a_page_answers_with_one_heading_and_needs_no_cookie(client, published, name):
    response = client.get(reverse(name))
    assert response.status_code == 200
    assert response.text.count("<h1") == 1
    assert not client.cookies


@pytest.mark.parametrize("name", TO_READ)
def test_a_page_answers_while_no_questionnaire_is_published(client, db, name):
    assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("name", TO_READ)
def test_a_page_asks_the_database_once_at_most(client, published, django_assert_max_num_queries, name):
    published_document.cache_clear()
    with django_assert_max_num_queries(2):
        client.get(reverse(name))
    with django_assert_max_num_queries(1):
        client.get(reverse(name))


def test_the_footer_leads_to_each_and_to_what_is_stored_of_oneself(client, published):
    footer = client.get(reverse("start")).text.partition("<footer")[2]
    assert re.findall(r'href="([^"]*)"', footer) == [reverse(name) for name in (*TO_READ, "my_data")]


def test_the_method_is_told_with_the_numbers_of_the_program(client, published):
    said = page(client, "method")
    clear, leaning = shown(CLEAR_POINTS), shown(LEANING_POINTS)
    assert f"exactly {MIDDLE}." in said
    assert f"lie {STEP_POINTS} points apart" in said
    assert f"a spread of {PRIOR_SPREAD} points, worth {PRIOR_ITEMS} answers" in said
    assert f"count {ROLE_WEIGHTS[Dimension.ENGAGEMENT]} of {sum(ROLE_WEIGHTS.values())}" in said
    assert "at most 12.5 points" in said
    assert f"Those on authenticity count for nothing unless its score is below {MIDDLE}." in said
    assert f"clear{clear}{ONE_SIDED_95}leaning{leaning}{ONE_SIDED_80}close" in said
    assert f"from {GAP_POINTS} points on" in said
    assert f"From {FEWEST_FOR_SAMENESS} answers on, one is the same option {LONGEST_RUN} times in a row" in said
    assert f"counts {FLAG_FACTOR} times" in said
    assert f"You see {MOST_SHOWN}:" in said


def test_no_number_of_the_method_is_typed_into_its_page():
    words = TAGS.sub(" ", TEMPLATE.read_text(encoding="utf-8"))
    assert set(re.findall(r"\d+", words)) <= STRUCTURE


def test_every_number_that_the_method_page_is_given_is_printed_by_it():
    template = TEMPLATE.read_text(encoding="utf-8")
    assert [name for name in NUMBERS if f"{{{{ {name} }}}}" not in template] == []


def test_the_method_names_the_sections_with_their_ends_and_weights(client, published):
    said = page(client, "method")
    assert "Purpose“here to learn” to “here to lead”1 of 4" in said
    assert "own voice”can only take away" in said


def test_the_method_counts_steps_where_one_answer_may_move_by_several(client, published):
    assert "the fewest steps, each moving one answer by one option, that would have turned the role" in page(
        client, "method"
    )


def test_the_method_names_all_that_calls_for_a_piece_of_advice(client, published):
    said = page(client, "method")
    whens = [when for piece in current().content.advice for when in piece.when]
    used = {name for when in whens for name in when.__struct_fields__ if getattr(when, name)}
    assert used == CALLS.keys()
    assert [name for name in used if CALLS[name] not in said] == []
    assert len({piece.weight for piece in current().content.advice}) > 1
    assert "a few pieces count more than the rest" in said


def test_the_method_tells_what_fills_a_place_that_nothing_calls_for(client, published):
    uncalled = [piece for piece in current().content.advice if not piece.when]
    assert all(piece.fallback for piece in uncalled)
    assert bool(uncalled) == (
        "A place that is still empty gets what suits anyone with the same role." in page(client, "method")
    )


def test_the_method_tells_the_whole_rule_for_a_gap_between_aims_and_habits(client, published):
    said = page(client, "method")
    low, high = MIDDLE, shown(HIGH_SIDE)
    assert f"They put aims ahead only where purpose itself is at {high} or above." in said
    assert f"Making something known, teaching or leading asks for practice of {low} or more" in said
    assert f"learning, keeping in touch or enjoying it, for less than {high}." in said
    assert "Where the two contradict each other, no gap is named." in said
    assert f"the difference and its standard error together stay under {GAP_POINTS} points." in said


def test_the_method_says_what_it_cannot_say_and_what_is_not_known(client, published):
    said = page(client, "method")
    assert "This is how you see your own habits" in said
    assert f"{MIDDLE} is where your answers balance, not what most people score." in said
    assert "We have no norm group yet, so we do not compare you with others." in said
    assert "Real answers have not told us yet" in said
    assert "nobody may call this a validated test" in said


def test_the_articles_are_named_with_their_authors_or_without(client, published):
    said = page(client, "sources")
    assert all(article.title in said for article in LIBRARY.articles)
    assert "Kirk Carlson, 28 June 2023" in said
    assert said.count("author not named") == 4


def test_every_rule_stands_there_with_what_stands_on_it(client, published):
    found = grounds(client)
    assert list(found) == [rule.id for rule in LIBRARY.rules]
    assert len(found) == 82
    for rule in LIBRARY.rules:
        assert rule.text in found[rule.id]
        assert re.search(r"Question: |Statement [PEAC]\d: |Advice V\d+(-[EAC]\d)?: ", found[rule.id]), rule.id


def test_all_that_is_asked_and_advised_is_found_under_its_rules(client, published):
    found, asked = grounds(client), Questionnaire.objects.get().content
    for section in asked.sections:
        for question in section.questions:
            assert all(f"Statement {question.key}: {question.text} <" in found[rule] for rule in question.rules)
    for question in asked.context:
        assert all(f"Question: {question.text}<" in found[rule] for rule in question.rules)
    for piece in asked.advice:
        assert all(f"Advice {piece.key}: {piece.title} <" in found[rule] for rule in piece.rules)


def test_rules_stand_there_alone_while_nothing_is_asked(client, db):
    found = grounds(client)
    assert len(found) == 82
    assert not any("Statement " in said or "Advice " in said for said in found.values())


def test_privacy_says_the_days_that_the_settings_say(client, db, settings):
    settings.ANONYMOUS_DAYS, settings.SIGNED_IN_DAYS = 33, 7
    settings.DEVICE_COOKIE_AGE, settings.SESSION_COOKIE_AGE, settings.CSRF_COOKIE_AGE = 44 * DAY, 2 * DAY, 55 * DAY
    said = page(client, "privacy")
    assert "without an account33 days" in said
    assert "deleted after 33 days" in said
    assert "signed in7 days" in said
    assert "signed in with44 days" in said
    assert "next page2 days" in said
    assert "from this site55 days" in said


def test_privacy_says_that_copies_outlive_what_is_deleted(client, db):
    said = page(client, "privacy")
    assert "What you delete is gone from the site at once." in said
    assert "Any backup copies keep it until they are deleted in turn." in said


def test_privacy_tells_of_what_is_kept_beside_answers_and_accounts_and_of_who_else_sees_something(client, db):
    said = page(client, "privacy")
    assert "e-mail address, to slow down guessing. The counts are deleted within a day." in said
    assert "the address to which we e-mail a code, to the next page1 day" in said
    assert "for the services that carry our e-mails." in said
    assert "single answers without a name" in said
    assert "clear the browser’s history, too: there, the title of a result names your role." in said
    assert "if one is wrong, answer again and delete the old result." in said


def test_privacy_names_all_cookies_as_they_are_called(client, db, settings):
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "__Host-first", "__Host-second"
    settings.DEVICE_COOKIE_NAME, settings.BROWSER_COOKIE_NAME = "__Host-third", "__Host-fourth"
    said = page(client, "privacy")
    assert all(f"__Host-{name}" in said for name in ("first", "second", "third", "fourth"))


@pytest.mark.parametrize("name", ["privacy", "accessibility"])
def test_whom_to_write_to_comes_from_a_setting(client, db, settings, name):
    settings.CONTACT = "people@example.org"
    assert "Write to: people@example.org" in page(client, name)
    settings.CONTACT = ""
    assert "ask whoever gave you the address" in page(client, name)


def test_the_method_says_that_nothing_is_known_until_enough_people_answered(client, published):
    page = client.get(reverse("method")).text
    assert "What answers have told us so far" not in page
    assert "how well the statements of a section hang together;" in page


def store(analysis):
    """Store an analysis as the command does. Nothing of a test before is shown, whose run had the same number."""
    measured.cache_clear()
    figures = {"sittings": analysis.sittings, "figures": to_text(analysis)}
    AnalysisRun.objects.create(questionnaire=current(), made_at=timezone.now(), **figures)


def test_the_method_shows_alpha_and_retest_once_a_stored_analysis_has_enough(client, published):
    store(make_analysis(200, 50))
    page = client.get(reverse("method")).text
    assert "from 200 sittings" in page
    assert page.count("<td>200</td>") == 4
    assert "95% interval" in page
    assert "People is how many answered both statements of the least answered pair." in page
    assert f"50 people came back after {SOONEST} to {LATEST} days." in page
    assert "how well the statements of a section hang together;" not in page
    assert "how the four sections go together in real people" in page


def test_of_two_analyses_of_one_moment_the_method_shows_the_one_stored_last(client, published):
    for sittings in (200, 300):
        store(make_analysis(sittings, 50))
    AnalysisRun.objects.update(made_at=timezone.now())
    assert Questionnaire.objects.current_with_run().run == current().analyses.first().pk
    assert "from 300 sittings" in page(client, "method")


def test_the_method_says_how_often_the_role_agreed_once_enough_people_expected_one(client, published):
    tally = Tally(ITEMS)
    for expected, count in (("influenced", 30), ("influencing", 10)):
        tally.add(make_sheets([[3] * len(ITEMS)] * count, role="influenced", self_view=expected))
    tally.add(make_sheets([[0] * len(ITEMS)] * 9, role="", firmness="", self_view="influenced"))
    store(tally.analysis((), ()))
    told = page(client, "method")
    assert "Of the 40 people with a role who had expected one of the two, 75% were given that one." in told
    assert "how often the role agrees with what people expect of themselves" not in told
    assert "how well the statements of a section hang together" in told

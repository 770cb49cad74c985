"""Two results side by side, by an address that can be kept."""

import re
import uuid
from html import unescape
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from making import (
    HALF,
    INFLUENCER,
    LISTENER,
    THREES,
    TOO_FEW,
    current,
    make_answers,
    make_attempt,
    make_draft,
    make_user,
    make_version,
    statements,
)
from meanwhile import READING_RESULTS, meanwhile
from owning import store_result, visitor_at
from reading import read

from assessment.models import Attempt, Result
from assessment.models.questionnaire import published_document
from assessment.scoring.vocabulary import Dimension

pytestmark = pytest.mark.usefixtures("published")

COMPARE = reverse("compare")
LOST = ("P4", "P6")


def id_of(address):
    return address.split("/")[2]


def compared(client, one, other):
    response = client.get(COMPARE, {"a": id_of(one), "b": id_of(other)})
    assert response.status_code == 200
    return response


@pytest.fixture
def pair(client):
    """The addresses of two results, the older first."""
    return store_result(client, LISTENER, main_purpose="learn"), store_result(client, INFLUENCER, main_purpose="teach")


def test_older_stands_left_and_newer_right_whatever_the_address_says(client, pair):
    for one, other in (pair, pair[::-1]):
        page = compared(client, one, other).text
        assert re.findall(r'<a href="(/results/[-0-9a-f]+/)">See this result', page) == list(pair)


def test_each_link_to_a_result_says_which_it_leads_to(client, pair):
    page = read(compared(client, *pair))
    ways = re.findall(r">(See this result.*?)</a>", page)
    named = re.search(r"<h1>(.*?)</h1>", page)[1].split(" next to ")
    assert ways == [f'See this result<span class="sr">: {day}</span>' for day in named]


def test_the_title_tells_which_two_they_are(client, pair):
    page = read(compared(client, *pair))
    named = re.search(r"<h1>(.*?)</h1>", page)[1]
    assert " next to " in named
    assert f"<title>{named} –" in page


def test_a_clear_move_is_said_first_in_short_and_then_of_role_and_dimensions(client, pair):
    page = compared(client, *pair).text
    said = "You have turned outward, by more than the usual wobble between two results."
    assert page.index(f'<p class="lede band-s">{said}</p>') < page.index("a clear move")
    assert page.count("<p>Up 100: a clear move</p>") == 5
    assert "0, then 100" in page
    assert "Clearly influenced" in page
    assert "Clearly influencing" in page


def test_the_open_circle_lies_where_the_older_was_and_the_filled_one_where_the_newer_is(client, pair):
    page = read(compared(client, *pair))
    circles = r'<line class="join" x1="(\d+)%" x2="(\d+)%".*?class="hollow" cx="(\d+)%".*?class="mark" cx="(\d+)%"'
    assert re.findall(circles, page) == [("0", "100", "0", "100")] * 5
    assert re.findall(r'"spec thin mirror( own)?"', page) == ["", "", "", " own", ""]  # no end of it is a role
    assert "Role, from Influenced, 0, to Influencing, 100: 0 then, 100 now." in page


def test_only_an_answer_that_changed_is_in_bold(client):
    page = compared(client, store_result(client, THREES), store_result(client, THREES | {"P1": 4})).text
    assert re.findall("<b>(.*?)</b>", page.partition("The two currents")[2]) == ["Important"]
    assert page.count("the later one is in bold") == 1


def test_a_small_move_is_wobble(client):
    page = compared(client, store_result(client, THREES), store_result(client, THREES | {"P1": 4, "C6": 2})).text
    assert "a clear move" not in page
    assert "<p>Up 3: within the usual wobble</p>" in page
    assert "<p>The same: within the usual wobble</p>" in page


def test_scores_and_currents_are_set_side_by_side_in_whole_points(client):
    page = read(compared(client, store_result(client, THREES | {"P5": 2}), store_result(client, THREES | {"P1": 4})))
    assert "53, then 53" in page.partition("Purpose</h3>")[2].partition("<h3>")[0]  # 53.125 each
    currents = page.partition("The two currents")[2].partition("</section>")[0]
    assert re.findall(r"<td>(.*?)</td>", currents) == ["47", "50", "50", "53"]


def test_currents_and_answers_stand_side_by_side_without_a_word_on_change(client, pair):
    page = read(compared(client, *pair))
    currents = page.partition("The two currents")[2].partition("</section>")[0]
    assert '<th scope="row">What flows in</th><td>100</td><td>0</td>' in currents
    assert '<th scope="row">What flows out</th><td>0</td><td>100</td>' in currents
    assert "move" not in currents
    assert "<td>Not a reason</td><td><b>A main reason</b></td>" in page
    assert "<td>To learn</td><td><b>To teach or lead</b></td>" in page
    assert page.count('<tr><th scope="row">') == 2 + 32 + 2


def stems_on(page):
    return re.findall(r'<h2>[^<]+</h2><p class="note band-s">([^<]+\?)</p>', page)


def test_answers_stand_under_the_words_that_both_were_asked_with(client):
    before, asked = store_result(client, LISTENER), current().content.sections
    page = read(compared(client, before, store_result(client, LISTENER)))
    assert stems_on(page) == [section.stem for section in asked]
    draft = make_draft()
    draft.sections.filter(dimension=Dimension.PURPOSE).update(stem="What else brings you?")
    draft.publish()
    page = read(compared(client, before, store_result(client, LISTENER)))
    assert stems_on(page) == [section.stem for section in asked[1:]]


def test_it_says_that_both_are_worked_out_anew_on_what_they_share(client, pair):
    page = compared(client, *pair).text
    assert "worked out again here, with today’s scoring, on the 32 questions that both share" in page
    assert "So these numbers can differ" not in page
    assert "What can’t be compared" not in page


def test_a_part_that_only_one_answered_is_no_move_of_the_role_and_is_said_to_be_left_out(client):
    answers = INFLUENCER | make_answers(0, [Dimension.PURPOSE])
    less = {key: value for key, value in answers.items() if key[0] != "P"}
    page = read(compared(client, store_result(client, answers), store_result(client, less)))
    assert "100, then 100" in page.partition("<h3>Role</h3>")[2].partition("<h3>")[0]
    assert "a clear move" not in page
    assert page.partition("The two currents")[2].partition("</section>")[0].count("<td>0</td><td>0</td>") == 1
    said = "A part with too few answers in either is left out of the role and the currents in both."
    assert f"{said} So these numbers can differ from those on each result." in page


def test_both_are_rescored_with_todays_scoring_whatever_was_kept(client, pair):
    Result.objects.update(score=1, role="influenced")
    assert compared(client, *pair).text.count("Up 100: a clear move") == 5


def test_across_versions_only_shared_questions_count_and_the_others_are_named(client):
    before = store_result(client, LISTENER)
    gone = [question.text for question in current().content.sections[0].questions if question.key in LOST]
    make_version(drop=LOST, E1="Reworded only")
    after = store_result(client, {key: value for key, value in INFLUENCER.items() if key not in LOST})
    page = read(compared(client, before, after))
    assert "on the 30 questions that both share. So these numbers can differ from those on each result." in page
    unshared = page.partition("What can’t be compared")[2].partition("</section>")[0]
    assert all(text in unshared for text in gone)
    assert page.count("<td>not asked</td>") == 2
    assert "Reworded only" in page


def test_questions_that_were_turned_round_under_their_keys_stand_twice(client):
    before = store_result(client, LISTENER)
    draft = make_draft()
    statements(draft).filter(key="P1").update(pole="low")
    statements(draft).filter(key="P5").update(pole="high")
    draft.publish()
    page = compared(client, before, store_result(client, INFLUENCER)).text
    assert "on the 30 questions that both share" in page
    assert page.count("<td>not asked</td>") == 4
    assert page.count("<td><b>") == 30  # an answer that has none beside it did not change


def test_statements_that_mean_something_else_in_the_same_words_are_named_once(client):
    before, section = store_result(client, LISTENER), current().content.sections[0]
    make_draft().publish(new_keys={question.key: f"P{70 + at}" for at, question in enumerate(section.questions)})
    after = store_result(client, {key: value for key, value in THREES.items() if key[0] != "P"})
    page = compared(client, before, after).text
    unshared = page.partition("What can’t be compared")[2].partition("</section>")[0]
    assert re.findall("<li>(.*?)</li>", unshared) == [question.text for question in section.questions]


def test_a_part_with_too_few_answers_is_named_as_not_comparable(client):
    page = compared(
        client,
        store_result(client, {key: value for key, value in HALF.items() if key[0] != "C"}),
        store_result(client, HALF),
    )
    assert page.text.count("Not comparable") == 1
    page = compared(client, store_result(client, TOO_FEW), store_result(client, HALF)).text
    assert page.count("Not comparable") == 5
    assert "not known" in page
    assert '<p class="lede' not in page  # nothing is said of the roles in short


def test_both_labels_are_shown_as_text(client, pair):
    Attempt.objects.filter(pk=id_of(pair[0])).update(label="<i>work")
    Attempt.objects.filter(pk=id_of(pair[1])).update(label="עבודה")
    page = compared(client, *pair).text
    heads = 1 + 4  # of the currents, and of each part
    assert page.count("<bdi>&lt;i&gt;work</bdi>") == page.count("<bdi>עבודה</bdi>") == 2 + heads  # the card, the legend


def test_two_of_one_day_are_told_apart_by_the_time_wherever_they_are_named(client, pair):
    noon = timezone.localtime().replace(hour=12, minute=0)
    for address, at in zip(pair, (noon, noon.replace(hour=15)), strict=True):
        Result.objects.filter(pk=id_of(address)).update(finished_at=at)
    page = read(compared(client, *pair))
    long, short = date_format(noon, "j F Y"), date_format(noon, "j M Y")
    assert f"<h1>{long}, 12:00 next to {long}, 15:00</h1>" in page
    assert page.count(f'aria-label="{long}, 12:00"') == 1
    assert re.findall(r'<p class="eyebrow">(.*?)</p>', page) == [f"{short}, 12:00", f"{short}, 15:00"]
    assert re.search(rf"Open circle: {long}, 12:00 <.*Filled: {long}, 15:00 <", page)
    assert len(re.findall(rf'<th scope="col">\s*{short}, 12:00\s*</th>', page)) == 1 + 4


def test_the_list_leads_to_an_address_that_can_be_kept(client, pair):
    response = client.get(COMPARE, {"pick": [id_of(address) for address in pair]})
    assert response.status_code == 302
    assert response.url.startswith(f"{COMPARE}?a=")
    assert client.get(response.url).status_code == 200


ODD = (
    "",
    "a={0}",
    "b={0}",
    "a={0}&b=",
    "a={0}&b={0}",
    "a=x&b=y",
    "a=%00&b={0}",
    "a={0}&b=" + "9" * 5000,
    "pick={0}",
    "pick={0}&pick={1}&pick=x",
    "pick={0}&pick={0}",
    "pick=%0D%0Ax:+y&pick=%C3%BC",
)


@pytest.mark.parametrize("query", ODD)
def test_any_other_number_than_two_gets_a_plain_word_and_the_way_back(client, pair, query):
    response = client.get(f"{COMPARE}?{query.format(*map(id_of, pair))}", follow=True)
    assert response.status_code == 200
    assert "Pick two results" in response.text
    assert f'href="{reverse("history")}"' in response.text


@pytest.mark.parametrize("who", ["stranger", "another browser", "another person"])
def test_results_of_another_are_not_there(client, pair, who):
    other = Client()
    if who == "another person":
        other.force_login(make_user("ben"))
    own = id_of(store_result(other, THREES)) if who != "stranger" else str(uuid.uuid4())
    for query in ({"a": id_of(pair[0]), "b": id_of(pair[1])}, {"a": id_of(pair[0]), "b": own}):
        assert other.get(COMPARE, query).status_code == 404


def test_an_unfinished_attempt_is_no_result(client, pair):
    unfinished = make_attempt(visitor_at(client), THREES)
    assert client.get(COMPARE, {"a": id_of(pair[0]), "b": unfinished.pk}).status_code == 404


def test_results_that_are_deleted_while_they_are_compared_are_not_there(client, pair):
    query = {"a": id_of(pair[0]), "b": id_of(pair[1])}
    with meanwhile(Attempt.objects.all().delete, before=READING_RESULTS):
        assert client.get(COMPARE, query).status_code == 404


def test_two_results_cost_two_queries_and_one_when_looked_at_again(client, pair, django_assert_num_queries):
    published_document(current().fingerprint)
    with django_assert_num_queries(2):
        compared(client, *pair)
    with django_assert_num_queries(1):
        compared(client, *pair)


def since_on(client, address):
    """Return where a result leads to see what has changed, [] where it does not."""
    page = client.get(address).text
    return [unescape(link) for link in re.findall(r'<a href="([^"]*)">What has changed since', page)]


def query_of(one, other):
    return f"{COMPARE}?{urlencode({'a': id_of(one), 'b': id_of(other)})}"


def test_a_result_leads_to_what_has_changed_since_the_one_before(client, pair):
    first, second = pair
    third = store_result(client, THREES)
    assert [since_on(client, address) for address in (first, second, third)] == [
        [],
        [query_of(first, second)],
        [query_of(second, third)],
    ]
    assert client.get(query_of(second, third)).status_code == 200


def test_a_result_is_set_beside_the_last_that_has_no_other_label(client, pair):
    first, second = pair
    third, fourth = store_result(client, THREES), store_result(client, THREES)
    label = {first: "work", second: "home", third: "work", fourth: ""}
    for address, given in label.items():
        Attempt.objects.filter(pk=id_of(address)).update(label=given)
    assert since_on(client, second) == []
    assert since_on(client, third) == [query_of(first, third)]
    assert since_on(client, fourth) == [query_of(third, fourth)]
    Attempt.objects.filter(pk=id_of(second)).update(label="")
    assert since_on(client, third) == [query_of(second, third)]


def test_what_is_deleted_or_somebody_elses_or_unfinished_is_nothing_to_look_back_to(client, pair):
    first, second = pair
    assert since_on(client, second)
    Attempt.objects.filter(pk=id_of(first)).delete()
    assert since_on(client, second) == []
    store_result(Client(), THREES)
    make_attempt(visitor_at(client), THREES)
    assert since_on(client, store_result(client, THREES)) != []
    assert since_on(client, second) == []

"""Sharing the headline of a result: who may switch it, what others see, and how it ends."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from making import FIVES, INFLUENCER, LISTENER, THREES, TOO_FEW, make_user
from meanwhile import meanwhile
from owning import make_link, result_at, store_result
from reading import read

from assessment.models import Attempt, Share

pytestmark = pytest.mark.usefixtures("published")

DAYS = (7, 30, 90)
LABEL = "my secret allotment"


def make_result(client, answers=INFLUENCER, **context):
    return result_at(store_result(client, answers, **context))


def switch(result):
    """Return the address of the owner's page."""
    return reverse("share", args=[result.pk])


def test_nothing_is_shared_until_its_owner_says_so(client):
    other = Client()
    make_link(other, make_result(other))
    result = make_result(client)
    page = client.get(switch(result)).text
    assert "Sharing is off." in page
    assert "/shared/" not in page.replace("/shared/image/", "")
    assert not Share.objects.filter(result=result).exists()


def test_the_title_tells_whether_it_is_on(client):
    result = make_result(client)
    assert "<title>Share the headline only" in read(client.get(switch(result)))
    make_link(client, result)
    assert "<title>Sharing is on" in read(client.get(switch(result)))


def test_the_result_page_leads_to_sharing_which_says_what_it_shows_and_leads_back(client):
    result = make_result(client)
    address = reverse("result", args=[result.pk])
    assert f'href="{switch(result)}">Share the headline only' in client.get(address).text
    page = client.get(switch(result)).text
    assert "your role and spectrum, never your answers" in page
    assert f'href="{address}">Back to your result' in page


def test_the_owner_previews_exactly_what_others_see(client):
    result = make_result(client)
    before = client.get(switch(result)).text
    theirs = Client().get(make_link(client, result)).text
    seen = theirs.partition('<div class="shown">')[2].partition("</main>")[0].strip()
    assert "You’re clearly" in seen
    assert re.sub(r"(</?h)1>", r"\g<1>3>", seen) in before


def test_switching_on_makes_one_link_however_often_it_is_pressed(client):
    result = make_result(client)
    link = make_link(client, result)
    assert make_link(client, result, days=7) == link
    page = client.get(switch(result)).text
    assert f'href="http://testserver{link}"' in page
    assert "It works until you switch it off." in page


@pytest.mark.parametrize("days", DAYS)
def test_a_link_can_be_made_to_end(client, days):
    result = make_result(client)
    make_link(client, result, days)
    end = Share.objects.get().expires_at
    assert abs(end - timezone.now() - timedelta(days=days)) < timedelta(minutes=1)
    assert f"It works until {end:%-d %B %Y}" in client.get(switch(result)).text


def test_without_an_account_no_link_outlives_its_result_and_that_is_said(client, settings):
    settings.ANONYMOUS_DAYS = 60
    result = make_result(client)
    Attempt.objects.update(finished_at=datetime(2026, 3, 9, 12, tzinfo=UTC))
    said = "Without an account the result is kept until 8 May 2026, and no link to it works after that."
    assert said in client.get(switch(result)).text
    for days in (7, 90, ""):
        make_link(client, result, days)
        assert said in client.get(switch(result)).text
    user = make_user()
    Attempt.objects.all().give_to(user.pk)
    client.force_login(user)
    assert "no link to it" not in client.get(switch(result)).text


def test_how_long_a_link_works_is_no_question_of_the_questionnaire(client):
    page = client.get(switch(make_result(client))).text
    assert 'value="" checked>Until I switch it off' in page
    assert "Rather not say" not in page
    assert "This adds no points" not in page


@pytest.mark.parametrize("days", ["1", "-7", "0", "7.5", "9" * 400, "x", "\x00"])
def test_a_made_up_end_is_refused_and_shares_nothing(client, days):
    result = make_result(client)
    response = client.post(switch(result), {"days": days})
    assert response.status_code == 200
    assert 'class="err"' in response.text
    assert not Share.objects.exists()


def test_a_token_has_128_bits_at_least_and_is_new_every_time(client):
    result = make_result(client)
    tokens = set()
    for _ in range(20):
        make_link(client, result)
        tokens.add(Share.objects.get().token)
        client.post(switch(result), {"off": "1"})
    assert len(tokens) == 20
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{22,}", token) for token in tokens)  # 6 bits each


def test_others_see_verdict_spectrum_drawing_and_day(client):
    result = make_result(client)
    page = Client().get(make_link(client, result)).text
    assert '<h1>“You’re clearly <span class="out">influencing</span>”</h1>' in page
    assert f"{result.finished_at:%-d %B %Y}" in page
    assert 'class="hill"' in page
    assert "100 of 100, likely between 92 and 100, on the line from influenced, 0, to influencing, 100." in page
    assert page.partition('stroke="url(#in)"')[2].partition("</g>")[0].count("<path") == 0
    assert page.partition('stroke="url(#out)"')[2].partition("</g>")[0].count("<path") == 25
    assert page.count('class="btn"') == 1
    assert 'href="/">Find out yours</a>' in page
    assert "how you use social media" in page.partition("<main")[2]


@pytest.mark.parametrize("answers", [INFLUENCER, LISTENER, THREES, FIVES])
def test_nothing_private_is_in_what_others_get(client, answers):
    client.force_login(make_user("ada-lovelace", email="ada@secret.example", first_name="Augusta"))
    result = make_result(client, answers, main_purpose="teach", occupation="owner", self_view="both")
    Attempt.objects.update(label=LABEL)
    response = Client().get(make_link(client, result))
    page = response.text + str(response.headers)
    kept, document = result.read(), result.document
    private = [LABEL, "ada-lovelace", "ada@secret.example", "Augusta", str(result.pk), result.pk.hex]
    private += [text for piece in document.advice for text in (piece.title, piece.why, piece.next_action)]
    private += [question.text for section in document.sections for question in section.questions]
    private += [label for section in document.sections for label in section.labels]
    private += [section.name for section in document.sections]
    private += ["This week", "What shapes you", "Drawing of your result"]
    assert kept.advice.shown
    assert [text for text in private if text in page] == []


def test_the_drawing_tells_no_more_than_the_score(client):
    """Much flows both ways for the one and little for the other; both score 50."""
    pages = []
    for answers in (FIVES, dict.fromkeys(FIVES, 1)):
        owner = Client()
        pages.append(Client().get(make_link(owner, make_result(owner, answers))).text)
    drawings = [page.partition('class="flow')[2].partition("</svg>")[0] for page in pages]
    assert drawings[0] == drawings[1]


def test_a_shared_page_asks_not_to_be_found_followed_or_kept(client):
    response = Client().get(make_link(client, make_result(client)))
    assert response["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in response.text
    assert response["Referrer-Policy"] == "no-referrer"
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"


def test_a_shared_page_leaves_no_cookie_and_is_the_same_for_everyone(client):
    link = make_link(client, make_result(client))
    signed_in = Client()
    signed_in.force_login(make_user("ben"))
    stranger = Client()
    pages = [visitor.get(link) for visitor in (stranger, signed_in, client)]
    assert len({page.content for page in pages}) == 1
    assert not any(page.cookies for page in pages)
    assert not stranger.cookies


@pytest.mark.parametrize("ended", ["switched off", "expired", "deleted"])
def test_a_link_that_has_ended_is_gone_at_once_like_one_that_never_was(client, ended):
    result = make_result(client)
    link = make_link(client, result)
    assert Client().get(link).status_code == 200
    if ended == "switched off":
        client.post(switch(result), {"off": "1"})
    elif ended == "expired":
        Share.objects.update(expires_at=timezone.now())
    else:
        result.attempt.delete()
    gone, unknown = Client().get(link), Client().get("/shared/AAAAAAAAAAAAAAAAAAAAAA/")
    assert gone.status_code == unknown.status_code == 404
    assert gone.content == unknown.content
    assert "the result was deleted, or is no longer shared;" in gone.text


def test_switching_off_forgets_the_link_and_no_other_and_says_so(client):
    other = Client()
    theirs = make_link(other, make_result(other))
    result = make_result(client)
    make_link(client, result)
    page = client.post(switch(result), {"off": "1"}, follow=True).text
    assert "Sharing is switched off." in page
    assert "Where you posted it, its picture may stay." in page
    assert not Share.objects.filter(result=result).exists()
    assert client.get(theirs).status_code == 200


def test_after_an_end_a_new_link_can_be_made_and_the_old_one_stays_dead(client):
    result = make_result(client)
    old = make_link(client, result, 7)
    Share.objects.update(expires_at=timezone.now())
    assert "Sharing is off." in client.get(switch(result)).text
    new = make_link(client, result)
    assert Client().get(new).status_code == 200
    assert Client().get(old).status_code == 404


@pytest.mark.parametrize("token", ["%00", "x" * 3000, "a.b", "%F0%9F%98%80", "a%0Ab", "image"])
def test_an_odd_token_is_not_there(client, token):
    assert client.get(f"/shared/{token}/").status_code == 404


def test_a_result_that_is_deleted_while_it_is_shared_is_not_there(client):
    result = make_result(client)
    with meanwhile(Attempt.objects.all().delete, before="SAVEPOINT"):
        assert client.post(switch(result)).status_code == 404
    assert not Share.objects.exists()


def test_a_result_without_a_role_cannot_be_shared_and_says_so(client):
    result = make_result(client, TOO_FEW)
    for response in (client.get(switch(result)), client.post(switch(result), {"days": ""})):
        assert response.status_code == 200
        assert "This result can’t be shared" in response.text
    assert not Share.objects.exists()
    assert switch(result) not in client.get(reverse("result", args=[result.pk])).text


@pytest.mark.parametrize("signed_in", [False, True])
def test_the_switch_takes_three_queries_and_two_for_who_is_signed_in(client, django_assert_num_queries, signed_in):
    if signed_in:
        client.force_login(make_user())
    result = make_result(client)
    make_link(client, result)
    with django_assert_num_queries(3 + 2 * signed_in):
        client.get(switch(result))


def test_what_others_see_takes_one_query(client, django_assert_num_queries):
    link = make_link(client, make_result(client))
    with django_assert_num_queries(1):
        client.get(link)

"""What programs show beside a link to the site or to a shared headline: a title, a few words and a picture."""

import re
import struct

import pytest
from django.test import Client
from making import FIVES, INFLUENCER, THREES
from owning import make_link, result_at, store_result

from assessment.scoring.vocabulary import Firmness, Role
from assessment.views.pictures import ALL_PICTURES, headline_drawn, usual_place, words

PICTURES = pytest.mark.parametrize("picture", ["/picture.png", "/shared/image/influenced-leaning-40.png"])


def shared_by(client, answers=INFLUENCER):
    """Return the address at which others see the headline of these answers."""
    return make_link(client, result_at(store_result(client, answers)))


def beside(link):
    """Return what programs show beside a link, by name."""
    page = Client().get(link).text
    return dict(re.findall(r'<meta (?:property|name)="((?:og|twitter):[^"]+)" content="([^"]*)">', page))


def test_a_link_to_the_site_comes_with_its_question_and_a_picture(published):
    told = beside("/")
    assert told["og:url"] == "http://testserver/"
    assert told["og:image"] == "http://testserver/picture.png"
    assert told["og:title"] == told["og:image:alt"] == "Are you influenced or influencing?"
    assert told["og:description"].startswith("Answer short statements about how you use social media.")
    assert told["twitter:card"] == "summary_large_image"


def test_a_link_tells_other_sites_what_to_show_with_it(client, published):
    link = shared_by(client)
    told = beside(link)
    assert told["og:url"] == f"http://testserver{link}"
    assert told["og:image"] == "http://testserver/shared/image/influencing-clear-100.png"
    assert told["og:image:alt"] == "You’re clearly influencing"
    assert told["og:title"] == "Clearly influencing"
    assert (told["og:image:width"], told["og:image:height"]) == ("1200", "630")
    assert told["twitter:card"] == "summary_large_image"


@PICTURES
def test_the_picture_is_a_png_of_the_size_that_other_sites_expect(client, picture):
    response = client.get(picture)
    assert response["Content-Type"] == "image/png"
    assert response.content.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", response.content[16:24]) == (1200, 630)


@PICTURES
def test_the_picture_may_be_shown_and_kept_by_everyone_and_needs_no_database(client, picture):
    """Without the `db` fixture any query would fail."""
    response = client.get(picture)
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert response["Cache-Control"] == "public, max-age=2592000"
    assert "Vary" not in response
    assert not response.cookies


def test_two_people_with_the_same_headline_have_the_same_picture(client, published):
    pictures = [beside(shared_by(Client(), answers))["og:image"] for answers in (FIVES, THREES)]
    assert pictures[0] == pictures[1] == "http://testserver/shared/image/influenced-close-50.png"
    assert client.get(pictures[0]).status_code == 200


@pytest.mark.parametrize(
    "name",
    [
        "influenced-clear-101.png",
        "influenced-clear--1.png",
        "influenced-clear-05.png",
        "influenced-clear-1e1.png",
        "influenced-clear-٣.png",
        "influenced-clear-9.svg",
        "influenced-clear-9.png%0A",
        "influenced-sure-9.png",
        "reader-clear-9.png",
        "Influenced-clear-9.png",
        "influenced-clear-90.png",
        "influencing-clear-9.png",
    ],
)
def test_a_picture_of_what_cannot_be_found_is_not_there(client, name):
    assert client.get(f"/shared/image/{name}").status_code == 404


def test_a_picture_of_the_middle_says_no_more_than_it_knows():
    assert words(Role.INFLUENCED, Firmness.CLOSE, 50) == "Close, in the middle"
    assert words(Role.INFLUENCING, Firmness.CLOSE, 50) == "Close, a little more influencing"
    assert words(Role.INFLUENCED, Firmness.CLOSE, 49) == "Close, a little more influenced"


def test_words_can_be_read_on_a_picture():
    pictures = [headline_drawn(Role.INFLUENCED, firmness, 40) for firmness in (Firmness.CLOSE, Firmness.LEANING)]
    assert pictures[0] != pictures[1]  # all but the words is the same


@pytest.mark.parametrize(("score", "hill"), [(50, (39, 61)), (4, (0, 15)), (95, (84, 100))])
def test_a_picture_has_its_score_under_a_hill_that_stays_on_the_track(score, hill):
    place = usual_place(score)
    assert (place.dot, (place.start, place.start + place.width)) == (score, hill)


@pytest.mark.parametrize("role", Role)
def test_a_score_that_rounds_to_the_middle_has_a_picture_whatever_its_side(client, role):
    assert client.get(f"/shared/image/{role}-close-50.png").status_code == 200


def test_a_picture_is_drawn_once_and_all_there_can_be_are_kept(client):
    headline_drawn.cache_clear()
    for _ in range(3):
        client.get("/shared/image/influencing-close-52.png")
    assert headline_drawn.cache_info().misses == 1
    assert headline_drawn.cache_info().maxsize == ALL_PICTURES == 306

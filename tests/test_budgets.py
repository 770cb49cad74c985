"""What a visit weighs: pages, styles, scripts and font as they travel, compressed with brotli where text is."""

import re
from pathlib import Path

import brotli
import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse
from making import FIVES, INFLUENCER, answer_all, begin, review_of, section_of, take
from owning import store_result

from assessment.scoring.vocabulary import Dimension
from influence_site.compression import LONG

KILOBYTE = 1024
FIRST_PAINT, PAGE, SCRIPTS, FONT = 14, 8, 4, 20
# Who gets the longest result of all that were looked for: some thousand people made up, the worst changed as often.
HEAVIEST = dict(zip(sorted(FIVES), map(int, "54444444444544555541445454235455"), strict=True))
# The same of those that are just too short to be compressed hard, by those who see themselves as both.
NEARLY_LONG = dict(zip(sorted(FIVES), map(int, "11513255452244533452543312142554"), strict=True))
BLOCKING = re.compile(r"<link rel=\"stylesheet\"|<script(?![^>]* defer>)")
FOOTER = re.compile(r"<footer.*</footer>", re.DOTALL)


def weight(content):
    """Return what a static text weighs on its way, in kilobytes."""
    return len(brotli.compress(content)) / KILOBYTE


def page_weight(client, address):
    response = client.get(address, headers={"Accept-Encoding": "br"})
    assert response.status_code == 200
    assert response["Content-Encoding"] == "br"
    return len(response.content) / KILOBYTE


def file(name):
    return Path(finders.find(name)).read_bytes()


def public_pages(client):
    """Return the start page and all that its footer leads to."""
    start = client.get(reverse("start")).text
    return [reverse("start"), *re.findall(r'href="(/[^"#?]*)"', FOOTER.search(start)[0])]


def test_every_public_page_is_light(client, published):
    weights = {address: page_weight(client, address) for address in public_pages(client)}
    assert {address: kilobytes for address, kilobytes in weights.items() if kilobytes > PAGE} == {}


def test_every_page_on_the_way_is_light(client, published):
    attempt = begin(client)
    answer_all(client, attempt, FIVES)
    addresses = [section_of(attempt, dimension) for dimension in Dimension]
    assert all(page_weight(client, address) <= PAGE for address in [*addresses, review_of(attempt)])


@pytest.mark.parametrize("answers", [INFLUENCER, FIVES, {}])
def test_a_result_is_light(client, published, answers):
    assert page_weight(client, take(client, answers, main_purpose="enjoy")) <= PAGE


def test_a_history_and_a_ledger_are_light(client, published):
    addresses = [store_result(client, answers, main_purpose="enjoy") for answers in [INFLUENCER, FIVES] * 10]
    assert page_weight(client, reverse("history")) <= PAGE
    assert page_weight(client, f"{addresses[0]}ledger/") <= PAGE


def test_the_styles_leave_any_page_its_room_in_the_first_paint():
    assert weight(file("css/site.css")) <= FIRST_PAINT - PAGE


@pytest.mark.parametrize(
    ("answers", "self_view"), [(FIVES, "influencing"), (HEAVIEST, "influencing"), (NEARLY_LONG, "both")]
)
def test_the_longest_results_have_room_in_the_first_paint(client, published, answers, self_view):
    store_result(client, FIVES)
    page = page_weight(client, take(client, answers, main_purpose="teach", self_view=self_view))
    over = KILOBYTE * (page + weight(file("css/site.css")) - FIRST_PAINT)
    assert over <= 0, f"{over:.0f} bytes too many: take them off the result's page or the styles"


def test_one_of_them_is_just_too_short_to_be_compressed_hard(client, published):
    store_result(client, FIVES)
    page = client.get(take(client, NEARLY_LONG, main_purpose="teach", self_view="both"))
    assert LONG - 500 < len(page.content) <= LONG


def test_the_first_paint_waits_for_nothing_but_the_styles(client, published):
    for address in (reverse("start"), take(client, FIVES), section_of(begin(client))):
        assert BLOCKING.findall(client.get(address).text) == ['<link rel="stylesheet"']


def test_all_scripts_together_are_light():
    scripts = Path(finders.find("js")).glob("*.js")
    assert sum(weight(script.read_bytes()) for script in scripts) <= SCRIPTS


def test_the_one_font_is_light():
    assert re.findall(r"url\(\"([^\"]*)\"\)", file("css/site.css").decode()) == ["../font/display.woff2"]
    assert len(file("font/display.woff2")) / KILOBYTE <= FONT

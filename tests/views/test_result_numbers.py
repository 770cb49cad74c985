"""A result draws, says and lists the same numbers, each in its own place, and its ledger adds up to them."""

import re
from collections import Counter
from decimal import Decimal
from html import unescape
from operator import attrgetter

import pytest
from hypothesis import HealthCheck, example, given, settings
from making import INFLUENCER, KEYS, LISTENER, make_answers
from owning import result_at, store_result
from reading import read
from sittings import sittings_with_a_role

from assessment.scoring.rounding import half_up
from assessment.scoring.vocabulary import Dimension

# All numbers of this person differ from each other; they were worked out by hand.
VALUES = {
    Dimension.PURPOSE: (4, 4, 4, 3, 3, 3, 5, 3),
    Dimension.ENGAGEMENT: (4, 3, 3, 4, 2, 2, 3, 2),
    Dimension.AUTHENTICITY: (4, 2, 4, 3, 5, 1, 4, 2),
    Dimension.CONVERSATION: (4, 3, 3, 2, 4, 3, 3, 2),
}
ANSWERS = {key: value for part, values in VALUES.items() for key, value in zip(KEYS[part], values, strict=True)}
LISTED = [
    ("Role: influenced to influencing", "57", "47 to 67"),
    ("Purpose: “here to learn” to “here to lead”", "59", "43 to 76"),
    ("Engagement habits: “looking on” to “joining in”", "53", "37 to 69"),
    ("Authenticity: “led by others’ eyes” to “own voice”", "78", "63 to 93"),
    ("Conversing: “announcing” to “conversing”", "63", "48 to 77"),
    ("What flows in", "50", "no range"),
    ("What flows out", "63", "no range"),
    ("What you want", "59", "no range"),
    ("What you do", "56", "no range"),
]


@pytest.fixture
def page(client, published):
    return unescape(read(client.get(store_result(client, ANSWERS))))


def places(page, kind):
    """Where the dots of a kind lie, in whole percent."""
    return [int(float(place) + 0.5) for place in re.findall(rf'<circle class="{kind}" cx="([\d.]+)%"', page)]


def test_the_table_lists_every_number_with_its_range(page):
    table = page.partition("The same numbers as a table")[2].partition("</table>")[0]
    rows = re.findall(r'<th scope="row">(.*?)</th><td>(.*?)</td><td>(.*?)</td>', table)
    assert [tuple(re.sub(r"</?bdi>", "", cell) for cell in row) for row in rows] == LISTED


def test_every_dot_lies_where_its_number_says(page):
    assert places(page, "mark") == [57, 59, 53, 78, 63, 56]
    assert places(page, "hollow") == [59]


def test_words_beside_the_drawings_say_the_same(page):
    flow = "13 lines flow in to you, what shapes you, and 16 flow out, what you shape."
    assert f'role="img" aria-label="Drawing of your result: {flow}"' in page
    assert "<strong>57 of 100</strong>, likely <strong>between <bdi>47 and 67</bdi></strong>" in page
    assert "Best estimate 57, likely between 47 and 67: Leaning influencing." in page
    assert re.findall(r'<span class="note"> (\w+), <bdi>(\d+ to \d+)</bdi>', page) == [
        ("Leaning", "43 to 76"),
        ("Close", "37 to 69"),
        ("Clear", "63 to 93"),
        ("Leaning", "48 to 77"),
    ]
    assert "<li>What you want, 59</li><li>What you do, 56</li>" in page
    assert "What you want, 59, and what you do, 56, on one line from influenced, 0, to influencing, 100." in page
    assert "You’re here more to lead than to learn and take part.</p></div>" in page


def numbers(text):
    """Read the numbers that stand alone in their cells, the sign a minus sign, a plus sign or none."""
    told = re.findall(r">([+\N{MINUS SIGN}]?[\d.]+)</(?:bdi|td|strong)>", text)
    return [Decimal(number.replace("\N{MINUS SIGN}", "-")) for number in told]


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(answers=LISTENER)
@example(answers=INFLUENCER | make_answers(0, [Dimension.AUTHENTICITY]))
@given(answers=sittings_with_a_role().map(attrgetter("values")))
def test_the_points_of_the_ledger_add_up_to_the_score_of_the_result(client, published, answers):
    address = store_result(client, answers)
    parts, _, sums = client.get(f"{address}ledger/").text.partition('class="band-s sums"')
    counted = []
    for part in parts.split("<tbody>")[1:]:
        *points, total = numbers(part)
        assert sum(points) == total
        counted.append(len(points))
    asked = Counter(key[0] for key in answers)
    assert counted == [asked[letter] for letter in "PEAC"]
    *shares, total = numbers(sums)
    score = result_at(address).read().finding.standing.score
    # Each rounded from the exact score: 55.46875 is 55.5 here and 55 there.
    assert sum(shares) == total == Decimal(half_up(score * 10)) / 10
    assert f"<strong>{half_up(score)} of 100</strong>" in client.get(address).text

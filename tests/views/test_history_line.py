"""The line through the results of a history: a dot for each, in numbers and in words."""

import re
from datetime import UTC, datetime

import pytest
from django.utils import timezone
from histories import history_text, make_results
from making import INFLUENCER, LISTENER, THREES, TOO_FEW, make_attempt
from owning import visitor_at

from assessment.models import Result

pytestmark = pytest.mark.usefixtures("published")


def test_the_line_has_a_dot_for_every_role_and_says_so_in_words(owner):
    make_results(owner, LISTENER, TOO_FEW, THREES, INFLUENCER)
    page = history_text(owner)
    drawing = page.partition('<div class="plot')[2].partition('<ol class="x')[0]
    assert drawing.count('class="mark"') == drawing.count('class="hill"') == 3
    assert drawing.count('class="path"') == 2
    assert "0, to influencing, 100: 0, likely 0 to 9, on " in drawing
    assert "style=" not in page


def test_the_line_leads_from_dot_to_dot_each_over_its_score(owner):
    make_results(owner, LISTENER, THREES, INFLUENCER)
    plot = history_text(owner).partition('<div class="plot')[2].partition("</ol>")[0]
    assert re.findall(r'class="mark" cx="([\d.]+)%" cy="([\d.]+)%"', plot) == [
        ("16.7", "100"),
        ("50.0", "50"),
        ("83.3", "0"),
    ]
    assert re.findall(r'class="path" x1="([\d.]+)%" y1="(\d+)%" x2="([\d.]+)%" y2="(\d+)%"', plot) == [
        ("16.7", "100", "50.0", "50"),
        ("50.0", "50", "83.3", "0"),
    ]
    assert re.findall(r"<b>(\d+)</b>", plot) == ["0", "50", "100"]


def test_the_line_shows_the_latest_dozen_and_says_that(owner):
    make_results(owner, INFLUENCER, *[THREES] * 12)
    page = history_text(owner)
    assert "to influencing, 100: 50, likely" in page
    assert "From “Clearly influencing” to" in page
    assert page.count('class="hill"') == 12
    assert "The line shows only the latest 12 that name a role." in page


def test_a_line_with_every_role_says_that_no_role_has_no_place_on_it_and_speaks_of_no_others(owner):
    make_results(owner, TOO_FEW, LISTENER, INFLUENCER)
    page = history_text(owner)
    assert "A result that names no role has no place on the line." in page
    assert "only the latest" not in page


@pytest.mark.parametrize(("ago", "named"), [((1, 0), True), ((1,), True), ((0,), False)])
def test_the_line_names_years_unless_all_is_of_this_one(owner, ago, named):
    years = [timezone.localdate().year - one for one in ago]
    for year in years:
        at = datetime(year, 1, 1, 12, tzinfo=UTC)
        Result.objects.finish(make_attempt(visitor_at(owner), THREES), at=at)
    dates = history_text(owner).partition('<ol class="x')[2].partition("</ol>")[0]
    assert re.findall(r"<li>1 Jan<br>(\d*)", dates) == [str(year) if named else "" for year in years]

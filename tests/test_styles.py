"""What the styles say holds beyond Chromium: Safari knows less, and a picture or the bar of a browser reads none."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
STYLES = (ROOT / "static/css/site.css").read_text()
WITH_MORE_THAN_A_LINE = re.compile(r"text-decoration: [\w-]+ [^;]+;")
COLOUR = re.compile(r"#[0-9a-f]{6}\b")


def test_safari_draws_every_underline_since_its_thickness_is_said_apart():
    assert "text-decoration: underline;" in STYLES
    assert WITH_MORE_THAN_A_LINE.findall(STYLES) == []


@pytest.mark.parametrize("name", ["picture.svg", "parts/head_links.html"])
def test_what_is_coloured_without_the_styles_has_their_colours(name):
    written = COLOUR.findall((ROOT / "templates/assessment" / name).read_text())
    assert written
    assert set(written) <= set(re.findall(r"--[\w-]+: (#\w+);", STYLES))

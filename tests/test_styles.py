"""The styles say what every engine knows: Chromium, in which the other tests look at pages, knows more than Safari."""

import re
from pathlib import Path

STYLES = Path(__file__).parents[1] / "static/css/site.css"
WITH_MORE_THAN_A_LINE = re.compile(r"text-decoration: [\w-]+ [^;]+;")


def test_safari_draws_every_underline_since_its_thickness_is_said_apart():
    assert "text-decoration: underline;" in STYLES.read_text()
    assert WITH_MORE_THAN_A_LINE.findall(STYLES.read_text()) == []

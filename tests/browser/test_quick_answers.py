"""An answer shows at once, also on a slow phone: `make lighthouse` tells after how long, here is why."""

import pytest

from bench.interacting import KEYS, PAUSE, click

# The answer itself, and "Saved at" where it comes just then.
LAYOUTS = 2


@pytest.fixture
def layouts(page):
    """Return a function that tells how often the browser has laid out the page."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")

    def layouts():
        metrics = session.send("Performance.getMetrics")["metrics"]
        return next(one["value"] for one in metrics if one["name"] == "LayoutCount")

    return layouts


def test_the_page_is_laid_out_once_for_an_answer_by_mouse(page, layouts):
    for scale in page.locator(".scale").all():
        before = layouts()
        click(scale.locator(".opt").last)
        assert layouts() - before <= LAYOUTS


def test_the_page_is_laid_out_once_for_an_answer_by_key(page, layouts):
    page.locator(".scale input").first.focus()
    for number in KEYS:
        before = layouts()
        page.keyboard.press(number)
        page.wait_for_timeout(PAUSE)  # as after a click: a layout too many may come a little later
        assert layouts() - before <= LAYOUTS

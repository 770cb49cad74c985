"""Saving as one goes: what a page says of it, what has arrived, and what can befall it on its way."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, Route

from assessment.models import Attempt

SAVED = re.compile(r"^Saved at \d\d:\d\d$")
UNSAVED = "Not saved yet. Keep this page open; we’ll try again."

SAVES = "**/take/**"
SOON, LATER = 1_500, 10_500
"""Milliseconds after which a page has saved what was chosen, and has tried again what was refused or not answered."""


def save_status(page: Page) -> Locator:
    """Return the element in which the page says what was saved and what was not."""
    return page.locator("form p[role=status]")


def stored() -> dict[str, int | str]:
    """Return what the server holds of the only attempt."""
    return Attempt.objects.get().answers


def wait_for(page: Page, ask: Callable[[], object], wanted: object) -> None:
    """Wait a few seconds at most until asking gives what is wanted; the page keeps running meanwhile."""
    for _ in range(100):
        if ask() == wanted:
            return
        page.wait_for_timeout(50)
    assert ask() == wanted


def hold_back(page: Page, address: str = SAVES, *, times: int = 1) -> list[Route]:
    """Let the next requests to an address wait on their way; return the list in which they wait."""
    held: list[Route] = []
    page.route(address, lambda route, _request: held.append(route), times=times)
    return held


def refuse_next(page: Page) -> None:
    """Let the site be unable to take the next save."""
    page.route(SAVES, lambda route, _request: route.fulfill(status=503), times=1)


def lose_network(page: Page) -> None:
    """Cut off a page that has all that it needs to be seen."""
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)

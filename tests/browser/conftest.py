"""One browser for the whole run, and the visits that tests make with it."""

from contextlib import ExitStack
from functools import partial

import pytest
from browser.find_browser import MISSING, found
from browser.walking import copy_cookies, press
from browser.watching import watched
from playwright.sync_api import sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # From here on for speed: one light process draws what is looked at. Chromium gains a third, its shell a tenth.
    "--disable-extensions",
    "--disable-component-extensions-with-background-pages",
    "--in-process-gpu",
    "--renderer-process-limit=1",
    "--disable-site-isolation-trials",
    "--disable-features=IsolateOrigins,site-per-process,Translate,MediaRouter,OptimizationHints,PaintHolding",
    "--disable-renderer-backgrounding",
    "--disable-backgrounding-occluded-windows",
]


@pytest.fixture(autouse=True)
def _published(published):
    """Have a question set that visitors take."""


@pytest.fixture(scope="session")
def browser():
    """Start the browser that `make browser` found or installed; its absence is a failure, never a skip."""
    path = found()
    assert path, MISSING
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=path, headless=True, args=FLAGS)


@pytest.fixture
def visit(browser, live_server):
    """Return a function that opens a page of the live site; the test fails if anything went wrong on any of them.

    It takes the path, the expected status, a test client to go on for, and how the visitor looks at it: width (PHONE or
    DESK), colour_scheme ("light" or "dark") and javascript (on or off).
    """
    with ExitStack() as visits:

        def open_page(path="/", *, status=200, as_client=None, **look):
            page = visits.enter_context(watched(browser, live_server.url, **look)).new_page()
            if as_client:
                copy_cookies(as_client, page, live_server.url)
            assert page.goto(path).status == status
            return page

        yield open_page


@pytest.fixture
def page(visit):
    """Begin, and stand on the first page of statements."""
    page = visit("/")
    press(page, "Start now")
    return page


@pytest.fixture
def visit_as_client(visit, client):
    """Return a function that opens an address as whoever uses the test client."""
    return partial(visit, as_client=client)

"""A visit by a real browser, in which nothing goes wrong unseen."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Route

PHONE, DESK = 390, 1280
HEIGHTS = {PHONE: 844, DESK: 900}
ACCESSIBILITY = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NARROW = 320
SCROLL_WIDTH = "document.scrollingElement.scrollWidth"
# A link inside a sentence may be as high as its line; every other target needs 24 px.
LOW_TARGETS = """() => [...document.querySelectorAll("a, button, summary, label")].filter(one => {
    const around = one.closest("p, li");
    const inSentence = one.matches("a") && around && around.innerText.trim() !== one.innerText.trim();
    return one.checkVisibility() && !inSentence && one.getBoundingClientRect().height < 24;
}).map(one => one.outerHTML)"""

# What has words beyond its own edges.
OVERFLOWING = """cells => cells.filter(cell => {
    const words = document.createRange();
    words.selectNodeContents(cell);
    const [inner, outer] = [words.getBoundingClientRect(), cell.getBoundingClientRect()];
    return inner.left < outer.left - .5 || inner.right > outer.right + .5 || inner.bottom > outer.bottom + .5;
}).map(cell => cell.innerText)"""
# How far a table would have to be scrolled sideways to be seen whole.
TABLE_OVERFLOW = (
    "Math.max(0, ...[...document.querySelectorAll('.scroll')].map(one => one.scrollWidth - one.clientWidth))"
)

# Words that stand on more than one line.
BROKEN_WORDS = """places => places.flatMap(one => {
    const texts = document.createTreeWalker(one, NodeFilter.SHOW_TEXT), broken = [];
    while (texts.nextNode()) for (const word of texts.currentNode.textContent.matchAll(/[^\\s-]+/g)) {
        const range = document.createRange();
        range.setStart(texts.currentNode, word.index);
        range.setEnd(texts.currentNode, word.index + word[0].length);
        if (range.getClientRects().length > 1) broken.push(word[0]);
    }
    return broken;
})"""


@contextmanager
def watched(
    browser: Browser,
    origin: str,
    *,
    width: int = PHONE,
    colour_scheme: Literal["light", "dark"] = "light",
    javascript: bool = True,
) -> Iterator[BrowserContext]:
    """Yield a browser context in which `origin` alone can be reached; at its end, fail for all that went wrong."""
    context = browser.new_context(
        base_url=origin,
        viewport={"width": width, "height": HEIGHTS[width]},
        color_scheme=colour_scheme,
        java_script_enabled=javascript,
    )
    troubles = watch(context, origin)
    try:
        yield context
    finally:
        context.close()
    assert not troubles, "\n".join(troubles)


def watch(context: BrowserContext, origin: str) -> list[str]:
    """Return the list that fills with script errors, console errors and foreign requests; the latter are refused."""
    troubles: list[str] = []
    documents: set[str] = set()

    def note_document(request: Request) -> None:
        if request.is_navigation_request():
            documents.add(request.url)

    def note_console(message: ConsoleMessage) -> None:
        # To Chromium a page that answers 404 on purpose is a console error too; its status is for the test to judge.
        about_document = message.text.startswith("Failed to load resource") and message.location["url"] in documents
        if message.type == "error" and not about_document:
            troubles.append(f"console: {message.text} ({message.location['url']})")

    def refuse(route: Route) -> None:
        troubles.append(f"foreign request: {route.request.url}")
        route.abort()

    context.on("request", note_document)
    context.on("console", note_console)
    context.on("weberror", lambda error: troubles.append(f"script: {error.error}"))
    context.route(lambda url: not url.startswith(f"{origin}/"), refuse)
    return troubles


def assert_accessible(page: Page, *, preload: bool = True) -> None:
    """Fail for every rule of WCAG 2.2 AA and of good practice that axe finds broken.

    preload: let axe read style sheets ahead. Off for the admin: Django's sheets import others, which axe reads by
    way of inline styles that our policy forbids.
    """
    options = {"runOnly": ACCESSIBILITY, "resultTypes": ["violations"], "preload": preload}
    page.wait_for_load_state()  # after a click the old page is gone, but the new one's styles may be on their way
    with scripts_on(page):
        broken = Axe().run(page, options=options).response["violations"]
    told = [f"{rule['id']}: {rule['help']}: {place['html']}" for rule in broken for place in rule["nodes"]]
    assert not told, "\n".join(told)


def assert_fits(page: Page) -> None:
    """Fail when a narrow screen would scroll sideways, or a target is hard to hit on it or as wide as the page is."""
    before = page.viewport_size
    assert before
    assert not page.evaluate(LOW_TARGETS)
    page.set_viewport_size({"width": NARROW, "height": 640})
    assert page.evaluate(SCROLL_WIDTH) <= NARROW
    assert not page.evaluate(LOW_TARGETS)
    page.set_viewport_size(before)


def assert_accessible_in_light_and_dark(page: Page) -> None:
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        assert_accessible(page)


def assert_accessible_and_fits(page: Page) -> None:
    """Fail when anything is inaccessible, in light or dark colours, or does not fit a narrow screen."""
    assert_accessible_in_light_and_dark(page)
    assert_fits(page)


@contextmanager
def scripts_on(page: Page) -> Iterator[None]:
    """Let axe, itself a script, look at a page whose scripts are off; without this it would wait for ever."""
    off = page.evaluate("matchMedia('(scripting: none)').matches")
    if not off:
        yield
        return
    page.evaluate("document.querySelectorAll('noscript').forEach(words => words.replaceWith(...words.childNodes))")
    switch = page.context.new_cdp_session(page)
    for disabled in (True, False):  # Chromium only heeds a session that changes its mind
        switch.send("Emulation.setScriptExecutionDisabled", {"value": disabled})
    yield
    switch.send("Emulation.setScriptExecutionDisabled", {"value": True})

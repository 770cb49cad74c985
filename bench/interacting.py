"""How long a page takes to show what was done to it (interaction to next paint)."""

from playwright.sync_api import Locator, Page

SLOWDOWN = 6
PAUSE = 100
REPORTED = 500
"""Milliseconds after which the browser has told of the last interaction."""

KEYS = "23514235"
OBSERVE = """() => {
    window.interactions = [];
    new PerformanceObserver(list => interactions.push(...list.getEntries().filter(one => one.interactionId)))
        .observe({ type: "event", durationThreshold: 16 });
}"""
LONGEST = "Math.max(16, ...interactions.map(one => one.duration))"
"""What is quicker than the threshold is not told, so if nothing was told, this is an upper bound."""


def longest_interaction(page: Page) -> int:
    """Answer a section by mouse, then by number keys, on a slow processor; return the milliseconds of the slowest."""
    page.evaluate(OBSERVE)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    for place, scale in enumerate(page.locator(".scale").all()):
        click(scale.locator(".opt").nth(place % 5))
    page.locator(".scale input").first.focus()
    for number in KEYS:
        page.keyboard.press(number)
        page.wait_for_timeout(PAUSE)
    page.wait_for_timeout(REPORTED)
    return int(page.evaluate(LONGEST))


def click(place: Locator) -> None:
    """Go there with the mouse and press it; Locator.click would first have the page check, which costs time."""
    place.scroll_into_view_if_needed()
    box = place.bounding_box()
    if not box:
        raise LookupError("it is not on the page")
    mouse, x, y = place.page.mouse, box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    mouse.move(x, y)
    place.page.wait_for_timeout(PAUSE)
    mouse.click(x, y)
    place.page.wait_for_timeout(PAUSE)

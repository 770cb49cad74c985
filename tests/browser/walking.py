"""The way through the questionnaire as a person walks it, by mouse or by keyboard, and personas to walk it."""

from itertools import islice
from urllib.parse import urljoin

from django.test import Client
from making import FIVES, INFLUENCER, KEYS, LISTENER, TOO_FEW, begin, make_answers
from playwright.sync_api import Locator, Page, expect
from signing import ADDRESS, PASSWORD

from assessment.models import Attempt
from assessment.scoring.vocabulary import Dimension

LEANING = make_answers(50) | make_answers(75, [Dimension.PURPOSE])
BORROWED_VOICE = INFLUENCER | make_answers(0, [Dimension.AUTHENTICITY])
ONES = dict.fromkeys(FIVES, 1)
PERSONAS = {
    "clearly influencing": INFLUENCER,
    "clearly influenced": LISTENER,
    "leaning": LEANING,
    "doing both at once": FIVES,
    "doing little either way": ONES,
    "with a borrowed voice": BORROWED_VOICE,
    "with too few answers": TOO_FEW,
}

LEFT_OUT = dict.fromkeys(FIVES, "skipped")

OUTLINED = """element => [element, element.parentElement].some(
    one => getComputedStyle(one).outlineStyle === "solid" && parseFloat(getComputedStyle(one).outlineWidth) >= 3
)"""


def press(page: Page, name: str) -> None:
    """Press a button that leads to a page, and wait for that page."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def give_address_and_password(page: Page, button: str) -> None:
    """Fill in the form of the sign-in or the sign-up, and press its button."""
    page.get_by_label("E-mail address").fill(ADDRESS)
    page.get_by_label("Password").fill(PASSWORD)
    press(page, button)


def see_result(page: Page) -> None:
    """Press the button of the review's form; there is another one at the page's end."""
    with page.expect_navigation():
        page.locator("#finish").get_by_role("button", name="See my result", exact=True).click()


def choose(page: Page, answers: dict[str, int]) -> None:
    for key, value in answers.items():
        page.locator(f"#{key}-{value}").check()


def part_of(answers: dict[str, int], dimension: Dimension) -> dict[str, int]:
    """Return the answers of one page, in its order."""
    return {key: answers[key] for key in KEYS[dimension]}


def walk(page: Page, answers: dict[str, int]) -> None:
    """Go from the start page to the result by mouse."""
    press(page, "Start now")
    for dimension in Dimension:
        choose(page, part_of(answers, dimension))
        press(page, "Save and continue")
    see_result(page)


def copy_cookies(client: Client, page: Page, origin: str = "") -> None:
    """Copy the cookies of a test client into the browser, for the site of its page unless told another."""
    where = origin or urljoin(page.url, "/")
    cookies = [{"name": name, "value": cookie.value, "url": where} for name, cookie in client.cookies.items()]
    page.context.add_cookies(cookies)


def begin_with(client: Client, answers: dict[str, int]) -> Attempt:
    """Begin with these answers and all others left out, so that every section is open; return the attempt."""
    attempt = begin(client)
    attempt.record(LEFT_OUT | answers, {})
    return attempt


def assert_focus_seen(page: Page) -> None:
    """Fail when what has the focus is off the screen or has no outline of its own or of its cell."""
    focused = page.locator(":focus")
    expect(focused).to_be_in_viewport(ratio=0.9)
    assert focused.evaluate(OUTLINED), focused.evaluate("element => element.outerHTML")


def tab_to(page: Page, target: Locator, most: int = 40) -> None:
    """Press Tab until the target has the focus, and see the focus all along the way."""
    for _ in range(most):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
        assert_focus_seen(page)
    raise AssertionError("Tab does not lead there")


def skip_to_main(page: Page) -> None:
    """Take the skip link, which is the first stop of every page."""
    page.keyboard.press("Tab")
    assert_focus_seen(page)
    expect(page.locator(":focus")).to_have_text("Skip to main content")
    page.keyboard.press("Enter")


def press_by_key(page: Page, name: str, within: str = "body") -> None:
    tab_to(page, page.locator(within).get_by_role("button", name=name, exact=True))
    with page.expect_navigation():
        page.keyboard.press("Enter")


def choose_by_key(page: Page, answers: dict[str, int]) -> None:
    """Answer a page: its first statement with space and arrows, the others with number keys."""
    skip_to_main(page)
    (first, value), *others = answers.items()
    tab_to(page, page.locator(f"#{first}-1"))
    page.keyboard.press("Space")
    for _ in range(1, value):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    for key, number in others:
        expect(page.locator(f"#{key}-1")).to_be_focused()
        assert_focus_seen(page)
        page.keyboard.press(str(number))


def walk_by_key(page: Page, answers: dict[str, int]) -> None:
    """Go from the start page to the result without touching a mouse."""
    skip_to_main(page)
    press_by_key(page, "Start now")
    for dimension in Dimension:
        choose_by_key(page, part_of(answers, dimension))
        press_by_key(page, "Save and continue")
    skip_to_main(page)
    press_by_key(page, "See my result", "#finish")


def some(answers: dict[str, int], count: int) -> dict[str, int]:
    """Return the first few answers."""
    return dict(islice(answers.items(), count))

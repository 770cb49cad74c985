"""Every page is within reach of everyone: axe finds nothing, nothing scrolls sideways, every target can be hit."""

import pytest
from browser.contrast import contrast
from browser.walking import PERSONAS, begin_with, choose, copy_cookies, press, some
from browser.watching import (
    BROKEN_WORDS,
    DESK,
    NARROW,
    OVERFLOWING,
    PHONE,
    SCROLL_WIDTH,
    TABLE_OVERFLOW,
    assert_accessible,
    assert_accessible_and_fits,
    assert_fits,
)
from django.urls import reverse
from making import THREES, begin, review_of, section_of
from owning import store_result
from playwright.sync_api import expect

from assessment.models import Attempt
from assessment.models.attempt import LONGEST_LABEL
from assessment.scoring.vocabulary import Dimension

# WCAG 1.4.12: what a reader may set without losing anything.
SPACED = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
# What stands alone and is too low for a thumb; rule numbers and labels stand in rows of their own kind.
LOWER_THAN_A_THUMB = """() => [...document.querySelectorAll("a, button, summary, .pass, .hit")].filter(one => {
    const around = one.closest("p, li, .note");
    const inSentence = one.matches("p a, .note a") && around.innerText.trim() !== one.innerText.trim();
    const inRow = one.closest(".ledger, .facts");
    return one.checkVisibility() && !inSentence && !inRow && one.getBoundingClientRect().height < 44;
}).map(one => one.outerHTML)"""
ADD_STYLE = """css => {
    const style = new CSSStyleSheet();
    style.replaceSync(css);
    document.adoptedStyleSheets = [style];
}"""
# Large buttons that leave room beside them in their row.
NARROWER = """buttons => buttons.filter(
    one => one.checkVisibility() && one.offsetWidth < one.closest(".actions").clientWidth
).map(one => one.innerText)"""
# How wide each paragraph is, in digits of its own letters.
DIGITS_WIDE = """paragraphs => paragraphs.filter(one => one.checkVisibility()).map(one => {
    const digit = document.createElement("span");
    digit.textContent = "0";
    one.append(digit);
    const { width } = digit.getBoundingClientRect();
    digit.remove();
    return one.clientWidth / width;
})"""
DRAWN = """input => [
    getComputedStyle(input, "::before").backgroundColor, getComputedStyle(input, "::after").borderLeftColor
]"""
INK_AND_GROUND = "body => [getComputedStyle(body).color, getComputedStyle(body).backgroundColor]"
WORDS_LINE_AND_GROUND = """foot => [
    getComputedStyle(foot).color, getComputedStyle(foot).borderTopColor, getComputedStyle(document.body).backgroundColor
]"""
# As add-ons for privacy do it.
HIDE_ORIGIN = """() => {
    const policy = document.createElement("meta");
    [policy.name, policy.content] = ["referrer", "no-referrer"];
    document.head.append(policy);
}"""
OPEN_ALL = "details => details.forEach(one => { one.open = true })"


def nothing_begun(client):
    return reverse("start")


def something_begun(client):
    begin_with(client, some(THREES, 14))
    return reverse("start")


def something_found(client):
    store_result(client, THREES)
    Attempt.objects.update(label="the account of our bakery")
    return reverse("start")


def starting_again(client):
    begin(client)
    return reverse("begin")


def section(dimension):
    return lambda client: section_of(begin_with(client, some(THREES, 20)), dimension)


def review(client):
    return review_of(begin_with(client, some(THREES, 30)))


def result(answers):
    return lambda client: store_result(client, answers, main_purpose="enjoy")


def ledger(answers):
    return lambda client: f"{result(answers)(client)}ledger/"


PAGES = {
    "start": nothing_begun,
    "start with something begun": something_begun,
    "start with something found": something_found,
    "starting again": starting_again,
    **{f"section {dimension}": section(dimension) for dimension in Dimension},
    "review": review,
    **{f"result of someone {kind}": result(answers) for kind, answers in PERSONAS.items()},
    **{
        f"ledger of someone {kind}": ledger(PERSONAS[kind])
        for kind in ("with a borrowed voice", "with too few answers")
    },
}
PLAIN = ("start", "section purpose", "result of someone leaning", "ledger of someone with a borrowed voice")


@pytest.fixture
def show(visit_as_client, client):
    """Return a function that leads a browser to a page by its name, all that is folded there opened."""

    def show(name):
        page = visit_as_client(PAGES[name](client))
        page.locator("details").evaluate_all(OPEN_ALL)
        return page

    return show


def named_twice(page):
    """Return the headings whose words a landmark says as well: who hears the page hears them twice."""
    headings = page.get_by_role("heading", level=2).all_inner_texts()
    return [name for name in headings if page.get_by_role("region", name=name, exact=True).count()]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_within_reach_of_everyone(show, name):
    page = show(name)
    assert_accessible_and_fits(page)
    assert named_twice(page) == []
    assert page.evaluate(LOWER_THAN_A_THUMB) == []
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate(SCROLL_WIDTH) <= PHONE


@pytest.mark.parametrize(
    "name", ["start with something found", "starting again", "section purpose", "review", "result of someone leaning"]
)
def test_large_buttons_are_all_as_wide_as_the_column_on_a_phone(show, name):
    buttons = show(name).locator("main .btn:not(.small)")
    assert buttons.count()
    assert buttons.evaluate_all(NARROWER) == []


@pytest.mark.parametrize(
    "name", ["start", "result of someone doing both at once", "ledger of someone with a borrowed voice"]
)
def test_lines_are_not_too_long_to_find_the_next_one(show, name):
    """68 digits hold some eighty letters, the most that WCAG allows at level AAA (1.4.8)."""
    page = show(name)
    page.set_viewport_size({"width": DESK, "height": 900})
    assert max(page.locator("main :is(p, .bullets)").evaluate_all(DIGITS_WIDE)) <= 69


@pytest.mark.parametrize(("width", "height"), [(375, 553), (PHONE, 664), (DESK, 650)])
def test_the_first_screen_shows_what_to_press_also_on_a_low_one(visit, client, width, height):
    page = visit("/")
    page.set_viewport_size({"width": width, "height": height})
    expect(page.get_by_role("button", name="Start now")).to_be_in_viewport(ratio=1)
    begin_with(client, some(THREES, 14))
    copy_cookies(client, page)
    page.goto("/")
    expect(page.get_by_role("link", name="Carry on")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("name", PLAIN)
def test_a_page_is_accessible_in_forced_colours_and_on_a_wide_screen(show, name):
    page = show(name)
    page.emulate_media(forced_colors="active")
    assert_accessible(page)
    page.emulate_media(forced_colors="none")
    page.set_viewport_size({"width": DESK, "height": 900})
    assert_accessible(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_who_asks_for_more_contrast_reads_no_grey_and_sees_every_line(visit, scheme):
    """Seven to one for words is what WCAG asks at level AAA (1.4.6), three to one what it asks of lines (1.4.11)."""
    page = visit("/", colour_scheme=scheme)
    page.emulate_media(contrast="more", color_scheme=scheme)
    words, line, ground = page.locator(".foot").evaluate(WORDS_LINE_AND_GROUND)
    assert contrast(words, ground) >= 7
    assert contrast(line, ground) >= 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_tick_of_an_answer_stands_out_in_forced_colours(show, scheme):
    """It does not rely on the system's colours for what is selected: some have none, and show the ground through."""
    page = show(f"section {Dimension.PURPOSE}")
    page.emulate_media(forced_colors="active", color_scheme=scheme)
    choose(page, {"P1": 3})
    assert page.locator("#P1-3").evaluate(DRAWN) == page.locator("body").evaluate(INK_AND_GROUND)


def test_pages_that_the_footer_leads_to_are_within_reach_of_everyone(visit):
    page = visit("/")
    for address in page.locator("footer a").evaluate_all("links => links.map(one => one.href)"):
        page.goto(address)
        assert named_twice(page) == []
        assert_accessible_and_fits(page)
        page.set_viewport_size({"width": NARROW, "height": 640})
        assert_accessible(page)  # a table that scrolls now has to be within reach of keys
        page.emulate_media(forced_colors="active")
        assert_accessible(page)
        page.emulate_media(forced_colors="none")
        page.set_viewport_size({"width": PHONE, "height": 844})


def test_a_section_with_missed_statements_is_within_reach_of_everyone(visit):
    page = visit("/")
    press(page, "Start now")
    press(page, "Save and continue")
    assert_accessible_and_fits(page)


@pytest.mark.parametrize(
    ("lose", "told"),
    [
        (lambda page: page.context.clear_cookies(), "Your browser sent no cookie"),
        (lambda page: page.evaluate(HIDE_ORIGIN), "We can’t see where this form came from"),
    ],
    ids=["cookie", "origin"],
)
def test_a_form_sent_without_what_it_needs_gets_a_page_within_reach_of_everyone(visit, lose, told):
    page = visit("/")
    lose(page)
    press(page, "Start now")
    assert page.get_by_role("heading", level=1).inner_text() == told
    assert_accessible_and_fits(page)


def test_headings_break_no_word_with_letters_twice_as_large(show):
    page = show("result of someone clearly influencing")
    for address in (f"{page.url}share/", reverse("accessibility")):
        page.goto(address)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.locator("h1, .shown h3").evaluate_all(BROKEN_WORDS) == []


@pytest.mark.parametrize("width", [NARROW, 360])
def test_a_ledger_breaks_no_word_and_hides_nothing_on_a_narrow_screen(show, width):
    page = show("ledger of someone with a borrowed voice")
    page.set_viewport_size({"width": width, "height": 640})
    assert page.locator(".ledger :is(tbody, tfoot) :is(th, td)").evaluate_all(BROKEN_WORDS) == []
    assert page.evaluate(TABLE_OVERFLOW) == 0


@pytest.mark.parametrize("width", [360, 375, PHONE])
@pytest.mark.parametrize("dimension", Dimension)
def test_answers_keep_apart_when_a_reader_spaces_letters_out(show, dimension, width):
    page = show(f"section {dimension}")
    page.set_viewport_size({"width": width, "height": 800})
    answers = page.locator(".opt")
    assert answers.evaluate_all(BROKEN_WORDS) == []
    page.evaluate(ADD_STYLE, SPACED)
    assert answers.evaluate_all(OVERFLOWING) == []


def test_a_label_of_one_long_word_makes_no_page_wider(show, client):
    page = show("result of someone leaning")
    Attempt.objects.update(label="W" * LONGEST_LABEL)
    for address in (page.url, reverse("history")):
        page.goto(address)
        assert_fits(page)

"""A result as its owner sees it: told, explained, printed."""

import re
from urllib.parse import urlsplit

import pytest
from browser.contrast import contrast
from browser.walking import LEANING, ONES, PERSONAS
from browser.watching import DESK
from making import FIVES, INFLUENCER, THREES, TOO_FEW
from owning import result_at, store_result
from playwright.sync_api import expect

from assessment.models import Commitment

PHONE_HELD_SIDEWAYS = (844, 390)
WITH_A_ROLE = [kind for kind, answers in PERSONAS.items() if answers is not TOO_FEW]
TOPS = "parts => parts.map(part => Math.round(part.getBoundingClientRect().top))"
PAGE_OF_PDF = re.compile(rb"/Type\s*/Page\b(?!s)")

# Where leaning and clear begin: the colour of each mark, what it stands on, and how far it reaches beyond the track.
MARKS = """marks => marks.map(mark => {
    const track = mark.parentElement.querySelector(".track").getBoundingClientRect();
    const own = mark.getBoundingClientRect();
    const ground = getComputedStyle(mark.closest(".card")).backgroundColor;
    return [getComputedStyle(mark).stroke, ground, Math.min(track.top - own.top, own.bottom - track.bottom)];
})"""

# On how many lines each half of a heading stands, and whether the second begins a line of its own: in the display font,
# and in the one that stands in where that comes too late.
HALVES = """(heading, isLate) => {
    if (isLate) heading.style.fontFamily = getComputedStyle(heading).fontFamily.split(",").slice(1).join();
    const words = heading.firstChild, comma = words.data.indexOf(",") + 1;
    const [before, after] = [[0, comma], [comma + 1, words.length]].map(([start, end]) => {
        const half = document.createRange();
        half.setStart(words, start);
        half.setEnd(words, end);
        return [...half.getClientRects()];
    });
    return [before.length, after.length, before[0].bottom <= after[0].top + after[0].height / 2];
}"""


@pytest.fixture
def told(visit_as_client, client):
    """Return a function that stores a result of these answers and opens it."""
    return lambda answers, **context: visit_as_client(store_result(client, answers, **context), width=DESK)


def test_a_result_tells_role_range_sides_reasons_and_advice(told):
    page = told(INFLUENCER)
    expect(page.get_by_role("heading", level=1)).to_have_text("You’re clearly influencing")
    place = "You’re at 100 of 100, likely between 92 and 100, on the line from influenced, 0, to influencing, 100."
    expect(page.get_by_text(place)).to_be_visible()
    expect(page.locator(".dim")).to_have_count(4)
    assert 1 <= page.locator("section:has(> .why) li").count() <= 5
    expect(page.locator("article.advice:visible")).to_have_count(3)


@pytest.mark.parametrize("answers", [FIVES | {"P5": 4}, ONES | {"P1": 2}, THREES | {"P5": 2}])
def test_a_close_verdict_is_told_in_two_lines_that_part_at_its_comma(told, answers):
    verdict = told(answers).locator("h1")
    assert [verdict.evaluate(HALVES, is_late) for is_late in (False, True)] == [[1, 1, True]] * 2


@pytest.mark.parametrize("kind", WITH_A_ROLE)
@pytest.mark.parametrize(
    "screen", [(DESK, 650), (DESK, 740), PHONE_HELD_SIDEWAYS], ids=["low laptop", "laptop", "phone held sideways"]
)
def test_the_first_screen_shows_the_verdict_and_what_it_rests_on_also_on_a_low_one(told, kind, screen):
    page = told(PERSONAS[kind])
    page.set_viewport_size(dict(zip(("width", "height"), screen, strict=True)))
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport(ratio=1)
    expect(page.locator(".verdict .lede")).to_be_in_viewport(ratio=1)
    drawing, ends = (page.locator(place).bounding_box() for place in (".verdict .flow", ".verdict .ends"))
    assert (ends["x"], ends["width"]) == pytest.approx((drawing["x"], drawing["width"]), abs=1)


def test_the_verdict_leads_straight_to_what_is_worth_trying(told):
    page = told(INFLUENCER)
    page.get_by_role("link", name="What is worth trying").click()
    expect(page.get_by_role("heading", name="Worth trying")).to_be_in_viewport(ratio=1)


def test_without_advice_no_link_leads_to_it(told):
    expect(told(TOO_FEW).get_by_role("link", name="What is worth trying")).to_have_count(0)


def test_the_parts_of_each_piece_of_advice_stand_level_with_those_beside_it(told):
    page = told(INFLUENCER)
    for part in (".try", ".try + div", ".try ~ p"):
        tops = page.locator(f"article.advice:visible > {part}").evaluate_all(TOPS)
        assert len(tops) == 3
        assert len(set(tops)) == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_where_leaning_and_clear_begin_stands_out_by_day_and_night(told, scheme):
    page = told(LEANING)
    page.emulate_media(color_scheme=scheme)
    marks = page.locator(".tick").evaluate_all(MARKS)
    assert marks
    assert all(contrast(stroke, ground) >= 3 and beyond >= 1 for stroke, ground, beyond in marks)


def test_what_is_folded_opens(told):
    page = told(INFLUENCER)
    page.get_by_text("More that fits your answers").click()
    assert page.locator("article.advice:visible").count() > 3
    page.get_by_text("The same numbers as a table").click()
    expect(page.get_by_role("row", name="Role: influenced to influencing 100")).to_be_visible()


def test_the_reasons_lead_to_the_ledger_and_the_ledger_back(told):
    page = told(LEANING)
    page.locator("section:has(> .why)").get_by_role("link").last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Every answer and how it counted")
    page.get_by_role("link", name="Back to your result").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You lean towards influencing")


def test_the_numbers_of_the_sum_stand_near_what_they_are_of_also_on_a_wide_screen(told):
    page = told(LEANING)
    page.goto(page.url + "ledger/")
    name, number = (page.locator(f".sums {cell}").first.bounding_box() for cell in ("th", "td"))
    assert number["x"] + number["width"] - name["x"] < DESK / 2


def pages_printed(page):
    return len(PAGE_OF_PDF.findall(page.pdf(format="A4")))


def plan_all_that_is_shown(page):
    result = result_at(urlsplit(page.url).path)
    for choice in result.read().advice.shown:
        Commitment.objects.make(result, choice.key)
    page.reload()


def test_every_kind_of_result_prints_on_two_pages_also_with_a_plan_and_with_a_look_back(told):
    for kind in WITH_A_ROLE:
        page = told(PERSONAS[kind], main_purpose="enjoy")
        assert pages_printed(page) == 2, kind
        plan_all_that_is_shown(page)
        expect(page.locator("#plan li")).to_have_count(3)
        assert pages_printed(page) == 2, kind


def test_the_button_prints(told):
    page = told(LEANING)
    page.evaluate("void (window.print = () => { window.printed = true })")
    page.get_by_role("button", name="Print or save as PDF").click()
    assert page.evaluate("window.printed") is True


def test_a_result_without_a_role_needs_one_page(told):
    assert pages_printed(told(TOO_FEW)) == 1


def test_what_is_printed_says_when_and_on_what_it_rests_and_shows_no_buttons(told):
    page = told(LEANING)
    page.emulate_media(media="print")
    expect(page.get_by_text(re.compile("Question set 1, answered 32 of 32, retake after"))).to_be_visible()
    for useless in (page.get_by_role("button"), page.get_by_role("navigation"), page.locator("summary")):
        expect(useless.filter(visible=True)).to_have_count(0)


def test_a_printed_heading_stays_with_what_it_heads_and_a_card_in_one_piece(told):
    page = told(LEANING)
    page.emulate_media(media="print")
    headings, cards = page.locator("main h2:visible"), page.locator(".card:visible")
    assert "Worth trying" in headings.all_inner_texts()
    assert headings.evaluate_all("all => all.every(one => getComputedStyle(one).breakAfter === 'avoid')")
    # After a box without height a page may end all the same.
    assert headings.evaluate_all("all => all.every(one => one.nextElementSibling.offsetHeight > 0)")
    assert cards.evaluate_all("all => all.every(one => getComputedStyle(one).breakInside === 'avoid')")


def test_a_printed_ledger_splits_no_row_and_prints_a_sum_once(told):
    page = told(LEANING)
    page.goto(page.url + "ledger/")
    page.emulate_media(media="print")
    row, foot = page.locator(".ledger tr").first, page.locator(".ledger tfoot").first
    assert row.evaluate("one => getComputedStyle(one).breakInside") == "avoid"
    # What displays as the foot of a table is printed again on each page that the table goes on to.
    assert foot.evaluate("one => getComputedStyle(one).display") == "table-row-group"


def test_what_the_ends_of_the_printed_drawing_are_called_stands_under_them(told):
    page = told(LEANING)
    page.emulate_media(media="print")
    drawing, ends = (page.locator(place).bounding_box() for place in (".verdict .flow", ".verdict .ends"))
    assert (ends["x"], ends["width"]) == pytest.approx((drawing["x"], drawing["width"]), abs=1)


def test_print_is_in_light_colours_even_at_night(told):
    page = told(LEANING)
    page.emulate_media(media="print", color_scheme="light")
    by_day = page.locator(".try").first.evaluate("one => getComputedStyle(one).backgroundColor")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.locator(".try").first.evaluate("one => getComputedStyle(one).backgroundColor") == by_day

"""What is on the screen stands where it should and stays there."""

import pytest
from browser.walking import begin_with, copy_cookies, press
from browser.watching import DESK, OVERFLOWING, PHONE
from django.urls import reverse
from making import LISTENER, begin, section_of
from owning import store_result
from playwright.sync_api import expect

from assessment.scoring.vocabulary import Dimension

CELLS = """scales => scales.map(scale => [...scale.querySelectorAll(".opt")].map(
    cell => cell.getBoundingClientRect().width))"""
CHOOSE_ONE_EACH = "scales => scales.forEach((one, place) => one.querySelectorAll('input')[place % 5].click())"
SHIFT = """() => new Promise(done => {
    let sum = 0;
    new PerformanceObserver(list => list.getEntries().forEach(entry => { sum += entry.value }))
        .observe({ type: "layout-shift", buffered: true });
    setTimeout(() => done(sum), 300);
})"""
PAINTED = "() => new Promise(done => new PerformanceObserver(() => done()).observe({ type: 'paint', buffered: true }))"
# How many times as wide all lines together get when the others in the list of fonts have to do. Large, since some
# browsers round the width of every letter to whole pixels.
WIDER = """async lines => {
    document.fonts.add(await new FontFace("Loaded", "url(/static/font/display.woff2)").load());
    const width = family => lines.reduce((sum, line) => {
        line.style.cssText = `font: 500 200px ${family}; display: inline-block; inline-size: auto; white-space: nowrap`;
        return sum + line.getBoundingClientRect().width;
    }, 0);
    const others = getComputedStyle(lines[0]).fontFamily.split(",").slice(1);
    return width(others.join()) / width("Loaded");
}"""
# How far below the foot the page goes on, in pixels.
BELOW = """foot => Math.max(innerHeight, document.documentElement.scrollHeight)
    - Math.round(foot.getBoundingClientRect().bottom + scrollY)"""
MOVING = "document.getAnimations().filter(one => one.playState === 'running').length"


def assert_equal_cells(page):
    """Return the cells of all scales by width, after finding the five of each equal and no label outside its own."""
    widths = page.locator(".scale").evaluate_all(CELLS)
    assert [len(five) for five in widths] == [5] * 8
    assert all(max(five) - min(five) <= 1 for five in widths)
    assert not page.locator(".opt").evaluate_all(OVERFLOWING)
    return widths


@pytest.mark.parametrize("width", [320, PHONE, DESK])
def test_the_five_cells_are_equal_and_stay_so_when_one_is_chosen(visit_as_client, client, width):
    attempt = begin_with(client, {})
    page = visit_as_client(section_of(attempt))
    page.set_viewport_size({"width": width, "height": 844})
    for dimension in Dimension:
        page.goto(section_of(attempt, dimension))
        before = assert_equal_cells(page)
        page.locator(".scale").evaluate_all(CHOOSE_ONE_EACH)
        expect(page.locator(".scale input:checked")).to_have_count(8)
        assert assert_equal_cells(page) == before


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_the_first_screen_says_what_it_is_how_long_it_takes_and_offers_to_start(visit, width):
    page = visit("/", width=width)
    for part in (
        page.get_by_role("heading", level=1),
        page.get_by_text("About 5 minutes"),
        page.get_by_text("No account needed", exact=True),
        page.get_by_role("button", name="Start now"),
    ):
        expect(part).to_be_in_viewport(ratio=1)


@pytest.fixture
def pages(client):
    """The addresses of the start page, for a stranger, then of a visitor's own result and questions."""
    return [reverse("start"), store_result(client, LISTENER), section_of(begin(client))]


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_nothing_jumps_while_a_page_loads(visit, client, pages, width):
    page = visit("/", width=width)
    for address in pages:
        page.goto(address)
        assert page.evaluate(SHIFT) == 0
        copy_cookies(client, page)


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_nothing_jumps_when_the_font_comes_late(visit, client, pages, width):
    page, held_back = visit("/", width=width), []
    page.route("**/display.woff2", lambda route, _request: held_back.append(route))
    for address in pages:
        page.goto(address, wait_until="commit")
        page.evaluate(PAINTED)
        held_back.pop().continue_()
        page.wait_for_load_state()
        assert page.evaluate(SHIFT) == 0
        copy_cookies(client, page)


@pytest.mark.parametrize("height", [600, 1400])
def test_the_foot_ends_every_page_and_no_window_goes_on_below_it(visit, height):
    page = visit("/accounts/login/")
    page.set_viewport_size({"width": DESK, "height": height})
    assert page.locator(".foot").evaluate(BELOW) == 0
    page.goto("/method/")
    assert page.locator(".foot").evaluate(BELOW) == 0


def test_a_button_in_the_look_of_a_link_answers_the_pointer_as_one(visit):
    page = visit("/")
    press(page, "Start now")
    thickness = []
    for one in (page.get_by_role("link", name="Back"), page.get_by_role("button", name="Finish later")):
        one.hover()
        thickness.append(one.evaluate("one => getComputedStyle(one).textDecorationThickness"))
    assert thickness == ["2px", "2px"]


def test_what_stands_in_for_the_font_is_as_wide(visit):
    page = visit("/")
    press(page, "Start now")
    assert page.locator(".q legend").evaluate_all(WIDER) == pytest.approx(1, abs=0.02)


def test_a_first_visit_makes_at_most_four_requests(visit):
    page = visit("/").context.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/", wait_until="networkidle")
    icon = page.locator("link[rel=icon]").evaluate("link => link.href")
    assert len({*asked, icon}) <= 4


def test_the_drawing_moves_only_where_motion_is_welcome(visit):
    page = visit("/")
    page.emulate_media(reduced_motion="reduce")
    page.reload()
    assert page.evaluate(MOVING) == 0
    page.emulate_media(reduced_motion="no-preference")
    page.reload()
    assert page.evaluate(MOVING) > 0


def test_a_button_rises_under_the_mouse_only_where_motion_is_welcome(visit):
    page = visit("/")
    start = page.get_by_role("button", name="Start now")
    page.emulate_media(reduced_motion="reduce")
    start.hover()
    expect(start).to_have_css("transform", "none")
    page.emulate_media(reduced_motion="no-preference")
    expect(start).to_have_css("transform", "matrix(1, 0, 0, 1, 0, -1)")


def test_the_next_statement_comes_into_view_without_gliding_where_motion_is_not_welcome(visit):
    page = visit("/")
    page.emulate_media(reduced_motion="reduce")
    press(page, "Start now")
    page.locator("#P6-1").focus()
    page.keyboard.press("3")
    expect(page.locator("#P3-1")).to_be_focused()
    assert page.locator("#P3").evaluate("one => one.getBoundingClientRect().bottom <= innerHeight")

"""History, two results side by side, keeping and forgetting in a browser."""

from functools import partial
from itertools import pairwise

import pytest
from browser.contrast import contrast
from browser.walking import give_address_and_password, press
from browser.watching import BROKEN_WORDS, DESK, NARROW, PHONE, SCROLL_WIDTH, TABLE_OVERFLOW, assert_accessible_and_fits
from histories import make_results
from making import INFLUENCER, LISTENER, THREES, TOO_FEW, begin, make_answers, make_version
from owning import store_result
from playwright.sync_api import expect
from signing import mailed_code, make_account, sign_in

REACH = """circles => circles.map(
    one => parseFloat(getComputedStyle(one).r) + parseFloat(getComputedStyle(one).strokeWidth) / 2)"""
"""How far circles reach, with what is drawn round them."""

BAND_AND_CARD = (
    """card => [getComputedStyle(card.querySelector(".zone")).fill, getComputedStyle(card).backgroundColor]"""
)
ROOM_FOR_CIRCLES = """card => Math.min(...[...card.querySelectorAll("circle")].map(one => {
    const [box, outer] = [one.getBoundingClientRect(), card.getBoundingClientRect()];
    const reach = parseFloat(getComputedStyle(one).r) + parseFloat(getComputedStyle(one).strokeWidth) / 2;
    const middle = (box.left + box.right) / 2;
    return Math.min(middle - reach - outer.left, outer.right - middle - reach);
}))"""
# Rows whose cells begin at different heights.
UNEVEN = """rows => rows.filter(row => new Set([...row.cells].map(cell => {
    const words = document.createRange();
    words.selectNodeContents(cell);
    return Math.round(words.getClientRects()[0].top);
})).size > 1).map(row => row.innerText)"""
OVERFLOW = "drawings => drawings.map(one => getComputedStyle(one).overflow)"

TWICE_AS_LARGE = {"width": PHONE // 2, "height": 422}
"""A phone whose browser makes everything twice as large: to styles it is half as wide."""

PAPER = {"width": 726, "height": 1054}
"""What the margins leave of A4, in CSS pixels."""


make_labelled_results = partial(make_results, label="work")


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_the_history_is_within_reach_of_everyone(visit_as_client, client, width):
    make_labelled_results(client, TOO_FEW, LISTENER, THREES)
    make_version(P1="Something else")
    make_labelled_results(client, THREES, INFLUENCER, INFLUENCER, label="a hobby with a name of forty characters")
    page = visit_as_client("/results/", width=width)
    expect(page.get_by_role("heading", level=1)).to_have_text("You’ve been turning outward")
    assert_accessible_and_fits(page)


@pytest.mark.parametrize(
    ("sittings", "is_right"),
    [([INFLUENCER], True), ([LISTENER, INFLUENCER], True), ([LISTENER, *[INFLUENCER] * 15], False)],
)
def test_another_look_stands_where_a_wide_screen_has_room(visit_as_client, client, sittings, is_right):
    make_labelled_results(client, *sittings)
    page = visit_as_client("/results/", width=DESK)
    again = page.locator("section", has_text="Another look, later").bounding_box()
    listed = page.get_by_role("region", name="All results").bounding_box()
    assert (again["x"] > DESK / 2) is is_right
    assert again["y"] < listed["y"] + listed["height"]


@pytest.mark.parametrize("label", ["work", "Donaudampfschifffahrtselektrizitaetenhau"])
def test_no_role_and_no_answer_is_broken_inside_a_word(visit_as_client, client, label):
    make_labelled_results(client, LISTENER, THREES, make_answers(75), label=label)
    page = visit_as_client("/results/")
    compared = page.get_by_role("link", name="See everything side by side").get_attribute("href")
    for address in ("/results/", compared):
        page.goto(address)
        for width in (PHONE, NARROW):
            page.set_viewport_size({"width": width, "height": 844})
            assert page.locator(".tag, .aside td").evaluate_all(BROKEN_WORDS) == []
            assert page.evaluate(SCROLL_WIDTH) <= width
            assert page.evaluate(TABLE_OVERFLOW) == 0


@pytest.mark.parametrize("width", [NARROW, PHONE])
def test_answers_begin_where_their_statements_do(visit_as_client, client, width):
    make_labelled_results(client, LISTENER, INFLUENCER)
    page = visit_as_client("/results/")
    page.set_viewport_size({"width": width, "height": 844})
    with page.expect_navigation():
        page.get_by_role("link", name="See everything side by side").click()
    assert page.locator("tbody tr").evaluate_all(UNEVEN) == []


@pytest.mark.parametrize(("place", "head"), [("/results/", "Role, score and likely range"), ("ledger/", "Points")])
def test_no_table_is_pushed_aside_nor_loses_its_heads_with_letters_twice_as_large(visit_as_client, client, place, head):
    make_labelled_results(client, LISTENER, THREES, INFLUENCER)
    page = visit_as_client(place if place.startswith("/") else f"{store_result(client, INFLUENCER)}{place}")
    page.set_viewport_size(TWICE_AS_LARGE)
    assert page.locator(".tag, .aside td").evaluate_all(BROKEN_WORDS) == []
    assert page.evaluate(SCROLL_WIDTH) <= TWICE_AS_LARGE["width"]
    assert page.evaluate(TABLE_OVERFLOW) == 0
    expect(page.get_by_role("columnheader", name=head).first).to_be_attached()


def test_no_history_and_no_comparison_is_wider_than_the_screen_with_letters_twice_as_large(visit_as_client, client):
    make_labelled_results(client, LISTENER, INFLUENCER)
    make_labelled_results(client, LISTENER, INFLUENCER)  # of the same days: the line tells the times, too
    page = visit_as_client("/results/")
    compared = page.get_by_role("link", name="See everything side by side").get_attribute("href")
    page.set_viewport_size(TWICE_AS_LARGE)
    for address in ("/results/", compared):
        page.goto(address)
        assert page.evaluate(SCROLL_WIDTH) <= TWICE_AS_LARGE["width"], address


@pytest.mark.parametrize("answers", [LISTENER, INFLUENCER])
def test_the_headline_is_whole_with_letters_twice_as_large(visit_as_client, client, answers):
    page = visit_as_client(store_result(client, answers))
    page.set_viewport_size(TWICE_AS_LARGE)
    page.evaluate("document.fonts.ready")
    assert page.locator("h1 span").evaluate("word => word.getClientRects().length") == 1


def test_an_empty_history_and_the_plain_pages_are_within_reach_of_everyone(visit_as_client, client):
    store_result(client, THREES)
    page = visit_as_client("/results/compare/")
    assert_accessible_and_fits(page)
    page.goto("/results/forget/")
    assert_accessible_and_fits(page)
    press(page, "Erase and forget")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nothing here yet")
    assert_accessible_and_fits(page)


@pytest.mark.parametrize("javascript", [True, False])
def test_two_results_are_picked_and_stand_side_by_side(visit_as_client, client, javascript):
    make_labelled_results(client, LISTENER, THREES, INFLUENCER)
    page = visit_as_client("/results/", javascript=javascript, width=DESK)
    press(page, "Compare these two")
    expect(page.get_by_role("heading", level=1)).to_have_text("Pick two results")
    page.get_by_role("link", name="Back to your results").click()
    page.get_by_role("checkbox").first.check()
    page.get_by_role("checkbox").last.check()
    press(page, "Compare these two")
    assert "?a=" in page.url
    expect(page.get_by_text("Up 100: a clear move").first).to_be_visible()
    assert_accessible_and_fits(page)


def test_a_printed_history_shows_nothing_to_press(visit_as_client, client):
    make_labelled_results(client, LISTENER, THREES, INFLUENCER)
    page = visit_as_client("/results/", width=DESK)
    page.emulate_media(media="print")
    for useless in (page.get_by_role("button"), page.get_by_role("checkbox"), page.get_by_role("navigation")):
        expect(useless.filter(visible=True)).to_have_count(0)
    expect(page.get_by_text("Pick two")).to_be_hidden()
    expect(page.get_by_role("cell", name="Clearly influencing")).to_be_visible()


@pytest.mark.parametrize("words", ["See everything side by side", "See every answer and how it counted"])
def test_a_printed_table_shows_no_way_back(visit_as_client, client, words):
    make_labelled_results(client, LISTENER, THREES)
    page = visit_as_client(store_result(client, INFLUENCER) if "answer" in words else "/results/")
    with page.expect_navigation():
        page.get_by_role("link", name=words).click()
    page.emulate_media(media="print")
    expect(page.get_by_role("link").filter(visible=True, has_not_text="-R")).to_have_count(1)  # the site's name


def test_a_printed_history_fills_its_first_page(visit_as_client, client):
    make_labelled_results(client, LISTENER, THREES, INFLUENCER)
    page = visit_as_client("/results/")
    page.emulate_media(media="print")
    page.set_viewport_size(PAPER)
    moved = page.locator("section", has_text="The first next to the latest").bounding_box()
    assert moved["y"] + moved["height"] < PAPER["height"]  # else it would begin on the second page


def test_a_label_is_chosen_and_changed(visit_as_client, client):
    make_labelled_results(client, LISTENER, label="work")
    make_labelled_results(client, INFLUENCER, label="hobby")
    page = visit_as_client("/results/", width=DESK)
    page.get_by_role("link", name="hobby").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("One result so far")
    page.locator("table.listed a").click()
    page.get_by_text("Change the label").click()
    page.get_by_label("A label of your own").fill("pottery")
    press(page, "Save the label")
    expect(page.get_by_role("status")).to_have_text("The label is saved.")
    expect(page.get_by_role("status")).to_be_focused()
    expect(page.locator(".eyebrow bdi")).to_have_text("pottery")


@pytest.mark.parametrize("javascript", [True, False])
def test_a_result_is_kept_by_signing_up_and_found_on_a_second_device(visit_as_client, visit, client, javascript):
    address = store_result(client, INFLUENCER)
    page = visit_as_client(address, javascript=javascript, width=DESK)
    press(page, "Create an account")
    give_address_and_password(page, "Create my account")
    page.get_by_label("Code").fill(mailed_code())
    press(page, "Continue")
    expect(page.get_by_text("is now in your account.")).to_be_visible()
    expect(page.locator("table.listed a")).to_have_attribute("href", address)
    other = visit("/results/", javascript=javascript)
    expect(other.get_by_text("Nothing here yet")).to_be_visible()
    other.get_by_role("main").get_by_role("link", name="Sign in").click()
    give_address_and_password(other, "Sign in")
    expect(other.locator("table.listed a")).to_have_attribute("href", address)


def test_any_other_sign_in_is_asked_about_what_the_browser_holds(visit_as_client, client):
    store_result(client, LISTENER)
    begin(client)
    make_account()
    sign_in(client)
    page = visit_as_client("/results/")
    expect(page.get_by_text("Answers begun on")).to_be_visible()
    assert_accessible_and_fits(page)
    press(page, "Add to my account")
    expect(page.get_by_text("All 2 are now in your account.")).to_be_visible()
    assert_accessible_and_fits(page)


def test_the_panel_to_keep_a_result_is_within_reach_of_everyone(visit_as_client, client):
    page = visit_as_client(store_result(client, THREES))
    expect(page.get_by_role("heading", name="Keep this result")).to_be_visible()
    page.get_by_text("Give it a label").click()
    assert_accessible_and_fits(page)


def test_nothing_in_the_columns_is_where_safari_would_put_it_otherwise(visit_as_client, client):
    """It draws a margin at the head of a column, and makes a page longer by what is placed from outside the columns."""
    make_labelled_results(client, LISTENER, THREES, INFLUENCER)
    page = visit_as_client("/results/", width=DESK)
    margins = page.locator(".columns > *").evaluate_all("all => all.map(one => getComputedStyle(one).margin)")
    assert set(margins) == {"0px"}
    hidden = page.locator(".columns .sr")
    assert hidden.count() == 3
    assert hidden.evaluate_all("all => all.every(one => one.offsetParent.closest('.columns > *'))")
    assert page.locator(".plot li").first.evaluate("one => getComputedStyle(one).textWrapStyle") == "auto"


def test_two_circles_in_one_place_are_both_seen(visit_as_client, client):
    make_labelled_results(client, THREES, THREES)
    page = visit_as_client("/results/")
    hollow, filled = (page.locator(f".columns circle.{kind}").evaluate_all(REACH) for kind in ("hollow", "mark"))
    assert len(hollow) == len(filled) == 5
    assert min(hollow) >= max(filled) + 1.5


def test_a_range_that_the_scale_cuts_off_covers_no_date(visit_as_client, client):
    make_labelled_results(client, LISTENER, INFLUENCER)
    page = visit_as_client("/results/")
    assert page.locator(".plot svg svg").evaluate_all(OVERFLOW) == ["hidden", "hidden"]


def test_the_dots_of_a_full_line_keep_apart_on_a_phone(visit_as_client, client):
    make_labelled_results(client, *[THREES, INFLUENCER] * 6)
    dots = visit_as_client("/results/").locator(".plot .mark")
    places = dots.evaluate_all("dots => dots.map(one => one.getBoundingClientRect()).map(box => box.x + box.width / 2)")
    apart = min(after - before for before, after in pairwise(places))
    assert len(places) == 12
    assert apart >= 2 * max(dots.evaluate_all(REACH))


def test_no_printed_circle_is_cut_off_by_its_card(visit_as_client, client):
    make_labelled_results(client, LISTENER, INFLUENCER)
    page = visit_as_client("/results/")
    page.set_viewport_size(PAPER)
    page.emulate_media(media="print")
    assert page.locator(".columns .card").first.evaluate(ROOM_FOR_CIRCLES) >= 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_band_of_the_middle_stands_out_from_its_card_by_day_and_night(visit_as_client, client, scheme):
    make_labelled_results(client, THREES, INFLUENCER)
    page = visit_as_client("/results/", colour_scheme=scheme)
    assert contrast(*page.locator(".card:has(.zone)").evaluate(BAND_AND_CARD)) > 1.25

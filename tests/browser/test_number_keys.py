"""Number keys answer the statement that has the focus, and do nothing anywhere else."""

import pytest
from browser.walking import assert_focus_seen, tab_to
from browser.watching import DESK, HEIGHTS
from playwright.sync_api import expect

NOT_SEEN = "rgba(0, 0, 0, 0)"


@pytest.fixture
def page(page):
    """Make it as wide as on a computer: number keys are for who has a keyboard."""
    page.set_viewport_size({"width": DESK, "height": HEIGHTS[DESK]})
    return page


def assert_nothing_chosen(page):
    expect(page.locator("fieldset.q input:checked")).to_have_count(0)


def test_each_number_answers_its_statement_and_moves_on_to_the_next(page):
    page.locator("#P1-1").focus()
    for number in "23514":
        page.keyboard.press(number)
        assert_focus_seen(page)
    for key, number in zip(("P1", "P5", "P2", "P6", "P3"), "23514", strict=True):
        expect(page.locator(f"#{key}-{number}")).to_be_checked()
    expect(page.locator("#P7-1")).to_be_focused()


def test_a_number_held_down_answers_one_statement_only(page):
    """Some hands leave a key late; the keyboard then says it again and again."""
    page.locator("#P1-1").focus()
    for _ in range(3):
        page.keyboard.down("3")
    expect(page.locator("fieldset.q input:checked")).to_have_count(1)
    page.keyboard.up("3")
    page.keyboard.press("3")
    expect(page.locator("#P5-3")).to_be_checked()


def test_who_hears_the_page_is_told_what_a_number_chose(page):
    page.locator("#P1-1").focus()
    for number, answer in (("4", "Important"), ("1", "Not a reason")):
        page.keyboard.press(number)
        expect(page.locator("form.asking output")).to_have_text(f"Your answer: {answer}")


def test_going_back_to_a_statement_finds_the_answer_chosen_and_a_number_changes_it(page):
    page.locator("#P1-1").focus()
    page.keyboard.press("4")
    page.keyboard.press("Shift+Tab")
    expect(page.locator("#P1-4")).to_be_focused()
    page.keyboard.press("2")
    expect(page.locator("#P1-2")).to_be_checked()


def test_a_number_typed_outside_the_statements_does_nothing(page):
    page.keyboard.press("3")
    page.get_by_role("button", name="Save and continue").focus()
    page.keyboard.press("3")
    assert_nothing_chosen(page)


@pytest.mark.parametrize("keys", ["Control+3", "Alt+3", "Meta+3", "6", "0"])
def test_a_shortcut_or_a_number_off_the_scale_answers_nothing(page, keys):
    page.locator("#P1-1").focus()
    page.keyboard.press(keys)
    assert_nothing_chosen(page)


def test_arrows_choose_and_tab_leaves_the_statement(page):
    tab_to(page, page.locator("#P1-1"))
    page.keyboard.press("ArrowRight")
    expect(page.locator("#P1-2")).to_be_checked()
    page.keyboard.press("Tab")
    expect(page.locator("#P5-1")).to_be_focused()


def test_the_numbers_stand_in_the_circles_for_who_uses_the_keyboard_alone(page):
    number = page.locator("#P1 .opt input").last
    page.locator("#P1 .opt").first.click()
    expect(number).to_have_css("color", NOT_SEEN)
    page.keyboard.press("ArrowRight")
    expect(number).not_to_have_css("color", NOT_SEEN)


def test_the_numbers_are_drawn_and_never_read_out(page):
    assert page.locator("#P1-1").aria_snapshot() == '- radio "Not a reason"'

"""A statement without an answer is pointed out, or left out on purpose; nothing else gets lost."""

import re

import pytest
from browser.saving import stored
from browser.walking import choose, part_of, press
from making import INFLUENCER
from playwright.sync_api import expect

from assessment.scoring.vocabulary import Dimension

ANSWERS = part_of(INFLUENCER, Dimension.PURPOSE)
MISSED = ("P5", "P4")
GIVEN = {key: value for key, value in ANSWERS.items() if key not in MISSED}


@pytest.fixture
def page(page):
    """Have sent the first page with two statements missed."""
    choose(page, GIVEN)
    press(page, "Save and continue")
    return page


def summary(page):
    return page.get_by_role("alert")


def missed(page):
    """Return the links to what was missed."""
    return summary(page).get_by_role("listitem").get_by_role("link")


def test_the_summary_has_the_focus_and_the_title_says_error_first(page):
    expect(summary(page)).to_be_focused()
    expect(missed(page)).to_have_count(2)
    expect(page).to_have_title(re.compile("^Error: Part 1 of 4"))


def test_each_link_of_the_summary_lands_on_the_first_answer_of_its_statement(page):
    for place, key in enumerate(MISSED):
        missed(page).nth(place).click()
        expect(page.locator(f"#{key}-1")).to_be_focused()
        expect(page.locator(f"#{key} legend")).to_be_in_viewport(ratio=1)
        assert page.locator(f"#{key} .err").is_visible()


def test_a_statement_that_is_answered_is_asked_for_no_more(page):
    expect(page.locator("#P5")).to_have_accessible_description(re.compile("Choose an answer"))
    height = page.locator("#P5").evaluate("one => one.offsetHeight")
    choose(page, {"P5": 3})
    expect(page.locator("#P5 .err")).to_be_hidden()
    expect(page.locator("#P5")).to_have_accessible_description("")
    assert page.locator("#P5").evaluate("one => one.offsetHeight") == height
    expect(page.locator("#P4 .err")).to_be_visible()


def test_the_other_answers_are_kept(page):
    for key, value in GIVEN.items():
        expect(page.locator(f"#{key}-{value}")).to_be_checked()
    assert stored() == GIVEN


def test_back_and_reload_show_what_is_kept_and_send_nothing_again(page):
    page.reload()
    expect(missed(page)).to_have_count(2)
    choose(page, {"P5": 3})
    press(page, "Go on without these")
    page.go_back()
    expect(page.locator("#P5-3")).to_be_checked()
    expect(summary(page)).to_have_count(0)


def test_the_summary_has_the_focus_again_after_one_of_its_links_was_followed(page):
    missed(page).first.click()
    choose(page, {"P5": 3})
    press(page, "Save and continue")
    expect(missed(page)).to_have_count(1)
    expect(summary(page)).to_be_focused()


def test_the_summary_leads_to_the_button_that_goes_on_without_them(page):
    summary(page).get_by_role("link", name="you can go on without them").click()
    expect(page.get_by_role("button", name="Go on without these")).to_be_focused()
    expect(page.get_by_role("button", name="Go on without these")).to_be_in_viewport(ratio=1)


def test_going_on_without_them_leads_on_and_the_review_says_so(page):
    press(page, "Go on without these")
    for dimension in list(Dimension)[1:]:
        choose(page, part_of(INFLUENCER, dimension))
        press(page, "Save and continue")
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your answers")
    expect(page.get_by_text("Left out")).to_have_count(2)


def test_a_statement_that_does_not_apply_counts_as_dealt_with(page):
    for key in MISSED:
        page.locator(f"#{key}").get_by_label("Doesn’t apply to me").check()
    press(page, "Save and continue")
    expect(page.get_by_text("Part 2 of 4")).to_be_visible()
    assert stored() == GIVEN | dict.fromkeys(MISSED, "not_applicable")

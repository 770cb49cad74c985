"""From the start page to a result, as different people go."""

import pytest
from browser.walking import walk, walk_by_key
from browser.watching import DESK, PHONE
from making import INFLUENCER, LISTENER
from playwright.sync_api import expect

pytestmark = pytest.mark.usefixtures("published")

VERDICT = "You’re clearly influencing"


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_the_whole_way_by_mouse_leads_to_a_result(visit, width):
    page = visit("/", width=width)
    walk(page, INFLUENCER)
    expect(page.get_by_role("heading", level=1)).to_have_text(VERDICT)


def test_the_whole_way_by_keyboard_alone_leads_to_a_result(visit):
    page = visit("/", width=DESK)
    walk_by_key(page, INFLUENCER)
    expect(page.get_by_role("heading", level=1)).to_have_text(VERDICT)


def test_the_whole_way_without_script_leads_to_a_result(visit):
    page = visit("/", javascript=False)
    walk(page, LISTENER)
    expect(page.get_by_role("heading", level=1)).to_have_text("You’re clearly influenced")


def test_the_whole_way_in_the_dark_leads_to_a_result(visit):
    page = visit("/", colour_scheme="dark")
    walk(page, INFLUENCER)
    expect(page.get_by_role("heading", level=1)).to_have_text(VERDICT)


def test_from_start_to_the_first_statement_is_one_click(visit):
    page = visit("/")
    page.get_by_role("button", name="Start now").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What brings you to social media")
    expect(page.locator("fieldset.q input:checked")).to_have_count(0)

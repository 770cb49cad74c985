"""From the start page to a result, as different people go."""

import pytest
from browser.walking import walk, walk_by_key
from browser.watching import DESK, PHONE
from making import INFLUENCER, LISTENER
from playwright.sync_api import expect

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

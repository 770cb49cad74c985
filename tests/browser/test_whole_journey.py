"""From the start page to a result, as different people go."""

import pytest
from browser.walking import walk, walk_by_key
from browser.watching import DESK, PHONE
from making import INFLUENCER, LISTENER
from playwright.sync_api import expect


@pytest.mark.parametrize(("way", "width"), [(walk, PHONE), (walk, DESK), (walk_by_key, DESK)])
def test_the_whole_way_by_mouse_or_by_keyboard_alone_leads_to_a_result(visit, way, width):
    page = visit("/", width=width)
    way(page, INFLUENCER)
    expect(page.get_by_role("heading", level=1)).to_have_text("You’re clearly influencing")


def test_the_whole_way_without_script_leads_to_a_result(visit):
    page = visit("/", javascript=False)
    walk(page, LISTENER)
    expect(page.get_by_role("heading", level=1)).to_have_text("You’re clearly influenced")

"""Sharing in a real browser: made by its owner, opened by somebody else, gone when switched off."""

from pathlib import Path

import pytest
from browser.walking import press
from browser.watching import DESK, PHONE, assert_accessible_and_fits
from making import INFLUENCER, TOO_FEW, take
from playwright.sync_api import expect

from assessment.models import Share

# How far below the letters a link is underlined, and where common monospaced fonts end their underscores,
# as parts of their size.
UNDERLINED_AT = """link => {
    const own = getComputedStyle(link);
    return parseFloat(own.textUnderlineOffset) / parseFloat(own.fontSize);
}"""
UNDERSCORES_END = 0.3


@pytest.fixture
def owner(visit_as_client, client):
    """Return a function that opens the switch of a new result as its owner."""
    return lambda answers=INFLUENCER, **look: visit_as_client(f"{take(client, answers)}share/", **look)


def link_on(page):
    return page.locator("a:has(code)").get_attribute("href")


@pytest.mark.parametrize("javascript", [True, False])
def test_a_headline_is_shared_seen_by_somebody_else_and_gone_when_switched_off(owner, visit, javascript):
    page = owner(javascript=javascript)
    page.get_by_label("30 days").check()
    press(page, "Make the link")
    expect(page.get_by_text("or until you switch it off.")).to_be_visible()
    other = visit(link_on(page), javascript=javascript)
    assert other.locator("h1").inner_text() == "“You’re clearly influencing”"
    assert other.context.cookies() == []
    press(page, "Switch off")
    told = "Sharing is switched off. The link no longer works. Where you posted it, its picture may stay."
    expect(page.get_by_role("status")).to_have_text(told)
    assert other.reload().status == 404
    expect(other.locator("h1")).to_have_text("Page not found")


def test_a_button_copies_the_link(owner):
    page = owner()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    press(page, "Make the link")
    page.get_by_role("button", name="Copy the link").click()
    expect(page.get_by_role("status")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == link_on(page)


def test_a_browser_that_lets_nothing_be_copied_is_no_silence(owner):
    page = owner()
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed'))")
    press(page, "Make the link")
    page.get_by_role("button", name="Copy the link").click()
    expect(page.get_by_role("status")).to_contain_text("Copy the link above by hand.")


def test_an_underscore_in_the_link_is_seen_above_its_underline(owner):
    page = owner()
    press(page, "Make the link")
    assert page.locator("a:has(code)").evaluate(UNDERLINED_AT) > UNDERSCORES_END


def test_where_the_device_can_share_the_button_lets_it(owner):
    page = owner()
    page.add_init_script("navigator.share = async given => { window.given = given; }")
    press(page, "Make the link")
    page.get_by_role("button", name="Share the link").click()
    assert page.evaluate("window.given") == {"url": link_on(page)}


@pytest.mark.parametrize(
    ("refusal", "said"), [("NotAllowedError", "Copied"), ("AbortError", ""), ("InvalidStateError", "")]
)
def test_where_the_device_may_not_share_the_button_copies(owner, refusal, said):
    """As where an employer's rules forbid it; who thinks better of it, or clicks twice, is told nothing."""
    page = owner()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.add_init_script(f"navigator.share = async () => {{ throw new DOMException('no', '{refusal}'); }}")
    press(page, "Make the link")
    page.evaluate("navigator.clipboard.writeText('')")
    page.get_by_role("button", name="Share the link").click()
    expect(page.locator("span[role=status]")).to_have_text(said)
    assert page.evaluate("navigator.clipboard.readText()") == (link_on(page) if said else "")


@pytest.mark.parametrize("javascript", [True, False])
def test_the_picture_can_be_saved_before_there_is_a_link(owner, javascript):
    page = owner(javascript=javascript)
    with page.expect_download() as download:
        page.get_by_role("link", name="Save the picture").click()
    assert download.value.suggested_filename == "influenced-or-influencing.png"
    seen = page.request.get(page.locator("img.picture").get_attribute("src"))
    assert Path(download.value.path()).read_bytes() == seen.body()
    assert not Share.objects.exists()


def test_without_script_the_plain_link_is_all_and_enough(owner):
    page = owner(javascript=False)
    press(page, "Make the link")
    expect(page.locator("[data-link]")).to_be_hidden()
    expect(page.locator("a:has(code)")).to_be_visible()


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_every_state_is_within_reach_of_everyone(owner, visit, width):
    page = owner(width=width)
    assert_accessible_and_fits(page)
    press(page, "Make the link")
    assert_accessible_and_fits(page)
    assert_accessible_and_fits(visit(link_on(page), width=width))
    assert_accessible_and_fits(owner(TOO_FEW, width=width))

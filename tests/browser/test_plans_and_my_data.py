"""Plan and my data in a browser: try advice, take the day along, download and delete everything."""

import json
from pathlib import Path

import pytest
from browser.walking import press
from browser.watching import DESK, assert_accessible_and_fits
from icalendar import Calendar
from making import INFLUENCER, LISTENER, THREES
from owning import store_result
from playwright.sync_api import expect
from signing import ADDRESS, PASSWORD, make_account, sign_in

from assessment.models import Attempt


def file_of(page, name):
    """Press a link or button and return what is downloaded."""
    with page.expect_download() as download:
        page.get_by_text(name, exact=True).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


@pytest.mark.parametrize("javascript", [True, False])
def test_advice_is_tried_and_shown_beside_the_next_result(visit_as_client, client, javascript):
    page = visit_as_client(store_result(client, LISTENER), width=DESK, javascript=javascript)
    card = page.locator("article.advice").first
    title = card.get_by_role("heading").inner_text()
    card.get_by_role("button", name="I’ll try this").click()
    expect(card.get_by_text("You’ll try this.")).to_be_in_viewport()
    expect(page.locator("#plan li")).to_contain_text(title)
    page.goto(store_result(client, INFLUENCER))
    tried = page.locator("#tried")
    expect(tried.get_by_role("heading", level=3)).to_have_text(title)
    expect(tried).to_contain_text("0 then, 100 now. It has moved towards")
    press(page, "Yes")
    expect(tried.get_by_text("You kept to it.")).to_be_in_viewport()


def test_what_was_chosen_stands_out_from_what_explains_it(visit_as_client, client):
    page = visit_as_client(store_result(client, LISTENER))
    card = page.locator("article.advice").first
    ink = card.get_by_role("heading").evaluate("element => getComputedStyle(element).color")
    card.get_by_role("button", name="I’ll try this").click()
    expect(card.get_by_text("You’ll try this.")).to_have_css("color", ink)


def test_a_plan_is_within_reach_of_everyone(visit_as_client, client):
    page = visit_as_client(store_result(client, LISTENER))
    page.locator("article.advice").first.get_by_role("button", name="I’ll try this").click()
    assert_accessible_and_fits(page)
    page.goto(store_result(client, INFLUENCER))
    assert_accessible_and_fits(page)


@pytest.mark.parametrize("javascript", [True, False])
def test_a_fourth_piece_of_advice_leads_to_the_plan_with_the_reason_in_sight(visit_as_client, client, javascript):
    page = visit_as_client(store_result(client, LISTENER), javascript=javascript)
    for _ in range(3):
        page.locator("article.advice").get_by_role("button", name="I’ll try this").first.click()
    page.get_by_text("More that fits your answers").click()
    page.locator("article.advice").get_by_role("button", name="I’ll try this").first.click()
    expect(page.get_by_text("Three at a time is enough.")).to_be_in_viewport()
    plan = page.locator("#plan")
    plan.get_by_role("button", name="Undo").first.click()
    expect(plan.get_by_role("listitem")).to_have_count(2)


def test_folded_advice_is_in_sight_after_it_was_chosen(visit_as_client, client):
    page = visit_as_client(store_result(client, LISTENER))
    page.get_by_text("More that fits your answers").click()
    card = page.locator("details article.advice").first
    card.get_by_role("button", name="I’ll try this").click()
    expect(card.get_by_text("You’ll try this.")).to_be_in_viewport()
    card.get_by_role("button", name="Undo").click()
    expect(card.get_by_role("button", name="I’ll try this")).to_be_in_viewport()


def test_the_day_to_look_again_is_taken_along(visit_as_client, client):
    page = visit_as_client(store_result(client, THREES))
    page.get_by_label("Look again on").fill("2999-12-31")
    name, content = file_of(page, "Put it in my calendar")
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    assert (name, event.decoded("dtstart").isoformat()) == ("look-again.ics", "2999-12-31")


def test_a_browser_without_an_account_takes_its_data_and_deletes_it(visit_as_client, client):
    address = store_result(client, THREES)
    page = visit_as_client(address)
    page.get_by_role("link", name="Download my data").click()
    assert_accessible_and_fits(page)
    name, content = file_of(page, "Download everything (JSON)")
    assert (name, len(json.loads(content)["sittings"])) == ("my-data.json", 1)
    name, content = file_of(page, "Download answers (CSV)")
    assert (name, content.count(b"\r\n")) == ("my-data.csv", 36)
    page.get_by_role("link", name="Delete all my results").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Delete all your results?")
    assert_accessible_and_fits(page)
    press(page, "Delete all my results")
    expect(page.get_by_role("status")).to_have_text("Erased: 1 result.")
    expect(page.get_by_text("Nothing is stored about this browser.")).to_be_visible()
    assert_accessible_and_fits(page)
    assert not Attempt.objects.exists()
    assert page.goto(address).status == 404


def test_one_result_is_deleted_from_its_page(visit_as_client, client):
    kept, address = store_result(client, THREES), store_result(client, THREES)
    page = visit_as_client(address)
    page.get_by_role("link", name="Delete this result").click()
    assert_accessible_and_fits(page)
    page.get_by_role("link", name="Keep it").click()
    assert page.url.endswith(address)
    page.get_by_role("link", name="Delete this result").click()
    press(page, "Delete this result")
    expect(page.get_by_role("status")).to_contain_text("Erased: your result of")
    assert page.goto(kept).status == 200


def test_an_account_is_deleted_with_everything(visit_as_client, client):
    make_account()
    sign_in(client)
    store_result(client, THREES)
    page = visit_as_client("/accounts/")
    page.get_by_role("link", name="See your data").click()
    expect(page.get_by_text(ADDRESS)).to_be_visible()
    assert_accessible_and_fits(page)
    page.get_by_role("link", name="Delete my account").click()
    page.get_by_label("Password").first.fill(PASSWORD)
    press(page, "Continue")
    expect(page.get_by_role("heading", level=1)).to_have_text("Delete your account?")
    assert_accessible_and_fits(page)
    press(page, "Delete my account")
    expect(page.get_by_role("status")).to_have_text("Erased: your account, with 1 result.")
    assert page.request.get("/accounts/", max_redirects=0).status == 302
    assert not Attempt.objects.exists()

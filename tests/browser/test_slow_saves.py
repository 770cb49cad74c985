"""A save that is slow, or that nobody answers, neither holds the others up nor undoes what comes after it."""

from browser.walking import SAVED, UNSAVED, choose, saved_said, stored, wait_until
from playwright.sync_api import expect


def test_what_was_chosen_before_the_script_came_is_saved_too(page):
    """On a slow network the statements are there seconds before it."""
    held = []
    page.route("**/answer*.js", lambda route, _request: held.append(route), times=1)
    page.reload(wait_until="commit")
    choose(page, {"P1": 3})
    assert stored() == {}
    held[0].continue_()
    expect(saved_said(page)).to_have_text(SAVED)
    assert stored() == {"P1": 3}


def test_leaving_while_a_slow_save_is_on_its_way_saves_all_once_more(page):
    held = []
    page.route("**/take/**", lambda route, _request: held.append(route), times=1)
    choose(page, {"P1": 1})
    wait_until(page, lambda: bool(held))
    choose(page, {"P5": 4})
    page.goto("/")
    wait_until(page, lambda: stored() == {"P1": 1, "P5": 4})


def test_a_save_that_nobody_answers_is_not_waited_for_for_ever(page):
    held = []
    page.clock.install()
    page.route("**/take/**", lambda route, _request: held.append(route), times=1)
    choose(page, {"P1": 5})
    page.clock.run_for(1500)
    wait_until(page, lambda: bool(held))
    page.clock.run_for(10_500)
    expect(saved_said(page)).to_have_text(UNSAVED)
    page.clock.run_for(10_500)
    expect(saved_said(page)).to_have_text(SAVED)
    assert stored() == {"P1": 5}


def test_sending_stops_a_slow_save_that_would_undo_what_is_sent(page):
    held, failed = [], []
    page.on("requestfailed", lambda request: failed.append(request.post_data))
    page.route("**/take/**", lambda route, _request: held.append(route), times=2)
    choose(page, {"P1": 1})
    wait_until(page, lambda: len(held) == 1)
    choose(page, {"P1": 5})
    page.get_by_role("button", name="Finish later").click(no_wait_after=True)
    wait_until(page, lambda: len(held) == 2)
    wait_until(page, lambda: failed == [held[0].request.post_data])
    held[1].continue_()
    expect(page.get_by_text("1 of 32 done")).to_be_visible()
    assert stored() == {"P1": 5}


def test_what_was_sent_and_stopped_is_saved_as_long_as_the_page_is_there(page):
    browser = page.context.new_cdp_session(page)
    page.clock.install()
    held = []
    page.route("**/take/**", lambda route, _request: held.append(route), times=1)
    choose(page, {"P1": 5})
    page.get_by_role("button", name="Finish later").click(no_wait_after=True)
    wait_until(page, lambda: bool(held))
    browser.send("Page.stopLoading")
    page.clock.run_for(10_500)
    expect(saved_said(page)).to_have_text(SAVED)
    assert stored() == {"P1": 5}


def test_sending_while_a_save_is_tried_again_waits_for_it(page):
    page.clock.install()
    held = []
    page.route("**/take/**", lambda route, _request: route.fulfill(status=503), times=1)
    choose(page, {"P1": 5})
    page.clock.run_for(1500)
    expect(saved_said(page)).to_have_text(UNSAVED)
    page.route("**/take/**", lambda route, _request: held.append(route), times=1)
    page.clock.run_for(10_500)
    wait_until(page, lambda: bool(held))
    page.get_by_role("button", name="Finish later").click()
    expect(page.locator("#P1-5")).to_be_checked()
    held[0].fulfill(status=503)
    expect(page.get_by_text("1 of 32 done")).to_be_visible()

"""A save that is slow, or that nobody answers, neither holds the others up nor undoes what comes after it."""

from browser.saving import (
    LATER,
    SAVED,
    SOON,
    UNSAVED,
    hold_back,
    refuse_next,
    save_status,
    stored,
    wait_for,
)
from browser.walking import choose
from playwright.sync_api import expect


def test_what_was_chosen_before_the_script_came_is_saved_too(page):
    """On a slow network the statements are there seconds before it."""
    held = hold_back(page, "**/answer*.js")
    page.reload(wait_until="commit")
    choose(page, {"P1": 3})
    assert stored() == {}
    held[0].continue_()
    expect(save_status(page)).to_have_text(SAVED)
    assert stored() == {"P1": 3}


def test_leaving_while_a_slow_save_is_on_its_way_saves_all_once_more(page):
    held = hold_back(page)
    choose(page, {"P1": 1})
    wait_for(page, lambda: len(held), 1)
    choose(page, {"P5": 4})
    page.goto("/")
    wait_for(page, stored, {"P1": 1, "P5": 4})


def test_a_save_that_nobody_answers_is_not_waited_for_for_ever(page):
    page.clock.install()
    held = hold_back(page)
    choose(page, {"P1": 5})
    page.clock.run_for(SOON)
    wait_for(page, lambda: len(held), 1)
    page.clock.run_for(LATER)
    expect(save_status(page)).to_have_text(UNSAVED)
    page.clock.run_for(LATER)
    expect(save_status(page)).to_have_text(SAVED)
    assert stored() == {"P1": 5}


def test_sending_stops_a_slow_save_that_would_undo_what_is_sent(page):
    held, stopped = hold_back(page, times=2), []
    page.on("requestfailed", lambda request: stopped.append(request.post_data))
    choose(page, {"P1": 1})
    wait_for(page, lambda: len(held), 1)
    choose(page, {"P1": 5})
    page.get_by_role("button", name="Finish later").click(no_wait_after=True)
    wait_for(page, lambda: len(held), 2)
    save, sent = held
    wait_for(page, lambda: stopped, [save.request.post_data])
    sent.continue_()
    expect(page.get_by_text("1 of 32 done")).to_be_visible()
    assert stored() == {"P1": 5}


def test_what_was_sent_and_stopped_is_saved_as_long_as_the_page_is_there(page):
    browser = page.context.new_cdp_session(page)
    page.clock.install()
    held = hold_back(page)
    choose(page, {"P1": 5})
    page.get_by_role("button", name="Finish later").click(no_wait_after=True)
    wait_for(page, lambda: len(held), 1)
    browser.send("Page.stopLoading")
    page.clock.run_for(LATER)
    expect(save_status(page)).to_have_text(SAVED)
    assert stored() == {"P1": 5}


def test_sending_while_a_save_is_tried_again_waits_for_it(page):
    page.clock.install()
    refuse_next(page)
    choose(page, {"P1": 5})
    page.clock.run_for(SOON)
    expect(save_status(page)).to_have_text(UNSAVED)
    held = hold_back(page)
    page.clock.run_for(LATER)
    wait_for(page, lambda: len(held), 1)
    page.get_by_role("button", name="Finish later").click()
    expect(page.locator("#P1-5")).to_be_checked()
    held[0].fulfill(status=503)
    expect(page.get_by_text("1 of 32 done")).to_be_visible()

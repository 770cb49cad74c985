"""What was answered is on the server, whatever happens to the page."""

import re

import pytest
from browser.saving import LATER, SAVED, SOON, UNSAVED, lose_network, refuse_next, save_status, stored, wait_for
from browser.walking import begin_with, choose, give_address_and_password, part_of, press, see_result, some
from django.contrib.sessions.models import Session
from making import INFLUENCER, THREES, begin, review_of, section_of
from playwright.sync_api import expect
from signing import make_account, sign_in

from assessment.models import Attempt, Result
from assessment.scoring.vocabulary import Dimension

GONE = "Not saved: have you been signed out? Keep this page open and sign in using another tab; we’ll try again."
OBSERVE = """status => {
    window.said = [];
    new MutationObserver(() => said.push(status.textContent)).observe(status, { childList: true });
}"""

TURNED_AWAY = """() => {
    Object.defineProperty(document, "visibilityState", { value: "hidden" });
    document.dispatchEvent(new Event("visibilitychange"));
}"""

# The headless shell keeps no page; a browser that does says so with this.
SHOWN_AGAIN = "dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))"


def test_a_little_after_some_clicks_all_is_saved_and_said_once(page):
    save_status(page).evaluate(OBSERVE)
    choose(page, {"P1": 2, "P5": 4, "P2": 3})
    expect(save_status(page)).to_have_text(SAVED)
    assert len(page.evaluate("said")) == 1
    assert stored() == {"P1": 2, "P5": 4, "P2": 3}


def test_a_later_save_within_the_minute_says_nothing_again(page):
    page.clock.set_fixed_time("2026-11-22T14:32:00")
    choose(page, {"P1": 2})
    expect(save_status(page)).to_have_text("Saved at 14:32")
    save_status(page).evaluate(OBSERVE)
    choose(page, {"P5": 4})
    wait_for(page, stored, {"P1": 2, "P5": 4})
    page.wait_for_load_state("networkidle")
    assert page.evaluate("said") == []


def test_who_turns_to_another_app_has_saved_what_was_chosen_just_before(page):
    """Phones end a page behind another app without a word to it."""
    page.clock.install(time=0)
    page.clock.pause_at(60)
    choose(page, {"P1": 2})
    page.evaluate(TURNED_AWAY)
    wait_for(page, stored, {"P1": 2})


def test_after_the_tab_is_closed_the_start_page_offers_to_carry_on_with_the_right_count(page):
    choose(page, {"P1": 2, "P5": 4})
    expect(save_status(page)).to_have_text(SAVED)
    other = page.context.new_page()
    page.close()
    other.goto("/")
    expect(other.get_by_text("2 of 32 done")).to_be_visible()
    other.get_by_role("link", name="Carry on").click()
    expect(other.locator("#P5-4")).to_be_checked()


def test_going_elsewhere_right_after_a_click_saves_it(page):
    choose(page, {"P1": 5})
    page.goto("/")
    wait_for(page, stored, {"P1": 5})


def test_without_a_network_the_answers_stay_and_are_saved_when_it_is_back(page):
    lose_network(page)
    choose(page, {"P1": 5})
    expect(save_status(page)).to_have_text(UNSAVED)
    expect(page.locator("#P1-5")).to_be_checked()
    assert stored() == {}
    page.context.set_offline(False)
    expect(save_status(page)).to_have_text(SAVED)
    assert stored() == {"P1": 5}


def test_the_warning_never_covers_the_answer_that_has_the_focus(page):
    page.set_viewport_size({"width": 320, "height": 256})
    page.emulate_media(reduced_motion="reduce")
    lose_network(page)
    page.locator("#P1-1").focus()
    page.keyboard.press("3")
    expect(save_status(page)).to_have_text(UNSAVED)
    for number in "3333333":
        page.keyboard.press(number)
        focused, warning = page.locator(":focus").bounding_box(), save_status(page).bounding_box()
        assert focused["y"] >= 0
        assert focused["y"] + focused["height"] <= warning["y"] + 1


def test_what_the_server_could_not_take_is_sent_again_by_itself(page):
    page.clock.install()
    refuse_next(page)
    choose(page, {"P1": 5})
    page.clock.run_for(SOON)
    expect(save_status(page)).to_have_text(UNSAVED)
    page.clock.run_for(LATER)
    expect(save_status(page)).to_have_text(SAVED)
    assert stored() == {"P1": 5}


def answer_here_and_then_elsewhere(page):
    """Answer P1 on a page that stays open, and otherwise in another tab."""
    choose(page, {"P1": 2})
    wait_for(page, stored, {"P1": 2})
    other = page.context.new_page()
    other.goto(page.url)
    choose(other, {"P1": 5})
    wait_for(page, stored, {"P1": 5})


def test_a_page_left_open_does_not_undo_what_was_answered_later_elsewhere(page):
    answer_here_and_then_elsewhere(page)
    choose(page, {"P5": 4})
    wait_for(page, stored, {"P1": 5, "P5": 4})


def test_going_back_to_an_earlier_visit_does_not_undo_what_was_changed_since(page):
    choose(page, part_of(THREES, Dimension.PURPOSE))
    press(page, "Save and continue")
    page.get_by_role("link", name="Back", exact=True).click()
    choose(page, {"P1": 1})
    press(page, "Save and continue")
    page.evaluate("history.go(-3)")
    page.wait_for_url("**/purpose/")
    expect(page.locator("#P1-1")).to_be_checked()
    press(page, "Save and continue")
    assert stored() == part_of(THREES, Dimension.PURPOSE) | {"P1": 1}


def test_a_page_that_the_browser_kept_whole_saves_what_it_has_and_shows_what_was_changed_since(page):
    answer_here_and_then_elsewhere(page)
    choose(page, {"P5": 4})
    page.evaluate(SHOWN_AGAIN)
    expect(page.locator("#P1-5")).to_be_checked()
    expect(page.locator("#P5-4")).to_be_checked()
    assert stored() == {"P1": 5, "P5": 4}


@pytest.fixture
def signed_out(visit_as_client, client):
    """A page of questions of somebody whose session has ended, with an answer that waits to be saved."""
    make_account()
    sign_in(client)
    attempt = begin(client)
    page = visit_as_client(section_of(attempt))
    page.clock.install()
    Session.objects.all().delete()
    choose(page, {"P1": 5})
    page.clock.run_for(SOON)
    expect(save_status(page)).to_have_text(GONE)
    return page


def sign_in_beside(page):
    """Sign in in another tab, which makes the token of the first one's form stale."""
    other = page.context.new_page()
    other.goto("/accounts/login/")
    give_address_and_password(other, "Sign in")


def test_who_was_signed_out_half_way_signs_in_beside_and_loses_nothing(signed_out):
    sign_in_beside(signed_out)
    signed_out.clock.run_for(LATER)
    expect(save_status(signed_out)).to_have_text(SAVED)
    assert stored() == {"P1": 5}


def test_sending_after_being_signed_out_leaves_the_page_and_goes_on_once_signed_in(signed_out):
    signed_out.get_by_role("button", name="Finish later").click()
    expect(save_status(signed_out)).to_have_text(GONE)
    expect(signed_out.locator("#P1-5")).to_be_checked()
    sign_in_beside(signed_out)
    press(signed_out, "Finish later")
    expect(signed_out.get_by_text("1 of 32 done")).to_be_visible()


def test_sending_without_a_network_leaves_the_page_and_says_so_where_it_is_seen(page):
    lose_network(page)
    choose(page, part_of(THREES, Dimension.PURPOSE))
    expect(save_status(page)).to_have_text(UNSAVED)
    page.locator("h1").scroll_into_view_if_needed()
    expect(save_status(page)).to_be_in_viewport()
    page.get_by_role("button", name="Save and continue").click()
    expect(page.locator("#P8-3")).to_be_checked()
    page.context.set_offline(False)
    expect(save_status(page)).to_have_text(SAVED)
    press(page, "Save and continue")
    expect(page.get_by_text("Part 2 of 4")).to_be_visible()


def test_sending_at_once_without_a_network_loses_nothing_either(page):
    lose_network(page)
    choose(page, part_of(THREES, Dimension.PURPOSE))
    page.get_by_role("button", name="Save and continue").click()
    expect(save_status(page)).to_have_text(UNSAVED)
    page.context.set_offline(False)
    expect(save_status(page)).to_have_text(SAVED)
    assert stored() == part_of(THREES, Dimension.PURPOSE)


@pytest.mark.parametrize("button", [0, 1])
def test_finishing_without_a_network_keeps_what_the_review_was_told_and_says_so(visit_as_client, client, button):
    attempt = begin_with(client, THREES)
    page = visit_as_client(review_of(attempt))
    page.get_by_label("A label of your own").fill("work")
    page.get_by_text("Both", exact=True).click()
    page.context.set_offline(True)
    page.get_by_role("button", name="See my result").nth(button).click()
    expect(save_status(page)).to_have_text(re.compile("^Not sent: there is no network"))
    expect(save_status(page)).to_be_in_viewport()
    page.context.set_offline(False)
    see_result(page)
    expect(page.get_by_text("work", exact=True).first).to_be_visible()
    assert Attempt.objects.get().context == {"self_view": "both"}


def test_a_browser_that_takes_itself_for_offline_finishes_where_the_site_is_within_reach(visit_as_client, client):
    """So it does on a machine without a network that serves the site to itself, and beside some tunnels."""
    page = visit_as_client(review_of(begin_with(client, THREES)))
    page.evaluate("Object.defineProperty(navigator, 'onLine', { value: false })")
    see_result(page)
    expect(page).to_have_title(re.compile("^Your result"))


def test_finish_later_keeps_what_is_there_and_asks_for_nothing(page):
    choose(page, {"P1": 1, "P8": 5})
    press(page, "Finish later")
    expect(page.get_by_text("2 of 32 done")).to_be_visible()
    assert stored() == {"P1": 1, "P8": 5}


def test_start_again_asks_once(page):
    choose(page, {"P1": 1})
    press(page, "Finish later")
    page.get_by_role("link", name="Start again").click()
    page.get_by_role("link", name="Keep my answers").click()
    assert stored() == {"P1": 1}
    page.get_by_role("link", name="Start again").click()
    press(page, "Erase and start again")
    expect(page.get_by_text("Part 1 of 4")).to_be_visible()
    assert stored() == {}


def test_two_tabs_with_answers_to_one_section_lose_nothing(page):
    answers = part_of(INFLUENCER, Dimension.PURPOSE)
    first_half = some(answers, 4)
    other = page.context.new_page()
    other.goto(page.url)
    choose(page, first_half)
    wait_for(page, stored, first_half)
    choose(other, {key: answers[key] for key in answers.keys() - first_half.keys()})
    press(other, "Save and continue")
    expect(other.get_by_text("Part 2 of 4")).to_be_visible()
    assert stored() == answers


@pytest.fixture
def answered(client):
    """Have an attempt that only waits to be finished."""
    return begin_with(client, THREES)


def test_a_double_click_on_see_my_result_gives_one_result(visit_as_client, answered):
    page = visit_as_client(review_of(answered))
    page.locator("#finish").get_by_role("button", name="See my result").dblclick()
    expect(page).to_have_title(re.compile("^Your result"))
    assert Result.objects.count() == 1


def test_the_button_at_the_end_of_the_review_finishes_too(visit_as_client, answered):
    page = visit_as_client(review_of(answered))
    with page.expect_navigation():
        page.get_by_role("button", name="See my result").last.click()
    expect(page).to_have_title(re.compile("^Your result"))


def test_a_change_made_from_the_review_leads_back_to_the_review(visit_as_client, answered):
    page = visit_as_client(review_of(answered))
    page.get_by_role("link", name=re.compile("Change.*I posted something")).click()
    expect(page.locator("#E1")).to_be_in_viewport()
    choose(page, {"E1": 5})
    press(page, "Save and continue")
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your answers")
    expect(page.locator("#E1")).to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name=re.compile("Change.*I posted something"))).to_be_focused()
    assert stored() == THREES | {"E1": 5}


def test_after_finishing_back_leads_to_the_result_and_not_to_the_questions(visit_as_client, answered):
    page = visit_as_client(section_of(answered, Dimension.CONVERSATION))
    press(page, "Save and continue")
    see_result(page)
    for _ in range(2):
        page.go_back()
        expect(page).to_have_title(re.compile("^Your result"))


def test_a_page_left_open_cannot_change_a_finished_result(visit_as_client, answered):
    page = visit_as_client(section_of(answered, Dimension.CONVERSATION))
    Result.objects.finish(Attempt.objects.get())
    choose(page, {"C1": 5})
    press(page, "Save and continue")
    expect(page).to_have_title(re.compile("^Your result"))
    assert stored() == THREES


def test_a_page_left_open_whose_token_has_become_stale_leads_on_once_the_result_is_there(visit_as_client, answered):
    page = visit_as_client(section_of(answered, Dimension.CONVERSATION))
    Result.objects.finish(Attempt.objects.get())
    page.locator("form.asking [name=csrfmiddlewaretoken]").evaluate("token => token.value = 'x'.repeat(64)")
    choose(page, {"C1": 5})
    expect(page).to_have_title(re.compile("^Your result"))
    assert stored() == THREES


def test_so_does_one_that_answers_a_form_without_sending_it_again(page):
    """Browsers ask whether they may send again, in words that nobody expects who only chose an answer."""
    press(page, "Save and continue")
    Attempt.objects.get().record(THREES, {})
    Result.objects.finish(Attempt.objects.get())
    ways = []
    page.on("request", lambda request: ways.append(request.method) if request.is_navigation_request() else None)
    choose(page, {"P1": 5})
    expect(page).to_have_title(re.compile("^Your result"))
    assert set(ways) == {"GET"}

"""The desk as an editor uses it: edit, preview, publish, on pages that everyone can use and no policy forbids."""

import re

import pytest
from browser.contrast import contrast
from browser.walking import press
from browser.watching import DESK, NARROW, PHONE, SCROLL_WIDTH, assert_accessible
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone
from editing import admin_url, change_of, page_of
from making import INFLUENCER, LISTENER, begin, current, make_draft, review_of, section_of
from owning import store_result
from playwright.sync_api import expect
from sheets import make_analysis
from signing import make_account, reauthenticate, sign_in

from assessment.models import AnalysisRun, Questionnaire
from assessment.models.storing import to_text

# Buttons that something lies over, so that a click goes there.
COVERED = """buttons => buttons.filter(one => {
    const { left, top, width, height } = one.getBoundingClientRect();
    const seen = part => document.elementFromPoint(left + part * width, top + height / 2);
    return [0.05, 0.5, 0.95].some(part => !one.contains(seen(part)));
}).map(one => one.textContent.trim())"""


@pytest.fixture
def desk(visit_as_client, client):
    """A browser in which a superuser is signed in and has just reauthenticated."""
    make_account(is_staff=True, is_superuser=True)
    sign_in(client)
    reauthenticate(client)
    return visit_as_client("/", width=DESK)


def test_a_version_goes_from_draft_to_visitors(desk):
    desk.goto(page_of(current(), "change"))
    press(desk, "Make a draft from set 1")
    draft = Questionnaire.objects.latest("number")
    desk.goto(change_of(draft.sections.first()))
    desk.locator("#id_questions-0-text").fill("To be heard")
    desk.locator("#id_questions-0-order").fill("9")
    press(desk, "Save")
    desk.goto(page_of(draft, "preview", "purpose"))
    expect(desk.get_by_role("group", name="To be heard")).to_be_visible()
    desk.goto(page_of(draft, "publish"))
    desk.get_by_label("What changes, and why").fill("Shorter")
    desk.get_by_label("Change of meaning").check()
    press(desk, "Publish")
    expect(desk.get_by_text("is what visitors take from now on")).to_be_visible()
    assert current() == draft
    assert "P9" in {item.key for item in current().content.items}


@pytest.mark.parametrize("width", [PHONE, 768, 1024, DESK])
def test_nothing_lies_over_the_next_steps(desk, width):
    desk.set_viewport_size({"width": width, "height": 900})
    for version in (current(), make_draft()):
        desk.goto(page_of(version, "change"))
        assert desk.locator(".steps .button").evaluate_all(COVERED) == []


def test_a_double_click_makes_one_draft(desk):
    desk.goto(page_of(current(), "change"))
    with desk.expect_navigation():
        desk.get_by_role("button", name="Make a draft from set 1").dblclick(delay=60)
    expect(desk.get_by_text("is a draft made from Question set")).to_be_visible()
    assert Questionnaire.objects.count() == 2


def twice(button):
    """Click twice, and let both go where they lead."""
    button.dblclick(delay=20, no_wait_after=True)


def test_a_double_click_on_save_tells_nothing_but_that_it_is_saved(desk):
    desk.goto(change_of(make_draft().sections.first()))
    desk.locator("#id_heading").fill("Clicked twice")
    twice(desk.get_by_role("button", name="Save", exact=True))
    expect(desk.get_by_text("was changed successfully")).to_be_visible()
    expect(desk.get_by_text("nothing is saved")).to_have_count(0)


def test_a_double_click_on_delete_tells_that_it_is_deleted(desk):
    desk.goto(page_of(make_draft(), "delete"))
    twice(desk.get_by_role("button", name="Yes, I’m sure"))
    expect(desk.get_by_text("was deleted successfully")).to_be_visible()


def test_a_double_click_on_publish_tells_nothing_but_that_it_is_published(desk):
    desk.goto(page_of(make_draft(), "publish"))
    desk.get_by_label("What changes, and why").fill("Nothing")
    twice(desk.get_by_role("button", name="Publish"))
    expect(desk.get_by_text("is what visitors take from now on")).to_be_visible()
    expect(desk.get_by_text("Only a draft can be published")).to_have_count(0)


def test_what_was_typed_and_not_saved_is_not_left_behind_unasked(desk):
    draft = make_draft()
    desk.goto(page_of(draft, "change"))
    question, onward = desk.locator("#id_context_questions-0-text"), desk.get_by_role("link", name="Publish this draft")
    question.fill("What brings you here?")
    asked = []
    desk.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    onward.click()
    assert asked == ["beforeunload"]
    press(desk, "Save and continue editing")
    expect(question).to_have_value("What brings you here?")
    onward.click()
    expect(desk).to_have_url(re.compile(page_of(draft, "publish")))


def test_a_double_click_on_import_makes_one_draft(desk, client, tmp_path):
    file = tmp_path / "set.toml"
    file.write_bytes(client.get(page_of(current(), "export")).content)
    desk.goto(admin_url(Questionnaire, "import"))
    desk.get_by_label("File").set_input_files(file)
    twice(desk.get_by_role("button", name="Import as a draft"))
    expect(desk.get_by_text("is a draft made from the file")).to_be_visible()
    assert Questionnaire.objects.count() == 2


def test_rules_and_conditions_are_picked_by_keyboard(desk):
    piece = make_draft().advice.get(key="V5")
    desk.goto(change_of(piece))
    desk.locator(".picker summary").focus()
    desk.keyboard.press("Enter")
    desk.get_by_role("checkbox", name="A1-R1 ").first.focus()
    desk.keyboard.press("Space")
    desk.locator("#id_when-1-low").select_option("E5")
    press(desk, "Save")
    piece.refresh_from_db()
    assert piece.rules[-1] == "A1-R1"
    assert piece.when == [{"low": ["C5"]}, {"low": ["E5"]}]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page", ["change", "publish", "scoring", "preview", "import", "section", "advice", "front"])
def test_the_pages_that_we_add_are_open_to_everyone(desk, page, scheme):
    desk.emulate_media(color_scheme=scheme)
    draft = make_draft()
    draft.sections.first().questions.filter(key="P2").update(text="To get likes and followers")
    draft.sections.first().questions.filter(key="P4").update(pole="high", text="To be heard")
    addresses = {
        "preview": page_of(draft, "preview", "purpose") if page == "preview" else "",
        "import": "/admin/assessment/questionnaire/import/",
        "section": change_of(draft.sections.first()),
        "advice": change_of(draft.advice.first()),
        "front": "/admin/",
    }
    desk.goto(addresses[page] if page in addresses else page_of(draft, page))
    assert_accessible(desk, preload=False)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_analysis_is_open_to_everyone(desk, scheme):
    desk.emulate_media(color_scheme=scheme)
    found = make_analysis(200, 50)
    run = {"questionnaire": current(), "made_at": timezone.now(), "sittings": found.sittings}
    AnalysisRun.objects.create(**run, figures=to_text(found))
    desk.goto(page_of(current(), "analysis"))
    expect(desk.get_by_role("heading", name="What to look at first")).to_be_visible()
    assert_accessible(desk, preload=False)


def test_what_a_phone_pushes_aside_is_within_reach_of_keys(desk):
    draft = make_draft()
    desk.set_viewport_size({"width": PHONE, "height": 844})
    desk.goto(page_of(draft, "scoring"))
    expect(desk.get_by_role("region", name="Try scoring")).to_have_attribute("tabindex", "0")


def test_a_refused_file_is_told_at_once(desk):
    desk.goto(admin_url(Questionnaire, "import"))
    press(desk, "Import as a draft")
    expect(desk.get_by_role("alert")).to_be_focused()
    assert desk.title().startswith("Error: Import")
    assert_accessible(desk, preload=False)


def test_boxes_to_tick_are_named_together(desk):
    desk.goto(change_of(make_draft().advice.first()))
    for name, box in {"Serves": "teach", "Fills in for": "influenced", "Rules": "A5-R5"}.items():
        expect(desk.get_by_role("group", name=name).get_by_role("checkbox", name=box).first).to_be_attached()


ENDLESS = "a" * 200


def make_endless():
    """Draft a version in which a statement, a heading, a name and an end are one word that no line can hold."""
    draft = make_draft()
    draft.sections.first().questions.filter(key="P1").update(text=ENDLESS)
    draft.sections.filter(dimension="purpose").update(heading=ENDLESS[:100], name=ENDLESS[:60], low_end=ENDLESS[:60])
    return draft


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_word_without_end_lets_no_page_of_the_desk_scroll_sideways(desk, width):
    draft = make_endless()
    desk.set_viewport_size({"width": width, "height": 900})
    for address in (
        page_of(draft, "publish"),
        page_of(draft, "change"),
        page_of(draft, "preview", "purpose"),
        page_of(draft, "preview", "review"),
        change_of(draft.sections.first()),
    ):
        desk.goto(address)
        assert desk.evaluate(SCROLL_WIDTH) <= width, address


def test_the_list_of_versions_has_room_for_the_note_of_each(desk):
    Questionnaire.objects.update(note="Two statements about posts are shorter, and one has a new key")
    make_draft()
    desk.goto(admin_url(Questionnaire, "changelist"))
    assert desk.locator(".results").evaluate("list => list.scrollWidth <= list.clientWidth")


def test_a_word_without_end_lets_no_page_of_a_visitor_scroll_sideways(visit_as_client, client):
    make_endless().publish()
    store_result(client, LISTENER)
    result, attempt = store_result(client, INFLUENCER), begin(client)
    page = visit_as_client(reverse("start"))
    for address in (section_of(attempt), review_of(attempt), result, f"{result}ledger/", reverse("history")):
        page.goto(address)
        assert page.evaluate(SCROLL_WIDTH) <= PHONE, address


LINES = "one => one.getBoundingClientRect().height / parseFloat(getComputedStyle(one).fontSize)"


def test_the_front_page_breaks_no_word_into_letters_on_a_phone(desk):
    make_draft()
    desk.set_viewport_size({"width": PHONE, "height": 844})
    desk.goto("/admin/")
    assert desk.get_by_role("link", name="Question set 2").first.evaluate(LINES) < 2
    assert desk.get_by_text("what visitors take now").evaluate(LINES) < 5
    assert desk.evaluate(SCROLL_WIDTH) <= PHONE


# The edge of each field that one writes into or chooses from, and what it stands on.
EDGES = """fields => fields.filter(one => one.checkVisibility()).map(one => {
    let around = one.parentElement;
    while (getComputedStyle(around).backgroundColor === "rgba(0, 0, 0, 0)") around = around.parentElement;
    return [getComputedStyle(one).borderTopColor, getComputedStyle(around).backgroundColor];
})"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page", ["section", "advice", "publish", "list"])
def test_fields_stand_out_by_day_and_night(desk, page, scheme):
    draft = make_draft()
    addresses = {
        "section": change_of(draft.sections.first()),
        "advice": change_of(draft.advice.first()),
        "publish": page_of(draft, "publish"),
        "list": admin_url(Questionnaire, "changelist"),
    }
    desk.emulate_media(color_scheme=scheme)
    desk.goto(addresses[page])
    edges = desk.locator("#content :is(input[type=text], textarea, select)").evaluate_all(EDGES)
    assert edges
    assert min(contrast(*pair) for pair in edges) >= 3


def test_a_file_to_import_is_chosen_on_the_narrowest_screen_in_large_letters(desk):
    desk.set_viewport_size({"width": NARROW, "height": 640})
    desk.goto(admin_url(Questionnaire, "import"))
    desk.evaluate("document.documentElement.style.fontSize = '200%'")
    assert desk.evaluate(SCROLL_WIDTH) <= NARROW


COLOURS_OF_BARS = """() => {
    const [svg, bar] = ["svg", "rect"].map(name => document.createElementNS("http://www.w3.org/2000/svg", name));
    svg.setAttribute("class", "bars"); svg.append(bar); document.querySelector("#content").append(svg);
    return [getComputedStyle(bar).fill, getComputedStyle(document.body).backgroundColor];
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_bars_of_the_analysis_stand_out_by_day_and_night(desk, scheme):
    desk.emulate_media(color_scheme=scheme)
    desk.goto(page_of(current(), "analysis"))
    assert contrast(*desk.evaluate(COLOURS_OF_BARS)) >= 3


def test_what_keeps_a_long_page_from_being_saved_is_listed_in_focus_with_ways_there(desk):
    desk.goto(change_of(make_draft().sections.first()))
    desk.locator("#id_lead").fill("")
    desk.locator("#id_questions-6-text").fill("")
    press(desk, "Save")
    told = desk.get_by_role("alert")
    expect(told).to_be_focused()
    expect(told.get_by_role("listitem")).to_have_text(
        [re.compile("^Lead: "), re.compile("P4: To .*Statement: ", re.DOTALL)]
    )
    assert_accessible(desk, preload=False)
    told.get_by_role("link", name="Statement").click()
    desk.keyboard.press("Tab")
    desk.keyboard.press("Shift+Tab")
    expect(desk.locator("#id_questions-6-text")).to_be_focused()


def test_the_way_to_rules_and_alternatives_that_are_missing_leads_to_them(desk):
    desk.goto(change_of(make_draft().advice.first()))
    desk.locator("input:checked").evaluate_all("boxes => boxes.forEach(box => box.checked = false)")
    press(desk, "Save")
    for name in ("Rules", "Given when"):
        link = desk.get_by_role("alert").get_by_role("link", name=name)
        expect(desk.locator(link.get_attribute("href"))).to_be_visible()


def test_what_somebody_else_saved_meanwhile_is_said_once_and_in_focus(desk):
    section = make_draft().sections.first()
    desk.goto(change_of(section))
    type(section).objects.filter(pk=section.pk).update(heading="Theirs")
    press(desk, "Save")
    expect(desk.get_by_role("alert")).to_be_focused()
    said = desk.get_by_text("has been changed since you opened it").locator("visible=true")
    expect(said).to_have_count(1)


@pytest.mark.parametrize(
    ("page", "pressed", "field"),
    [("add/", "Save", "Username"), ("{}/password/", "Change password", "Password confirmation")],
)
def test_what_keeps_a_person_from_being_saved_is_in_focus(desk, page, pressed, field):
    desk.goto("/admin/auth/user/" + page.format(User.objects.get().pk))
    press(desk, pressed)
    expect(desk.get_by_role("alert")).to_be_focused()
    expect(desk.get_by_role("alert").get_by_role("link", name=field)).to_be_visible()

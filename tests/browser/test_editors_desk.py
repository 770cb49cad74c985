"""The desk as an editor uses it: edit, preview, publish, on pages that everyone can use and no policy forbids."""

import pytest
from browser.walking import lend, press
from browser.watching import DESK, assert_accessible
from editing import change_of, page_of
from making import current, make_draft, make_user
from playwright.sync_api import expect

from assessment.models import Questionnaire

pytestmark = pytest.mark.usefixtures("published")


@pytest.fixture
def desk(visit, client):
    """A browser in which an editor is signed in."""
    page = visit("/", width=DESK)
    client.force_login(make_user("eddie", is_staff=True, is_superuser=True))
    lend(client, page)
    return page


def test_a_version_goes_from_draft_to_visitors(desk):
    desk.goto(page_of(current(), "change"))
    press(desk, "New draft from this version")
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


def test_a_preview_leads_on_and_stores_nothing(desk):
    draft = make_draft()
    desk.goto(page_of(draft, "preview", "purpose"))
    desk.locator("#P1-5").check()
    press(desk, "Save and continue")
    expect(desk.get_by_role("heading", level=1)).to_have_text(draft.told.sections[1].heading)
    expect(desk.get_by_text("Nothing that you tick is stored.")).to_be_visible()


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


@pytest.mark.parametrize("page", ["change", "publish", "scoring", "preview", "import", "section", "advice", "front"])
def test_the_pages_that_we_add_are_open_to_everyone(desk, page):
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

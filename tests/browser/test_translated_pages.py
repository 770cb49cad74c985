"""Pages that the browser or an add-on translates in place: other words, each text in an element of the translator's."""

import pytest
from browser.walking import SAVED, choose, press, saved_said, stored
from playwright.sync_api import expect

pytestmark = pytest.mark.usefixtures("published")

# As Chrome's translator does it, though into the same words. Some translators call a language what is no name of one.
TRANSLATE = """() => {
    document.documentElement.lang = "zh_CN";
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
    while (texts.nextNode()) found.push(texts.currentNode);
    for (const text of found.filter(one => one.parentElement.translate && one.data.trim())) {
        const font = document.createElement("font");
        font.textContent = `«${text.data.trim()}»`;
        text.replaceWith(font);
    }
}"""


def test_a_translated_page_saves_as_you_go_and_says_so(page):
    page.evaluate(TRANSLATE)
    choose(page, {"P1": 3})
    expect(saved_said(page)).to_have_text(SAVED)
    page.locator("#P5-1").focus()
    page.keyboard.press("4")
    expect(page.locator("form.asking output")).to_have_text("Your answer: «Important»")
    press(page, "«Save and continue»")
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    assert stored() == {"P1": 3, "P5": 4}

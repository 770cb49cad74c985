"""Pages that the browser or an add-on translates in place: other words, each text in an element of the translator's."""

from browser.saving import SAVED, save_status, stored
from browser.walking import choose, press
from making import INFLUENCER, take
from playwright.sync_api import expect
from signing import enrol, make_account, reauthenticate, sign_in

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
    expect(save_status(page)).to_have_text(SAVED)
    page.locator("#P5-1").focus()
    page.keyboard.press("4")
    expect(page.locator("form.asking output")).to_have_text("Your answer: «Important»")
    press(page, "«Save and continue»")
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    assert stored() == {"P1": 3, "P5": 4}


def test_a_link_to_share_is_left_as_it_is_and_copied_as_it_is(visit_as_client, client):
    page = visit_as_client(f"{take(client, INFLUENCER)}share/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    press(page, "Make the link")
    page.evaluate(TRANSLATE)
    link = page.locator("a:has(code)").get_attribute("href")
    expect(page.locator("code")).to_have_text(link)
    page.get_by_role("button", name="«Copy the link»").click()
    expect(page.get_by_role("status")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == link


def test_what_is_typed_into_an_app_or_kept_to_come_back_is_left_as_it_is(visit_as_client, client):
    make_account()
    sign_in(client)
    reauthenticate(client)
    page = visit_as_client("/accounts/2fa/totp/activate/")
    key = page.locator("main code").inner_text()
    page.evaluate(TRANSLATE)
    expect(page.locator("main code")).to_have_text(key)
    enrol(client)
    page.goto("/accounts/2fa/recovery-codes/")
    codes = page.locator("main code").all_inner_texts()
    page.evaluate(TRANSLATE)
    expect(page.locator("main code")).to_have_text(codes)

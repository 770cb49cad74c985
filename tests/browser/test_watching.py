"""What watches over a visit works: each test lets one thing go wrong and sees the visit fail for it."""

import pytest
from browser.watching import DESK, PHONE, assert_accessible, watched

SITE = "http://site.test"
PAGE = """<!doctype html><html lang="en"><head><title>A page</title>{head}</head>
<body><main><h1>A page</h1>{body}</main></body></html>"""
STRICT = "default-src 'none'; script-src 'self'"


def opened(context, *, head="", body="", status=200):
    """Open a page of the pretended site, under a strict content security policy."""
    answer = {"status": status, "content_type": "text/html", "headers": {"Content-Security-Policy": STRICT}}
    context.route(f"{SITE}/", lambda route: route.fulfill(body=PAGE.format(head=head, body=body), **answer))
    context.route(f"{SITE}/missing.js", lambda route: route.fulfill(status=404))
    context.route(
        f"{SITE}/retitle.js",
        lambda route: route.fulfill(body="document.title = 'Another title'", content_type="text/javascript"),
    )
    page = context.new_page()
    page.goto("/")
    return page


def test_a_quiet_visit_passes(browser):
    with watched(browser, SITE) as context:
        assert opened(context).title() == "A page"


PIXEL = "<img src='http://elsewhere.test/pixel.png'>"
BREAK = "new Promise(done => { setTimeout(done, 50); setTimeout(() => { it_broke() }) })"
TROUBLES = {
    "an error in the console": (lambda site: opened(site).evaluate("console.error('it broke')"), "console: it broke"),
    "a script error that nobody caught": (lambda site: opened(site).evaluate(BREAK), "script: it_broke is not defined"),
    "a call to a foreign host": (lambda site: site.new_page().set_content(PIXEL), "foreign request: http://elsewhere"),
    "what the policy blocks": (lambda site: opened(site, body="<p style='color: red'>"), "Content Security Policy"),
    "a part that is missing": (lambda site: opened(site, head="<script src='/missing.js'></script>"), "404"),
}


@pytest.mark.parametrize(("go_wrong", "told"), TROUBLES.values(), ids=TROUBLES)
def test_what_goes_wrong_fails_the_visit(browser, go_wrong, told):
    with pytest.raises(AssertionError, match=told), watched(browser, SITE) as context:
        go_wrong(context)


def test_a_page_that_answers_404_on_purpose_is_no_trouble(browser):
    with watched(browser, SITE) as context:
        assert opened(context, status=404).title() == "A page"


@pytest.mark.parametrize("javascript", [True, False])
def test_a_page_out_of_reach_for_some_people_is_refused_with_scripts_and_without(browser, javascript):
    with watched(browser, SITE, javascript=javascript) as context:
        label = "<label>Name</label><input>"
        page = opened(context, body=label if javascript else f"<noscript>{label}</noscript>")
        with pytest.raises(AssertionError, match="label"):
            assert_accessible(page)


def test_a_page_within_reach_of_everyone_is_accepted_under_a_strict_policy(browser):
    with watched(browser, SITE) as context:
        assert_accessible(opened(context, body="<label>Name <input></label>"))


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("colour_scheme", ["light", "dark"])
def test_the_visitor_looks_at_it_as_asked(browser, width, colour_scheme):
    with watched(browser, SITE, width=width, colour_scheme=colour_scheme) as context:
        page = opened(context)
        assert page.evaluate("innerWidth") == width
        assert page.evaluate(f"matchMedia('(prefers-color-scheme: {colour_scheme})').matches")


def test_scripts_of_the_page_stay_off_when_asked_also_after_a_look_at_accessibility(browser):
    with watched(browser, SITE, javascript=False) as context:
        page = opened(
            context, head="<script src='/retitle.js'></script>", body="<noscript><p>Still here</p></noscript>"
        )
        assert_accessible(page)
        page.reload()
        assert (page.title(), page.locator("p").count()) == ("A page", 1)


def test_scripts_of_the_page_run_when_not_asked_otherwise(browser):
    with watched(browser, SITE) as context:
        assert opened(context, head="<script src='/retitle.js'></script>").title() == "Another title"

"""The guards of a visit bite: each test lets one thing go wrong and sees the visit fail for it."""

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


def test_an_error_in_the_console_fails_the_visit(browser):
    with pytest.raises(AssertionError, match="console: it broke"), watched(browser, SITE) as context:
        opened(context).evaluate("console.error('it broke')")


def test_an_uncaught_script_error_fails_the_visit(browser):
    with pytest.raises(AssertionError, match="script: it_broke is not defined"), watched(browser, SITE) as context:
        opened(context).evaluate("new Promise(done => { setTimeout(done, 50); setTimeout(() => { it_broke() }) })")


def test_a_call_to_a_foreign_host_never_leaves_and_fails_the_visit(browser):
    with pytest.raises(AssertionError, match="foreign request: http://elsewhere"), watched(browser, SITE) as context:
        context.new_page().set_content("<img src='http://elsewhere.test/pixel.png'>")


def test_what_the_content_security_policy_blocks_fails_the_visit(browser):
    with pytest.raises(AssertionError, match="Content Security Policy"), watched(browser, SITE) as context:
        opened(context, body="<p style='color: red'>Inline style</p>")


def test_a_missing_part_of_a_page_fails_the_visit(browser):
    with pytest.raises(AssertionError, match="404"), watched(browser, SITE) as context:
        opened(context, head="<script src='/missing.js'></script>")


def test_a_page_that_answers_404_on_purpose_is_no_trouble(browser):
    with watched(browser, SITE) as context:
        assert opened(context, status=404).title() == "A page"


def test_a_page_out_of_reach_for_some_people_is_refused_under_a_strict_policy(browser):
    with watched(browser, SITE) as context:
        page = opened(context, body="<label>Name</label><input>")
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


def test_without_scripts_a_page_out_of_reach_is_refused_all_the_same(browser):
    with watched(browser, SITE, javascript=False) as context:
        page = opened(context, body="<noscript><label>Name</label><input></noscript>")
        with pytest.raises(AssertionError, match="label"):
            assert_accessible(page)


def test_scripts_of_the_page_run_when_not_asked_otherwise(browser):
    with watched(browser, SITE) as context:
        assert opened(context, head="<script src='/retitle.js'></script>").title() == "Another title"

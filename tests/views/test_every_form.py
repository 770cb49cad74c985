"""Every form that posts carries its token, or nothing that it sends would be taken, and says where it sends."""

import re
from pathlib import Path

from django.urls import resolve, reverse
from editing import admin_url, page_of
from making import INFLUENCER, THREES, make_attempt, make_draft
from owning import make_one_of_each, store_result, visitor_at
from posting import forms_of
from signing import make_account, sign_in

from assessment.models import Questionnaire

LINK, ACTION = re.compile(r'href="(/[^"#?]*)'), re.compile(r'<form[^>]* method="post" action="([^"?]+)')
OTHER_ROOMS = ("/admin/", "/static/")
TEMPLATES, SENDER = Path(__file__).parents[2] / "templates", re.compile(r'<form[^>]*method="post"[^>]*')


def pages_from(client, address):
    """Yield every page of the site that links lead to."""
    waiting, seen = [address], set()
    while waiting:
        address = waiting.pop()
        if address not in seen and not address.startswith(OTHER_ROOMS):
            seen.add(address)
            page = client.get(address)
            if page.status_code == 200 and page["Content-Type"].startswith("text/html"):
                yield page
                waiting += LINK.findall(page.text)


def senders(pages):
    """Return the names of where the forms of some pages send, once each of these forms is seen to carry a token."""
    names = set()
    for page in pages:
        assert all("csrfmiddlewaretoken" in form for form in forms_of(page)), page.request["PATH_INFO"]
        actions = ACTION.findall(page.text) or [page.request["PATH_INFO"]]
        names |= {resolve(action).url_name for action in actions}
    return names


def test_every_form_that_a_visitor_meets_carries_its_token(client, published):
    assert "begin" in senders(pages_from(client, "/"))
    make_attempt(visitor_at(client), THREES)
    assert "review" in senders(pages_from(client, "/"))
    make_one_of_each(client)
    store_result(client, INFLUENCER, main_purpose="teach")
    stranger = senders(pages_from(client, "/"))
    assert {"begin", "section", "commit", "kept", "keep", "label"} <= stranger
    make_account()
    sign_in(client)
    assert "claim" in senders(pages_from(client, reverse("history")))
    client.post(reverse("claim"), {"whose": "mine"})
    assert "account_logout" in senders(pages_from(client, reverse("account")))


def test_every_form_about_a_question_set_carries_its_token(admin_client, published):
    draft = make_draft()
    addresses = [page_of(draft, page) for page in ("change", "publish", "delete")]
    addresses.append(admin_url(Questionnaire, "import"))
    assert "assessment_questionnaire_draft" in senders(map(admin_client.get, addresses))


def test_every_form_says_where_it_sends():
    """Else what stands behind # goes along, left by the skip link, say: the next page then gives no words the focus."""
    forms = [form for page in TEMPLATES.rglob("*.html") for form in SENDER.findall(page.read_text())]
    assert len(forms) >= 25
    assert [form for form in forms if ' action="' not in form] == []

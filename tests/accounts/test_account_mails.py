"""The e-mails: plain text and simple HTML, one code or one link, nothing of a result."""

import re

import pytest
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.test import Client
from signing import ADDRESS, ask_for_address, make_account, reauthenticate, sign_in, sign_up

# The name of the site says both roles, so it is taken out first.
NAME = "Influenced or influencing?"
OF_A_RESULT = re.compile(r"influenc|lean|score|verdict|result|purpose|authentic|convers|of 100", re.IGNORECASE)
WAYS = [
    sign_up,
    sign_up,  # with an address that has an account by now
    lambda client: client.post("/accounts/login/code/", {"email": ADDRESS}),
    lambda client: client.post("/accounts/password/reset/", {"email": ADDRESS}),
    lambda client: client.post("/accounts/password/reset/", {"email": "eve@example.org"}),
]


@pytest.fixture
def sent():
    """Return one e-mail of each kind."""
    for way in WAYS:
        cache.clear()
        way(Client())
    make_account("grace@example.org")
    client = Client()
    sign_in(client, address="grace@example.org")
    reauthenticate(client)
    ask_for_address(client, "hopper@example.org")
    assert len(mail.outbox) == 6
    return mail.outbox


def html_of(message):
    (html,) = message.alternatives
    assert html.mimetype == "text/html"
    return html.content


def test_each_has_plain_text_and_html_that_say_the_same(sent):
    for message in sent:
        text_of_html = re.sub(r"<[^>]+>", " ", html_of(message).partition("<body>")[2])
        assert re.sub(r"\W", "", message.body) == re.sub(r"\W", "", text_of_html.replace("&#x27;", "'"))


def test_each_has_one_code_or_one_link(sent):
    for message in sent:
        codes = re.findall(r"^[A-Z]{4}-[A-Z]{4}$", message.body, re.MULTILINE)
        links = re.findall(r"https?://\S+", message.body)
        assert len(codes) + len(links) == 1
        assert html_of(message).count("<a ") == len(links)
        assert all(f'<p translate="no"><strong><big>{code}</big>' in html_of(message) for code in codes)


def test_who_has_an_account_already_is_led_to_sign_in(sent):
    message = next(message for message in sent if "already one" in message.body)
    assert re.findall(r"https?://\S+", message.body) == ["http://testserver/accounts/login/"]


@pytest.mark.parametrize(("port", "led_to"), [(settings.PORT, f"testserver:{settings.PORT}"), (9, "testserver")])
def test_a_link_leads_to_no_port_but_the_site_s_own(client, db, port, led_to):
    client.post("/accounts/password/reset/", {"email": ADDRESS}, headers={"host": f"testserver:{port}"})
    assert f"http://{led_to}/accounts/signup/" in mail.outbox[0].body


def test_each_code_says_how_long_it_works_and_each_e_mail_what_to_do_if_it_was_not_asked_for(sent):
    for message in sent:
        assert "If you didn't ask for this, ignore it." in message.body
        assert ("It works for 10 minutes." in message.body) == bool(re.search(r"[A-Z]{4}-[A-Z]{4}", message.body))


def test_no_two_kinds_share_a_subject_and_none_is_empty(sent):
    subjects = {message.subject for message in sent}
    assert len(subjects) == 5  # a new address is confirmed like a first one
    assert all(subjects)


def test_nothing_of_a_result_is_in_them(sent):
    for message in sent:
        for words in (message.subject, message.body, html_of(message)):
            assert not OF_A_RESULT.search(words.replace(NAME, ""))


def test_html_has_no_picture_no_script_and_no_style(sent):
    for message in sent:
        assert not re.search(r"<img|<script|<style|style=|src=|https?://(?!testserver)", html_of(message))


def test_each_tells_programs_that_answer_by_themselves_not_to(sent):
    assert {message.message()["Auto-Submitted"] for message in sent} == {"auto-generated"}

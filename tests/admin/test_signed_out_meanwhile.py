"""An editor whose session ends while a page is open loses nothing of what was typed into it."""

import pytest
from django.test import Client
from editing import change_of, form_data
from making import make_draft, make_user
from signing import PASSWORD

TYPED = "Words that took\nan hour"


@pytest.fixture
def editor():
    """A browser whose forms are checked for their token."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user("eddie", is_staff=True, is_superuser=True))
    return client


def opened(client):
    """Open a section, type into it, and return the section and what would be sent."""
    section = make_draft().sections.first()
    form = form_data(client, section) | {"lead": TYPED}
    return section, form | {"csrfmiddlewaretoken": client.cookies["csrftoken"].value}


def sent(client, section, form):
    """Send a form; nothing of it may be stored."""
    page = client.post(change_of(section), form)
    section.refresh_from_db()
    assert section.lead != TYPED
    return page


def assert_given_back(page, section):
    words = page.text
    assert page.status_code == 403
    assert "Words that took<br>an hour" in words
    assert f'<a href="{change_of(section)}" target="_blank">Open the page again in another tab</a>' in words


def test_who_is_signed_out_gets_the_words_back(editor):
    section, form = opened(editor)
    del editor.cookies["sessionid"]
    assert_given_back(sent(editor, section, form), section)


def test_who_is_signed_out_and_sent_no_words_is_led_to_sign_in(editor):
    section, form = opened(editor)
    del editor.cookies["sessionid"]
    sent_with = {"csrfmiddlewaretoken": form["csrfmiddlewaretoken"], "_save": "Save"}
    assert sent(editor, section, sent_with).url.startswith("/admin/login/?next=")


def test_who_signed_in_anew_since_gets_the_words_back_of_a_page_of_the_desk(editor):
    section, form = opened(editor)
    editor.cookies["csrftoken"] = "x" * 32
    assert_given_back(sent(editor, section, form), section)
    assert "Words that took" not in editor.post("/take/", form).text


def test_what_another_site_makes_a_stranger_send_is_not_shown():
    section = make_draft().sections.first()
    page = Client(enforce_csrf_checks=True).post(change_of(section), {"lead": TYPED})
    assert "Words that took" not in page.text


def test_no_password_is_given_back(editor):
    section, form = opened(editor)
    del editor.cookies["sessionid"]
    page = sent(editor, section, form | {"password1": PASSWORD})
    assert "correct horse" not in page.text

"""Accounts and rights are changed at the desk as elsewhere: by superusers who have just shown who they are."""

from urllib.parse import parse_qs, quote_plus, urlsplit

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, User
from django.test import Client
from editing import admin_url, change_of, page_of, run_action
from making import make_user
from posting import form_with
from signing import ADDRESS, NEW_PASSWORD, enrol, make_account, reauthenticate, sign_in

OWN = "password"
"""Of the superuser."""


@pytest.fixture
def ada():
    """Somebody with a second factor."""
    ada, client = make_account(), Client()
    sign_in(client)
    enrol(client)
    return ada


def pages(person):
    """Return the pages on which something about a person, or somebody's rights, is changed."""
    for row in (person, Authenticator.objects.filter(user=person).first(), Group.objects.create(name="Readers")):
        yield from (change_of(row), page_of(row, "delete"))
    yield from (admin_url(User, "add"), page_of(person, "password_change"))


def test_a_session_alone_changes_no_account_and_no_right(admin_client, ada):
    for page in pages(ada):
        asked = admin_client.get(page, {"q": "ada"})
        assert asked.url == f"/accounts/reauthenticate/?next={quote_plus(f'{page}?q=ada')}"
        assert "/accounts/reauthenticate/" in admin_client.post(page, {"post": "yes", "email": "eve@example.org"}).url
    for row in (ada, Authenticator.objects.first()):
        asked = run_action(admin_client, "delete_selected", row, post="yes")
        assert asked.request["PATH_INFO"] == "/accounts/reauthenticate/"
        assert admin_client.get(admin_url(type(row), "changelist")).status_code == 200
    assert User.objects.get(email=ADDRESS) == ada
    assert Authenticator.objects.filter(user=ada).count() == 2


def test_who_has_shown_who_they_are_goes_on(admin_client, ada):
    reauthenticate(admin_client, OWN)
    for page in pages(ada):
        assert admin_client.get(page).status_code == 200


def sent_too_late(client, page, settings, **typed):
    """Send a form about a person when the last answer holds no more; answer again, and return what comes then."""
    reauthenticate(client, OWN)
    form = form_with(client.get(page), "email") | typed
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0
    asked = client.post(page, form).url
    del settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    return client.post("/accounts/reauthenticate/", {"password": OWN, "next": parse_qs(urlsplit(asked).query)["next"]})


@pytest.mark.parametrize("query", ["", "?_changelist_filters=q%3Dada"])
def test_what_was_sent_before_is_done_then(admin_client, ada, settings, query):
    done = sent_too_late(admin_client, change_of(ada) + query, settings, first_name="Ada")
    assert done.url == admin_url(User, "changelist") + query.replace("_changelist_filters=q%3D", "q=")
    ada.refresh_from_db()
    assert ada.first_name == "Ada"


def test_what_is_wrong_with_it_is_put_right_on_a_form_that_leads_to_its_own_page(admin_client, ada, settings):
    page = change_of(ada)
    wrong = sent_too_late(admin_client, page, settings, username="", first_name="Ada")
    assert 'value="Ada"' in wrong.text
    assert f'action="{page}"' in wrong.text


def test_what_is_chosen_in_a_list_may_be_looked_at_before_it_is_deleted(admin_client, ada):
    assert "Are you sure" in run_action(admin_client, "delete_selected", ada).text


@pytest.mark.parametrize("page", ["add", "password_change"])
def test_a_typed_password_does_not_wait_in_the_session_but_all_else_does(admin_client, ada, page):
    address = admin_url(User, "add") if page == "add" else page_of(ada, page)
    typed = {
        "email": "ben@example.org",
        "usable_password": "true",
        "password1": NEW_PASSWORD,
        "password2": NEW_PASSWORD,
    }
    asked = admin_client.post(address, typed)
    assert quote_plus(NEW_PASSWORD) not in str(dict(admin_client.session))
    again = admin_client.post(asked.url, {"password": OWN, "next": address})
    sent = form_with(again, "password1")
    assert sent["password1"] == sent["password2"] == [""]
    assert sent.get("email", ["ben@example.org"]) == ["ben@example.org"]
    assert f'action="{address}"' in again.text
    assert not User.objects.get(pk=ada.pk).check_password(NEW_PASSWORD)


def test_staff_who_may_change_nobody_are_not_asked(client, ada):
    client.force_login(make_user("stan", is_staff=True))
    assert client.get(change_of(ada)).status_code == 403

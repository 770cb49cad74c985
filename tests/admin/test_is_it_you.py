"""Accounts and rights are changed at the desk as elsewhere: by superusers who have just shown who they are."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse
from making import make_user
from posting import form_with
from signing import ADDRESS, NEW, confirm_password, enrol, make_account, sign_in

OWN = "password"
"""Of the superuser."""


@pytest.fixture
def ada():
    """Somebody with a second factor."""
    ada, client = make_account(), Client()
    sign_in(client)
    enrol(client)
    return ada


def at(page, *arguments):
    return reverse(f"admin:{page}", args=arguments)


def pages(person):
    """Return the pages on which something about a person, or somebody's rights, is changed."""
    factor, group = Authenticator.objects.filter(user=person).first(), Group.objects.first()
    for kind, row in (("auth_user", person), ("mfa_authenticator", factor), ("auth_group", group)):
        yield from (at(f"{kind}_{page}", row.pk) for page in ("change", "delete"))
    yield from (at("auth_user_add"), at("auth_user_password_change", person.pk))


def test_a_session_alone_changes_no_account_and_no_right(admin_client, ada):
    for page in pages(ada):
        asked = admin_client.get(page)
        assert asked.url == f"/accounts/reauthenticate/?next={page.replace('/', '%2F')}"
        assert "/accounts/reauthenticate/" in admin_client.post(page, {"post": "yes", "email": "eve@example.org"}).url
    for kind, row in (("auth_user", ada), ("mfa_authenticator", Authenticator.objects.first())):
        chosen = {"action": "delete_selected", "_selected_action": row.pk, "post": "yes"}
        assert "/accounts/reauthenticate/" in admin_client.post(at(f"{kind}_changelist"), chosen).url
        assert admin_client.get(at(f"{kind}_changelist")).status_code == 200
    assert User.objects.get(email=ADDRESS) == ada
    assert Authenticator.objects.filter(user=ada).count() == 2


def test_who_has_shown_who_they_are_goes_on(admin_client, ada):
    confirm_password(admin_client, OWN)
    for page in pages(ada):
        assert admin_client.get(page).status_code == 200


def test_what_was_sent_before_is_done_then(admin_client, ada, settings):
    page = at("auth_user_change", ada.pk)
    confirm_password(admin_client, OWN)
    form = form_with(admin_client.get(page), "email") | {"first_name": "Ada"}
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0
    asked = admin_client.post(page, form).url
    assert asked.startswith("/accounts/reauthenticate/")
    del settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    assert admin_client.post(asked, {"password": OWN, "next": page}).status_code == 302
    ada.refresh_from_db()
    assert ada.first_name == "Ada"


def test_a_typed_password_does_not_wait_in_the_session(admin_client, ada):
    page = at("auth_user_password_change", ada.pk)
    typed = {"usable_password": "true", "password1": NEW, "password2": NEW}
    assert admin_client.post(page, typed).url == page
    assert NEW not in str(dict(admin_client.session))
    assert not User.objects.get(pk=ada.pk).check_password(NEW)


def test_staff_who_may_change_nobody_are_not_asked(client, ada):
    client.force_login(make_user("stan", is_staff=True))
    assert client.get(at("auth_user_change", ada.pk)).status_code == 403

"""An account is deleted with everything that is its person's, and nothing that is somebody else's."""

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.urls import reverse
from making import THREES, answer, begin, current, make_attempt, review_of
from meanwhile import alongside, elsewhere, meanwhile
from owning import body, counts, give_token, keep, make_full, taken, token_of
from signing import confirm_password, is_signed_in, make_account, sign_in
from traces import mentions, references_to

from assessment.models import Attempt, Questionnaire, Share, Visitor

pytestmark = pytest.mark.usefixtures("published")

DELETE_ACCOUNT = reverse("delete_account")


def test_the_account_is_deleted_only_after_the_password_was_given_again(client, ada):
    make_full(client)
    for ask in (client.get, client.post):
        response = ask(DELETE_ACCOUNT)
        assert response.url.startswith("/accounts/reauthenticate/")
    assert User.objects.filter(pk=ada.pk).exists()
    client.post("/accounts/reauthenticate/", {"password": "wrong"})
    assert client.get(DELETE_ACCOUNT).status_code == 302
    confirm_password(client)
    asked = client.get(DELETE_ACCOUNT)
    assert "Delete your account?" in body(asked)
    assert User.objects.filter(pk=ada.pk).exists()
    assert client.cookies["device"].value
    told = client.post(DELETE_ACCOUNT, follow=True)
    assert not client.cookies["device"].value
    assert "Erased: your account, with 2 results and 1 unfinished questionnaire." in body(told)
    assert "Nothing is stored about this browser." in body(told)


def test_a_stale_confirmation_is_asked_for_the_password_and_then_goes_on(client, ada):
    client.post(DELETE_ACCOUNT)
    told = client.post(f"/accounts/reauthenticate/?next={DELETE_ACCOUNT}", {"password": "correct horse battery"})
    assert told.status_code == 302
    assert not User.objects.filter(pk=ada.pk).exists()


def test_without_an_account_there_is_none_to_delete_nor_one_to_be_deleted_later(client):
    make_full(client)
    before = counts()
    for ask in (client.get, client.post):
        assert ask(DELETE_ACCOUNT).url.startswith("/accounts/login/")
    assert counts() == before
    assert settings.SESSION_COOKIE_NAME not in client.cookies  # allauth would keep the form there, to go on with it


@pytest.mark.usefixtures("shared_cache")
def test_after_the_account_is_deleted_no_row_of_any_table_mentions_the_person(client):
    staff = User.objects.create_user("edith", is_staff=True, is_superuser=True)
    stranger = Client()
    keep(stranger, THREES)
    ada = make_account("ada.lovelace@example.org", is_staff=True, is_superuser=True)
    make_log_entries(ada, staff)
    elsewhere = Client()
    for browser in (client, elsewhere):
        keep(browser, THREES)
        sign_in(browser, "ada.lovelace@example.org")
        Attempt.objects.filter(browser=token_of(browser)).update(user=ada, browser="")
    confirm_password(client)
    sessions = [browser.session.session_key for browser in (client, elsewhere)]
    ids = make_full(client)
    share = Share.objects.get().token
    traces = (
        *(ada.email, ada.username, *sessions, share, f"'_auth_user_id': '{ada.pk}'", f":user:{ada.pk}'"),
        *(trace for key in ids for trace in (str(key), key.hex)),
    )
    assert {trace for _, trace in mentions(*traces)} >= {ada.email, *sessions, share, f":user:{ada.pk}'"}
    assert list(references_to(ada.pk))
    client.post(DELETE_ACCOUNT)
    assert not mentions(*traces)
    assert not list(references_to(ada.pk))
    assert not User.objects.filter(pk=ada.pk).exists()
    assert elsewhere.get("/accounts/").status_code == 302
    assert len(taken(stranger)["sittings"]) == 1
    assert User.objects.filter(pk=staff.pk).exists()


def make_log_entries(user, staff):
    """Log what staff did to somebody, what somebody did, and what only names their address."""
    of_users, of_addresses = (
        ContentType.objects.get(app_label=app, model=model)
        for app, model in (("auth", "user"), ("account", "emailaddress"))
    )
    entry = {"action_flag": CHANGE, "change_message": "[]"}
    LogEntry.objects.create(user=staff, content_type=of_users, object_id=user.pk, object_repr=user.username, **entry)
    for number, told in enumerate([user.email, f"{user.email} ({user.username})", f"Wrote to {user.email.upper()}."]):
        LogEntry.objects.create(user=staff, content_type=of_addresses, object_id=77 + number, object_repr=told, **entry)
    LogEntry.objects.create(user=user, content_type=of_users, object_id=staff.pk, object_repr="edith", **entry)


def test_a_note_that_names_somebody_stays_without_the_name(client, ada):
    staff = User.objects.create_user("edith", is_staff=True, is_superuser=True)
    EmailAddress.objects.create(user=ada, email="new@example.org")
    note = f"Worded anew, as {ada.email.upper()} (new@example.org) asked; not j{ada.email}."
    LogEntry.objects.create(
        user=staff,
        content_type=ContentType.objects.get_for_model(Questionnaire),
        object_repr="Question set 2",
        action_flag=CHANGE,
        change_message=note,
    )
    Questionnaire.objects.update(note=note)
    confirm_password(client)
    client.post(DELETE_ACCOUNT)
    notes = [LogEntry.objects.get().change_message, current().note]
    assert notes == [f"Worded anew, as … (…) asked; not j{ada.email}."] * 2


def test_what_staff_logged_about_others_stays(client, ada):
    staff = User.objects.create_user("edith", is_staff=True, is_superuser=True)
    ben = make_account("ben@example.org")
    of_users = ContentType.objects.get_for_model(User)
    for number, other in enumerate([ben.email, f"j{ada.email}", f"{ada.email}.uk", f"ben+{ada.email}"]):
        LogEntry.objects.create(
            user=staff, content_type=of_users, object_id=f"{ada.pk}{number}", object_repr=other, action_flag=CHANGE
        )
    confirm_password(client)
    client.post(DELETE_ACCOUNT)
    assert LogEntry.objects.count() == 4


def test_who_else_is_signed_in_stays_so(client, ada):
    make_account("ben@example.org")
    ben = Client()
    sign_in(ben, "ben@example.org")
    confirm_password(client)
    client.post(DELETE_ACCOUNT)
    assert is_signed_in(ben)


def test_another_browser_that_was_signed_in_is_nobody_after_the_account_was_deleted(client, ada):
    elsewhere = Client()
    sign_in(elsewhere)
    attempt = begin(elsewhere)
    confirm_password(client)
    client.post(DELETE_ACCOUNT)
    assert answer(elsewhere, attempt, "purpose", THREES).status_code == 404
    assert elsewhere.get("/accounts/").status_code == 302
    assert elsewhere.get(DELETE_ACCOUNT).url.startswith("/accounts/login/")
    assert set(counts().values()) == {0}


@pytest.mark.django_db(transaction=True)
def test_adding_what_the_browser_holds_while_the_account_goes_leaves_it_where_it_was(client, ada):
    give_token(client, "a-browser")
    attempt = make_attempt(Visitor(browser="a-browser"))
    with meanwhile(lambda: elsewhere(ada.delete), before="UPDATE"):
        assert client.post(reverse("claim"), {"whose": "mine"}).status_code == 302
    attempt.refresh_from_db()
    assert attempt.user_id is None


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("step", ["begin", "section", "review"])
def test_deleting_the_account_in_the_midst_of_a_request_leaves_no_orphan_and_no_failure(client, ada, step):
    attempt = begin(client) if step != "begin" else None
    if step == "review":
        Attempt.objects.update(answers=THREES)
    # A transaction that has begun keeps others out on SQLite; on PostgreSQL, where BEGIN is no statement, not yet.
    finishing = "BEGIN" if connection.vendor == "sqlite" else "UPDATE"
    before = {"begin": 'INSERT INTO "assessment_attempt"', "section": "UPDATE", "review": finishing}[step]
    with meanwhile(lambda: elsewhere(ada.delete), before=before):
        response = {
            "begin": lambda: client.post(reverse("begin")),
            "section": lambda: answer(client, attempt, "purpose", THREES),
            "review": lambda: client.post(review_of(attempt), {}),
        }[step]()
    assert response.status_code in (302, 404)
    assert set(counts().values()) == {0}


@pytest.mark.django_db(transaction=True)
def test_what_is_begun_in_the_midst_of_deleting_the_account_goes_with_it(client, ada):
    other = Client()
    other.force_login(ada)
    confirm_password(client)
    with alongside(lambda: other.post(reverse("begin")), before='DELETE FROM "auth_user"'):
        told = client.post(DELETE_ACCOUNT)
    assert told.url == reverse("my_data")
    assert not User.objects.exists()
    assert not Attempt.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_what_is_written_over_a_note_just_as_an_address_is_taken_out_of_it_stays(client, ada):
    notes = Questionnaire.objects.all()
    notes.update(note="Asked for by ada@example.org")
    confirm_password(client)
    with alongside(lambda: notes.update(note="By hand"), before='UPDATE "assessment_questionnaire"'):
        client.post(DELETE_ACCOUNT)
    assert notes.get().note == "By hand"

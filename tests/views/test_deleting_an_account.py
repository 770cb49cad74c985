"""An account is deleted with everything that is its person's, and nothing that is somebody else's."""

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.urls import reverse
from making import THREES, answer, begin, current, make_attempt, review_of
from meanwhile import LOCKING, alongside, elsewhere, meanwhile
from owning import body, counts, exported, give_token, make_one_of_each, store_result, token_of
from signing import PASSWORD, ask_for_address, change_password, is_signed_in, make_account, reauthenticate, sign_in
from traces import mentions, references_to

from assessment.models import Attempt, Questionnaire, Share, Visitor
from assessment.models.erasing import erase_account

pytestmark = pytest.mark.usefixtures("published")

DELETE_ACCOUNT = reverse("delete_account")


def test_who_has_not_just_shown_who_they_are_is_asked_and_nothing_is_deleted(client, ada):
    for ask in (client.get, client.post):
        assert ask(DELETE_ACCOUNT).url.startswith("/accounts/reauthenticate/")
    reauthenticate(client, "wrong")
    assert client.get(DELETE_ACCOUNT).status_code == 302
    assert User.objects.filter(pk=ada.pk).exists()


def test_the_account_is_deleted_after_the_password_was_given_again_and_a_question(client, ada):
    make_one_of_each(client)
    reauthenticate(client)
    asked = body(client.get(DELETE_ACCOUNT))
    assert "Delete your account?" in asked
    assert "This erases your account, your e-mail address and 2 results and 1 unfinished questionnaire." in asked
    assert f'<a href="{reverse("my_data")}">Keep it</a>' in asked
    assert User.objects.filter(pk=ada.pk).exists()
    assert client.cookies["device"].value
    told = body(client.post(DELETE_ACCOUNT, follow=True))
    assert "Erased: your account, with 2 results and 1 unfinished questionnaire." in told
    assert "Nothing is stored about this browser." in told
    assert not client.cookies["device"].value


def test_a_stale_confirmation_is_asked_for_the_password_and_then_goes_on(client, ada):
    client.post(DELETE_ACCOUNT)
    told = client.post(f"/accounts/reauthenticate/?next={DELETE_ACCOUNT}", {"password": PASSWORD})
    assert told.status_code == 302
    assert not User.objects.filter(pk=ada.pk).exists()


def test_without_an_account_there_is_none_to_delete_nor_one_to_be_deleted_later(client):
    make_one_of_each(client)
    before = counts()
    for ask in (client.get, client.post):
        assert ask(DELETE_ACCOUNT).url.startswith("/accounts/login/")
    assert counts() == before
    assert settings.SESSION_COOKIE_NAME not in client.cookies  # allauth would keep the form there, to go on with it


@pytest.fixture
def edith():
    """A superuser who stays."""
    return User.objects.create_user("edith", is_staff=True, is_superuser=True)


def log(user, about, told, number=77, message="[]"):
    """Have the desk's log say that somebody changed something, which is a row of that number."""
    kind = ContentType.objects.get_for_model(about)
    LogEntry.objects.create(
        user=user, content_type=kind, object_id=number, object_repr=told, action_flag=CHANGE, change_message=message
    )


LOVELACE = "ada+lovelace@example.org"


def sign_in_with_a_result(client):
    """Sign in at a client that had a result, and put it into the account."""
    store_result(client, THREES)
    sign_in(client, LOVELACE)
    Attempt.objects.filter(browser=token_of(client)).update(user=User.objects.get(email=LOVELACE), browser="")


@pytest.mark.usefixtures("shared_cache")
def test_after_the_account_is_deleted_no_row_of_any_table_mentions_the_person(client, edith):
    ada, other = make_account(LOVELACE, is_staff=True, is_superuser=True), Client()
    for browser in (client, other):
        sign_in_with_a_result(browser)
    log(edith, User, ada.username, ada.pk)
    for told in (ada.email, f"{ada.email} ({ada.username})", f"Wrote to {ada.email.upper()}."):
        log(edith, EmailAddress, told)
    log(ada, User, "edith", edith.pk)
    reauthenticate(client)
    change_password(client, "wrong")  # tries are counted by account, as are those of the next line
    ask_for_address(client, ada.email)
    sittings, share = make_one_of_each(client), Share.objects.get().token
    sessions = [browser.session.session_key for browser in (client, other)]
    surely = {ada.email, share, *sessions, f":user:{ada.pk}'"}
    traces = surely | {ada.username, f"'_auth_user_id': '{ada.pk}'"}
    traces |= {trace for sitting in sittings for trace in (str(sitting), sitting.hex)}
    assert {trace for _, trace in mentions(*traces)} >= surely
    assert list(references_to(ada.pk))
    client.post(DELETE_ACCOUNT)
    assert mentions(*traces) == []
    assert list(references_to(ada.pk)) == []
    assert not is_signed_in(other)


def test_what_is_somebody_elses_stays_when_an_account_is_deleted(client, ada, edith):
    stranger = Client()
    store_result(stranger, THREES)
    store_result(client, THREES)
    reauthenticate(client)
    client.post(DELETE_ACCOUNT)
    assert list(User.objects.all()) == [edith]
    assert len(exported(stranger)["sittings"]) == 1


def test_a_note_that_names_somebody_stays_without_the_name(client, ada, edith):
    EmailAddress.objects.create(user=ada, email="new@example.org")
    note = f"Worded anew, as {ada.email.upper()} (new@example.org) asked; not j{ada.email}."
    log(edith, Questionnaire, "Question set 2", message=note)
    Questionnaire.objects.update(note=note)
    reauthenticate(client)
    client.post(DELETE_ACCOUNT)
    without = f"Worded anew, as … (…) asked; not j{ada.email}."
    assert LogEntry.objects.get().change_message == without
    assert current().note == without


def test_what_staff_logged_about_others_stays(client, ada, edith):
    others = [make_account("ben@example.org").email, f"j{ada.email}", f"{ada.email}.uk", f"ben+{ada.email}"]
    for number, other in enumerate(others):
        log(edith, User, other, f"{ada.pk}{number}")
    log(edith, Group, "Editors (2)", ada.pk)
    reauthenticate(client)
    client.post(DELETE_ACCOUNT)
    erase_account(User.objects.create_user("stan"))  # who has no address
    assert list(LogEntry.objects.order_by("pk").values_list("object_repr", flat=True)) == [*others, "Editors (2)"]


def test_who_else_is_signed_in_stays_so(client, ada):
    make_account("ben@example.org")
    ben = Client()
    sign_in(ben, "ben@example.org")
    reauthenticate(client)
    client.post(DELETE_ACCOUNT)
    assert is_signed_in(ben)


def test_another_browser_that_was_signed_in_is_nobody_after_the_account_was_deleted(client, ada):
    other = Client()
    sign_in(other)
    attempt = begin(other)
    reauthenticate(client)
    client.post(DELETE_ACCOUNT)
    assert answer(other, attempt, "purpose", THREES).status_code == 404
    assert other.get("/accounts/").status_code == 302
    assert other.get(DELETE_ACCOUNT).url.startswith("/accounts/login/")
    assert set(counts().values()) == {0}


@pytest.mark.django_db(transaction=True)
def test_adding_what_the_browser_holds_while_the_account_goes_leaves_it_where_it_was(client, ada):
    give_token(client, "a-browser")
    attempt = make_attempt(Visitor(browser="a-browser"))
    with meanwhile(lambda: elsewhere(ada.delete), before=LOCKING):
        assert client.post(reverse("claim"), {"whose": "mine"}).status_code == 302
    attempt.refresh_from_db()
    assert attempt.user_id is None


# A transaction that has begun keeps others out on SQLite; on PostgreSQL, where BEGIN is no statement, not yet.
FINISHING = "BEGIN" if connection.vendor == "sqlite" else "UPDATE"


@pytest.mark.django_db(transaction=True)
def test_deleting_the_account_just_as_a_questionnaire_is_begun_leaves_no_orphan_and_no_failure(client, ada):
    with meanwhile(lambda: elsewhere(ada.delete), before='INSERT INTO "assessment_attempt"'):
        assert client.post(reverse("begin")).status_code in {302, 404}
    assert set(counts().values()) == {0}


@pytest.mark.django_db(transaction=True)
def test_deleting_the_account_just_as_answers_are_saved_leaves_no_orphan_and_no_failure(client, ada):
    attempt = begin(client)
    with meanwhile(lambda: elsewhere(ada.delete), before="UPDATE"):
        assert answer(client, attempt, "purpose", THREES).status_code in {302, 404}
    assert set(counts().values()) == {0}


@pytest.mark.django_db(transaction=True)
def test_deleting_the_account_just_as_it_gets_a_result_leaves_no_orphan_and_no_failure(client, ada):
    attempt = begin(client)
    Attempt.objects.update(answers=THREES)
    with meanwhile(lambda: elsewhere(ada.delete), before=FINISHING):
        assert client.post(review_of(attempt), {}).status_code in {302, 404}
    assert set(counts().values()) == {0}


@pytest.mark.django_db(transaction=True)
def test_what_is_begun_in_the_midst_of_deleting_the_account_goes_with_it(client, ada):
    other = Client()
    other.force_login(ada)
    reauthenticate(client)
    with alongside(lambda: other.post(reverse("begin")), before='DELETE FROM "auth_user"'):
        told = client.post(DELETE_ACCOUNT)
    assert told.url == reverse("my_data")
    assert not User.objects.exists()
    assert not Attempt.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_what_is_written_over_a_note_just_as_an_address_is_taken_out_of_it_stays(client, ada):
    notes = Questionnaire.objects.all()
    notes.update(note="Asked for by ada@example.org")
    reauthenticate(client)
    with alongside(lambda: notes.update(note="By hand"), before='UPDATE "assessment_questionnaire"'):
        client.post(DELETE_ACCOUNT)
    assert notes.get().note == "By hand"

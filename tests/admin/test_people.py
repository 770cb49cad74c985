"""Superusers look after accounts: addresses that can sign in, lost second factors, deleting a person whole."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, Permission, User
from django.core import mail
from django.test import Client
from django.urls import reverse
from editing import admin_url, change_of, page_of, run_action
from making import THREES, make_user
from meanwhile import alongside
from owning import counts, make_one_of_each, store_result
from posting import form_with
from signing import (
    ADDRESS,
    NEW_PASSWORD,
    PASSWORD,
    change_address,
    enrol,
    enter_code,
    is_signed_in,
    make_account,
    reauthenticate,
    sign_in,
)
from traces import mentions, references_to

from assessment.models.erasing import erase_account


@pytest.fixture
def admin_client(admin_client):
    """A superuser who has just shown who they are."""
    reauthenticate(admin_client, "password")
    return admin_client


def save_address(client, user, address):
    return client.post(change_of(user), form_with(client.get(change_of(user)), "email") | {"email": address})


@pytest.fixture
def ada(client):
    """Ada with results, signed in at a browser of her own."""
    user = make_account()
    sign_in(client)
    make_one_of_each(client)
    return user


@pytest.fixture
def ben():
    """Somebody else, with a second factor of their own."""
    user, client = make_account("ben@example.org"), Client()
    sign_in(client, user.email)
    enrol(client)
    return user


def factors_of(user):
    """Return the app and the recovery codes that somebody signs in with."""
    return Authenticator.objects.filter(user=user).order_by("-type")


def delete_on_its_page(client, row):
    return client.post(page_of(row, "delete"), {"post": "yes"}, follow=True)


def delete_in_the_list(client, row):
    return run_action(client, "delete_selected", row, post="yes")


BOTH_WAYS = pytest.mark.parametrize("delete", [delete_on_its_page, delete_in_the_list])


def test_who_gets_an_address_with_capitals_in_the_admin_signs_in(admin_client, client):
    user = make_user("ben", password=PASSWORD)
    assert save_address(admin_client, user, "Ben@Example.org").status_code == 302
    sign_in(client, address="Ben@Example.org")
    enter_code(client, "confirm-email")
    assert is_signed_in(client)


def test_an_address_that_was_changed_in_the_admin_opens_nothing_any_more(admin_client, client):
    ada = make_account()
    assert save_address(admin_client, ada, "new@example.org").status_code == 302
    sign_in(client)
    assert not is_signed_in(client)
    client.post("/accounts/login/code/", {"email": ADDRESS})
    assert "there is no account with that address" in mail.outbox[-1].body
    other = Client()
    sign_in(other, address="new@example.org")
    enter_code(other, "confirm-email")
    assert is_signed_in(other)


def test_an_address_that_is_changed_in_the_admin_signs_out_who_was_in(admin_client, ada, client):
    make_account("ben@example.org")
    other = Client()
    sign_in(other, "ben@example.org")
    save_address(admin_client, ada, ADDRESS)
    assert is_signed_in(client)
    save_address(admin_client, ada, "new@example.org")
    assert not is_signed_in(client)
    assert is_signed_in(other)


def test_superusers_who_change_their_own_address_there_stay_in(client):
    eve = make_account("eve@example.org", is_staff=True, is_superuser=True)
    here, elsewhere = client, Client()
    for browser in (here, elsewhere):
        sign_in(browser, eve.email)
    reauthenticate(here)
    save_address(here, eve, "new@example.org")
    assert is_signed_in(here)
    assert not is_signed_in(elsewhere)


def test_saving_a_person_takes_away_no_address_that_stays_and_none_of_others(admin_client):
    ada = make_account()
    make_account("ben@example.org")
    assert save_address(admin_client, ada, ADDRESS).status_code == 302
    assert set(EmailAddress.objects.values_list("email", flat=True)) == {ADDRESS, "ben@example.org"}


def test_an_address_that_its_owner_changes_while_the_page_is_open_stays(admin_client, client):
    user = make_account()
    opened = form_with(admin_client.get(change_of(user)), "email")
    sign_in(client)
    change_address(client, "new@example.org")
    assert admin_client.post(change_of(user), opened | {"first_name": "Ada"}).status_code == 302
    user.refresh_from_db()
    assert (user.first_name, user.email) == ("Ada", "new@example.org")
    assert EmailAddress.objects.get(user=user).email == "new@example.org"


@pytest.mark.django_db(transaction=True)
def test_the_owner_is_told_of_what_the_desk_changes(admin_client, ada, ben, client):
    """A superuser's stolen session would take over any account unheard."""
    mail.outbox.clear()
    password = {"usable_password": "true", "password1": NEW_PASSWORD, "password2": NEW_PASSWORD, "set-password": ""}
    admin_client.post(page_of(ada, "password_change"), password)
    save_address(admin_client, ada, "eve@example.org")
    run_action(admin_client, "delete_selected", *factors_of(ben), post="yes")
    told = [(*message.to, message.body.partition("\n")[0]) for message in mail.outbox]
    assert told == [
        (ADDRESS, "The password for your account was changed."),
        (ADDRESS, f"Your account’s e-mail address was changed from {ADDRESS} to eve@example.org."),
        (ben.email, "The second factor for your account was switched off."),
    ]


def test_an_address_names_one_account_only(admin_client):
    make_account()
    ben = make_user("ben", email="ben@example.org")
    for taken in (ADDRESS, ADDRESS.upper()):
        assert "Another account has this address." in save_address(admin_client, ben, taken).text
    assert save_address(admin_client, ben, "BEN@example.org").status_code == 302
    assert save_address(admin_client, ben, "").status_code == 302
    assert User.objects.get(email=ADDRESS).username == "ada"


@BOTH_WAYS
def test_a_superuser_deletes_a_person_with_everything_and_nobody_else(admin_client, ada, delete):
    other = Client()
    other.force_login(make_user("ben", email="ben@example.org"))
    store_result(other, THREES)
    save_address(admin_client, ada, ADDRESS)
    assert "Cannot delete" not in admin_client.get(page_of(ada, "delete")).text
    assert delete(admin_client, ada).status_code == 200
    assert not mentions(ADDRESS, f":user:{ada.pk}'")
    assert not list(references_to(ada.pk))
    assert User.objects.filter(username="ben").exists()
    assert {kind: left for kind, left in counts().items() if left} == {"assessment.Attempt": 1, "assessment.Result": 1}


@BOTH_WAYS
def test_ones_own_account_is_not_deleted_in_the_admin(admin_client, admin_user, delete):
    page = delete(admin_client, admin_user)
    assert "Your own account: delete it on the page" in page.text
    assert User.objects.filter(pk=admin_user.pk).exists()


def test_staff_who_are_no_superusers_make_nobody_one(client):
    eve = make_user("eve", is_staff=True)
    eve.user_permissions.set(Permission.objects.filter(content_type__app_label="auth"))
    client.force_login(eve)
    page = client.get(change_of(eve))
    assert 'name="_save"' not in page.text
    assert client.post(change_of(eve), {"username": "eve", "is_superuser": "on"}).status_code == 403
    assert not User.objects.filter(is_superuser=True).exists()


def test_nor_do_they_give_their_own_group_the_right_to_read_answers(client):
    eve, team = make_user("eve", is_staff=True), Group.objects.create(name="Team")
    eve.user_permissions.set(Permission.objects.filter(content_type__app_label="auth"))
    eve.groups.add(team)
    client.force_login(eve)
    wanted = {"name": "Team", "permissions": Permission.objects.get(codename="view_attempt").pk}
    assert client.get(admin_url(Group, "changelist")).status_code == 200
    assert client.post(page_of(team, "change"), wanted).status_code == 403
    assert not eve.has_perm("assessment.view_attempt")


def test_staff_who_are_no_superusers_delete_nobody(client):
    stan, ben = make_user("stan", is_staff=True), make_user("ben")
    stan.user_permissions.set(Permission.objects.filter(content_type__app_label="auth"))
    client.force_login(stan)
    assert client.post(page_of(ben, "delete"), {"post": "yes"}).status_code == 403
    delete_in_the_list(client, ben)
    assert User.objects.filter(pk=ben.pk).exists()


@pytest.fixture
def sam(client):
    """A member of staff who may do everything with addresses and second factors, and is no superuser."""
    sam, client = make_user("sam", is_staff=True), Client()
    sam.user_permissions.set(Permission.objects.filter(content_type__app_label__in=["account", "mfa"]))
    client.force_login(sam)
    return client


def test_who_may_change_addresses_takes_over_no_account(sam):
    make_account()
    address = EmailAddress.objects.get()
    sent = {"user": address.user_id, "email": "sam@example.net", "verified": "on", "primary": "on"}
    assert sam.post(f"/admin/account/emailaddress/{address.pk}/change/", sent).status_code == 404
    assert "emailaddress" not in sam.get(reverse("admin:index")).text
    address.refresh_from_db()
    assert address.email == ADDRESS


def test_staff_who_are_no_superusers_take_away_no_second_factor(sam, ada, client):
    enrol(client)
    one = factors_of(ada).first()
    assert sam.post(page_of(one, "delete"), {"post": "yes"}).status_code == 403
    assert factors_of(ada).count() == 2


def test_before_a_second_factor_is_taken_away_the_page_says_whose_and_all_that_goes(admin_client, ada, ben, client):
    enrol(client)
    one = factors_of(ada).first()
    page = admin_client.get(page_of(one, "delete")).text
    for kind in ("TOTP Authenticator", "Recovery codes"):
        assert f"<li>{ADDRESS}: {kind}</li>" in page
    assert ben.email not in page
    for sought, found in ((ADDRESS, 2), (ADDRESS[:-1], 0)):
        listed = admin_client.get(admin_url(Authenticator, "changelist"), {"q": sought})
        assert listed.context["cl"].result_count == found


def test_nobody_is_staff_without_an_address_to_sign_in_by(admin_client):
    edith = make_user("edith")
    sent = form_with(admin_client.get(change_of(edith)), "email") | {"is_staff": "on", "email": ""}
    assert "Staff need an address" in admin_client.post(change_of(edith), sent).text
    edith.refresh_from_db()
    assert not edith.is_staff


def test_who_is_added_gets_an_address_that_nobody_else_has(admin_client):
    make_account()
    adding = admin_url(User, "add")
    sent = {"username": "ben", "usable_password": "false", "email": ADDRESS}
    assert "Another account has this address." in admin_client.post(adding, sent).text
    assert admin_client.post(adding, sent | {"email": "Ben@example.org"}).status_code == 302
    assert User.objects.get(username="ben").email == "ben@example.org"


@BOTH_WAYS
def test_a_lost_second_factor_is_taken_away_with_its_recovery_codes_and_nobody_elses(
    admin_client, ada, ben, client, delete
):
    enrol(client)
    delete(admin_client, factors_of(ada).first())
    assert not factors_of(ada).exists()
    assert factors_of(ben).count() == 2
    again = Client()
    sign_in(again)
    assert is_signed_in(again)


def test_what_codes_are_made_of_is_shown_to_nobody(admin_client, ada, client):
    secret = enrol(client)
    app, codes = factors_of(ada)
    for page in (change_of(app), change_of(codes), admin_url(Authenticator, "changelist")):
        text = admin_client.get(page).text
        assert secret not in text
        assert app.data["secret"] not in text
        assert codes.data["seed"] not in text


def test_nobody_adds_or_changes_a_second_factor_at_the_desk(admin_client, ada, client):
    enrol(client)
    assert admin_client.post(change_of(factors_of(ada).first()), {"data": "{}"}).status_code == 403
    assert admin_client.get(admin_url(Authenticator, "add")).status_code == 403


@pytest.mark.parametrize("kind", ["totp", "recovery_codes"])
def test_no_list_tells_letter_by_letter_what_codes_are_made_of(admin_client, ada, client, kind):
    enrol(client)
    data = Authenticator.objects.get(user=ada, type=kind).data
    name = "secret" if kind == "totp" else "seed"
    listed, filtered = admin_url(Authenticator, "changelist"), f"data__{name}__startswith"
    for guess in (data[name][0], "?"):
        assert admin_client.get(listed, {filtered: guess}).url == f"{listed}?e=1"


def test_sessions_are_no_business_of_the_admin(admin_client):
    assert "usersession" not in admin_client.get(reverse("admin:index")).text


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("page", ["change", "password_change"])
def test_an_account_that_goes_while_a_form_about_it_is_taken_stays_gone(admin_client, page):
    user = make_account()
    form = form_with(admin_client.get(page_of(user, page)), "email" if page == "change" else "password1")
    chosen = {"first_name": "Ada"} if page == "change" else {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    with alongside(lambda: erase_account(user), before='UPDATE "auth_user"'):
        admin_client.post(page_of(user, page), form | chosen)
    assert not User.objects.filter(email=ADDRESS).exists()


@pytest.mark.django_db(transaction=True)
def test_two_superusers_save_the_page_of_each_other_in_the_same_moment(admin_client, admin_user):
    ben, client = make_account("ben@example.org", is_staff=True, is_superuser=True), Client()
    sign_in(client, ben.email)
    reauthenticate(client)
    ours, theirs = (form_with(admin_client.get(change_of(one)), "email") for one in (ben, admin_user))
    with alongside(lambda: client.post(change_of(admin_user), theirs), before='UPDATE "auth_user"'):
        assert admin_client.post(change_of(ben), ours | {"first_name": "Ben"}).status_code == 302
    ben.refresh_from_db()
    assert ben.first_name == "Ben"


def make_robots(count):
    User.objects.bulk_create(User(username=f"robot{number}") for number in range(count))
    return User.objects.filter(username__startswith="robot")


def test_as_many_people_as_a_page_can_send_are_offered_to_be_deleted(admin_client):
    page = run_action(admin_client, "delete_selected", *make_robots(500))
    assert "Are you sure" in page.text
    assert 'value="yes"' in page.text


def test_more_people_than_a_page_can_send_are_not_offered_to_be_deleted(admin_client):
    page = run_action(admin_client, "delete_selected", *make_robots(501))
    assert "More than 500 people at once" in page.text
    assert 'value="yes"' not in page.text


SAID = {200, 302, 400}
"""The page again, the list again, or a bad request: SQLite takes no such number, PostgreSQL finds no such row."""


@pytest.mark.parametrize("key", ["abc", "", "9" * 22, "9" * 5000])
def test_rows_that_cannot_be_are_refused_or_not_found(admin_client, key):
    chosen = {"action": "delete_selected", "_selected_action": key}
    assert admin_client.post(reverse("admin:auth_user_changelist"), chosen).status_code in SAID
    assert User.objects.count() == 1


@pytest.mark.parametrize("key", ["abc", "9" * 22])
def test_rights_that_cannot_be_are_refused(admin_client, key):
    sent = {"name": "Readers", "permissions": [key]}
    assert admin_client.post(admin_url(Group, "add"), sent).status_code in SAID
    assert not Group.objects.filter(name="Readers").exists()

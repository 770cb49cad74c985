"""Superusers look after accounts: addresses that can sign in, lost second factors, deleting a person whole."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, Permission, User
from django.core import mail
from django.test import Client
from django.urls import reverse
from making import THREES, make_user
from meanwhile import alongside
from owning import counts, keep, make_full
from posting import form_with
from signing import (
    ADDRESS,
    NEW,
    PASSWORD,
    change_address,
    confirm_password,
    enrol,
    enter_code,
    is_signed_in,
    make_account,
    sign_in,
)
from traces import mentions, references_to

from assessment.models.erasing import erase_account

USERS = reverse("admin:auth_user_changelist")


@pytest.fixture
def admin_client(admin_client):
    """A superuser who has just shown who they are."""
    confirm_password(admin_client, "password")
    return admin_client


def page_of(user, page="change"):
    return reverse(f"admin:auth_user_{page}", args=[user.pk])


def save_address(client, user, address):
    return client.post(page_of(user), form_with(client.get(page_of(user)), "email") | {"email": address})


@pytest.fixture
def ada(client):
    """Ada with results, signed in at a browser of her own."""
    user = make_account()
    sign_in(client)
    make_full(client)
    return user


@pytest.fixture
def ben():
    """Somebody else, with a second factor of their own."""
    user, client = make_account("ben@example.org"), Client()
    sign_in(client, user.email)
    enrol(client)
    return user


def choose(client, *users, **confirmed):
    """Choose people in the list to be deleted."""
    chosen = {"action": "delete_selected", "_selected_action": [user.pk for user in users]}
    return client.post(USERS, chosen | confirmed, follow=True)


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
    save_address(admin_client, ada, ADDRESS)
    assert is_signed_in(client)
    save_address(admin_client, ada, "new@example.org")
    assert not is_signed_in(client)


def test_saving_a_person_takes_away_no_address_that_stays_and_none_of_others(admin_client):
    ada = make_account()
    make_account("ben@example.org")
    assert save_address(admin_client, ada, ADDRESS).status_code == 302
    assert set(EmailAddress.objects.values_list("email", flat=True)) == {ADDRESS, "ben@example.org"}


def test_an_address_that_its_owner_changes_while_the_page_is_open_stays(admin_client, client):
    user = make_account()
    opened = form_with(admin_client.get(page_of(user)), "email")
    sign_in(client)
    change_address(client, "new@example.org")
    assert admin_client.post(page_of(user), opened | {"first_name": "Ada"}).status_code == 302
    user.refresh_from_db()
    assert (user.first_name, user.email) == ("Ada", "new@example.org")
    assert EmailAddress.objects.get(user=user).email == "new@example.org"


@pytest.mark.django_db(transaction=True)
def test_the_owner_is_told_of_what_the_desk_changes(admin_client, ada, ben, client):
    """A superuser's stolen session would take over any account unheard."""
    mail.outbox.clear()
    password = {"usable_password": "true", "password1": NEW, "password2": NEW, "set-password": ""}
    admin_client.post(reverse("admin:auth_user_password_change", args=[ada.pk]), password)
    save_address(admin_client, ada, "eve@example.org")
    both = Authenticator.objects.filter(user=ben).values_list("pk", flat=True)
    chosen = {"action": "delete_selected", "_selected_action": list(both), "post": "yes"}
    admin_client.post(reverse("admin:mfa_authenticator_changelist"), chosen)
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


@pytest.mark.parametrize("way", ["page", "list"])
def test_a_superuser_deletes_a_person_with_everything_and_nobody_else(admin_client, ada, way):
    other = Client()
    other.force_login(make_user("ben", email="ben@example.org"))
    keep(other, THREES)
    save_address(admin_client, ada, ADDRESS)
    before = counts()
    if way == "page":
        assert "Cannot delete" not in admin_client.get(page_of(ada, "delete")).text
        assert admin_client.post(page_of(ada, "delete"), {"post": "yes"}, follow=True).status_code == 200
    else:
        choose(admin_client, ada, post="yes")
    assert not mentions(ADDRESS, f":user:{ada.pk}'")
    assert not list(references_to(ada.pk))
    assert User.objects.filter(username="ben").exists()
    left = counts()
    assert left == dict.fromkeys(before, 0) | {"assessment.Attempt": 1, "assessment.Result": 1}


@pytest.mark.parametrize("way", ["page", "list"])
def test_ones_own_account_is_not_deleted_in_the_admin(admin_client, admin_user, way):
    if way == "page":
        page = admin_client.post(page_of(admin_user, "delete"), {"post": "yes"})
    else:
        page = choose(admin_client, admin_user, post="yes")
    assert "Your own account: delete it on the page" in page.text
    assert User.objects.filter(pk=admin_user.pk).exists()


def test_staff_who_are_no_superusers_make_nobody_one(client):
    eve = make_user("eve", is_staff=True)
    eve.user_permissions.set(Permission.objects.filter(content_type__app_label="auth"))
    client.force_login(eve)
    page = client.get(page_of(eve))
    assert 'name="_save"' not in page.text
    assert client.post(page_of(eve), {"username": "eve", "is_superuser": "on"}).status_code == 403
    assert not User.objects.filter(is_superuser=True).exists()


def test_nor_do_they_give_their_own_group_the_right_to_read_answers(client):
    eve, team = make_user("eve", is_staff=True), Group.objects.create(name="Team")
    eve.user_permissions.set(Permission.objects.filter(content_type__app_label="auth"))
    eve.groups.add(team)
    client.force_login(eve)
    wanted = {"name": "Team", "permissions": Permission.objects.get(codename="view_attempt").pk}
    assert client.get(reverse("admin:auth_group_changelist")).status_code == 200
    assert client.post(reverse("admin:auth_group_change", args=[team.pk]), wanted).status_code == 403
    assert not eve.has_perm("assessment.view_attempt")


def test_staff_who_are_no_superusers_delete_nobody(client):
    stan, ben = make_user("stan", is_staff=True), make_user("ben")
    stan.user_permissions.set(Permission.objects.filter(content_type__app_label="auth"))
    client.force_login(stan)
    assert client.post(page_of(ben, "delete"), {"post": "yes"}).status_code == 403
    choose(client, ben, post="yes")
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
    one = Authenticator.objects.filter(user=ada).first()
    assert sam.post(reverse("admin:mfa_authenticator_delete", args=[one.pk]), {"post": "yes"}).status_code == 403
    assert Authenticator.objects.filter(user=ada).count() == 2


def test_before_a_second_factor_is_taken_away_the_page_says_whose_and_all_that_goes(admin_client, ada, ben, client):
    enrol(client)
    one = Authenticator.objects.filter(user=ada).first()
    page = admin_client.get(reverse("admin:mfa_authenticator_delete", args=[one.pk])).text
    for kind in ("TOTP Authenticator", "Recovery codes"):
        assert f"<li>{ADDRESS}: {kind}</li>" in page
    assert ben.email not in page
    for sought, found in ((ADDRESS, 2), (ADDRESS[:-1], 0)):
        listed = admin_client.get(reverse("admin:mfa_authenticator_changelist"), {"q": sought})
        assert listed.context["cl"].result_count == found


def test_nobody_is_staff_without_an_address_to_sign_in_by(admin_client):
    edith = make_user("edith")
    sent = form_with(admin_client.get(page_of(edith)), "email") | {"is_staff": "on", "email": ""}
    assert "Staff need an address" in admin_client.post(page_of(edith), sent).text
    edith.refresh_from_db()
    assert not edith.is_staff


def test_who_is_added_gets_an_address_that_nobody_else_has(admin_client):
    make_account()
    adding = reverse("admin:auth_user_add")
    sent = {"username": "ben", "usable_password": "false", "email": ADDRESS}
    assert "Another account has this address." in admin_client.post(adding, sent).text
    assert admin_client.post(adding, sent | {"email": "Ben@example.org"}).status_code == 302
    assert User.objects.get(username="ben").email == "ben@example.org"


@pytest.mark.parametrize("way", ["page", "list"])
def test_a_lost_second_factor_is_taken_away_and_its_secret_shown_to_nobody(admin_client, ada, ben, client, way):
    secret = enrol(client)
    one, codes = Authenticator.objects.filter(user=ada).order_by("-type")
    address = reverse("admin:mfa_authenticator_change", args=[one.pk])
    for page in (
        address,
        reverse("admin:mfa_authenticator_change", args=[codes.pk]),
        reverse("admin:mfa_authenticator_changelist"),
    ):
        text = admin_client.get(page).text
        assert secret not in text
        assert one.data["secret"] not in text
        assert codes.data["seed"] not in text
    assert admin_client.post(address, {"data": "{}"}).status_code == 403
    assert admin_client.get(reverse("admin:mfa_authenticator_add")).status_code == 403
    if way == "page":
        admin_client.post(reverse("admin:mfa_authenticator_delete", args=[one.pk]), {"post": "yes"})
    else:
        chosen = {"action": "delete_selected", "_selected_action": one.pk, "post": "yes"}
        admin_client.post(reverse("admin:mfa_authenticator_changelist"), chosen)
    assert not Authenticator.objects.filter(user=ada).exists()
    assert Authenticator.objects.filter(user=ben).count() == 2
    again = Client()
    sign_in(again)
    assert is_signed_in(again)


@pytest.mark.parametrize("kind", ["totp", "recovery_codes"])
def test_no_list_tells_letter_by_letter_what_codes_are_made_of(admin_client, ada, client, kind):
    enrol(client)
    data = Authenticator.objects.get(user=ada, type=kind).data
    name = "secret" if kind == "totp" else "seed"
    listed, filtered = reverse("admin:mfa_authenticator_changelist"), f"data__{name}__startswith"
    for guess in (data[name][0], "?"):
        assert admin_client.get(listed, {filtered: guess}).url == f"{listed}?e=1"


def test_sessions_are_no_business_of_the_admin(admin_client):
    assert "usersession" not in admin_client.get(reverse("admin:index")).text


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("page", ["change", "password_change"])
def test_an_account_that_goes_while_a_form_about_it_is_taken_stays_gone(admin_client, page):
    user = make_account()
    form = form_with(admin_client.get(page_of(user, page)), "email" if page == "change" else "password1")
    chosen = {"first_name": "Ada"} if page == "change" else {"password1": NEW, "password2": NEW}
    with alongside(lambda: erase_account(user), before='UPDATE "auth_user"'):
        admin_client.post(page_of(user, page), form | chosen)
    assert not User.objects.filter(email=ADDRESS).exists()


def test_more_people_than_a_page_can_send_are_not_offered_to_be_deleted(admin_client):
    User.objects.bulk_create(User(username=f"robot{number}") for number in range(501))
    robots = list(User.objects.filter(username__startswith="robot").values_list("pk", flat=True))
    address = reverse("admin:auth_user_changelist")
    for chosen, told in ((robots, "More than 500 people at once"), (robots[1:], "Are you sure")):
        page = admin_client.post(address, {"action": "delete_selected", "_selected_action": chosen})
        assert told in page.text
        assert (b'value="yes"' in page.content) == (told == "Are you sure")


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
    assert admin_client.post(reverse("admin:auth_group_add"), sent).status_code in SAID
    assert not Group.objects.filter(name="Readers").exists()

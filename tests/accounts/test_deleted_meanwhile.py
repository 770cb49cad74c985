"""Who was about to come in when the account was deleted in another browser finds a sign-in page, not a failure."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from signing import ADDRESS, PASSWORD, enrol, enter_code, mailed_code, make_account, sign_in, sign_up

from assessment.models.erasing import erase_account

pytestmark = pytest.mark.django_db


@pytest.fixture
def client():
    return Client(raise_request_exception=False)


def with_a_sign_in_code(client):
    make_account()
    client.post("/accounts/login/code/", {"email": ADDRESS})
    return "login/code/confirm", {"code": mailed_code()}


def with_a_code_for_a_password(client):
    make_account()
    client.post("/accounts/password/reset/", {"email": ADDRESS})
    return "password/reset/confirm", {"code": mailed_code()}


def with_a_new_password(client):
    make_account()
    client.post("/accounts/password/reset/", {"email": ADDRESS})
    enter_code(client, "password/reset/confirm")
    return "password/reset/complete", {"password1": "another staple entirely"}


def with_a_code_for_an_address(client):
    sign_up(client)
    return "confirm-email", {"code": mailed_code()}


def with_a_code_of_the_app(client):
    make_account()
    first = Client()
    sign_in(first)
    enrol(first)
    sign_in(client, password=PASSWORD)
    return "2fa/authenticate", {"code": "000000"}


WAYS = [
    with_a_sign_in_code,
    with_a_code_for_a_password,
    with_a_new_password,
    with_a_code_for_an_address,
    with_a_code_of_the_app,
]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("method", ["get", "post"])
def test_whose_account_is_gone_is_led_to_sign_in(client, way, method):
    where, given = way(client)
    erase_account(User.objects.get())
    answer = getattr(client, method)(f"/accounts/{where}/", given if method == "post" else {}, follow=True)
    assert answer.status_code == 200
    assert not User.objects.exists()
    if method == "post":
        assert answer.request["PATH_INFO"] != f"/accounts/{where}/"
        assert ADDRESS not in str(dict(client.session))

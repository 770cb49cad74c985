"""Nothing is deleted by a stranger, by reading, or without the form that asks."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from making import THREES
from owning import counts, keep, make_full
from signing import confirm_password

pytestmark = pytest.mark.usefixtures("published")

MY_DATA, JSON, CSV = reverse("my_data"), reverse("my_data_json"), reverse("my_data_csv")
DELETE_RESULTS, DELETE_ACCOUNT = reverse("delete_results"), reverse("delete_account")


@pytest.mark.parametrize("stranger", ["an unknown browser", "another browser", "another user"])
def test_a_stranger_deletes_nothing_of_somebody_else(owner, stranger):
    address = keep(owner, THREES)
    other = Client()
    if stranger == "another browser":
        keep(other, THREES)
    if stranger == "another user":
        other.force_login(User.objects.create_user("ben"))
    for ask in (other.get, other.post):
        assert ask(f"{address}delete/").status_code == 404
    other.post(DELETE_RESULTS)
    assert owner.get(address).status_code == 200


def test_reading_deletes_nothing(client, ada):
    ids = make_full(client)
    confirm_password(client)
    before = counts()
    for address in (MY_DATA, JSON, CSV, DELETE_RESULTS, DELETE_ACCOUNT, f"/results/{ids[0]}/delete/"):
        for read in (client.get, client.head):
            response = read(address, {"delete": "1", "confirm": "yes"})
            assert response.status_code == 200
            assert "no-store" in response["Cache-Control"]
    assert counts() == before
    assert User.objects.filter(pk=ada.pk).exists()

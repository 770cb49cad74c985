"""My data: what is stored is shown, with whose it is and for how long."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from making import THREES, begin
from owning import body, make_one_of_each, result_at, store_result
from signing import ADDRESS

from assessment.models import Commitment
from assessment.views.my_data import Stored

pytestmark = pytest.mark.usefixtures("published")

MY_DATA, JSON, CSV = reverse("my_data"), reverse("my_data_json"), reverse("my_data_csv")
DELETE_ACCOUNT, DELETE_RESULTS = reverse("delete_account"), reverse("delete_results")
NOTHING = "Nothing is stored about this browser."


def test_my_data_counts_what_is_stored_of_its_reader_and_of_nobody_else(owner):
    make_one_of_each(Client())
    make_one_of_each(owner)
    page = re.sub(r"<[^>]+>", " ", body(owner.get(MY_DATA)))
    words = " ".join(page.split())
    assert "Results, with their answers 2 " in words
    assert "Unfinished questionnaires 1 " in words
    assert "Pieces of advice you set out to try 1 " in words
    assert "Headlines you share by a link 1 " in words


def test_my_data_says_whose_and_for_how_long(client, ada, settings):
    settings.ANONYMOUS_DAYS = 17
    assert ADDRESS in body(client.get(MY_DATA))
    assert DELETE_ACCOUNT in body(client.get(MY_DATA))
    anonymous = Client()
    store_result(anonymous, THREES)
    page = body(anonymous.get(MY_DATA))
    assert "It is deleted after 17 days." in page
    assert DELETE_ACCOUNT not in page


@pytest.mark.parametrize("address", [MY_DATA, reverse("privacy")])
def test_all_that_is_stored_with_an_account_is_named(client, ada, address):
    said = body(client.get(address)).lower()
    for what in ("e-mail address", "password", "second factor, if you use one", "when you joined and last signed in"):
        assert what in said
    for what in ("network address", "browser"):
        assert what in said.partition("when you joined")[2]


def test_the_file_with_everything_says_what_it_leaves_out(client, ada):
    assert "The first file holds everything but what would open your account;" in body(client.get(MY_DATA))
    browser = Client()
    store_result(browser, THREES)
    assert "The first file holds everything;" in body(browser.get(MY_DATA))


def test_an_unknown_browser_is_told_that_nothing_is_stored_and_gets_no_cookie(client):
    response = client.get(MY_DATA)
    assert NOTHING in body(response)
    assert JSON not in body(response)
    assert not client.cookies


def test_a_browser_that_has_only_begun_may_see_and_delete_what_it_answered(client):
    begin(client)
    page = body(client.get(MY_DATA))
    assert NOTHING not in page
    assert DELETE_RESULTS in page


def test_every_page_leads_there(client, ada):
    assert MY_DATA in body(client.get("/"))
    assert MY_DATA in body(client.get("/accounts/"))
    result = body(client.get(store_result(client, THREES)))
    assert MY_DATA in result
    assert "/delete/" in result


def make_result_with_a_plan(client):
    result = result_at(store_result(client, THREES))
    Commitment.objects.make(result, result.read().advice.shown[0].key)


@pytest.mark.parametrize("address", [MY_DATA, JSON, CSV])
def test_what_is_stored_takes_the_same_queries_however_much_it_is(client, address, django_assert_num_queries):
    make_one_of_each(client)
    body(client.get(address))
    number = {MY_DATA: 3, JSON: 2, CSV: 2}[address]
    with django_assert_num_queries(number):
        body(client.get(address))
    for _ in range(5):
        make_result_with_a_plan(client)
    with django_assert_num_queries(number):
        body(client.get(address))


@pytest.mark.parametrize(
    ("finished", "unfinished", "said"),
    [
        (0, 1, "1 unfinished questionnaire"),
        (1, 0, "1 result"),
        (2, 2, "2 results and 2 unfinished questionnaires"),
        (0, 0, "0 results"),
    ],
)
def test_what_is_stored_is_named_and_what_is_not_is_passed_over(finished, unfinished, said):
    assert str(Stored(finished, unfinished, 0, 0)) == said

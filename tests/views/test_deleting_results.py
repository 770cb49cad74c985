"""Results are deleted, one or all, and leave no trace."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from making import INFLUENCER, THREES, answer, begin, make_attempt, make_user, review_of
from meanwhile import LOCKING, elsewhere, meanwhile
from owning import body, counts, exported, make_one_of_each, result_at, store_result, token_of, visitor_at
from signing import reauthenticate
from traces import mentions

from assessment.models import Attempt, Commitment, Result, Share, Visitor

pytestmark = pytest.mark.usefixtures("published")

MY_DATA, DELETE_RESULTS = reverse("my_data"), reverse("delete_results")


def test_one_result_goes_after_a_question_that_names_its_date(owner):
    store_result(owner, THREES)
    address = store_result(owner, INFLUENCER)
    Result.objects.filter(role="influencing").update(finished_at=timezone.now() - timedelta(days=3))
    result = result_at(address)
    day = f"{result.finished_at.day} {result.finished_at:%B %Y, %H:%M}"
    asked = body(owner.get(f"{address}delete/"))
    assert f"Delete your result of {day}?" in asked
    assert "Its answers, its plan and its shared link are erased, too. You can’t undo this." in asked
    assert f'<a href="{address}">Keep it</a>' in asked
    assert Result.objects.count() == 2
    told = owner.post(f"{address}delete/", follow=True)
    assert told.redirect_chain == [(MY_DATA, 302)]
    assert f"Erased: your result of {day}, with its answers." in body(told)
    assert not mentions(str(result.pk), result.pk.hex)
    assert Result.objects.count() == 1
    assert owner.get(address).status_code == owner.post(f"{address}delete/").status_code == 404


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("way", ["all", "again"])
def test_what_is_finished_in_another_tab_while_it_is_deleted_leaves_no_failure_and_no_orphan(client, way):
    attempt = begin(client)
    attempt.record(THREES, {})
    address, sent = (DELETE_RESULTS, {}) if way == "all" else (reverse("begin"), {"again": "1"})
    with meanwhile(lambda: elsewhere(lambda: Result.objects.finish(attempt)), before=LOCKING):
        assert client.post(address, sent).status_code == 302
    left = Attempt.objects.filter(pk=attempt.pk).count()
    assert left == Result.objects.filter(pk=attempt.pk).count() == (way == "again")


def test_a_result_that_goes_into_an_account_just_as_it_is_deleted_is_not_called_erased(client):
    address = store_result(client, THREES)
    with meanwhile(lambda: Attempt.objects.all().give_to(make_user().pk), before="SAVEPOINT"):
        assert client.post(f"{address}delete/").status_code == 404
    assert Result.objects.exists()
    assert "Erased" not in body(client.get(MY_DATA))


@pytest.mark.parametrize(("address", "told"), [(DELETE_RESULTS, "Erased: "), (reverse("delete_account"), "with ")])
def test_what_is_begun_just_as_all_is_deleted_is_called_erased(client, ada, address, told):
    store_result(client, THREES)
    reauthenticate(client)
    with meanwhile(lambda: make_attempt(Visitor(user_id=ada.pk)), before="SAVEPOINT"):
        page = client.post(address, follow=True)
    assert f"{told}1 result and 1 unfinished questionnaire." in body(page)


def test_a_shared_link_ends_with_its_result(client):
    ids = make_one_of_each(client)
    token = Share.objects.get().token
    client.post(f"/results/{ids[0]}/delete/")
    assert not mentions(token)
    assert Commitment.objects.count() == 0


def test_all_results_go_and_others_stay(owner):
    stranger = Client()
    store_result(stranger, THREES)
    before = counts()
    ids = make_one_of_each(owner)
    page = body(owner.get(DELETE_RESULTS))
    assert "This erases 2 results and 1 unfinished questionnaire" in page
    assert "Answers, plans and shared links go too. You can’t undo this." in page
    assert f'<a href="{MY_DATA}">Keep everything</a>' in page
    assert counts() != before
    told = body(owner.post(DELETE_RESULTS, follow=True))
    assert "Erased: 2 results and 1 unfinished questionnaire." in told
    assert counts() == before
    assert not mentions(*(trace for key in ids for trace in (str(key), key.hex)))
    assert len(exported(stranger)["sittings"]) == 1


def test_a_browser_without_an_account_is_forgotten_with_its_results(client):
    make_one_of_each(client)
    client.post(f"{store_result(client, THREES)}keep/")
    token = visitor_at(client).browser
    assert mentions(token)
    assert "keeping" in client.session
    client.post(DELETE_RESULTS)
    assert not mentions(token)
    assert not token_of(client)
    assert "keeping" not in client.session


def test_an_account_stays_when_its_results_go(client, ada):
    make_one_of_each(client)
    client.post(DELETE_RESULTS)
    assert client.get("/accounts/").status_code == 200


def test_deleting_nothing_harms_nothing(owner):
    for _ in range(2):
        assert owner.post(DELETE_RESULTS, follow=True).status_code == 200


def test_another_tab_that_goes_on_after_all_was_deleted_finds_nothing_and_leaves_nothing(owner):
    attempt = begin(owner)
    address = store_result(owner, THREES)
    owner.post(DELETE_RESULTS)
    assert answer(owner, attempt, "purpose", THREES).status_code == 404
    assert owner.post(review_of(attempt), {}).status_code == 404
    assert owner.post(f"{address}try/", {"advice": "V1"}).status_code == 404
    assert owner.get(address).status_code == 404
    assert set(counts().values()) == {0}

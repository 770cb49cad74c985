"""How often each page asks the database, pinned."""

import pytest
from django.urls import reverse
from making import KEYS, THREES, answer, answer_all, begin, current, make_user, review_of, section_of, take

from assessment.models.questionnaire import published_document
from assessment.scoring.vocabulary import Dimension


@pytest.fixture(params=["anonymous", "signed in"])
def more(client, published, request):
    """What a signed-in visitor costs on top: their session and their row."""
    if request.param == "anonymous":
        return 0
    client.force_login(make_user())
    return 2


def counted(queries, number, visit):
    """Check a page with its document in the process, and without: one query more."""
    visit()
    with queries(number):
        visit()
    published_document.cache_clear()
    with queries(number + 1):
        visit()


def test_a_question_page_takes_one_or_two(client, more, django_assert_num_queries):
    address = section_of(begin(client))
    counted(django_assert_num_queries, 1 + more, lambda: client.get(address))


@pytest.mark.parametrize(
    ("answers", "pressed"), [(THREES, {}), ({"P1": 3}, {"later": "1"}), ({"P1": 3}, {})], ids=["whole", "part", "gaps"]
)
def test_saving_a_section_takes_two_or_three(client, more, django_assert_num_queries, answers, pressed):
    attempt = begin(client)
    counted(django_assert_num_queries, 2 + more, lambda: answer(client, attempt, "purpose", answers, **pressed))


def test_the_review_takes_one_or_two(client, more, django_assert_num_queries):
    attempt = begin(client)
    answer_all(client, attempt, THREES)
    counted(django_assert_num_queries, 1 + more, lambda: client.get(review_of(attempt)))


@pytest.mark.parametrize("page", ["", "ledger/"])
def test_a_result_and_its_ledger_take_two_and_one_when_looked_at_again(client, more, django_assert_num_queries, page):
    address = take(client, THREES) + page
    for number in (2, 1):
        with django_assert_num_queries(number + more):
            client.get(address)


def test_finishing_takes_eight_at_most(client, more, django_assert_max_num_queries):
    attempt = begin(client)
    answer_all(client, attempt, THREES)
    published_document.cache_clear()
    with django_assert_max_num_queries(8 + more):
        client.post(review_of(attempt), {"self_view": "both"})


def test_a_whole_visit_without_script_takes_twenty_five(client, published, django_assert_num_queries):
    published_document(current().fingerprint)
    with django_assert_num_queries(25):
        client.get(reverse("start"))
        where = client.post(reverse("begin")).url
        for dimension in Dimension:
            client.get(where)
            where = client.post(where, dict.fromkeys(KEYS[dimension], 4)).url
        client.get(where)
        response = client.get(client.post(where, {"self_view": "both"}).url)
    assert "Worth trying" in response.text

"""How often each page asks the database, pinned."""

import pytest
from making import THREES, answer, answer_all, begin, make_user, review_of, section_of, take

from assessment.models.questionnaire import published_document


@pytest.fixture(params=["anonymous", "signed in"])
def more(client, published, request):
    """What a signed-in visitor costs on top: their row."""
    if request.param == "anonymous":
        return 0
    client.force_login(make_user())
    return 1


def counted(queries, number, visit):
    """Check a page with its document in the process, and without: one query more."""
    visit()
    with queries(number):
        visit()
    published_document.cache_clear()
    with queries(number + 1):
        visit()


def test_a_question_page_takes_two_or_three(client, more, django_assert_num_queries):
    address = section_of(begin(client))
    counted(django_assert_num_queries, 2 + more, lambda: client.get(address))


def test_saving_a_section_takes_three_or_four(client, more, django_assert_num_queries):
    attempt = begin(client)
    counted(django_assert_num_queries, 3 + more, lambda: answer(client, attempt, "purpose", THREES))


def test_saving_a_part_for_later_takes_three_or_four(client, more, django_assert_num_queries):
    attempt = begin(client)
    counted(django_assert_num_queries, 3 + more, lambda: answer(client, attempt, "purpose", {"P1": 3}, later="1"))


def test_a_section_with_gaps_takes_three_or_four(client, more, django_assert_num_queries):
    attempt = begin(client)
    counted(django_assert_num_queries, 3 + more, lambda: answer(client, attempt, "purpose", {"P1": 3}))


def test_the_review_takes_two_or_three(client, more, django_assert_num_queries):
    attempt = begin(client)
    answer_all(client, attempt, THREES)
    counted(django_assert_num_queries, 2 + more, lambda: client.get(review_of(attempt)))


def test_a_result_takes_four_and_three_when_looked_at_again(client, more, django_assert_num_queries):
    address = take(client, THREES)
    for number in (4, 3):
        with django_assert_num_queries(number + more):
            client.get(address)


def test_a_ledger_takes_three_and_two_when_looked_at_again(client, more, django_assert_num_queries):
    address = take(client, THREES) + "ledger/"
    for number in (3, 2):
        with django_assert_num_queries(number + more):
            client.get(address)


def test_finishing_takes_ten_at_most(client, more, django_assert_max_num_queries):
    attempt = begin(client)
    answer_all(client, attempt, THREES)
    published_document.cache_clear()
    with django_assert_max_num_queries(10 + more):
        client.post(review_of(attempt), {"self_view": "both"})

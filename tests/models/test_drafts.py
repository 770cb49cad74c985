"""Drafts: their order is the order of pages, and each has a number of its own, whoever makes another just then."""

from concurrent.futures import ThreadPoolExecutor, wait

import pytest
from django.db import connection
from making import make_draft
from meanwhile import A_MOMENT, act_and_leave, alongside, elsewhere, meanwhile

from assessment.models import Questionnaire


def test_the_order_of_rows_is_the_order_of_pages():
    draft = make_draft()
    first, last = draft.sections.first(), draft.sections.last()
    draft.sections.filter(pk=first.pk).update(order=9)
    assert draft.compiled().sections[-1].dimension == first.dimension
    assert draft.compiled().sections[-2].dimension == last.dimension


@pytest.mark.django_db(transaction=True)
def test_drafts_made_in_the_same_moment_get_numbers_of_their_own():
    def number_of_another(_):
        try:
            return make_draft().number
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as editors:
        numbers = sorted(editors.map(number_of_another, range(4)))
    connection.close()
    connection.close_pool()
    assert numbers == [2, 3, 4, 5]


@pytest.mark.django_db(transaction=True)
def test_a_set_is_drafted_just_as_an_older_draft_takes_the_place_of_a_newer_set():
    older, newer = make_draft(), make_draft()
    newer.publish()
    with alongside(make_draft, before='SET "status"'):
        older.publish()
    assert Questionnaire.objects.latest("number").number == newer.number + 1


@pytest.mark.django_db(transaction=True)
def test_a_set_is_drafted_just_as_two_others_are_published():
    first, second = make_draft(), make_draft()
    held = "BEGIN" if connection.vendor == "sqlite" else 'SET "status"'

    def publish_first():
        with meanwhile(lambda: wait([pool.submit(act_and_leave, make_draft)], A_MOMENT), before='SET "status"'):
            first.publish()

    with ThreadPoolExecutor(1) as pool, meanwhile(lambda: elsewhere(publish_first), before=held):
        second.publish()
    assert Questionnaire.objects.published().get() == second
    assert Questionnaire.objects.latest("number").number == second.number + 1

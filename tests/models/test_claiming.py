"""What no account owns becomes somebody's once, in one statement."""

import pytest
from making import THREES, make_attempt, make_user

from assessment.models import Attempt, Visitor

pytestmark = pytest.mark.usefixtures("published")


def test_an_attempt_is_given_once_and_its_browser_is_cleared(django_assert_num_queries):
    attempt = make_attempt(Visitor(browser="here"), THREES)
    ada, ben = make_user("ada"), make_user("ben")
    held = Attempt.objects.visible_to(Visitor(browser="here"))
    with django_assert_num_queries(1):
        assert held.give_to(ada.pk) == 1
    assert held.give_to(ben.pk) == 0
    attempt.refresh_from_db()
    assert attempt.owner == Visitor(user_id=ada.pk)


def test_what_an_account_owns_is_never_given_away():
    ada, ben = make_user("ada"), make_user("ben")
    attempt = make_attempt(Visitor(user_id=ada.pk), THREES)
    assert Attempt.objects.all().give_to(ben.pk) == 0
    assert Attempt.objects.get().owner == Visitor(user_id=ada.pk)
    assert attempt.owner == Visitor(user_id=ada.pk)

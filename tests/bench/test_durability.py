"""Who loses their answers is counted, and does not keep the count from ending."""

from http.client import HTTPMessage
from types import SimpleNamespace

import pytest
from serving import Answer, Person

from bench.durability import Count, insist


class Robbed(Person):
    """Somebody whose attempt is there no more."""

    def sent(self, *_request):
        return Answer(404, HTTPMessage(), b"")


def test_nobody_asks_for_ever_for_what_is_lost():
    count = Count(1, 1)
    with pytest.raises(LookupError):
        insist(SimpleNamespace(server=None), count, Robbed(None), "/take/lost/purpose/", P1="3")
    assert count.statuses == {404: 1}

"""Who loses their answers is counted, and does not keep the count from ending."""

from http.client import HTTPMessage
from types import SimpleNamespace

import pytest
from serving import CookieClient, Response

from bench.durability import Count, post_until_acknowledged


class ClientOfALostAttempt(CookieClient):
    """A client whose attempt is there no more."""

    def sent(self, *_request):
        return Response(404, HTTPMessage(), b"")


def test_nobody_asks_for_ever_for_what_is_lost():
    count = Count(1, 1)
    with pytest.raises(LookupError):
        post_until_acknowledged(
            SimpleNamespace(server=None), count, ClientOfALostAttempt(None), "/take/lost/purpose/", P1="3"
        )
    assert count.statuses == {404: 1}

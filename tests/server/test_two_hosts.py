"""Two servers share nothing but the database and the secret; one visitor moves between them with every request."""

from itertools import cycle

from making import KEYS
from serving import CookieClient

from assessment.scoring.vocabulary import Dimension


class BalancedClient(CookieClient):
    """A client that a load balancer sends to the next host each time."""

    def __init__(self, *servers):
        super().__init__(servers[0])
        self.hosts = cycle(servers)

    def ask(self, method, path, body=None, headers=()):
        self.server = next(self.hosts)
        return super().ask(method, path, body, headers)


def test_a_visitor_who_moves_between_two_hosts_notices_nothing(server, start):
    first, second = server, start()
    client = BalancedClient(first, second)
    page = client.post("/take/").headers["Location"]
    for dimension in Dimension:
        assert f"/{dimension}/" in page
        page = client.post(page, **dict.fromkeys(KEYS[dimension], "4")).headers["Location"]
    result = client.post(page, self_view="").headers["Location"]
    assert result.startswith("/results/")
    pages = [client.get(f"{result}ledger/") for _ in range(2)]
    assert [page.status for page in pages] == [200, 200]
    assert {line["route"] for line in first.log() if "route" in line} & {"/results/<uuid:result_id>/ledger/"}
    assert {line["route"] for line in second.log() if "route" in line} & {"/results/<uuid:result_id>/ledger/"}


def test_wrong_passwords_are_counted_over_both_hosts(server, start):
    client = BalancedClient(server, start())
    tries = [client.post("/accounts/login/", login="ada@example.org", password="wrong") for _ in range(12)]
    assert tries[0].status == 200
    assert 429 in {response.status for response in tries} or b"Too many" in tries[-1].text

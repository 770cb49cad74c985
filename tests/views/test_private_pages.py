"""What somebody owns is there for them alone, at whatever address, and kept by no cache."""

import re
from urllib.robotparser import RobotFileParser
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from making import THREES, make_attempt, make_user
from owning import all_addresses, body, make_one_of_each, store_result, visitor_at
from reading import TO_READ

from assessment.models import Attempt, Commitment, Result, Share

pytestmark = pytest.mark.usefixtures("published")

SENT = {"advice": "V1", "label": "x", "days": "", "P1": "5", "self_view": "both"}
NOBODYS_OWN = {*TO_READ, "share_image", "site_picture"}


def stored():
    return [list(model.objects.order_by("pk").values()) for model in (Attempt, Result, Commitment, Share)]


def strangers():
    """Return who owns nothing, and a browser and somebody signed in who own the like themselves."""
    nobody, browser, user = Client(), Client(), Client()
    user.force_login(make_user("ben"))
    for one in (browser, user):
        store_result(one, THREES)
        make_attempt(visitor_at(one))
    return nobody, browser, user


def without(ids, response):
    """Return what an answer says but for the ids that were asked for."""
    return re.sub("|".join(map(str, ids.values())), "", response.text)


def test_what_is_somebody_elses_is_as_if_it_never_was_to_read_and_to_send_to(owner):
    result, _, unfinished = make_one_of_each(owner)
    own, unknown = {"result_id": result, "attempt_id": unfinished}, {"result_id": uuid4(), "attempt_id": uuid4()}
    theirs, nobodys = all_addresses(**own), all_addresses(**unknown)
    private = [name for name, address in theirs.items() if address != nobodys[name]]
    assert len(private) > 10
    assert {owner.get(theirs[name]).status_code for name in private} <= {200, 302, 405}  # 405: it only takes forms
    others, before = strangers(), stored()
    for name in private:
        for other in others:
            for ask in (other.get, other.post):
                there, never = ask(theirs[name], SENT), ask(nobodys[name], SENT)
                assert there.status_code == never.status_code in {404, 405}
                assert without(own, there) == without(unknown, never)
    assert stored() == before


def test_no_cache_keeps_a_page_that_may_be_somebodys(client):
    result, _, unfinished = make_one_of_each(client)
    for name, address in all_addresses(result_id=result, attempt_id=unfinished).items():
        if name not in NOBODYS_OWN:
            for ask in (client.get, client.post):
                assert {"private", "no-store"} <= set(ask(address)["Cache-Control"].split(", ")), name


def test_search_engines_are_led_past_what_says_nothing_to_everybody(client):
    rules = RobotFileParser()
    rules.parse(body(client.get("/robots.txt")).splitlines())
    pages = all_addresses(result_id=uuid4(), attempt_id=uuid4())
    for address in (pages["my_data"], reverse("account_login", query={"next": pages["history"]})):
        assert not rules.can_fetch("*", address)
    for name in NOBODYS_OWN | {"start", "shared"}:  # a shared page asks not to be found, and must be read for that
        assert rules.can_fetch("*", pages[name])

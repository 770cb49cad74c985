"""Whatever a visitor does, in whatever order, in two tabs: nothing fails, is lost, or reaches anybody else."""

import logging

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule
from making import KEYS, begin, review_of, section_of
from signing import ADDRESS, PASSWORD, enter_code, make_account, reauthenticate, sign_in, sign_up
from state_machines import RolledBackStateMachine, run_machine

from assessment.models import Attempt, Result, Share
from assessment.scoring.vocabulary import Dimension

NEW_ADDRESS = "new@example.org"
NOBODY = "nobody"


class VisitorMachine(RolledBackStateMachine):
    """One browser with two tabs (one client: tabs share their cookies), and a stranger who tries every address."""

    def __init__(self):
        super().__init__()
        cache.clear()
        mail.outbox.clear()
        self.client, self.stranger = Client(), Client()
        self.owner = "browser"
        self.tabs, self.results, self.links = [], {}, {}
        make_account()

    def has_new_account(self):
        """Say whether the address has an account, with results or without: who signs up again is told so by e-mail."""
        return User.objects.filter(email=NEW_ADDRESS).exists()

    def mine(self):
        """Return the results that this visitor must see now, in the order in which they came: ids are random."""
        return [pk for pk, owner in self.results.items() if owner == self.owner]

    def lose(self, *owners):
        """Expect that nobody sees any more what these had."""
        self.links = {key: of for key, of in self.links.items() if of not in self.mine()}
        self.results = {pk: NOBODY if owner in owners else owner for pk, owner in self.results.items()}

    @rule()
    def starts(self):
        if begun := begin(self.client):
            self.tabs = [*self.tabs, begun.pk][-2:]

    @precondition(lambda self: self.tabs)
    @rule(tab=st.integers(0, 1), dimension=st.sampled_from(Dimension), value=st.integers(0, 6), skip=st.booleans())
    def answers_in_a_tab(self, tab, dimension, value, skip):
        attempt = self.shown_in(tab)
        sent = dict.fromkeys(KEYS[dimension], value) | ({"skip": "1"} if skip else {})
        assert self.client.post(section_of(attempt, dimension), sent).status_code in {200, 302, 404}

    @rule(value=st.integers(1, 5))
    def takes_it_whole(self, value):
        self.starts()
        for dimension in Dimension:
            self.client.post(section_of(self.shown_in(-1), dimension), dict.fromkeys(KEYS[dimension], value))
        self.finishes(-1)

    @initialize(value=st.integers(1, 5))
    def has_a_result_from_the_start(self, value):
        """Have what can be lost, kept, shared or deleted: few steps lead to it by chance."""
        self.takes_it_whole(value)

    @precondition(lambda self: self.tabs)
    @rule(tab=st.integers(0, 1))
    def finishes(self, tab):
        """Send the review, twice as by a double click: one result."""
        attempt = self.shown_in(tab)
        first, second = (self.client.post(review_of(attempt), {"self_view": ""}) for _ in range(2))
        assert first.headers.get("Location") == second.headers.get("Location")
        if Result.objects.filter(pk=attempt.pk).exists() and first.status_code == 302:
            self.results.setdefault(str(attempt.pk), self.owner)

    @precondition(lambda self: self.tabs)
    @rule(tab=st.integers(0, 1), dimension=st.sampled_from(Dimension))
    def goes_back(self, tab, dimension):
        response = self.client.get(section_of(self.shown_in(tab), dimension))
        assert response.status_code in {200, 302, 404}

    @precondition(lambda self: self.owner == "browser")
    @rule()
    def signs_in(self):
        sign_in(self.client, ADDRESS)
        self.owner = ADDRESS

    @precondition(lambda self: self.owner != "browser")
    @rule()
    def signs_out(self):
        """Sign out: the session ends, and with it what the browser held."""
        self.client.post(reverse("account_logout"))
        self.results = {pk: NOBODY if owner == "browser" else owner for pk, owner in self.results.items()}
        self.owner = "browser"

    @precondition(lambda self: self.owner == "browser" and self.mine() and not self.has_new_account())
    @rule()
    def keeps_a_result_with_a_new_account(self):
        cache.clear()  # minutes later: one address is not written to twice in a row
        kept = self.mine()[0]
        where = self.client.post(f"/results/{kept}/keep/").url
        sign_up(self.client, NEW_ADDRESS, next_page=self.client.get(where).context["redirect_field_value"])
        enter_code(self.client, "confirm-email")
        self.owner = self.results[kept] = NEW_ADDRESS

    @precondition(lambda self: self.owner != "browser")
    @rule()
    def claims(self):
        """Say that what the browser holds is theirs."""
        self.client.post(reverse("claim"), {"whose": "mine"})
        self.results = {pk: self.owner if owner == "browser" else owner for pk, owner in self.results.items()}

    @precondition(lambda self: self.mine())
    @rule(days=st.sampled_from(["", "7", "30", "0", "x"]))
    def shares(self, days):
        result = self.mine()[0]
        self.client.post(reverse("share", args=[result]), {"days": days})
        for link in Share.objects.filter(result=result):
            self.links[link.token] = result

    @precondition(lambda self: self.links)
    @rule()
    def stops_sharing(self):
        token, result = next(iter(self.links.items()))
        if result in self.mine():
            self.client.post(reverse("share", args=[result]), {"off": "1"})
            self.links = {key: of for key, of in self.links.items() if of != result}
            assert self.stranger.get(reverse("shared", args=[token])).status_code == 404

    @precondition(lambda self: self.mine())
    @rule()
    def deletes_one(self):
        """Delete a result and expect its links to end with it."""
        gone = self.mine()[0]
        self.client.post(reverse("delete_result", args=[gone]))
        self.results[gone] = NOBODY
        self.links = {key: of for key, of in self.links.items() if of != gone}

    @precondition(lambda self: self.owner == "browser")
    @rule()
    def forgets_this_browser(self):
        self.lose("browser")
        self.client.post(reverse("forget"))

    @precondition(lambda self: self.owner == NEW_ADDRESS)
    @rule()
    def deletes_the_account(self):
        reauthenticate(self.client)
        self.client.post(reverse("delete_account"), {"password": PASSWORD})
        self.lose("browser", NEW_ADDRESS)
        self.owner = "browser"

    def shown_in(self, tab):
        """Return the attempt that a tab shows, as an object that may no longer be stored."""
        return Attempt(pk=self.tabs[tab % len(self.tabs)])

    @invariant()
    def sees_all_that_is_theirs_and_nothing_else(self):
        for result in self.results:
            expected = 200 if result in self.mine() else 404
            assert self.client.get(reverse("result", args=[result])).status_code == expected
            assert self.stranger.get(reverse("result", args=[result])).status_code == 404

    @invariant()
    def links_show_what_is_shared(self):
        for token in self.links:
            assert self.stranger.get(reverse("shared", args=[token])).status_code == 200

    @invariant()
    def nothing_has_no_owner_or_two(self):
        assert not Attempt.objects.filter(user=None, browser="").exists()
        assert not Attempt.objects.exclude(user=None).exclude(browser="").exists()


@pytest.mark.fuzz
def test_whatever_a_visitor_does_nothing_fails_or_is_lost_or_reaches_anybody_else(published):
    logging.disable()
    try:
        run_machine(VisitorMachine, steps=15)
    finally:
        logging.disable(logging.NOTSET)

"""The steps of a visit as requests, and the people who are there to make them.

Import after Django is set up: people are made through the site's own models.
"""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from http.cookies import SimpleCookie
from itertools import repeat
from urllib.parse import urlencode

from django.contrib.auth import get_user_model
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from numpy.random import default_rng

from assessment.content.shipped import read_questionnaire
from assessment.models import Attempt, Questionnaire, Result, Visitor
from assessment.visiting import remember
from bench.people import answer, draw_form, draw_people
from bench.simulation import LOADINGS, SEED

TOKEN = "t" * 32
FORM = "application/x-www-form-urlencoded"
PAGE, ROW = "/page/{size}", "/insert"
"""Addresses of the floor: a page as large as another, and a row to store."""
ALL = "PEAC"
CROWD = 1000
MANY, FEW = 400, 40
"""How often a quick step and a slow one are sent in a round."""


@dataclass(frozen=True)
class Request:
    """What a browser known by a cookie ("" for none) sends: a form or, without one, the request for a page."""

    path: str
    cookie: str = ""
    form: str = ""

    @property
    def cookies(self) -> str:
        """Return them as they are sent."""
        return f"__Host-csrftoken={TOKEN}" + (f"; {self.cookie}" if self.cookie else "")

    @cached_property
    def wire(self) -> bytes:
        """Return it as it goes over the wire, from behind a proxy that ends TLS."""
        lines = [
            f"{'POST' if self.form else 'GET'} {self.path} HTTP/1.1",
            "Host: example.org",
            "X-Forwarded-Proto: https",
            "Origin: https://example.org",
            "Accept-Encoding: br",
            f"Cookie: {self.cookies}",
            *([f"Content-Type: {FORM}", f"Content-Length: {len(self.form)}"] if self.form else ()),
            "",
            self.form,
        ]
        return "\r\n".join(lines).encode()

    def queries(self) -> int:
        """Return how often the site asks the database to answer it."""
        headers = {"host": "example.org", "x-forwarded-proto": "https", "origin": "https://example.org"}
        send = Client(headers=headers | {"cookie": self.cookies}).generic
        with CaptureQueriesContext(connection) as asked:
            send("POST" if self.form else "GET", self.path, self.form, FORM)
        return len(asked)


@dataclass(frozen=True)
class Step:
    """One kind of request; `floor` is what it is measured against, `times` how often it is sent in a round."""

    name: str
    floor: str
    requests: Iterator[Request]
    times: int
    status: int


@dataclass(frozen=True)
class Person:
    """A browser without an account: its token, and the cookie that holds it."""

    browser: str
    cookie: str

    def reads(self, path: str) -> Request:
        """Return the request for a page."""
        return Request(path, self.cookie)

    def sends(self, path: str, **given: str) -> Request:
        """Return the request that sends a form."""
        return Request(path, self.cookie, urlencode({"csrfmiddlewaretoken": TOKEN} | given))

    def begins(self, number: int = 0, letters: str = "") -> Attempt:
        """Return an attempt with the sections of these letters answered, as somebody else's for each number."""
        begun = Attempt.objects.create(questionnaire=Questionnaire.objects.published().get(), browser=self.browser)
        begun.record({key: value for key, value in crowd()[number % CROWD].items() if key[0] in letters}, {})
        return begun


@cache
def crowd() -> list[dict[str, int]]:
    """Return what many people answer, whom the simulation makes up: the same in every run."""
    items, chance = read_questionnaire().items, default_rng(SEED)
    form = draw_form(items, LOADINGS[0], chance)
    rows = answer(form, draw_people(CROWD, form, chance), chance).tolist()
    return [{item.key: value for item, value in zip(items, row, strict=True)} for row in rows]


def somebody() -> Person:
    """Return a new one."""
    token, answer = secrets.token_urlsafe(16), HttpResponse()
    remember(Visitor(browser=token), answer)
    return Person(token, cookie_in(answer.cookies))


def cookie_in(jar: SimpleCookie) -> str:
    """Return the only cookie there is as a browser sends it."""
    return jar.output(attrs=[], header="").strip()


def ended(number: int) -> Result:
    """Return somebody's only result."""
    return Result.objects.finish(somebody().begins(number, ALL), {"self_view": "both"})


def with_results(many: int) -> tuple[Person, list[Result]]:
    """Return somebody who has so many results."""
    person = somebody()
    return person, [Result.objects.finish(person.begins(number, ALL)) for number in range(many)]


def admin_cookie() -> str:
    """Return the cookie of a member of staff who is signed in."""
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("bench", "bench@example.org"))
    return cookie_in(client.cookies)


def reading(name: str, request: Request, times: int = MANY) -> Step:
    """Return the step of reading a page."""
    return Step(name, PAGE, repeat(request), times, 200)


def finishing(number: int) -> Request:
    """Return the request that finishes an attempt, somebody's first."""
    person = somebody()
    return person.sends(reverse("review", args=[person.begins(number, ALL).pk]), self_view="both")


def question_page_and_save() -> tuple[Step, Step]:
    """Return the two steps that every visitor takes four times."""
    visitor = somebody()
    address = reverse("section", args=[visitor.begins().pk, "purpose"])
    threes = visitor.sends(address, **{f"P{place}": "3" for place in range(1, 9)})
    return (
        reading("question page, fresh", visitor.reads(address)),
        Step("save a section", ROW, repeat(threes), MANY, 302),
    )


def by_hand() -> tuple[Step, Step, Step]:
    """Return a bare page behind the middleware of bench/by_hand, its 28 questions, and storing their answers."""
    address, form = "/questions", {f"q{number}": "3" for number in range(1, 29)}
    nobody = Person(browser="", cookie="")
    return (
        reading("A bare page behind the middleware of startproject", Request("/readyz")),
        reading("A page of 28 questions written by hand", nobody.reads(address)),
        Step("Saving it", ROW, repeat(nobody.sends(address, **form)), MANY, 302),
    )


def steps(rounds: int) -> list[Step]:
    """Return every step, with enough requests for so many rounds and one to warm up."""
    fresh, save = question_page_and_save()
    visitor = somebody()
    half = visitor.begins()
    half.record(dict.fromkeys(("P1", "P5", "P2", "P6"), 4), {})
    purpose = reverse("section", args=[half.pk, "purpose"])
    twenty, found = with_results(20)
    many, _ = with_results(500)
    one, staff = reverse("result", args=[found[0].pk]), admin_cookie()
    two = f"{reverse('compare')}?{urlencode({'a': found[0].pk, 'b': found[1].pk})}"
    finishes = [finishing(number) for number in range((rounds + 1) * FEW + 1)]
    return [
        reading("middleware alone, /healthz", Request("/healthz")),
        reading("start page", Request("/")),
        fresh,
        reading("question page, half answered", visitor.reads(purpose)),
        save,
        Step("save one answer by script", ROW, repeat(visitor.sends(purpose, later="script", P1="3")), MANY, 204),
        Step("finish", ROW, iter(finishes), FEW, 302),
        reading("result", twenty.reads(one)),
        reading("ledger", twenty.reads(f"{one}ledger/")),
        reading("history of 20", twenty.reads(reverse("history"))),
        reading("history of 500", many.reads(reverse("history")), FEW),
        reading("compare", twenty.reads(two)),
        reading("method", Request(reverse("method"))),
        reading("results in admin", Request(reverse("admin:assessment_result_changelist"), staff), FEW),
        reading("attempts in admin", Request(reverse("admin:assessment_attempt_changelist"), staff), FEW),
    ]

"""Whatever is sent, to whatever address, by whomever: no answer is a failure of the site."""

import logging
from http.cookies import SimpleCookie

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from hostile import FLOODS, PLACEHOLDER, TOKEN, fields_of, requests, url_patterns
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from making import INFLUENCER, begin, current, make_draft, take
from owning import result_at
from signing import make_account, sign_in

from assessment.models import Result, Share
from assessment.scoring.vocabulary import Dimension
from influence_site.wsgi import usable_content_type

PER_EXAMPLE = 4
SERVER_ERROR = 500


@pytest.fixture
def _quiet():
    """Log nothing: 20,000 refusals are many lines."""
    logging.disable()
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def people(published, _quiet):
    """The browsers of three kinds of people, by what they are called."""
    people = {"nobody": Client(), "somebody": Client(), "editor": Client()}
    make_account("somebody@example.org")
    make_account("editor@example.org", is_staff=True, is_superuser=True)
    for who in ("somebody", "editor"):
        sign_in(people[who], f"{who}@example.org")
    return people


@pytest.fixture
def ids(people):
    """What is there for each place of an address: of sittings and results, one of each person."""
    results = [str(result_at(take(client, INFLUENCER)).pk) for client in people.values()]
    attempts = [str(begin(client).pk) for client in people.values()]
    draft = make_draft()
    section = draft.sections.first()
    rows = (section, section.questions.first(), draft.advice.first(), current())
    return {
        "attempt_id": attempts,
        "result_id": results,
        "object_id": [*(str(row.pk) for row in rows), *attempts, *results, "1", "2"],
        "pk": [str(draft.pk), str(current().pk), "0", "9" * 30],
        "id": ["1", "2", "0", "x"],
        "content_type_id": ["1", "5", "x"],
        "dimension": [*Dimension, "x"],
        "page": [*Dimension, "review", "x"],
        "token": [Share.objects.make(Result.objects.get(pk=results[0]), None).token, "x"],
        "role": ["influencing"],
        "firmness": ["clear"],
        "score": ["50", "100", "101"],
        "app_label": ["auth", "assessment", "x"],
        "url": ["x", "assessment/questionnaire"],
    }


@pytest.fixture
def forms(people, ids):
    """The fields that each of these people finds at each address."""
    return {
        (who, pattern): fields_of(page_at(client, pattern, ids))
        for pattern in url_patterns()
        for who, client in people.items()
    }


def page_at(client, pattern, ids):
    """Return what somebody sees at the first address of that pattern."""
    response = client.get(PLACEHOLDER.sub(lambda place: ids[place[1]][0], pattern))
    text = not response.streaming and response.headers.get("Content-Type", "").startswith("text/html")
    return response.text if text else ""


@pytest.mark.fuzz
def test_no_request_whatever_is_answered_with_a_failure(people, ids, forms):
    @settings(suppress_health_check=list(HealthCheck), phases=[Phase.generate])
    @given(st.lists(requests(forms, ids), min_size=PER_EXAMPLE, max_size=PER_EXAMPLE))
    def send(all_of_them):
        cache.clear()
        with transaction.atomic():
            for hostile in all_of_them:
                response = answer_to(hostile, people[hostile.who].cookies)
                assert response.status_code < SERVER_ERROR, (hostile, response.exc_info)
            transaction.set_rollback(True)

    send()


def answer_to(hostile, cookies):
    """Send it as it is, from a browser with these cookies, and return the answer, a failure included."""
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.cookies = SimpleCookie({name: morsel.value for name, morsel in cookies.items()} | {"csrftoken": TOKEN})
    body = FLOODS.get(hostile.flood, hostile.body)
    response = client.generic(
        hostile.method, hostile.address, body, usable_content_type(hostile.content_type), **hostile.headers
    )
    b"".join(response)
    return response

"""Set-up for tests that go through the database: people, drafts, attempts, whole journeys."""

import re

from django.contrib.auth.models import User
from django.urls import resolve, reverse
from reading import read
from sittings import PAGES, make_items, value_for

from assessment.models import Attempt, Question, Questionnaire
from assessment.scoring.vocabulary import Dimension

KEYS = {dimension: tuple(keys.split()) for dimension, keys in PAGES.items()}


def make_answers(keyed, dimensions=Dimension):
    """Answer every statement of these dimensions so that it counts 0 (low end), 25, 50, 75 or 100 (high end)."""
    return {item.key: value_for(item, keyed) for item in make_items(dimensions)}


THREES = make_answers(50)
INFLUENCER = make_answers(100)
LISTENER = make_answers(0)
FIVES = dict.fromkeys(THREES, 5)
TOO_FEW = {"P1": 4, "E1": 2}
# Four from each section, and enough of each to name a role.
HALF = {key: value for key, value in INFLUENCER.items() if key[1] in "1256"}


def make_user(name="ada", **flags):
    return User.objects.create_user(name, **flags)


def make_attempt(visitor, answers=None, context=None):
    """Begin an attempt at the published version with these answers stored."""
    return Attempt.objects.create(
        questionnaire=current(),
        user_id=visitor.user_id,
        browser=visitor.browser,
        answers=answers or {},
        context=context or {},
    )


def make_draft():
    """Draft a new version that says what the published one says."""
    return Questionnaire.objects.drafted_from(current().content)


def make_version(*, drop=(), **texts):
    """Publish a version in which some statements, named by key, read otherwise and some are gone."""
    draft = make_draft()
    for question in statements(draft):
        if question.key in texts:
            question.text = texts[question.key]
            question.save()
        if question.key in drop:
            question.delete()
    draft.publish()
    return draft


def statements(version):
    """Return the rows of all statements of a version, in page order."""
    return Question.objects.filter(section__questionnaire=version).order_by("section", "order", "pk")


def current():
    """Return the version that visitors take."""
    return Questionnaire.objects.published().get()


def begin(client):
    """Press "start" and return the attempt that the browser is led to."""
    return attempt_at(client.post(reverse("begin")).url)


def attempt_at(address):
    """Return the attempt that an address belongs to."""
    return Attempt.objects.get(pk=resolve(address).kwargs["attempt_id"])


def section_of(attempt, dimension=Dimension.PURPOSE):
    """Return the address of one section."""
    return reverse("section", args=[attempt.pk, dimension])


def review_of(attempt):
    """Return the address of the last page."""
    return reverse("review", args=[attempt.pk])


def answer(client, attempt, dimension, answers, **pressed):
    """Send one section as the browser does: its own statements that have an answer, and the button pressed."""
    given = {key: answers[key] for key in KEYS[dimension] if key in answers}
    return client.post(section_of(attempt, dimension), given | pressed)


def answer_all(client, attempt, answers, **context):
    """Go through the four sections; what has no answer is left out on purpose."""
    for dimension in Dimension:
        more = context if dimension is Dimension.PURPOSE else {}
        response = answer(client, attempt, dimension, answers, skip="1", **more)
    return response


def listed_on(page):
    """Return the addresses of the results that a history's page lists, in its order."""
    return re.findall(r'<th scope="row"><a href="(/results/[-0-9a-f]+/)"', read(page))


def take(client, answers, *, self_view="", **context):
    """Walk the whole way through the real addresses and return the address of the result."""
    attempt = begin(client)
    answer_all(client, attempt, answers, **context)
    return client.post(review_of(attempt), {"self_view": self_view}).url

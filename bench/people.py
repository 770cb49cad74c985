"""People as a model makes them: who they are, a form drawn at random, and the answers they give to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from assessment.scoring.vocabulary import LOWEST, STEP_POINTS, Dimension, Item, Pole
from bench.vectorised import UNANSWERED, Answers, Booleans, Floats

# In the order of Dimension: purpose, engagement, authenticity, conversation.
MEANS = np.array([-0.3, -0.5, 0.6, -0.1])
CORRELATIONS = np.array([[1, 0.5, 0.15, 0.4], [0.5, 1, 0.2, 0.6], [0.15, 0.2, 1, 0.35], [0.4, 0.6, 0.35, 1]])
ACTIVE = np.array([True, True, False, False])
"""Where being active on social media at all raises every answer, whichever end it speaks for."""

THRESHOLDS = np.array([-1.35, -0.45, 0.45, 1.35])
LOCATION_SPREAD = 0.45
OCCASION = 0.1
"""The share of a trait's variance that belongs to the day."""

STABLE = 0.5
"""The share of an item's own variance that comes back at a retest."""

YES_SAYING = 0.25
ACTIVITY = 0.35
MISREADING = 0.05
"""How often an item of the LOW pole is answered as if it spoke for the other end."""

GRID = np.linspace(-8, 8, 16_001)
NORMAL = np.array([NormalDist().cdf(float(place)) for place in GRID])
LOADINGS_TRIED = 21
"""At how many loadings their range is averaged over."""


@dataclass(frozen=True, slots=True)
class Form:
    """The items of a questionnaire, each with a loading and a location drawn at random."""

    items: Sequence[Item]
    loadings: Floats
    locations: Floats

    @property
    def dimensions(self) -> NDArray[np.int64]:
        """Return the number of each item's dimension."""
        return np.array([list(Dimension).index(item.dimension) for item in self.items])

    @property
    def low(self) -> Booleans:
        """Return which items speak for the LOW end."""
        return np.array([item.pole is Pole.LOW for item in self.items])


@dataclass(frozen=True, slots=True)
class People:
    """Traits are people by dimensions; lift is what raises every answer of a dimension; own is people by items."""

    traits: Floats
    lift: Floats
    own: Floats


def draw_form(items: Sequence[Item], loadings: tuple[float, float], chance: Generator) -> Form:
    """Return a form like many others that could have been written."""
    return Form(items, chance.uniform(*loadings, len(items)), chance.normal(0, LOCATION_SPREAD, len(items)))


def draw_people(count: int, form: Form, chance: Generator) -> People:
    """Return people who are about to meet a form."""
    traits = chance.multivariate_normal(np.zeros(len(MEANS)), CORRELATIONS, count)
    yes_saying = chance.normal(0, YES_SAYING, (count, 1))
    activity = chance.normal(0, ACTIVITY, (count, 1))
    return People(traits, yes_saying + activity * ACTIVE, chance.normal(size=(count, len(form.items))))


def answer(form: Form, people: People, chance: Generator) -> Answers:
    """Return what the people answer on one day."""
    today = chance.normal(size=(len(people.traits), len(form.items)))
    own = np.sqrt(STABLE) * people.own + np.sqrt(1 - STABLE) * today
    misread = chance.random(own.shape) < MISREADING
    towards = np.where(form.low & ~misread, -1, 1)
    mood = chance.normal(size=people.traits.shape)
    traits = (MEANS + np.sqrt(1 - OCCASION) * people.traits + np.sqrt(OCCASION) * mood)[:, form.dimensions]
    leaning = towards * form.loadings * traits + people.lift[:, form.dimensions]
    felt = leaning + np.sqrt(1 - form.loadings**2) * own + form.locations
    answers: Answers = LOWEST + (felt[:, :, None] > THRESHOLDS).sum(axis=2)
    return answers


def leave_out(answers: Answers, share: float, chance: Generator) -> Answers:
    """Return the answers with a share of them missing at random."""
    return np.where(chance.random(answers.shape) < share, UNANSWERED, answers)


def truth(people: People, loadings: tuple[float, float]) -> Floats:
    """Return each person's expected dimension scores over all items of the kind and all days."""
    places = (np.arange(LOADINGS_TRIED) + 0.5) / LOADINGS_TRIED
    tried = loadings[0] + (loadings[1] - loadings[0]) * places
    scores: Floats = np.mean([_expected(people, loading) for loading in tried], axis=0)
    return scores


def _expected(people: People, loading: float) -> Floats:
    """Return the expected scores on items of one loading: the mean of both poles' expected answers."""
    usual = loading * (MEANS + np.sqrt(1 - OCCASION) * people.traits)
    spread = np.sqrt(1 - loading**2 + LOCATION_SPREAD**2 + OCCASION * loading**2)
    high = _passed((usual + people.lift)[:, :, None] - THRESHOLDS, spread)
    low = _passed((-usual + people.lift)[:, :, None] - THRESHOLDS, spread)
    read = (1 - MISREADING) * low + MISREADING * high
    expected: Floats = STEP_POINTS * (high + len(THRESHOLDS) - read) / 2
    return expected


def _passed(ahead: Floats, spread: float) -> Floats:
    """Return how many thresholds are passed on average."""
    passed: Floats = np.interp(ahead / spread, GRID, NORMAL).sum(axis=2)
    return passed

"""What an analysis reports: every figure with how many people it rests on, and none that rests on too few."""

import math
from dataclasses import dataclass

from assessment.scoring.vocabulary import Dimension, Pole

FEWEST = 30
"""No figure is shown that rests on fewer people."""

AT_ONCE = 10
"""Figures move on only once this many more people came, so that looking twice does not show what one answered."""

FEWEST_FOR_ALPHA = 100
"""No alpha or item-rest correlation is shown that rests on fewer people."""

FEWEST_FOR_OMEGA = 200
"""No omega is shown that rests on fewer people."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and how many people it rests on; None where they are too few, or where nothing varies."""

    n: int
    value: float | None


@dataclass(frozen=True, slots=True)
class Interval(Figure):
    """A figure with the ends of its 95 % confidence interval."""

    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """How one statement is answered.

    counts: how many gave each answer, first label to last; None where too few answered.
    mean, spread: of the answers 1..5; keyed_mean, keyed_spread: in points, counted towards the HIGH end.
    floor, ceiling: shares of the first and the last label among the answers.
    skipped, not_applicable: shares of all sittings.
    rest: correlation with the mean of the other answers in the dimension, keyed.
    alpha_without: the dimension's alpha without this statement.
    """

    key: str
    dimension: Dimension
    pole: Pole
    counts: tuple[int, ...] | None
    mean: Figure
    spread: Figure
    keyed_mean: Figure
    keyed_spread: Figure
    floor: Figure
    ceiling: Figure
    skipped: Figure
    not_applicable: Figure
    rest: Figure
    alpha_without: Figure


@dataclass(frozen=True, slots=True)
class ScaleFigures:
    """How the statements of a dimension hang together; `halves` is r between the means of its two poles, keyed."""

    dimension: Dimension
    alpha: Interval
    omega: Figure
    halves: Figure


@dataclass(frozen=True, slots=True)
class Retest:
    """Two role scores of the same people: correlation, mean of later minus earlier, error of one measurement."""

    r: Figure
    difference: Figure
    error: Figure


@dataclass(frozen=True, slots=True)
class RoleCount:
    """How many got this role with this firmness; both are empty for those without a role."""

    role: str
    firmness: str
    count: int


@dataclass(frozen=True, slots=True)
class Expected:
    """How many expected this of themselves and got this role."""

    self_view: str
    role: str
    count: int


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds from start to finish: a quarter, half and three quarters of the people took no longer."""

    quarter: Figure
    half: Figure
    three_quarters: Figure


@dataclass(frozen=True, slots=True)
class Stop:
    """How many sittings stopped on a page, and their share of all begun; the page is a dimension or "review"."""

    page: str
    count: int
    share: Figure


@dataclass(frozen=True, slots=True)
class AdviceFigures:
    """How often a piece was called for (also as a share of all sittings), shown, taken up, kept and not kept."""

    key: str
    fired: int
    share: Figure
    shown: int
    taken_up: int
    kept: int
    not_kept: int


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything about one version of the questionnaire.

    sittings: how many count: those that are a person's first and have no flag.
    first: how many are a person's first; later: how many are not.
    flags: how many of the first ones have each flag.
    Lists are empty where the figures would rest on too few people.
    """

    sittings: int
    first: int
    later: int
    flags: dict[str, int]
    items: tuple[ItemFigures, ...]
    scales: tuple[ScaleFigures, ...]
    retest: Retest
    told: tuple[RoleCount, ...]
    expected: tuple[Expected, ...]
    agreement: Figure
    times: Times
    stops: tuple[Stop, ...]
    advice: tuple[AdviceFigures, ...]


def figure(n: int, value: float | None, fewest: int = FEWEST) -> Figure:
    """Return a figure; its value is None where it rests on too few people or is not a number."""
    if n < fewest or value is None or math.isnan(value):
        return Figure(n, None)
    return Figure(n, float(value))


def share(count: int, n: int) -> Figure:
    """Return a share of n people."""
    return figure(n, count / n if n else None)


def held_back(count: int) -> int:
    """Return how many people of this count are not reported yet: the newest that do not make up AT_ONCE."""
    return count % AT_ONCE if count >= FEWEST else 0

"""Alerts, what to look at first in an analysis: figures beyond their thresholds, the most telling kinds first."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from assessment.analysis.report import Analysis, Figure, ItemFigures, ScaleFigures

WEAK_REST = 0.20
"""The answers to a statement correlate less than this with the others of its dimension."""

LOW_ALPHA = 0.70
LARGE_GAIN = 0.01
"""Alpha rises by more than this without the statement."""

FAR_FROM_ALPHA = 0.05
"""Omega lies further than this from alpha."""

LOW_HALVES = 0.30
"""The two poles correlate less than this: two things are measured, not one."""

LITTLE_SPREAD = 15
"""The keyed SD, in points, below which answers hardly tell people apart."""

HEAVY_END = 0.40
"""More than this share of the answers are the first label, or the last."""

MANY_SKIPPED, MANY_NOT_APPLICABLE = 0.10, 0.30
ENOUGH_RETESTS, LOW_RETEST = 50, 0.70
LOW_AGREEMENT = 0.50
FIRES_OFTEN, FIRES_SELDOM = 0.60, 0.01


class Kind(StrEnum):
    """What an alert is about, the most telling first."""

    KEY_WRONG = "key_wrong"
    LOW_ALPHA = "low_alpha"
    TWO_THINGS = "two_things"
    FAR_FROM_ALPHA = "far_from_alpha"
    LOW_RETEST = "low_retest"
    LOW_AGREEMENT = "low_agreement"
    WEAK_REST = "weak_rest"
    BETTER_WITHOUT = "better_without"
    SKIPPED = "skipped"
    NOT_APPLICABLE = "not_applicable"
    LITTLE_SPREAD = "little_spread"
    FLOOR = "floor"
    CEILING = "ceiling"
    FIRES_OFTEN = "fires_often"
    FIRES_SELDOM = "fires_seldom"


@dataclass(frozen=True, slots=True)
class Alert:
    """A figure beyond its threshold. subject: key of a statement or piece, a dimension, or empty for the whole."""

    kind: Kind
    subject: str
    figure: Figure


def alerts(analysis: Analysis) -> tuple[Alert, ...]:
    """Return what is beyond its threshold, the most telling kinds first, within a kind in page order.


    source: docs/method.md, "Analysis of the questions".
    """
    order = list(Kind)
    return tuple(sorted(_found(analysis), key=lambda alert: order.index(alert.kind)))


def _found(analysis: Analysis) -> Iterator[Alert]:
    alphas = {scale.dimension: scale.alpha.value for scale in analysis.scales}
    for scale in analysis.scales:
        yield from _of_scale(scale)
    for item in analysis.items:
        yield from _of_item(item, alphas[item.dimension])
        yield from _of_answers(item)
    yield from _of_whole(analysis)
    for piece in analysis.advice:
        if above(piece.share, FIRES_OFTEN):
            yield Alert(Kind.FIRES_OFTEN, piece.key, piece.share)
        if below(piece.share, FIRES_SELDOM):
            yield Alert(Kind.FIRES_SELDOM, piece.key, piece.share)


def _of_scale(scale: ScaleFigures) -> Iterator[Alert]:
    if below(scale.alpha, LOW_ALPHA):
        yield Alert(Kind.LOW_ALPHA, scale.dimension, scale.alpha)
    if below(scale.halves, LOW_HALVES):
        yield Alert(Kind.TWO_THINGS, scale.dimension, scale.halves)
    if differ(scale.omega, scale.alpha.value, FAR_FROM_ALPHA):
        yield Alert(Kind.FAR_FROM_ALPHA, scale.dimension, scale.omega)


def _of_item(item: ItemFigures, alpha: float | None) -> Iterator[Alert]:
    """Yield how a statement goes with the others of its dimension, whose alpha is this."""
    if below(item.rest, 0):
        yield Alert(Kind.KEY_WRONG, item.key, item.rest)
    elif below(item.rest, WEAK_REST):
        yield Alert(Kind.WEAK_REST, item.key, item.rest)
    if alpha is not None and above(item.alpha_without, alpha + LARGE_GAIN):
        yield Alert(Kind.BETTER_WITHOUT, item.key, item.alpha_without)


def _of_answers(item: ItemFigures) -> Iterator[Alert]:
    """Yield what the answers to a statement show by themselves."""
    if above(item.skipped, MANY_SKIPPED):
        yield Alert(Kind.SKIPPED, item.key, item.skipped)
    if above(item.not_applicable, MANY_NOT_APPLICABLE):
        yield Alert(Kind.NOT_APPLICABLE, item.key, item.not_applicable)
    if below(item.keyed_spread, LITTLE_SPREAD):
        yield Alert(Kind.LITTLE_SPREAD, item.key, item.keyed_spread)
    if above(item.floor, HEAVY_END):
        yield Alert(Kind.FLOOR, item.key, item.floor)
    if above(item.ceiling, HEAVY_END):
        yield Alert(Kind.CEILING, item.key, item.ceiling)


def _of_whole(analysis: Analysis) -> Iterator[Alert]:
    if analysis.retest.r.n >= ENOUGH_RETESTS and below(analysis.retest.r, LOW_RETEST):
        yield Alert(Kind.LOW_RETEST, "", analysis.retest.r)
    if below(analysis.agreement, LOW_AGREEMENT):
        yield Alert(Kind.LOW_AGREEMENT, "", analysis.agreement)


def above(figure: Figure, limit: float) -> bool:
    """Say whether a figure is known and lies above a limit."""
    return figure.value is not None and figure.value > limit


def below(figure: Figure, limit: float) -> bool:
    """Say whether a figure is known and lies below a limit."""
    return figure.value is not None and figure.value < limit


def differ(figure: Figure, other: float | None, most: float) -> bool:
    """Say whether two figures are known and further apart than `most`."""
    return figure.value is not None and other is not None and abs(figure.value - other) > most

"""What is known so far about how well the questionnaire measures, for everyone to read."""

from typing import ClassVar, NamedTuple

from msgspec import Struct

from assessment.analysis.alerts import ENOUGH_RETESTS
from assessment.analysis.report import Analysis, Retest
from assessment.analysis.retest import LATEST, SOONEST
from assessment.content.document import Document
from assessment.scoring.rounding import half_up
from assessment.words.cells import two_decimals


class Consistency(Struct, frozen=True):
    """How the statements of a section hang together: alpha, the ends of its 95 % interval, and N."""

    section: str
    alpha: str
    low: str
    high: str
    n: int


class Agreement(NamedTuple):
    """How many in a hundred got the role that they expected, of n with a role who expected one of the two."""

    percent: int
    n: int


class PublicFigures(Struct, frozen=True):
    """What enough people's answers show; nothing yet where `sections` is empty, `retest` or `agreement` is None.

    soonest, latest: how many days after the first sitting a second one counts as a retest.
    """

    sittings: int
    sections: tuple[Consistency, ...]
    retest: Retest | None
    agreement: Agreement | None
    soonest: ClassVar[int] = SOONEST
    latest: ClassVar[int] = LATEST


def public_figures(analysis: Analysis, document: Document) -> PublicFigures:
    """Return what may be published of an analysis."""
    told = [
        Consistency(
            document.names[scale.dimension],
            two_decimals(alpha.value),
            two_decimals(alpha.low),
            two_decimals(alpha.high),
            alpha.n,
        )
        for scale in analysis.scales
        if (alpha := scale.alpha).value is not None and alpha.low is not None and alpha.high is not None
    ]
    enough = analysis.retest.r.value is not None and analysis.retest.r.n >= ENOUGH_RETESTS
    agreed = analysis.agreement
    return PublicFigures(
        sittings=analysis.sittings,
        sections=tuple(told),
        retest=analysis.retest if enough else None,
        agreement=None if agreed.value is None else Agreement(half_up(100 * agreed.value), agreed.n),
    )

"""Aims next to habits, put as a question where they part."""

from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from assessment.scoring.finding import Gap, Ground, Mismatch
from assessment.scoring.rounding import half_up

NO_FAILING = _(
    "Does this fit? It is no failing: learning from others first is a good way to begin, "
    "and habits are the easier half to change."
)
UNINTENDED = _("Does this fit? People may act on what you share more than you have in mind.")
OTHER_PURPOSE = _("Does this fit? Another purpose may have become the main one.")
NOT_CLEAR = _("We call the two neither apart nor in step: your answers don’t settle it.")

SAID = {
    (Mismatch.AIMS_AHEAD, Ground.SCORES): _("What you want reaches further out than what you do."),
    (Mismatch.AIMS_AHEAD, Ground.STATED_PURPOSE): _("The main purpose you chose asks for more than you do so far."),
    (Mismatch.HABITS_AHEAD, Ground.SCORES): _("What you do reaches further out than what you want."),
    (Mismatch.HABITS_AHEAD, Ground.STATED_PURPOSE): _("You do more than the main purpose you chose asks for."),
    (Mismatch.IN_STEP, None): _("What you want and what you do are in step."),
    (None, None): NOT_CLEAR,
}
ASKED = {
    (Mismatch.AIMS_AHEAD, Ground.SCORES): NO_FAILING,
    (Mismatch.AIMS_AHEAD, Ground.STATED_PURPOSE): NO_FAILING,
    (Mismatch.HABITS_AHEAD, Ground.SCORES): UNINTENDED,
    (Mismatch.HABITS_AHEAD, Ground.STATED_PURPOSE): OTHER_PURPOSE,
}
RESTS_ON = {
    Ground.SCORES: _("This rests on your answers about purpose, set beside those about habits and conversing."),
    Ground.STATED_PURPOSE: _("This rests on the main purpose that you chose, set beside your habits and conversing."),
}
DRAWN_BY_RATINGS = _("The drawing shows how you rated all reasons.")


class Scores(NamedTuple):
    """Both numbers in whole points."""

    aims: int
    practice: int


@dataclass(frozen=True, slots=True)
class GapWords:
    """The numbers, None where a part has too few answers, and what is said of them."""

    scores: Scores | None
    said: str
    rests_on: str


def gap_words(gap: Gap) -> GapWords | None:
    """Return what is told of a gap; None when there is nothing to tell."""
    scores = None
    if gap.aims is not None and gap.practice is not None:
        scores = Scores(half_up(gap.aims), half_up(gap.practice))
    elif gap.mismatch is None:
        return None
    return GapWords(
        scores=scores,
        said=" ".join(sentences(gap)),
        rests_on=" ".join(grounds(gap.ground, drawn=scores is not None)),
    )


def sentences(gap: Gap) -> list[str]:
    """Return what is said of a gap: a statement, and the question that it is put as."""
    named = gap.mismatch, gap.ground
    return [str(SAID[named]), *([str(ASKED[named])] if named in ASKED else [])]


def grounds(ground: Ground | None, *, drawn: bool) -> list[str]:
    """Return what a gap rests on; where that is not what is drawn, the drawing is told apart from it."""
    if ground is None:
        return []
    apart = drawn and ground is Ground.STATED_PURPOSE
    return [str(RESTS_ON[ground]), *([str(DRAWN_BY_RATINGS)] if apart else [])]

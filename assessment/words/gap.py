"""Aims beside habits, put as a question where they differ."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from msgspec import Struct

from assessment.scoring.finding import Gap, Ground, Mismatch
from assessment.scoring.rounding import half_up
from assessment.scoring.vocabulary import Role

LEARNING_FIRST = _("Does this fit? It is no failing: learning from others first is a good way to begin.")
BEGUN = _("Does this fit? It is no failing: habits can follow where the aim is set.")
UNINTENDED = _("Does this fit? People may act on what you share more than you intend.")
TAKING_PART = _("Does this fit? You may take part more than you intend.")
OTHER_PURPOSE = _("Does this fit? Another purpose may have become the main one.")
NOT_CLEAR = _("Your answers leave open whether the two are apart or in step.")

SAID = {
    (Mismatch.AIMS_AHEAD, Ground.SCORES): _("What you want reaches further out than what you do."),
    (Mismatch.AIMS_AHEAD, Ground.STATED_PURPOSE): _("The main purpose you chose asks for more than you do so far."),
    (Mismatch.HABITS_AHEAD, Ground.SCORES): _("What you do reaches further out than what you want."),
    (Mismatch.HABITS_AHEAD, Ground.STATED_PURPOSE): _(
        "What you do points more towards influencing than the main purpose you chose."
    ),
    (Mismatch.IN_STEP, None): _("What you want and what you do are in step."),
    (None, None): NOT_CLEAR,
}
RESTS_ON = {
    Ground.SCORES: _("This rests on your answers about purpose, set beside those about habits and conversing."),
    Ground.STATED_PURPOSE: _("This rests on the main purpose that you chose, set beside your habits and conversing."),
}
DRAWN_BY_RATINGS = _("The drawing shows how you rated all the reasons.")


class Scores(NamedTuple):
    """Both numbers in whole points."""

    aims: int
    practice: int


class GapWords(Struct, frozen=True):
    """The numbers, None where a part has too few answers, and what is said about them."""

    scores: Scores | None
    said: str
    rests_on: str


def gap_words(gap: Gap, role: Role | None) -> GapWords | None:
    """Return what to say about a gap; None when there is nothing to say.

    role: those who influence already are not told to learn first, nor others that people may act on what they share.
    """
    scores = None
    if gap.aims is not None and gap.practice is not None:
        scores = Scores(half_up(gap.aims), half_up(gap.practice))
    elif gap.mismatch is None:
        return None
    return GapWords(
        scores=scores,
        said=" ".join(sentences(gap, role)),
        rests_on=" ".join(grounds(gap.ground, drawn=scores is not None)),
    )


def sentences(gap: Gap, role: Role | None) -> list[str]:
    """Return what is said about a gap: a statement, and the question that it is put as."""
    return [str(SAID[gap.mismatch, gap.ground]), *map(str, asked(gap, role))]


def asked(gap: Gap, role: Role | None) -> list[Promise]:
    """Return the question that a gap is put as; nothing where none is named."""
    if gap.mismatch is Mismatch.AIMS_AHEAD:
        return [BEGUN if role is Role.INFLUENCING else LEARNING_FIRST]
    if gap.mismatch is not Mismatch.HABITS_AHEAD:
        return []
    if gap.ground is not Ground.SCORES:
        return [OTHER_PURPOSE]
    return [UNINTENDED if role is Role.INFLUENCING else TAKING_PART]


def grounds(ground: Ground | None, *, drawn: bool) -> list[str]:
    """Return what a gap rests on and, where the drawing shows something else, what it shows."""
    if ground is None:
        return []
    apart = drawn and ground is Ground.STATED_PURPOSE
    return [str(RESTS_ON[ground]), *([str(DRAWN_BY_RATINGS)] if apart else [])]

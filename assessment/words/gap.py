"""Aims next to habits, put as a question where they part."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from assessment.figures.dumbbell import Dumbbell, dumbbell
from assessment.scoring.finding import Gap, Ground, Mismatch
from assessment.scoring.rounding import half_up

SAID = {
    Mismatch.AIMS_AHEAD: _(
        "Your aims reach further out than your habits. Does this fit? It is no failing: "
        "learning from others first is a good way to begin, and habits are the easier half to change."
    ),
    Mismatch.HABITS_AHEAD: _(
        "Your habits reach further out than your aims. Does this fit? People may act on what you share "
        "more than you have in mind."
    ),
    Mismatch.IN_STEP: _("What you want and what you do are in step."),
}
RESTS_ON = {
    Ground.SCORES: _("This rests on your answers about purpose, set beside those about habits and conversing."),
    Ground.STATED_PURPOSE: _("This rests on the main purpose that you named, set beside your habits and conversing."),
}


@dataclass(frozen=True, slots=True)
class GapWords:
    """Both numbers in whole points, None where a part has too few answers; the drawing needs both."""

    aims: int | None
    practice: int | None
    drawing: Dumbbell | None
    said: str
    rests_on: str


def gap_words(gap: Gap) -> GapWords | None:
    """Return what is said and drawn of a gap; None when there is nothing to say or draw."""
    both = dumbbell(gap.aims, gap.practice) if gap.aims is not None and gap.practice is not None else None
    if both is None and gap.mismatch is None:
        return None
    return GapWords(
        aims=None if gap.aims is None else half_up(gap.aims),
        practice=None if gap.practice is None else half_up(gap.practice),
        drawing=both,
        said=str(SAID[gap.mismatch]) if gap.mismatch else "",
        rests_on=str(RESTS_ON[gap.ground]) if gap.ground else "",
    )

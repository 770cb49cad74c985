"""Each of the four dimensions: its place and one sentence."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from assessment.content.document import Document, Section
from assessment.figures.spectrum import Place, place
from assessment.scoring.dimensions import MIDDLE
from assessment.scoring.finding import Finding, Standing
from assessment.scoring.vocabulary import Dimension, Firmness
from assessment.words.verdict import Measure, measure

TOO_FEW = _("Too few answers in this part to say.")

CLOSE = {
    Dimension.PURPOSE: _("You’re here to take in and to put out, in about equal parts."),
    Dimension.ENGAGEMENT: _("You look on and join in about as much."),
    Dimension.AUTHENTICITY: _("Your own voice and other people’s wishes shape what goes out about as much."),
    Dimension.CONVERSATION: _("You announce and converse about as much."),
}
LOW = {
    Dimension.PURPOSE: _("You’re here more to learn and take part than to lead."),
    Dimension.ENGAGEMENT: _("You read, watch and try things more than you publish."),
    Dimension.AUTHENTICITY: _(
        "You said that other people’s wishes, or other hands, often shaped what went out under your name."
    ),
    Dimension.CONVERSATION: _("You announce, or leave, more often than you answer and ask."),
}
HIGH = {
    Dimension.PURPOSE: _("You’re here more to lead than to learn."),
    Dimension.ENGAGEMENT: _("You make things, and people turn to you or act on what you share."),
    Dimension.AUTHENTICITY: _("What goes out under your name is mostly your own."),
    Dimension.CONVERSATION: _("You answer, ask and talk with people more than you announce."),
}


@dataclass(frozen=True, slots=True)
class Side:
    """One dimension; measure and place are None with too few answers. `kind` is how its track is drawn."""

    section: Section
    measure: Measure | None
    place: Place | None
    said: str
    kind: str


def sides(finding: Finding, document: Document) -> list[Side]:
    """Return the four dimensions in page order; authenticity is drawn in ink, since no end of it is a role."""
    return [
        Side(
            section=section,
            measure=measure(standing) if standing else None,
            place=place(standing) if standing else None,
            said=said_of(section.dimension, standing),
            kind="thin own" if section.dimension is Dimension.AUTHENTICITY else "thin",
        )
        for section in document.sections
        for standing in [finding.dimensions[section.dimension]]
    ]


def said_of(dimension: Dimension, standing: Standing | None) -> str:
    """Return the sentence for where a dimension stands."""
    if standing is None:
        return str(TOO_FEW)
    if standing.firmness is Firmness.CLOSE:
        return str(CLOSE[dimension])
    return str((HIGH if standing.score > MIDDLE else LOW)[dimension])

"""Each of the four dimensions: its place, how firm that is, and one sentence."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from assessment.content.document import Document, Section
from assessment.figures.spectrum import Place, place
from assessment.scoring.dimensions import MIDDLE
from assessment.scoring.finding import Finding, Standing
from assessment.scoring.vocabulary import Dimension, Firmness
from assessment.words.verdict import FIRMNESS, Measure, measure

TOO_FEW = _("Too few answers in this part to say.")

CLOSE = {
    Dimension.PURPOSE: _("You’re here to take in and to put out, in about equal parts."),
    Dimension.ENGAGEMENT: _("You look on and join in about as much."),
    Dimension.AUTHENTICITY: _("Your own voice and other people’s wishes shape what goes out about as much."),
    Dimension.CONVERSATION: _("You announce and converse about as much."),
}
# A score weighs the answers of one pole against those of the other, so the sentences do nothing else: none may claim
# what a single answer can deny.
LOW = {
    Dimension.PURPOSE: _("You’re here more to learn and take part than to lead."),
    Dimension.ENGAGEMENT: _("You look on more than you join in."),
    Dimension.AUTHENTICITY: _(
        "You said that other people’s wishes, or other hands, often shaped what went out under your name."
    ),
    Dimension.CONVERSATION: _("You announce or hold back more than you talk with people."),
}
HIGH = {
    Dimension.PURPOSE: _("You’re here more to lead than to learn."),
    Dimension.ENGAGEMENT: _("You join in more than you look on."),
    Dimension.AUTHENTICITY: _("Your answers lie nearer to a voice of your own than to other people’s wishes."),
    Dimension.CONVERSATION: _("You talk with people more than you announce or hold back."),
}


@dataclass(frozen=True, slots=True)
class Side:
    """One dimension; with too few answers measure and place are None, firmness "". `kind` is how its track is drawn."""

    section: Section
    measure: Measure | None
    place: Place | None
    firmness: str
    said: str
    kind: str


def sides(finding: Finding, document: Document) -> list[Side]:
    """Return the four dimensions in page order; authenticity is drawn in ink, since no end of it is a role."""
    return [
        Side(
            section=section,
            measure=measure(standing) if standing else None,
            place=place(standing) if standing else None,
            firmness=str(FIRMNESS[standing.firmness]) if standing else "",
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

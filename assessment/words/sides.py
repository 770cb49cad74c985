"""Each of the four dimensions: its place, how firm that is, and one sentence."""

from fractions import Fraction

from django.utils.translation import gettext_lazy as _
from msgspec import Struct

from assessment.content.document import Document, Section
from assessment.figures.spectrum import Place, place
from assessment.scoring.dimensions import MIDDLE
from assessment.scoring.finding import Finding, Standing
from assessment.scoring.ledger import TENTHS
from assessment.scoring.rounding import half_up
from assessment.scoring.vocabulary import Dimension, Firmness
from assessment.words.answers import Answers
from assessment.words.verdict import FIRMNESS, Measure, measure, points

TOO_FEW = _("Too few answers in this part to say.")

# A score weighs the answers of one pole against those of the other, so the sentences do just that: none may claim
# what a single answer can contradict.
CLOSE = {
    Dimension.PURPOSE: _("Your answers leave open whether you’re here more to learn or to lead."),
    Dimension.ENGAGEMENT: _("Your answers leave open whether you look on or join in more."),
    Dimension.AUTHENTICITY: _("Your answers leave open whether your own voice or other people’s wishes weigh more."),
    Dimension.CONVERSATION: _(
        "Your answers leave open whether you talk with people more than you announce or hold back."
    ),
}
LOW = {
    Dimension.PURPOSE: _("You’re here more to learn and take part than to lead."),
    Dimension.ENGAGEMENT: _("You look on more than you join in."),
    Dimension.AUTHENTICITY: _("Your answers lie nearer to other people’s wishes than to a voice of your own."),
    Dimension.CONVERSATION: _(
        "You announce or hold back more than you talk with people. Only talk counts as influencing here."
    ),
}
HIGH = {
    Dimension.PURPOSE: _("You’re here more to lead than to learn and take part."),
    Dimension.ENGAGEMENT: _("You join in more than you look on."),
    Dimension.AUTHENTICITY: _("Your answers lie nearer to a voice of your own than to other people’s wishes."),
    Dimension.CONVERSATION: _("You talk with people more than you announce or hold back."),
}
SHAPED_BY_OTHERS = _("You said that other people’s wishes, or other hands, often shaped what went out under your name.")
SHAPING = ("A5", "A8")
"""Statements that say so: a view was held back or changed to please, or somebody else wrote the words."""
OFTEN = 4
"""The lowest answer that counts as often."""
NO_EFFECT = _("This part takes points away only below 50, so here it takes none.")
TAKES = _("This part takes %(points)s from your role, as it does below 50.")
NOTHING_MORE = _("This part takes nothing more from your role, since no score goes below 0.")
FLOOR = _("No score goes below 0, so you get %(points)s back.")


class Side(Struct, frozen=True):
    """One dimension; with too few answers measure and place are None, firmness "". `kind` is how its track is drawn."""

    section: Section
    measure: Measure | None
    place: Place | None
    firmness: str
    said: str
    kind: str


def sides(finding: Finding, document: Document, answers: Answers) -> list[Side]:
    """Return the four dimensions in page order."""
    return [side(section, finding, answers) for section in document.sections]


def side(section: Section, finding: Finding, answers: Answers) -> Side:
    """Return one dimension; authenticity is drawn in ink, since no end of it is a role."""
    standing = finding.dimensions[section.dimension]
    return Side(
        section=section,
        measure=measure(standing) if standing else None,
        place=place(standing) if standing else None,
        firmness=str(FIRMNESS[standing.firmness]) if standing else "",
        said=" ".join([said_of(section.dimension, standing, answers), *effect_of(section.dimension, finding)]),
        kind="thin own" if section.dimension is Dimension.AUTHENTICITY else "thin",
    )


def said_of(dimension: Dimension, standing: Standing | None, answers: Answers) -> str:
    """Return the sentence for where a dimension stands."""
    if standing is None:
        return str(TOO_FEW)
    if standing.firmness is Firmness.CLOSE:
        return str(CLOSE[dimension])
    if standing.score > MIDDLE:
        return str(HIGH[dimension])
    return str(SHAPED_BY_OTHERS if dimension is Dimension.AUTHENTICITY and is_shaped(answers) else LOW[dimension])


def effect_of(dimension: Dimension, finding: Finding) -> list[str]:
    """Say what authenticity takes from the role; nothing for the other parts, which have their say in its score."""
    standing = finding.dimensions[dimension]
    if dimension is not Dimension.AUTHENTICITY or finding.role is None or standing is None:
        return []
    if finding.taken and half_up(TENTHS * finding.taken) <= finding.floor:
        return [str(NOTHING_MORE)]
    if finding.taken:
        return [TAKES % {"points": points(finding.taken)}, *given_back(finding)]
    return [str(NO_EFFECT)] if standing.score >= MIDDLE else []


def given_back(finding: Finding) -> list[str]:
    """Say how much comes back because no score is below 0."""
    return [FLOOR % {"points": points(Fraction(finding.floor, TENTHS))}] if finding.floor else []


def is_shaped(answers: Answers) -> bool:
    """Say whether an answer shows that others often shaped what went out."""
    given = (answers.get(key) for key in SHAPING)
    return any(isinstance(answer, int) and answer >= OFTEN for answer in given)

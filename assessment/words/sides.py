"""Each of the four dimensions in one sentence."""

from django.utils.translation import gettext_lazy as _

from assessment.scoring.finding import Standing
from assessment.scoring.vocabulary import Dimension, Firmness
from assessment.words.verdict import MIDDLE

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


def said_of(dimension: Dimension, standing: Standing | None) -> str:
    """Return the sentence for where a dimension stands."""
    if standing is None:
        return str(TOO_FEW)
    if standing.firmness is Firmness.CLOSE:
        return str(CLOSE[dimension])
    return str((HIGH if standing.score > MIDDLE else LOW)[dimension])

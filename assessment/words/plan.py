"""What was tried, in words: how its dimension has moved since the sitting before."""

from django.utils.translation import gettext as _

from assessment.content.document import Section
from assessment.scoring.comparison import Change
from assessment.scoring.rounding import half_up


def moved(change: Change | None, section: Section) -> str:
    """Say where a dimension stood, where it stands, and whether that is more than noise."""
    if change is None:
        return _("%(part)s: too few answers to the questions that both share.") % {"part": section.name}
    numbers = {
        "part": section.name,
        "then": half_up(change.before.score),
        "now": half_up(change.after.score),
        "end": section.high_end if change.difference > 0 else section.low_end,
    }
    if change.changed:
        return _("%(part)s: %(then)s then, %(now)s now. It has moved towards “%(end)s”.") % numbers
    if numbers["then"] == numbers["now"]:
        return _("%(part)s: %(now)s both times.") % numbers
    return _("%(part)s: %(then)s then, %(now)s now. That is within the usual wobble.") % numbers

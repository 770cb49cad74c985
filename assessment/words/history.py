"""Results over time in words: what has moved from the first to the last, and what the line shows."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessment.scoring.comparison import Comparison
from assessment.scoring.finding import Finding
from assessment.scoring.vocabulary import Firmness, Role
from assessment.words.comparing import TOGETHER, WAYS, apart
from assessment.words.verdict import SIDES, Measure, label

TURNING = gettext_lazy("You’ve been turning {way}")
PLACES_DIFFER = gettext_lazy("The two have different labels, so this may show two places rather than two times.")


class Opening(NamedTuple):
    """The page's first sentence, and the text that follows it."""

    heading: str
    lede: str


def so_far(count: int, *, named: bool) -> Opening:
    """Open the page while there is nothing to compare.

    count: how many results are looked at; named: whether one of them has a role.
    """
    if not named:
        return Opening(_("No role so far"), _("Too few answers to draw a line yet."))
    heading = _("One result so far") if count == 1 else _("One role so far")
    return Opening(heading, _("From the next one on, you’ll see here what moved."))


def heading(moved: Comparison) -> SafeString:
    """Return the page's first sentence, which sets the last result with a role beside the first with one."""
    if moved.role is None:
        return escape(_("Your results over time"))
    if moved.towards is None:
        return escape(_("About where you began"))
    way = format_html('<span class="{}">{}</span>', SIDES[moved.towards], WAYS[moved.towards])
    return format_html(str(TURNING), way=way)


def lede(moved: Comparison, since: str, parts: Sequence[str]) -> str:
    """Return the text that follows the first sentence.

    parts: the names of those that moved clearly.
    """
    if moved.role is None:
        return _("Your first and your latest share too few answered questions to be compared.")
    if moved.towards is None:
        alike = _(
            "Your latest role score is within the usual wobble of your first: "
            "two sittings by the same person can differ by that much."
        )
        return f"{alike} {apart(parts)}".strip()
    larger = (
        _("On what both sittings share, the change since %(day)s is larger than the usual wobble between two results.")
        if moved.unshared or moved.uneven
        else _("The change since %(day)s is larger than the usual wobble between two results.")
    ) % {"day": since}
    return larger if parts else f"{larger} {TOGETHER}"


def tag(finding: Finding) -> str:
    """Return the CSS class of a result's role: a colour only where the role is firmer than close."""
    if finding.role is None or finding.standing is None or finding.standing.firmness is Firmness.CLOSE:
        return ""
    return SIDES[finding.role]


def from_to(first: Finding, last: Finding, towards: Role | None) -> str:
    """Name where the line starts and ends, unless it runs against the move, which rests on shared questions alone."""
    if first.standing is None or last.standing is None or towards is None:
        return ""
    rise = last.standing.score - first.standing.score
    if rise == 0 or (rise > 0) != (towards is Role.INFLUENCING):
        return ""
    names = {"first": label(first), "last": label(last)}
    if names["first"] == names["last"]:
        return _("“%(first)s” both times.") % names
    return _("From “%(first)s” to “%(last)s”.") % names


def places_differ(first: str, last: str) -> str:
    """Say so where two results have different labels."""
    return str(PLACES_DIFFER) if first and last and first != last else ""


def line_alt_text(points: Sequence[tuple[str, Measure]]) -> str:
    """Return the text alternative of the line: its points with their days, earliest first."""
    point = _("%(score)d, likely %(low)d to %(high)d, on %(day)s")
    told = [point % {**measure._asdict(), "day": day} for day, measure in points]
    return _("Line from influenced, 0, to influencing, 100: %(points)s.") % {"points": "; ".join(told)}


def crowded(moments: Iterable[datetime]) -> frozenset[date]:
    """Return the days on which more than one of these local times falls."""
    days = Counter(moment.date() for moment in moments)
    return frozenset(day for day, times in days.items() if times > 1)


def when(moment: datetime, crowded: Collection[date]) -> str:
    """Return the day of a local time, with the time of day where others fall on the same day."""
    return ", ".join(filter(None, (day(moment), time(moment, crowded))))


def time(moment: datetime, crowded: Collection[date]) -> str:
    """Return the time of day where others fall on the same day, else nothing."""
    return date_format(moment, "H:i") if moment.date() in crowded else ""


def day(on: date) -> str:
    """Return a day as pages print it."""
    # Translators: a date, in the letters of Django's filter "date".
    return date_format(on, _("j F Y"))


def short_day(on: date) -> str:
    """Return a day as tables and lists print it."""
    # Translators: a short date, in the letters of Django's filter "date".
    return date_format(on, _("j M Y"))

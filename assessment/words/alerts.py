"""Alerts in words for editors: what to look at first in an analysis."""

from collections.abc import Mapping
from itertools import groupby

from django.utils.functional import Promise
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from msgspec import Struct

from assessment.analysis.alerts import Alert, Kind, alerts
from assessment.analysis.report import Analysis
from assessment.content.document import Document
from assessment.words.cells import Format, cell, one_decimal, percent, two_decimals

MEANINGS: dict[Kind, Promise] = {
    Kind.KEY_WRONG: gettext_lazy(
        "Goes against the rest of its section (item-rest r below 0). The pole may be the wrong one; look at it first."
    ),
    Kind.LOW_ALPHA: gettext_lazy("The statements of this section hang together too loosely (alpha below 0.70)."),
    Kind.TWO_THINGS: gettext_lazy(
        "The two halves of this section hardly go together (r below 0.30): two things, not one."
    ),
    Kind.FAR_FROM_ALPHA: gettext_lazy("Omega lies far from alpha: some statements weigh much more than others."),
    Kind.LOW_RETEST: gettext_lazy("People who answer twice get scores that differ too much (r below 0.70)."),
    Kind.LOW_AGREEMENT: gettext_lazy("Fewer than half of those who expected a role were given that role."),
    Kind.WEAK_REST: gettext_lazy("Has little to do with the rest of its section (item-rest r below 0.20)."),
    Kind.BETTER_WITHOUT: gettext_lazy("Its section would hang together better without it (alpha as shown)."),
    Kind.SKIPPED: gettext_lazy("Skipped by more than 10%: it may be hard to understand, or too private."),
    Kind.NOT_APPLICABLE: gettext_lazy("Does not apply to more than 30%."),
    Kind.LITTLE_SPREAD: gettext_lazy(
        "Nearly everyone answers alike (SD below 15 points), so it hardly tells people apart."
    ),
    # xgettext: no-python-format, since it is a percentage
    Kind.FLOOR: gettext_lazy("More than 40% give the first answer."),
    # xgettext: no-python-format, since it is a percentage
    Kind.CEILING: gettext_lazy("More than 40% give the last answer."),
    # xgettext: no-python-format, since it is a percentage
    Kind.FIRES_OFTEN: gettext_lazy("Advice that more than 60% get: it may say little to any of them."),
    # xgettext: no-python-format, since it is a percentage
    Kind.FIRES_SELDOM: gettext_lazy("Advice that fewer than 1% get."),
}
FORMATS: dict[Kind, Format] = {
    Kind.LOW_AGREEMENT: percent,
    Kind.SKIPPED: percent,
    Kind.NOT_APPLICABLE: percent,
    Kind.LITTLE_SPREAD: one_decimal,
    Kind.FLOOR: percent,
    Kind.CEILING: percent,
    Kind.FIRES_OFTEN: percent,
    Kind.FIRES_SELDOM: percent,
}
"""How figures are printed; those of all other kinds have two decimals."""


class AlertWords(Struct, frozen=True):
    """What an alert of one kind means, and where it was raised, with the figures."""

    said: Promise
    where: str


def alert_words(analysis: Analysis, document: Document) -> list[AlertWords]:
    """Return the alerts of an analysis in words, the most telling kinds first."""
    return [
        AlertWords(MEANINGS[kind], get_text_list([place(alert, document.names) for alert in found], _("and")))
        for kind, found in groupby(alerts(analysis), key=lambda alert: alert.kind)
    ]


def place(alert: Alert, names: Mapping[str, str]) -> str:
    """Return where an alert was raised, and the figure that raised it."""
    printed, where = cell(alert.figure, FORMATS.get(alert.kind, two_decimals)), names.get(alert.subject, alert.subject)
    return f"{where} ({printed.text}, {printed.n})" if where else f"{printed.text}, {printed.n}"

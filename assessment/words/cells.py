"""Figures as tables print them: two decimals or a share, with N, or why there is no number."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from msgspec import Struct

from assessment.analysis.report import FEWEST, Figure

MINUTE = 60
Format = Callable[[float], str]


class Cell(Struct, frozen=True):
    """A figure as it is printed; `n` is how many people it rests on, empty where the row says so."""

    text: str
    n: str = ""


def cell(figure: Figure, format_number: Format, fewest: int = FEWEST) -> Cell:
    """Return a figure with its N; without a number, say from how many people on there is one, or that there is none."""
    n = f"N {figure.n}"
    if figure.value is not None:
        return Cell(format_number(figure.value), n)
    return Cell(_("from N %(fewest)d on") % {"fewest": fewest} if figure.n < fewest else _("none"), n)


def two_decimals(number: float) -> str:
    """Return a number with two decimals."""
    return f"{number:z.2f}".replace("-", "\N{MINUS SIGN}")


def one_decimal(number: float) -> str:
    """Return a number with one decimal."""
    return f"{number:z.1f}".replace("-", "\N{MINUS SIGN}")


def percent(number: float) -> str:
    """Return a share in percent."""
    return f"{100 * number:.1f}%"


def clock(seconds: float) -> str:
    """Return a time in minutes and seconds."""
    minutes, rest = divmod(round(seconds), MINUTE)
    return f"{minutes}:{rest:02}"

"""Numbers as they are printed."""

from decimal import Decimal

from django.utils.formats import number_format

from assessment.scoring.ledger import TENTHS

MINUS = "\N{MINUS SIGN}"


def tenths(amount: int) -> str:
    """Return tenths of a point with one decimal: 614 as 61.4."""
    return number_format(Decimal(amount) / TENTHS, 1)


def signed_tenths(amount: int) -> str:
    """Return tenths of a point with one decimal and their sign: 16 as +1.6, -4 as a minus sign and 0.4, 0 as 0.0."""
    sign = "" if amount == 0 else MINUS if amount < 0 else "+"
    return f"{sign}{tenths(abs(amount))}"

"""How exact numbers become the numbers that are shown."""

from collections.abc import Sequence
from fractions import Fraction
from math import lcm


def half_up(number: Fraction | float) -> int:
    """Return the nearest whole number, halves up: 62.5 becomes 63."""
    numerator, denominator = number.as_integer_ratio()
    return (2 * numerator + denominator) // (2 * denominator)


def apportion(amounts: Sequence[Fraction], total: int) -> tuple[int, ...]:
    """Return the amounts rounded to whole numbers that add up to the total, by largest remainder.

    amounts: any sign, in page order; equal remainders are served in that order.
    total: the sum of the amounts, rounded.
    """
    common = lcm(*(amount.denominator for amount in amounts))
    parts = [divmod(amount.numerator * (common // amount.denominator), common) for amount in amounts]
    shown = [whole for whole, _ in parts]
    by_remainder = sorted(range(len(parts)), key=lambda place: -parts[place][1])
    for place in by_remainder[: total - sum(shown)]:
        shown[place] += 1
    return tuple(shown)

"""Finished sittings as the analysis reads them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assessment.scoring.vocabulary import HIGHEST, LOWEST, NoAnswer

SKIPPED, NOT_APPLICABLE = 0, HIGHEST + 1
"""The codes in a row of answers that say why there is no value."""

CODES: Mapping[int | str, int] = {
    NoAnswer.SKIPPED.value: SKIPPED,
    NoAnswer.NOT_APPLICABLE.value: NOT_APPLICABLE,
    **{value: value for value in range(LOWEST, HIGHEST + 1)},
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sitting that counts.

    answers: a byte per item, as `encoded` writes them.
    role, firmness: as shown to the person; empty without a role.
    self_view: what the person expected, empty if they did not say.
    seconds: from start to finish.
    called, shown: keys of the advice that the answers called for, and of the pieces that were shown.
    """

    answers: bytes
    role: str
    firmness: str
    self_view: str
    seconds: int
    called: tuple[str, ...]
    shown: tuple[str, ...]


def encoded(answers: Iterable[int | str]) -> bytes:
    """Return answers as a row: 1 to 5, or a code where there is no value; KeyError for anything else.

    answers: for each item 1..5, or why there is no value.
    """
    return bytes(map(CODES.__getitem__, answers))

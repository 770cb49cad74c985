"""Pieces of advice as data: what they say, when they are given, which purposes they serve."""

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from assessment.scoring.finding import Mismatch, Mixture, Pattern
from assessment.scoring.vocabulary import Dimension, Firmness, MainPurpose, Occupation, Role


class Kind(StrEnum):
    """What a piece is for: to change something, to keep something, or to fill an empty place."""

    CHANGE = "change"
    KEEP = "keep"
    FALLBACK = "fallback"


class Alternative(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One alternative: every given field must hold; it does for any of its values, except for the first four here.

    low, high: keys of items answered towards that end of their dimension (keyed value at most 25, at least 75);
        every item named must be.
    not_low: keys of items that must not be answered towards the low end.
    sides: the score of each dimension named lies on one of its sides, written "clear high", "leaning low".
    no_gap: if True, no gap between aims and habits may be named.
    retake: the role that a retake has clearly moved towards.
    """

    low: tuple[str, ...] = ()
    high: tuple[str, ...] = ()
    not_low: tuple[str, ...] = ()
    sides: dict[Dimension, tuple[str, ...]] = {}
    role: tuple[Role, ...] = ()
    firmness: tuple[Firmness, ...] = ()
    purpose: tuple[MainPurpose, ...] = ()
    occupation: tuple[Occupation, ...] = ()
    pattern: tuple[Pattern, ...] = ()
    mismatch: tuple[Mismatch, ...] = ()
    no_gap: bool = False
    mixture: tuple[Mixture, ...] = ()
    retake: tuple[Role, ...] = ()


class AdvicePiece(Struct, frozen=True, forbid_unknown_fields=True):
    """One piece of advice.

    title, why, next_action: what is printed; why names the answer or pattern, next_action is an if-then plan.
    rules: ids of the article rules it rests on, most telling first.
    dimension: what it works on; pieces shown together differ in it where possible.
    when: the alternatives; any one is enough. A fallback has none.
    serves: the stated purposes that it helps with.
    weight: how much it counts against other pieces.
    fallback: the roles for which it fills an empty place, in the order of the pieces.
    """

    key: str
    title: str
    why: str
    next_action: str
    rules: tuple[str, ...]
    dimension: Dimension
    kind: Kind = Kind.CHANGE
    when: tuple[Alternative, ...] = ()
    serves: tuple[MainPurpose, ...] = ()
    weight: float = 1.0
    fallback: tuple[Role, ...] = ()

    def __hash__(self) -> int:
        """Hash the key alone: a dict of conditions cannot be hashed."""
        return hash(self.key)


def renamed(piece: AdvicePiece, names: Mapping[str, str]) -> AdvicePiece:
    """Return a piece whose conditions name statements by their new keys; keys without a new name stay."""
    return replace(piece, when=tuple(_renamed(alternative, names) for alternative in piece.when))


def _renamed(alternative: Alternative, names: Mapping[str, str]) -> Alternative:
    low, high, not_low = (
        tuple(names.get(key, key) for key in keys) for keys in (alternative.low, alternative.high, alternative.not_low)
    )
    return replace(alternative, low=low, high=high, not_low=not_low)

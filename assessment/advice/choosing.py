"""The choice of advice for one sitting: three pieces to show, the rest in order."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from assessment.advice.conditions import holds
from assessment.advice.facts import Facts
from assessment.advice.pieces import AdvicePiece, Kind
from assessment.advice.strength import strength, trigger
from assessment.scoring.vocabulary import Dimension

SLOTS = 3
"""Effects did not fall with up to three behaviours at once (Krebs et al. 2010)."""

SERVING_BONUS = Fraction(1, 4)
"""What a piece's priority gains if the piece serves the stated purpose."""


class Choice(NamedTuple):
    """A chosen piece, stored as a pair.

    key: the piece's.
    trigger: key of the answered item that called for it, None where something else did, or nothing (a fallback).
    """

    key: str
    trigger: str | None


class Advice(NamedTuple):
    """The advice for one sitting, stored as a pair.

    shown: at most three: first a piece of kind KEEP, then the most called for, then fallbacks for empty slots.
    more: everything else that is called for, most called for first.
    """

    shown: tuple[Choice, ...]
    more: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class _Call:
    piece: AdvicePiece
    priority: Fraction
    trigger: str | None

    @property
    def choice(self) -> Choice:
        return Choice(self.piece.key, self.trigger)


def choose(pieces: Sequence[AdvicePiece], facts: Facts) -> Advice:
    """Return the advice for one sitting: the same answers always get the same advice.

    pieces: in order of number; the earlier of equals wins, but of those of kind KEEP the one whose answer comes first.
    source: docs/method.md, "Advice".
    """
    calls = _calls(pieces, facts)
    shown = _shown(calls)
    return Advice(
        shown=(*(call.choice for call in shown), *_fallbacks(pieces, facts, calls)[: SLOTS - len(shown)]),
        more=tuple(call.choice for call in calls if call not in shown),
    )


def _calls(pieces: Sequence[AdvicePiece], facts: Facts) -> list[_Call]:
    """Return what is called for, loudest first; equals go by number, those of kind KEEP by the order of answers.

    So those of kind KEEP change places among themselves before all are sorted; others keep theirs.
    """
    calls = [call for piece in pieces if (call := _call(piece, facts))]
    places = {item.key: place for place, item in enumerate(facts.sitting.items)}
    keeping = iter(sorted(filter(_keeps, calls), key=lambda call: places.get(call.trigger or "", 0)))
    in_order = [next(keeping) if _keeps(call) else call for call in calls]
    return sorted(in_order, key=lambda call: call.priority, reverse=True)


def _keeps(call: _Call) -> bool:
    return call.piece.kind is Kind.KEEP


def _call(piece: AdvicePiece, facts: Facts) -> _Call | None:
    alternatives = [when for when in piece.when if holds(when, facts)]
    if not alternatives:
        return None
    loudest = max(alternatives, key=lambda when: strength(when, facts))
    priority = Fraction(str(piece.weight)) * strength(loudest, facts)
    if facts.sitting.main_purpose in piece.serves:
        priority += SERVING_BONUS
    return _Call(piece, priority, trigger(loudest, facts))


def _shown(calls: list[_Call]) -> list[_Call]:
    """Return the best of kind KEEP, then the best others, of different dimensions if that fills the slots.

    Others may share a dimension with the one of kind KEEP, so the loudest of them is always shown.
    """
    keep = [call for call in calls if _keeps(call)][:1]
    others = [call for call in calls if not _keeps(call)]
    varied = _first_of_each_dimension(others)
    picked = [*varied, *(call for call in others if call not in varied)][: SLOTS - len(keep)]
    return keep + [call for call in others if call in picked]


def _first_of_each_dimension(calls: list[_Call]) -> list[_Call]:
    firsts: dict[Dimension, _Call] = {}
    for call in calls:
        firsts.setdefault(call.piece.dimension, call)
    return list(firsts.values())


def _fallbacks(pieces: Sequence[AdvicePiece], facts: Facts, calls: list[_Call]) -> list[Choice]:
    called = {call.piece.key for call in calls}
    return [
        Choice(piece.key, None) for piece in pieces if facts.finding.role in piece.fallback and piece.key not in called
    ]

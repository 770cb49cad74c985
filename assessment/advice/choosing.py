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

MOST_SHOWN = 3
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

    shown: at most three: first a piece of kind KEEP, then the most called for, then fallbacks for empty places.
    more: everything else that is called for, most called for first.
    """

    shown: tuple[Choice, ...]
    more: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
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
    candidates = _candidates(pieces, facts)
    shown = _shown(candidates)
    return Advice(
        shown=(
            *(candidate.choice for candidate in shown),
            *_fallbacks(pieces, facts, candidates)[: MOST_SHOWN - len(shown)],
        ),
        more=tuple(candidate.choice for candidate in candidates if candidate not in shown),
    )


def _candidates(pieces: Sequence[AdvicePiece], facts: Facts) -> list[_Candidate]:
    """Return what is called for, strongest first; equals go by number, those of kind KEEP by the order of answers.

    So those of kind KEEP change places among themselves before all are sorted; others keep theirs.
    """
    candidates = [candidate for piece in pieces if (candidate := _candidate(piece, facts))]
    places = {item.key: place for place, item in enumerate(facts.sitting.items)}
    keeping = iter(sorted(filter(_keeps, candidates), key=lambda candidate: places.get(candidate.trigger or "", 0)))
    in_order = [next(keeping) if _keeps(candidate) else candidate for candidate in candidates]
    return sorted(in_order, key=lambda candidate: candidate.priority, reverse=True)


def _keeps(candidate: _Candidate) -> bool:
    return candidate.piece.kind is Kind.KEEP


def _candidate(piece: AdvicePiece, facts: Facts) -> _Candidate | None:
    alternatives = [alternative for alternative in piece.when if holds(alternative, facts)]
    if not alternatives:
        return None
    strongest = max(alternatives, key=lambda alternative: strength(alternative, facts))
    priority = Fraction(str(piece.weight)) * strength(strongest, facts)
    if facts.sitting.main_purpose in piece.serves:
        priority += SERVING_BONUS
    return _Candidate(piece, priority, trigger(strongest, facts))


def _shown(candidates: list[_Candidate]) -> list[_Candidate]:
    """Return the best of kind KEEP, then the best others, of different dimensions if that fills the places.

    Others may share a dimension with the one of kind KEEP, so the strongest of them is always shown.
    """
    keep = [candidate for candidate in candidates if _keeps(candidate)][:1]
    others = [candidate for candidate in candidates if not _keeps(candidate)]
    varied = _first_of_each_dimension(others)
    picked = [*varied, *(candidate for candidate in others if candidate not in varied)][: MOST_SHOWN - len(keep)]
    return keep + [candidate for candidate in others if candidate in picked]


def _first_of_each_dimension(candidates: list[_Candidate]) -> list[_Candidate]:
    firsts: dict[Dimension, _Candidate] = {}
    for candidate in candidates:
        firsts.setdefault(candidate.piece.dimension, candidate)
    return list(firsts.values())


def _fallbacks(pieces: Sequence[AdvicePiece], facts: Facts, candidates: list[_Candidate]) -> list[Choice]:
    called = {candidate.piece.key for candidate in candidates}
    return [
        Choice(piece.key, None) for piece in pieces if facts.finding.role in piece.fallback and piece.key not in called
    ]

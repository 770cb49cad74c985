"""Whether one of a piece's alternatives holds in a sitting."""

from collections.abc import Collection

from assessment.advice.facts import Facts
from assessment.advice.pieces import Alternative
from assessment.scoring.dimensions import MIDDLE
from assessment.scoring.finding import Finding, Standing
from assessment.scoring.gap import is_named
from assessment.scoring.vocabulary import Pole


def holds(alternative: Alternative, facts: Facts) -> bool:
    """Say whether every condition of one alternative is met; always so if it has none.

    source: docs/method.md, "Advice".
    """
    return (
        _may_speak(alternative, facts.finding)
        and _answers_meet(alternative, facts)
        and _person_meets(alternative, facts)
        and _sides_meet(alternative, facts.finding)
        and _finding_meets(alternative, facts.finding)
    )


def _may_speak(alternative: Alternative, finding: Finding) -> bool:
    """Without a role, only single answers may call for advice: all else rests on a result that was not given."""
    if finding.role is not None:
        return True
    needs_a_result = alternative.role or alternative.firmness or alternative.pattern or alternative.mixture
    return bool(alternative.low or alternative.high) and not needs_a_result


def _answers_meet(alternative: Alternative, facts: Facts) -> bool:
    low, high = facts.low, facts.high
    return low.issuperset(alternative.low) and high.issuperset(alternative.high) and low.isdisjoint(alternative.not_low)


def _person_meets(alternative: Alternative, facts: Facts) -> bool:
    return (
        _is_any(facts.sitting.main_purpose, alternative.purpose)
        and _is_any(facts.occupation, alternative.occupation)
        and _is_any(facts.retake, alternative.retake)
    )


def _sides_meet(alternative: Alternative, finding: Finding) -> bool:
    return all(_side(finding.dimensions.get(dimension)) in sides for dimension, sides in alternative.sides.items())


def _side(standing: Standing | None) -> str | None:
    """Return a standing as conditions write it; the very middle counts as low, as it does for the role."""
    if standing is None:
        return None
    return f"{standing.firmness} {Pole.HIGH if standing.score > MIDDLE else Pole.LOW}"


def _finding_meets(alternative: Alternative, finding: Finding) -> bool:
    return (
        _is_any(finding.role, alternative.role)
        and _is_any(finding.standing and finding.standing.firmness, alternative.firmness)
        and _is_any(finding.currents and finding.currents.mixture, alternative.mixture)
        and _is_any(finding.gap.mismatch, alternative.mismatch)
        and not (alternative.pattern and set(alternative.pattern).isdisjoint(finding.patterns))
        and not (alternative.no_gap and is_named(finding.gap))
    )


def _is_any(found: object, wanted: Collection[object]) -> bool:
    return not wanted or found in wanted

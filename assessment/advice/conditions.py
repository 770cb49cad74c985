"""Whether one of a piece's alternatives holds in a sitting."""

from collections.abc import Collection

from assessment.advice.facts import Facts
from assessment.advice.pieces import When
from assessment.scoring.dimensions import MIDDLE
from assessment.scoring.finding import Finding, Standing
from assessment.scoring.gap import is_named
from assessment.scoring.vocabulary import Pole


def holds(when: When, facts: Facts) -> bool:
    """Say whether every condition of one alternative is met; always so if it has none.

    source: docs/method.md, "Advice".
    """
    return (
        _may_speak(when, facts.finding)
        and _answers_meet(when, facts)
        and _person_meets(when, facts)
        and _sides_meet(when, facts.finding)
        and _finding_meets(when, facts.finding)
    )


def _may_speak(when: When, finding: Finding) -> bool:
    """Without a role, only single answers may call for advice: all else rests on a result that was not given."""
    if finding.role is not None:
        return True
    needs_a_result = when.role or when.firmness or when.pattern or when.mixture
    return bool(when.low or when.high) and not needs_a_result


def _answers_meet(when: When, facts: Facts) -> bool:
    low, high = facts.low, facts.high
    return low.issuperset(when.low) and high.issuperset(when.high) and low.isdisjoint(when.not_low)


def _person_meets(when: When, facts: Facts) -> bool:
    return (
        _is_any(facts.sitting.main_purpose, when.purpose)
        and _is_any(facts.occupation, when.occupation)
        and _is_any(facts.retake, when.retake)
    )


def _sides_meet(when: When, finding: Finding) -> bool:
    return all(_side(finding.dimensions.get(dimension)) in sides for dimension, sides in when.sides.items())


def _side(standing: Standing | None) -> str | None:
    """Return a standing as conditions write it; the very middle counts as low, as it does for the role."""
    if standing is None:
        return None
    return f"{standing.firmness} {Pole.HIGH if standing.score > MIDDLE else Pole.LOW}"


def _finding_meets(when: When, finding: Finding) -> bool:
    return (
        _is_any(finding.role, when.role)
        and _is_any(finding.standing and finding.standing.firmness, when.firmness)
        and _is_any(finding.currents and finding.currents.mixture, when.mixture)
        and _is_any(finding.gap.mismatch, when.mismatch)
        and not (when.pattern and set(when.pattern).isdisjoint(finding.patterns))
        and not (when.no_gap and is_named(finding.gap))
    )


def _is_any(found: object, wanted: Collection[object]) -> bool:
    return not wanted or found in wanted

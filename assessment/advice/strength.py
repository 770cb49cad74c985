"""How strongly one sitting calls for an alternative that holds, and which answer does so most."""

from fractions import Fraction

from assessment.advice.facts import Facts
from assessment.advice.pieces import Alternative
from assessment.scoring.finding import Finding, Gap, Ground, Pattern

UNGRADED = Fraction(1, 2)
"""The strength of what either holds or does not: a role, a purpose, an occupation, a pattern without a gap."""

FULL_GAP = 50
"""A gap between aims and habits of this many points or more counts in full."""

GAP_PATTERNS = {Pattern.QUIET_ASPIRANT, Pattern.ACCIDENTAL_INFLUENCER}
"""Patterns that are a gap between aims and habits by another name."""


def strength(alternative: Alternative, facts: Facts) -> Fraction:
    """Return how strongly an alternative that holds is called for, 1/2 .. 1, exact.

    source: docs/method.md, "Advice".
    """
    grounds = [UNGRADED, *(_answer_strength(key, facts) for key in alternative.low + alternative.high)]
    if _speaks_of_gap(alternative, facts.finding):
        grounds.append(_gap_share(facts.finding.gap))
    return max(grounds)


def trigger(alternative: Alternative, facts: Facts) -> str | None:
    """Return the key of the strongest answer that an alternative names, first of equals; None if it names none."""
    return max(alternative.low + alternative.high, key=lambda key: _answer_strength(key, facts), default=None)


def _answer_strength(key: str, facts: Facts) -> Fraction:
    towards_high = facts.answers[key]
    return Fraction(max(towards_high, 100 - towards_high), 100)


def _speaks_of_gap(alternative: Alternative, finding: Finding) -> bool:
    return bool(alternative.mismatch or GAP_PATTERNS.intersection(alternative.pattern, finding.patterns))


def _gap_share(gap: Gap) -> Fraction:
    if gap.ground is not Ground.SCORES or gap.aims is None or gap.practice is None:
        return UNGRADED
    return min(Fraction(1), abs(gap.aims - gap.practice) / FULL_GAP)

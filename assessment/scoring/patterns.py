"""Combinations of scores and answers that advice responds to."""

from collections.abc import Mapping

from assessment.scoring.dimensions import MIDDLE, Estimates
from assessment.scoring.finding import Gap, Mismatch, Pattern
from assessment.scoring.firmness import HIGH_SIDE, LOW_SIDE
from assessment.scoring.gap import RECEIVING_PURPOSES, is_named
from assessment.scoring.role import authenticity_score
from assessment.scoring.vocabulary import Dimension, MainPurpose, Role, Sitting

EFFECT_ITEMS = ("E2", "E4")
"""Being asked for advice, and hearing that someone acted: answers that show an effect on others."""

OFTEN_ENOUGH = 3
"""The lowest answer that counts as such an effect: about once a week."""


def find_patterns(sitting: Sitting, estimates: Estimates, role: Role | None, gap: Gap) -> tuple[Pattern, ...]:
    """Return the patterns that hold; one that needs a part with too few answers does not.

    source: docs/method.md, step 9.
    """
    holds: Mapping[Pattern, bool] = {
        Pattern.MEGAPHONE: _megaphone(estimates),
        Pattern.BORROWED_VOICE: _borrowed_voice(estimates),
        Pattern.QUIET_ASPIRANT: gap.mismatch is Mismatch.AIMS_AHEAD,
        Pattern.ACCIDENTAL_INFLUENCER: _accidental_influencer(sitting, role, gap),
        Pattern.LISTENER_BY_CHOICE: _listener_by_choice(sitting.main_purpose, estimates, role, gap),
    }
    return tuple(pattern for pattern, holding in holds.items() if holding)


def _megaphone(estimates: Estimates) -> bool:
    """Much goes out, little of it is conversation."""
    if not estimates.keys() >= {Dimension.ENGAGEMENT, Dimension.CONVERSATION}:
        return False
    return estimates[Dimension.ENGAGEMENT].score >= HIGH_SIDE and estimates[Dimension.CONVERSATION].score <= LOW_SIDE


def _borrowed_voice(estimates: Estimates) -> bool:
    """Something goes out, in a voice led by others."""
    return (
        authenticity_score(estimates) <= LOW_SIDE
        and Dimension.ENGAGEMENT in estimates
        and estimates[Dimension.ENGAGEMENT].score >= MIDDLE
    )


def _accidental_influencer(sitting: Sitting, role: Role | None, gap: Gap) -> bool:
    """People act on what is shared, though that was not the aim."""
    effect = any(sitting.values.get(key, 0) >= OFTEN_ENOUGH for key in EFFECT_ITEMS)
    return effect and role is Role.INFLUENCING and gap.mismatch is Mismatch.HABITS_AHEAD


def _listener_by_choice(purpose: MainPurpose | None, estimates: Estimates, role: Role | None, gap: Gap) -> bool:
    """Being influenced is what this person is there for, with a voice of their own."""
    return (
        role is Role.INFLUENCED
        and (purpose is None or purpose in RECEIVING_PURPOSES)
        and Dimension.PURPOSE in estimates
        and estimates[Dimension.PURPOSE].score < LOW_SIDE
        and not is_named(gap)
        and authenticity_score(estimates) >= MIDDLE
    )

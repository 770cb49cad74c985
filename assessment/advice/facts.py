"""Everything about one sitting that a condition may look at."""

from dataclasses import dataclass
from functools import cached_property

from assessment.scoring.dimensions import keyed
from assessment.scoring.finding import Finding
from assessment.scoring.vocabulary import Occupation, Role, Sitting

TOWARDS_LOW = 25
"""A keyed value of at most this is an answer towards the low end: one of the two labels nearest to it."""

TOWARDS_HIGH = 75
"""A keyed value of at least this is an answer towards the high end."""


@dataclass(frozen=True)
class Facts:
    """One sitting, ready to be advised on.

    finding: what scoring found in the sitting.
    occupation: unscored question 2, None when not given.
    retake: the role that this sitting has clearly moved towards since the last one, None without such a move.
    """

    finding: Finding
    sitting: Sitting
    occupation: Occupation | None = None
    retake: Role | None = None

    @cached_property
    def answers(self) -> dict[str, int]:
        """Item key to keyed value, 0 the low end to 100 the high end; unanswered items are absent."""
        items, values = self.sitting.items, self.sitting.values
        return {item.key: keyed(item, values[item.key]) for item in items if item.key in values}

    @cached_property
    def low(self) -> frozenset[str]:
        """Keys of the items that are answered towards the low end."""
        return frozenset(key for key, value in self.answers.items() if value <= TOWARDS_LOW)

    @cached_property
    def high(self) -> frozenset[str]:
        """Keys of the items that are answered towards the high end."""
        return frozenset(key for key, value in self.answers.items() if value >= TOWARDS_HIGH)

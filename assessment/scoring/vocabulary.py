"""The words that scoring speaks in: what is asked, what is answered, what can be found."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class ScoringError(ValueError):
    """The answers or items break a rule that the caller should have kept."""


class Dimension(StrEnum):
    """One of the four sections, in page order: a key in documents, results and addresses, which never changes."""

    PURPOSE = "purpose"
    ENGAGEMENT = "engagement"
    AUTHENTICITY = "authenticity"
    CONVERSATION = "conversation"


class Pole(StrEnum):
    """The end of its dimension that agreement with an item points to."""

    HIGH = "high"
    LOW = "low"


class Role(StrEnum):
    """What a person is told: every result with enough answers names one of the two."""

    INFLUENCED = "influenced"
    INFLUENCING = "influencing"


class Firmness(StrEnum):
    """How sure we are of a side."""

    CLEAR = "clear"
    LEANING = "leaning"
    CLOSE = "close"


class MainPurpose(StrEnum):
    """Context question 1, unscored: the main purpose today."""

    LEARN = "learn"
    IN_TOUCH = "in_touch"
    ENJOY = "enjoy"
    BRAND = "brand"
    TEACH = "teach"
    NOT_SURE = "not_sure"


class Occupation(StrEnum):
    """Context question 2, unscored: in what capacity someone uses social media."""

    PRIVATE = "private"
    EMPLOYEE = "employee"
    EXECUTIVE = "executive"
    OWNER = "owner"
    CREATOR = "creator"


class SelfView(StrEnum):
    """Context question 3, unscored: which role someone expects before seeing the result."""

    INFLUENCED = "influenced"
    BOTH = "both"
    INFLUENCING = "influencing"
    NOT_SURE = "not_sure"


class NoAnswer(StrEnum):
    """Why an item has no value."""

    SKIPPED = "skipped"
    NOT_APPLICABLE = "not_applicable"


LOWEST, MIDDLE_ANSWER, HIGHEST = 1, 3, 5
"""The values of the first, the middle and the last label."""

STEP_POINTS = 25
"""What one answer step is worth, in points: five options span 0 to 100."""


@dataclass(frozen=True, slots=True)
class Item:
    """One scored statement. `opposite` is the key of the item that says the opposite, if one does."""

    key: str
    dimension: Dimension
    pole: Pole
    opposite: str | None = None


@dataclass(frozen=True, slots=True)
class Sitting:
    """What scoring needs of one sitting.

    items: all that was asked, in page order.
    values: item key to 1 (first label) .. 5 (last label); unanswered items are absent.
    main_purpose: unscored question 1, None when not given.
    """

    items: tuple[Item, ...]
    values: Mapping[str, int]
    main_purpose: MainPurpose | None = None


@dataclass(frozen=True, slots=True)
class Estimate:
    """A score 0..100, exact, and its standard error in points."""

    score: Fraction
    error: float

"""What was found in one sitting, as it is kept and shown: nothing here needs working out again.

A finding and its parts are tuples, so they are stored without the names of their fields. A new field goes last and has
a default, for findings that were stored before.
"""

from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from assessment.scoring.vocabulary import Dimension, Firmness, Role


class Cause(StrEnum):
    """Why a side is only leaning or close: the first reason that holds."""

    MIDDLE = "middle"
    FEW_ANSWERS = "few_answers"
    ANSWERS_VARY = "answers_vary"
    FLAG = "flag"


class Flag(StrEnum):
    """What made us draw wider bands."""

    SAME_ANSWER = "same_answer"
    CONTRADICTION = "contradiction"


class Mismatch(StrEnum):
    """How aims compare with habits."""

    AIMS_AHEAD = "aims_ahead"
    HABITS_AHEAD = "habits_ahead"
    IN_STEP = "in_step"


class Ground(StrEnum):
    """What a named mismatch rests on."""

    SCORES = "scores"
    STATED_PURPOSE = "stated_purpose"


class Mixture(StrEnum):
    """What the two currents look like together."""

    BOTH = "both"
    LITTLE = "little"
    BETWEEN = "between"


class Pattern(StrEnum):
    """A combination of scores and answers that advice responds to."""

    MEGAPHONE = "megaphone"
    BORROWED_VOICE = "borrowed_voice"
    QUIET_ASPIRANT = "quiet_aspirant"
    ACCIDENTAL_INFLUENCER = "accidental_influencer"
    LISTENER_BY_CHOICE = "listener_by_choice"


class Standing(NamedTuple):
    """Where a score stands, ready to be shown.

    score: 0..100, exact.
    low, high: the 90 % range in whole points, kept inside 0..100.
    margin: half the width of that range before it is cut off at 0 and 100, in whole points.
    firmness: how surely the score lies on its side of 50.
    """

    score: Fraction
    low: int
    high: int
    margin: int
    firmness: Firmness


class Currents(NamedTuple):
    """How much flows in and how much flows out, each 0..100, exact."""

    inward: Fraction
    outward: Fraction
    mixture: Mixture


class Gap(NamedTuple):
    """Aims beside habits, 0..100 each, exact; None where a part has too few answers."""

    aims: Fraction | None
    practice: Fraction | None
    mismatch: Mismatch | None
    ground: Ground | None


class Step(NamedTuple):
    """One answer changed to another value, on the way to the other role."""

    key: str
    value: int


class Finding(NamedTuple):
    """Everything that one sitting shows.

    version: the SCORING_VERSION that found it.
    flags: what made us draw wider bands; near the front, since an analysis reads no further.
    role, standing, cause: None without enough answers to name a role; cause also None when clear.
    dimensions: a standing for each, None where there are too few answers.
    tenths: each item's points in tenths of a point, items in page order; they add up, with `floor`, to
        the score shown with one decimal minus 50; empty without a role.
    floor: tenths given back because no score is below 0.
    movers: the items that moved the role most, strongest first, at most five.
    flip: the fewest changes that would turn the role; empty without a role.
    currents: None when neither purpose nor engagement is reported.
    taken: points that authenticity takes off the role's score, exact; None where it takes none, without a role, and in
        findings older than this field.
    """

    version: int
    flags: tuple[Flag, ...]
    role: Role | None
    standing: Standing | None
    cause: Cause | None
    dimensions: dict[Dimension, Standing | None]
    tenths: tuple[int, ...]
    floor: int
    movers: tuple[str, ...]
    flip: tuple[Step, ...]
    currents: Currents | None
    gap: Gap
    patterns: tuple[Pattern, ...]
    taken: Fraction | None = None

    @property
    def reported(self) -> list[Dimension]:
        """Return the dimensions that have a standing."""
        return [dimension for dimension, standing in self.dimensions.items() if standing]

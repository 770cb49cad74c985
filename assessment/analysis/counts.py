"""What is only counted: roles, expectations, times, advice."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from assessment.analysis.report import FEWEST, AdviceFigures, Expected, Figure, RoleCount, Stop, Times, figure, share
from assessment.analysis.sheets import Sheet
from assessment.scoring.vocabulary import Role, SelfView

LONGEST = 24 * 60 * 60
"""The most seconds that a sitting counts as having taken: some people come back much later to what they began."""

DECIDED = {SelfView.INFLUENCED: Role.INFLUENCED, SelfView.INFLUENCING: Role.INFLUENCING}
"""Which role agrees with which expectation, for those who expected one of the two roles."""


class Counts:
    """What has been counted so far."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.told: Counter[tuple[str, str]] = Counter()
        self.expected: Counter[tuple[str, str]] = Counter()
        self.seconds: Counter[int] = Counter()
        self.called: Counter[str] = Counter()
        self.shown: Counter[str] = Counter()

    def add(self, sheets: Sequence[Sheet]) -> None:
        """Count some sittings."""
        self.told.update((sheet.role, sheet.firmness) for sheet in sheets)
        self.expected.update((sheet.self_view, sheet.role) for sheet in sheets)
        self.seconds.update(min(max(sheet.seconds, 0), LONGEST) for sheet in sheets)
        self.called.update(chain.from_iterable(sheet.called for sheet in sheets))
        self.shown.update(chain.from_iterable(sheet.shown for sheet in sheets))

    @property
    def sittings(self) -> int:
        """Return how many sittings were counted."""
        return self.told.total()

    def roles(self) -> tuple[RoleCount, ...]:
        """Return how many got each role and firmness; nothing if they are too few."""
        return tuple(RoleCount(*what, count) for what, count in sorted(self.told.items()) if self.sittings >= FEWEST)

    def expectations(self) -> tuple[Expected, ...]:
        """Return how many got each role with each expectation; nothing if they are too few."""
        return tuple(Expected(*what, count) for what, count in sorted(self.expected.items()) if self.sittings >= FEWEST)

    def agreement(self) -> Figure:
        """Return the share who got the role they expected, among those with a role who expected one of the two."""
        decided = {what: count for what, count in self.expected.items() if what[0] in DECIDED and what[1]}
        agreed = sum(count for (view, role), count in decided.items() if DECIDED[SelfView(view)] == role)
        return share(agreed, sum(decided.values()))

    def times(self) -> Times:
        """Return the quartiles of how long people took."""
        return Times(*(figure(self.sittings, quantile(self.seconds, part)) for part in (0.25, 0.5, 0.75)))

    def advice(self, keys: Iterable[str], taken_up: Mapping[tuple[str, bool | None], int]) -> tuple[AdviceFigures, ...]:
        """Return what became of each piece; nothing if the people are too few.

        taken_up: how many took up a piece and later said that they kept it (True), did not (False) or nothing (None).
        """
        return tuple(self.piece(key, taken_up) for key in keys if self.sittings >= FEWEST)

    def piece(self, key: str, taken_up: Mapping[tuple[str, bool | None], int]) -> AdviceFigures:
        """Return what became of one piece of advice."""
        kept, not_kept, open_still = (taken_up.get((key, said), 0) for said in (True, False, None))
        fired = self.called[key]
        return AdviceFigures(
            key=key,
            fired=fired,
            share=share(fired, self.sittings),
            shown=self.shown[key],
            taken_up=kept + not_kept + open_still,
            kept=kept,
            not_kept=not_kept,
        )


def stops(pages: Sequence[str], left: Mapping[str, int], finished: int) -> tuple[Stop, ...]:
    """Return where people stopped, page by page; nothing if too few began.

    left: page to how many stopped there; finished: how many did not stop.
    """
    begun = finished + sum(left.values())
    counts = {page: left.get(page, 0) for page in pages}
    return tuple(Stop(page, count, share(count, begun)) for page, count in counts.items() if begun >= FEWEST)


def quantile(counted: Mapping[int, int], part: float) -> int | None:
    """Return the smallest value that at least this part of all does not exceed; None if nothing was counted."""
    wanted, seen = part * sum(counted.values()), 0
    for value in sorted(counted):
        seen += counted[value]
        if seen >= wanted:
            return value
    return None

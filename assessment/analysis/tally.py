"""An analysis in one stream: sittings come in chunk by chunk, and only sums and counts of them are kept."""

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

from assessment.analysis.counts import Counts, stops
from assessment.analysis.report import FEWEST, Analysis
from assessment.analysis.retest import Pair, retest
from assessment.analysis.scales import item_figures, scale_figures
from assessment.analysis.sheets import Sheet
from assessment.analysis.sums import ItemSums
from assessment.scoring.vocabulary import Item


class Tally:
    """All that is needed of the sittings so far. The caller counts whatever is not a Sheet, in the attributes below.

    later: sittings of people who had sat before. pairs: the two scores of each person with a retest.
    left: page to how many began and stopped there. taken_up: what became of advice, see `Counts.advice`.
    """

    def __init__(self, items: Sequence[Item]) -> None:
        """Begin with nothing."""
        self.items = items
        self.sums, self.counts = ItemSums(items), Counts()
        self.flagged = self.later = 0
        self.flags: Counter[str] = Counter()
        self.left: Counter[str] = Counter()
        self.taken_up: Counter[tuple[str, bool | None]] = Counter()
        self.pairs: list[Pair] = []

    def add(self, sheets: Sequence[Sheet]) -> None:
        """Add some sittings that count: those that are a person's first and have no flag."""
        rows = b"".join(sheet.answers for sheet in sheets)
        self.sums.add(np.frombuffer(rows, dtype=np.uint8).reshape(len(sheets), len(self.items)))
        self.counts.add(sheets)

    def add_flagged(self, flags: Iterable[str]) -> None:
        """Count a first sitting that is left out because of its flags."""
        self.flagged += 1
        self.flags.update(flags)

    def analysis(self, pages: Sequence[str], advice: Iterable[str]) -> Analysis:
        """Return every figure.

        pages: where people can stop, in order; advice: keys of all pieces.
        source: docs/method.md, "Analysis of the questions".
        """
        first = self.counts.sittings + self.flagged
        return Analysis(
            sittings=self.counts.sittings,
            first=first,
            later=self.later,
            flags=dict(self.flags) if first >= FEWEST else {},
            items=item_figures(self.sums, self.items),
            scales=scale_figures(self.sums),
            retest=retest(self.pairs),
            told=self.counts.roles(),
            expected=self.counts.expectations(),
            agreement=self.counts.agreement(),
            times=self.counts.times(),
            stops=stops(pages, self.left, first + self.later),
            advice=self.counts.advice(advice, self.taken_up),
        )

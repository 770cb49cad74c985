"""Every figure of an analysis in tables for editors, each with its N."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from msgspec import Struct

from assessment.analysis.report import (
    FEWEST_FOR_ALPHA,
    FEWEST_FOR_OMEGA,
    AdviceFigures,
    Analysis,
    ItemFigures,
    ScaleFigures,
    share,
)
from assessment.analysis.retest import LATEST, SOONEST
from assessment.content.document import ContextKey, Document, Section
from assessment.figures.charts import Bar, Whisker, bars, whisker
from assessment.scoring.finding import Flag
from assessment.scoring.vocabulary import Pole
from assessment.words import verdict
from assessment.words.cells import Cell, cell, clock, one_decimal, percent, two_decimals

ROLES = {**verdict.ROLE_NAMES, "": gettext_lazy("no role")}
FIRMNESS = {**verdict.FIRMNESS, "": gettext_lazy("too few answers")}
FLAGS = {
    Flag.SAME_ANSWER: gettext_lazy("the same answer many times in a row, or nearly everywhere"),
    Flag.CONTRADICTION: gettext_lazy("agreed with both statements in every pair of opposites"),
}
POLES = {Pole.HIGH: gettext_lazy("high end"), Pole.LOW: gettext_lazy("low end")}


class Row(Struct, frozen=True):
    """A line of a table; bars or whisker are its drawing, `alt` its text alternative."""

    head: str
    cells: tuple[Cell, ...]
    note: str = ""
    bars: tuple[Bar, ...] = ()
    whisker: Whisker | None = None
    alt: str = ""


class Table(Struct, frozen=True):
    """Figures that belong together; `drawn` names the column of drawings, if there is one."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    note: str = ""
    drawn: str = ""


def tables(analysis: Analysis, document: Document) -> list[Table]:
    """Return every figure, in tables; one without rows rests on too few people and is left out."""
    found = (
        scales(analysis, document),
        *(statements(analysis, section) for section in document.sections),
        retest(analysis),
        roles(analysis),
        expected(analysis, document),
        flags(analysis),
        times(analysis),
        stops(analysis, document),
        advice(analysis, document),
    )
    return [table for table in found if table.rows]


def scales(analysis: Analysis, document: Document) -> Table:
    """Return how each section hangs together."""
    return Table(
        _("How the sections hang together"),
        (
            _("Section"),
            _("Alpha"),
            # xgettext: no-python-format, since it is a percentage
            _("95% interval"),
            _("Omega"),
            _("r of the two halves"),
        ),
        tuple(scale_row(document.names[scale.dimension], scale) for scale in analysis.scales),
        _(
            "For alpha and omega, N is how many people answered both statements of the least answered pair. "
            "The halves are the statements for the high end and those for the low end."
        ),
        _("Alpha from 0 to 1"),
    )


def scale_row(name: str, scale: ScaleFigures) -> Row:
    """Return how one section hangs together."""
    alpha = scale.alpha
    interval, drawn = "", None
    if alpha.value is not None and alpha.low is not None and alpha.high is not None:
        interval = _("%(low)s to %(high)s") % {"low": two_decimals(alpha.low), "high": two_decimals(alpha.high)}
        drawn = whisker(alpha.value, alpha.low, alpha.high)
    cells = (
        cell(alpha, two_decimals, FEWEST_FOR_ALPHA),
        Cell(interval),
        cell(scale.omega, two_decimals, FEWEST_FOR_OMEGA),
        cell(scale.halves, two_decimals),
    )
    return Row(name, cells, whisker=drawn, alt=interval)


def statements(analysis: Analysis, section: Section) -> Table:
    """Return how the statements of a section are answered."""
    texts = {question.key: question.text for question in section.questions}
    return Table(
        _("Statements: %(section)s") % {"section": section.name},
        (
            *(_("Statement"), _("Mean"), _("SD"), _("Mean, points"), _("SD, points")),
            *(_("First answer"), _("Last answer"), _("Skipped"), _("Does not apply")),
            *(_("Item-rest r"), _("Alpha without it")),
        ),
        tuple(statement_row(item, texts[item.key]) for item in analysis.items if item.key in texts),
        _("Answers count 1 to 5, and 0 to 100 points towards the section’s high end. Bars: first answer to last."),
        _("Answers"),
    )


def statement_row(item: ItemFigures, text: str) -> Row:
    """Return how one statement is answered."""
    counts = item.counts or ()
    return Row(
        f"{item.key}, {POLES[item.pole]}",
        (
            *(cell(part, two_decimals) for part in (item.mean, item.spread)),
            *(cell(part, one_decimal) for part in (item.keyed_mean, item.keyed_spread)),
            *(cell(part, percent) for part in (item.floor, item.ceiling, item.skipped, item.not_applicable)),
            *(cell(part, two_decimals, FEWEST_FOR_ALPHA) for part in (item.rest, item.alpha_without)),
        ),
        note=text,
        bars=bars(counts) if counts else (),
        alt=", ".join(f"{option}: {count}" for option, count in enumerate(counts, 1)),
    )


def retest(analysis: Analysis) -> Table:
    """Return how alike two scores of the same people are."""
    found = analysis.retest
    return Table(
        _("People who answered twice"),
        (_("Role score"), _("r"), _("Mean difference"), _("Error of one measurement")),
        (
            Row(
                _("First and second time"),
                (cell(found.r, two_decimals), cell(found.difference, one_decimal), cell(found.error, one_decimal)),
            ),
        ),
        _(
            "Sittings with a role and no flag, %(soonest)d to %(latest)d days apart. "
            "The difference is later minus earlier, in points."
        )
        % {"soonest": SOONEST, "latest": LATEST},
    )


def roles(analysis: Analysis) -> Table:
    """Return how many got each role and firmness, the surest first."""
    surest = list(FIRMNESS)
    return Table(
        _("Roles"),
        (_("Role"), _("How sure"), _("People"), _("Share")),
        tuple(
            Row(str(ROLES[group.role]), (Cell(str(FIRMNESS[group.firmness])), *counted(group.count, analysis.sittings)))
            for group in sorted(analysis.told, key=lambda group: (group.role, surest.index(group.firmness)))
        ),
    )


def expected(analysis: Analysis, document: Document) -> Table:
    """Return what people expected of themselves, beside the role they got."""
    asked = {question.key: question.labels for question in document.context}
    labels = {"": _("not said"), **asked[ContextKey.SELF_VIEW]}
    agreed = Row(
        _("Agreement of those with a role who expected one of the two"),
        (Cell(""), Cell(""), cell(analysis.agreement, percent)),
    )
    rows = tuple(
        Row(labels[group.self_view], (Cell(str(ROLES[group.role])), *counted(group.count, analysis.sittings)))
        for group in analysis.expected
    )
    heads = (_("Expected"), _("Was told"), _("People"), _("Share"))
    return Table(_("Expected and told"), heads, (*rows, agreed) if rows else ())


def flags(analysis: Analysis) -> Table:
    """Return how many first sittings are left out because of a flag."""
    return Table(
        _("Left out because of a flag"),
        (_("Flag"), _("People"), _("Share")),
        tuple(
            Row(str(FLAGS[Flag(flag)]), counted(count, analysis.first))
            for flag, count in sorted(analysis.flags.items())
        ),
    )


def times(analysis: Analysis) -> Table:
    """Return how long people took."""
    found = analysis.times
    return Table(
        _("Time from start to finish"),
        (_("Minutes and seconds"), _("A quarter took at most"), _("Half"), _("Three quarters")),
        (Row(_("All"), tuple(cell(part, clock) for part in (found.quarter, found.half, found.three_quarters))),),
    )


def stops(analysis: Analysis, document: Document) -> Table:
    """Return where people stopped."""
    return Table(
        _("Where people stopped"),
        (_("Page"), _("Sittings"), _("Share of those begun")),
        tuple(
            Row(
                document.names.get(stop.page, _("Check your answers")),
                (Cell(str(stop.count)), cell(stop.share, percent)),
            )
            for stop in analysis.stops
        ),
        _("Begun more than a day ago and not finished. The share is of these and of all finished ones."),
    )


def advice(analysis: Analysis, document: Document) -> Table:
    """Return what became of each piece of advice."""
    return Table(
        _("Advice"),
        (_("Piece"), _("Called for"), _("Share"), _("Shown"), _("Taken up"), _("Kept"), _("Not kept")),
        tuple(advice_row(piece, document.pieces[piece.key].title) for piece in analysis.advice),
        _("Called for: by the answers, whether it was shown at once or folded away."),
    )


def advice_row(piece: AdviceFigures, title: str) -> Row:
    """Return what became of one piece."""
    became = (piece.shown, piece.taken_up, piece.kept, piece.not_kept)
    cells = (Cell(str(piece.fired)), cell(piece.share, percent), *(Cell(str(count)) for count in became))
    return Row(piece.key, cells, note=title)


def counted(count: int, n: int) -> tuple[Cell, Cell]:
    """Return a count and its share of n people."""
    return Cell(str(count)), cell(share(count, n), percent)

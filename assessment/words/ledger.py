"""The ledger: every answer with its points, so that the score can be added up by hand."""

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from msgspec import Struct

from assessment.content.document import Document, Question, Section
from assessment.scoring.dimensions import MIDDLE
from assessment.scoring.finding import Finding
from assessment.scoring.ledger import TENTHS
from assessment.scoring.vocabulary import Dimension
from assessment.words.answers import AnsweredQuestion, Answers, statements, tenths_of

TOWARDS_OUT, TOWARDS_IN, NEITHER = _("towards influencing"), _("towards influenced"), _("neither way")
TOO_FEW = _("Too few answers in this part: none of them counts.")
OWN_VOICE = _("No effect on the role: an own voice takes nothing away.")
TAKES_AWAY = _("A voice led by others takes points away, whatever the rest says.")


class Row(Struct, frozen=True):
    """One answer: printed points, which way they went, and the rules it rests on.

    Points are "" without a role, and for an answer left out: what is missing never counts as a number.
    """

    answered: AnsweredQuestion
    points: str
    direction: str
    rules: tuple[str, ...]


class Part(Struct, frozen=True):
    """One dimension's rows with their sum and what there is to say about them."""

    section: Section
    rows: list[Row]
    total: str
    note: str


class Ledger(Struct, frozen=True):
    """All parts; start, floor and score are printed numbers, "" where they do not apply."""

    parts: list[Part]
    start: str
    floor: str
    score: str


def ledger(finding: Finding, document: Document, answers: Answers) -> Ledger:
    """Return the ledger of a finding; without a role, the answers without points."""
    amounts = tenths_of(finding, (item.key for item in document.items))
    points = {key: amount for key, amount in amounts.items() if isinstance(answers.get(key), int)}
    score = TENTHS * MIDDLE + sum(points.values()) + finding.floor
    return Ledger(
        parts=[part(section, finding, answers, points) for section in document.sections],
        start=tenths(TENTHS * MIDDLE) if points else "",
        floor=signed_tenths(finding.floor) if finding.floor else "",
        score=tenths(score) if points else "",
    )


def part(section: Section, finding: Finding, answers: Answers, points: dict[str, int]) -> Part:
    """Return one dimension's share."""
    given = zip(section.questions, statements(section, answers), strict=True)
    total = sum(points.get(question.key, 0) for question in section.questions)
    return Part(
        section=section,
        rows=[row(question, answered, points) for question, answered in given],
        total=signed_tenths(total) if points else "",
        note=note(section.dimension, finding) if points else "",
    )


def row(question: Question, answered: AnsweredQuestion, points: dict[str, int]) -> Row:
    """Return one answer's row."""
    amount = points.get(question.key)
    if amount is None:
        return Row(answered, "", "", question.rules)
    return Row(answered, signed_tenths(amount), direction(amount), question.rules)


def direction(amount: int) -> str:
    """Return which way points went."""
    if amount == 0:
        return str(NEITHER)
    return str(TOWARDS_OUT if amount > 0 else TOWARDS_IN)


def note(dimension: Dimension, finding: Finding) -> str:
    """Return what explains a part's points, where they need explaining."""
    standing = finding.dimensions[dimension]
    if standing is None:
        return str(TOO_FEW)
    if dimension is not Dimension.AUTHENTICITY:
        return ""
    return str(OWN_VOICE if standing.score >= MIDDLE else TAKES_AWAY)


def tenths(amount: int) -> str:
    """Return tenths of a point with one decimal: 614 as 61.4."""
    return number_format(Decimal(amount) / TENTHS, 1)


def signed_tenths(amount: int) -> str:
    """Return tenths of a point with one decimal and their sign: 16 as +1.6, -4 as a minus sign and 0.4, 0 as 0.0."""
    sign = "+" if amount > 0 else "\N{MINUS SIGN}"
    return f"{sign}{tenths(abs(amount))}" if amount else tenths(0)

"""Two results side by side in words; only role and dimensions are called "changed", and only beyond their errors."""

from collections.abc import Iterable, Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from msgspec import Struct

from assessment.content.document import Document, Section
from assessment.scoring.comparison import Change, Comparison
from assessment.scoring.finding import Currents
from assessment.scoring.rounding import half_up
from assessment.scoring.vocabulary import Dimension, Role
from assessment.words.answers import AnsweredQuestion, AnsweredSection
from assessment.words.names import join_names

CLEAR_MOVE = gettext_lazy("a clear move")
WOBBLE = gettext_lazy("within the usual wobble")
WAYS = {Role.INFLUENCED: gettext_lazy("inward"), Role.INFLUENCING: gettext_lazy("outward")}
TURNED = gettext_lazy("You have turned %(way)s, by more than the usual wobble between two results.")
ALIKE = gettext_lazy(
    "The two role scores are within the usual wobble: two sittings by the same person can differ by that much."
)
TOGETHER = gettext_lazy("Each part alone may be wobble; together they are more than that.")
TOO_FEW_SHARED = gettext_lazy("Not comparable: too few answers to the questions that both share.")


class Moved(Struct, frozen=True):
    """One score then and now, in whole points; without numbers where the two can't be compared."""

    name: str
    low_end: str
    high_end: str
    said: str
    own: bool
    then: int | None = None
    now: int | None = None


class Flow(Struct, frozen=True):
    """One current then and now, in whole points, None where it is not known."""

    name: str
    then: int | None
    now: int | None


class Pair(Struct, frozen=True):
    """One statement with both answers; `then` or `now` is empty where it was not asked, or meant something else."""

    text: str
    then: str
    now: str

    @property
    def differ(self) -> bool:
        """Say whether both answers were given and are not the same."""
        return bool(self.then and self.now) and self.then != self.now


class Pairs(Struct, frozen=True):
    """One part's statements; the stem is "" where the two asked with different ones."""

    name: str
    stem: str
    pairs: tuple[Pair, ...]


def in_short(comparison: Comparison, document: Document) -> str:
    """Return in a sentence or two what moved, "" where the roles can't be compared."""
    if comparison.role is None:
        return ""
    parts = clearly_moved(comparison, document)
    if comparison.towards is None:
        return f"{ALIKE} {apart(parts)}".strip()
    turned = TURNED % {"way": WAYS[comparison.towards]}
    return turned if parts else f"{turned} {TOGETHER}"


def clearly_moved(comparison: Comparison, document: Document) -> list[str]:
    """Return the names of the parts that moved clearly, in page order."""
    changes = comparison.dimensions
    return [one.name for one in document.sections if (change := changes[one.dimension]) and change.changed]


def apart(parts: Sequence[str]) -> str:
    """Name the parts that moved clearly where the role did not, "" for none."""
    return _("%(parts)s did move, and clearly.") % {"parts": capfirst(join_names(parts))} if parts else ""


def change_words(change: Change) -> str:
    """Return how far a score has moved, as shown, and whether that is more than wobble."""
    points = half_up(change.after.score) - half_up(change.before.score)
    kind = CLEAR_MOVE if change.changed else WOBBLE
    return _("%(moved)s: %(kind)s") % {"moved": steps(points), "kind": kind}


def steps(points: int) -> str:
    """Return a difference in whole points."""
    if points == 0:
        return _("The same")
    return (_("Up %d") if points > 0 else _("Down %d")) % abs(points)


def all_moved(comparison: Comparison, document: Document) -> list[Moved]:
    """Return the role and the four dimensions then and now, in page order."""
    sides = [side_moved(comparison.dimensions[section.dimension], section) for section in document.sections]
    return [moved(comparison.role, _("Role"), _("Influenced"), _("Influencing")), *sides]


def side_moved(change: Change | None, section: Section) -> Moved:
    """Return one dimension; authenticity is drawn in ink, since no end of it is a role."""
    own = section.dimension is Dimension.AUTHENTICITY
    return moved(change, section.name, section.low_end, section.high_end, own=own)


def moved(change: Change | None, name: str, low_end: str, high_end: str, *, own: bool = False) -> Moved:
    """Return a change in whole points and words."""
    if change is None:
        return Moved(name, low_end, high_end, str(TOO_FEW_SHARED), own)
    then, now = half_up(change.before.score), half_up(change.after.score)
    return Moved(name, low_end, high_end, change_words(change), own, then, now)


def flows(currents: tuple[Currents | None, Currents | None]) -> list[Flow]:
    """Return both currents then and now. They have no error, so nothing is said about their difference."""
    inward = [half_up(one.inward) if one else None for one in currents]
    outward = [half_up(one.outward) if one else None for one in currents]
    return [Flow(_("What flows in"), *inward), Flow(_("What flows out"), *outward)]


def side_by_side(
    before: Iterable[AnsweredSection], after: Iterable[AnsweredSection], comparison: Comparison
) -> list[Pairs]:
    """Return every answer of both, part by part in the later page order; what only one asked comes after the rest."""
    earlier = {section.dimension: section for section in before}
    return [part(earlier[section.dimension], section, comparison.unshared) for section in after]


def part(earlier: AnsweredSection, later: AnsweredSection, unshared: tuple[str, ...]) -> Pairs:
    """Return one part's answers side by side."""
    stem = later.stem if later.stem == earlier.stem else ""
    return Pairs(later.name, stem, pairs(earlier.answered, later.answered, unshared))


def pairs(
    earlier: Iterable[AnsweredQuestion], later: Iterable[AnsweredQuestion], unshared: tuple[str, ...]
) -> tuple[Pair, ...]:
    """Return the answers of one part side by side."""
    then, now = ({one.key: one for one in given} for given in (earlier, later))
    both = [key for key in now if key in then and key not in unshared]
    only_now = [Pair(one.text, "", one.answer) for key, one in now.items() if key not in both]
    only_then = [Pair(one.text, one.answer, "") for key, one in then.items() if key not in both]
    return (*(Pair(now[key].text, then[key].answer, now[key].answer) for key in both), *only_now, *only_then)


def unshared_texts(before: Document, after: Document, comparison: Comparison) -> list[str]:
    """Return the statements that only one of the two asked, each once, in their newest wording.

    One that means something else since its stem was reworded has two keys, but the same words.
    """
    texts = {question.key: question.text for document in (before, after) for question in document.questions}
    return list(dict.fromkeys(texts[key] for key in comparison.unshared))

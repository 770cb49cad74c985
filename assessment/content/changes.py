"""What a draft changes compared with the version before it, and the keys that new meanings get."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from difflib import SequenceMatcher

import msgspec
from msgspec import Struct

from assessment.advice.pieces import AdvicePiece, Alternative
from assessment.content.document import Document, Question, Section
from assessment.scoring.vocabulary import Dimension


class Statement(Struct, frozen=True):
    """A statement and the section that asks it, with its stem and its answers' labels."""

    section: Section
    question: Question


Statements = Mapping[str, Statement]


class Reworded(Struct, frozen=True):
    """A statement that reads differently under the same key.

    turned: whether its pole or its section has changed, so that it can't mean the same.
    advice: the pieces that an answer to it can call for; what they say about it was written for the old words.
    """

    key: str
    before: str
    after: str
    turned: bool
    advice: tuple[AdvicePiece, ...] = ()


class Reframed(Struct, frozen=True):
    """Statements of a section that are now asked under another stem or answered with other labels.

    keys: the statements', in page order. before, after: the first of them, with the words around it.
    """

    dimension: Dimension
    keys: tuple[str, ...]
    before: Statement
    after: Statement

    @property
    def words(self) -> tuple[tuple[str, str], ...]:
        """Return the stem, then the labels, that have changed: before and after."""
        pairs = zip(*((one.section.stem, *one.section.labels) for one in (self.before, self.after)), strict=True)
        return tuple((before, after) for before, after in pairs if before != after)

    @property
    def turned(self) -> bool:
        """Say whether the same labels are in another order: answers count by place, so this turns the score."""
        before, after = self.before.section.labels, self.after.section.labels
        return before != after and sorted(before) == sorted(after)


class Rekeyed(Struct, frozen=True):
    """A statement with the same words under another key."""

    before: str
    after: str
    text: str


class OtherChange(Struct, frozen=True):
    """A change to anything else.

    place: its name, such as "purpose, heading" or "advice V4, title".
    before, after: what was there and what is there now; empty for nothing.
    """

    place: str
    before: str
    after: str


class Changes(Struct, frozen=True):
    """All differences."""

    added: tuple[Question, ...]
    removed: tuple[Question, ...]
    reworded: tuple[Reworded, ...]
    reframed: tuple[Reframed, ...]
    rekeyed: tuple[Rekeyed, ...]
    moved: tuple[Question, ...]
    others: tuple[OtherChange, ...]

    @property
    def is_empty(self) -> bool:
        """Say whether nothing differs."""
        return not any(msgspec.structs.astuple(self))


def statements(document: Document) -> dict[str, Statement]:
    """Return the statements of a document by key, in page order."""
    return {
        question.key: Statement(section, question) for section in document.sections for question in section.questions
    }


def find_changes(before: Document, after: Document, known: Statements) -> Changes:
    """Return what `after` changes.

    before: the version that visitors take now.
    known: every statement ever published, as it last read: a key that comes back is compared with it.
    """
    old, new = statements(before), statements(after)
    known = {**known, **old}
    rekeyed = tuple(_rekeyed(old, new))
    again = {pair.before for pair in rekeyed} | {pair.after for pair in rekeyed}
    reframed = tuple(_reframed(known, new))
    return Changes(
        added=tuple(one.question for key, one in new.items() if key not in {*old, *again}),
        removed=tuple(one.question for key, one in old.items() if key not in {*new, *again}),
        reworded=tuple(_reworded(known, new, after.advice)),
        reframed=reframed,
        rekeyed=rekeyed,
        moved=tuple(new[key].question for key in _moved(old, new)),
        others=tuple(_other_changes(before, after, {one.dimension for one in reframed})),
    )


def free_key(key: str, taken: Collection[str]) -> str:
    """Return a key's letter with the next number above all that were ever taken, such as E9 for E4."""
    letter = key[:1]
    numbers = [int(one[1:]) for one in taken if one[:1] == letter and one[1:].isdecimal()]
    return f"{letter}{max(numbers, default=0) + 1}"


def new_keys(keys: Iterable[str], taken: Collection[str]) -> dict[str, str]:
    """Return a free key for each of the given ones, no two the same."""
    names: dict[str, str] = {}
    for key in keys:
        names[key] = free_key(key, {*taken, *names.values()})
    return names


def _rekeyed(old: Statements, new: Statements) -> Iterator[Rekeyed]:
    gone = {one.question.text: key for key, one in old.items() if key not in new}
    for key, one in new.items():
        if key not in old and one.question.text in gone:
            yield Rekeyed(gone.pop(one.question.text), key, one.question.text)


def _reworded(known: Statements, new: Statements, advice: Iterable[AdvicePiece]) -> Iterator[Reworded]:
    for key, after in new.items():
        before = known.get(key, after)
        turned = (before.section.dimension, before.question.pole) != (after.section.dimension, after.question.pole)
        if turned or before.question.text != after.question.text:
            called = tuple(
                piece
                for piece in advice
                if any(key in alternative.low + alternative.high for alternative in piece.when)
            )
            yield Reworded(key, before.question.text, after.question.text, turned, called)


def _reframed(known: Statements, new: Statements) -> Iterator[Reframed]:
    """Yield each section whose stem or labels have changed; a statement from another section counts as reworded."""
    for dimension in Dimension:
        pairs = {key: (known.get(key, one), one) for key, one in new.items() if one.section.dimension == dimension}
        keys = tuple(key for key, (before, after) in pairs.items() if _is_reframed(before, after))
        if keys:
            yield Reframed(dimension, keys, *pairs[keys[0]])


def _is_reframed(before: Statement, after: Statement) -> bool:
    old, new = before.section, after.section
    return old.dimension == new.dimension and (old.stem, old.labels) != (new.stem, new.labels)


def _moved(old: Statements, new: Statements) -> Iterator[str]:
    """Yield the keys that are in both, but no longer in the same order."""
    before, after = [key for key in old if key in new], [key for key in new if key in old]
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    stayed = {key for block in blocks for key in after[block.b : block.b + block.size]}
    return (key for key in after if key not in stayed)


def _other_changes(before: Document, after: Document, reframed: Collection[Dimension]) -> Iterator[OtherChange]:
    both = _keys(before) & _keys(after)
    old, new = dict(_places(before, both, reframed)), dict(_places(after, both, reframed))
    for place in {**old, **new}:
        if old.get(place) != new.get(place):
            yield OtherChange(place, _as_text(old.get(place)), _as_text(new.get(place)))


def _keys(document: Document) -> set[str]:
    return {*statements(document), *document.pieces}


def _as_text(value: object) -> str:
    """Return a text, a number, a condition, or a list of them as one text."""
    if isinstance(value, tuple):
        return " \u00b7 ".join(map(_as_text, value))
    if isinstance(value, Alternative):
        return _alternative(value)
    return "" if value is None else str(value)


def _alternative(alternative: Alternative) -> str:
    """Return all that must hold, such as "low: C5, C6; pattern: quiet aspirant"."""
    given = msgspec.to_builtins(alternative)
    sides = {f"side of {dimension}": chosen for dimension, chosen in given.pop("sides", {}).items()}
    told = (name if chosen is True else f"{name}: {', '.join(chosen)}" for name, chosen in (given | sides).items())
    return "; ".join(told).replace("_", " ")


def _places(document: Document, both: Collection[str], reframed: Collection[Dimension]) -> Iterator[tuple[str, object]]:
    """Yield everything but the keys, poles, words and order of statements, each under the name of its place.

    both: the keys of statements and advice that the other version has too.
    reframed: the sections whose stem and labels are reported already.
    """
    yield "title", document.title
    for section in document.sections:
        told = {"dimension", "questions", *(("stem", "labels") if section.dimension in reframed else ())}
        for field, value in msgspec.structs.asdict(section).items():
            if field not in told:
                yield f"{section.dimension}, {field}", value
        for question in section.questions:
            if question.key in both:
                yield f"{question.key}, rules", question.rules
                yield f"{question.key}, opposite", question.opposite
    yield "order of sections", tuple(section.dimension for section in document.sections)
    yield from _context_places(document)
    yield from _advice_places(document, both)


def _context_places(document: Document) -> Iterator[tuple[str, object]]:
    for context in document.context:
        yield f"{context.key}, text", context.text
        yield f"{context.key}, rules", context.rules
        for option, label in context.labels.items():
            yield f"{context.key}, {option}", label


def _advice_places(document: Document, both: Collection[str]) -> Iterator[tuple[str, object]]:
    for piece in document.advice:
        if piece.key in both:
            told = msgspec.structs.asdict(piece).items()
            yield from ((f"advice {piece.key}, {field.replace('_', ' ')}", value) for field, value in told)
        else:
            yield f"advice {piece.key}", piece.title
    yield "order of advice", tuple(piece.key for piece in document.advice if piece.key in both)

"""What must be true of a questionnaire before anybody takes it: for shipped files and for editors' drafts alike."""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from assessment.advice.pieces import AdvicePiece, Alternative, Kind
from assessment.content.document import OPTIONS, ContextKey, ContextQuestion, Document, Question, Section
from assessment.content.library import Article, Drives, Rule
from assessment.content.wording import alike
from assessment.scoring.finding import Mismatch
from assessment.scoring.vocabulary import Dimension, Firmness, Pole

FEWEST_STATEMENTS, MOST_STATEMENTS = 4, 40
"""In a section. With many more, its page at the desk would have more fields than Django accepts in a form."""

QUESTION_KEY = re.compile(r"[A-Z][1-9][0-9]{0,6}")
ADVICE_KEY = re.compile(r"V[1-9][0-9]{0,2}(-[A-Z][1-9][0-9]{0,2})?")
RULE_KEY = re.compile(r"A[1-9][0-9]?-R[1-9][0-9]?")
CONTROL = re.compile(r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2060-\u206f\ufeff]")
"""What prints nothing or reverses text. Joiners and direction marks are fine: emoji, Persian, Hebrew need them."""

NEAR = 15
SIDES = frozenset(f"{firmness} {pole}" for firmness in Firmness for pole in Pole)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to put right.

    where: the place, such as "E4" or "purpose, stem".
    reason: what is wrong, in plain words.
    fix: what to do about it, in plain words; empty where the reason says it.
    """

    where: str
    reason: str
    fix: str = field(default="", compare=False)

    def __str__(self) -> str:
        """Return the place and the reason as one line."""
        return f"{self.where}: {self.reason}"


def problems(document: Document, rules: tuple[Rule, ...]) -> tuple[Problem, ...]:
    """Return all that is wrong with a document; empty when it may be published."""
    return question_problems(document, rules) + advice_problems(document, rules)


def question_problems(document: Document, rules: tuple[Rule, ...]) -> tuple[Problem, ...]:
    """Return what is wrong with the sections, statements and unscored questions."""
    questions = document.questions
    asked: tuple[Question | ContextQuestion, ...] = (*questions, *document.context)
    used = {rule for one in asked for rule in one.rules}
    return (
        *_texts("title", document.title),
        *_exactly_one([section.dimension for section in document.sections], Dimension, "section"),
        *_keys([question.key for question in questions], QUESTION_KEY, "a capital letter and a number, such as E4"),
        *(problem for section in document.sections for problem in _section(section)),
        *(problem for question in questions for problem in _question(question, rules)),
        *_exactly_one([context.key for context in document.context], ContextKey, "unscored question"),
        *(problem for context in document.context for problem in _context(context, rules)),
        *_unused(rules, used, {Drives.QUESTION, Drives.BOTH}, "question"),
    )


def advice_problems(document: Document, rules: tuple[Rule, ...]) -> tuple[Problem, ...]:
    """Return what is wrong with the pieces of advice."""
    known = {item.key for item in document.items}
    used = {rule for piece in document.advice for rule in piece.rules}
    return (
        *_keys([piece.key for piece in document.advice], ADVICE_KEY, "V and a number, such as V4 or V23-E1"),
        *(problem for piece in document.advice for problem in piece_problems(piece, known, rules)),
        *_unused(rules, used, {Drives.ADVICE, Drives.BOTH}, "piece of advice"),
    )


def library_problems(articles: tuple[Article, ...], rules: tuple[Rule, ...]) -> tuple[Problem, ...]:
    """Return what is wrong with the articles and the rules drawn from them."""
    known = {article.key for article in articles}
    return (
        *_duplicates([article.key for article in articles]),
        *_keys([rule.id for rule in rules], RULE_KEY, "an article and a number, such as A4-R16"),
        *(problem for article in articles for problem in _texts(article.key, article.title, article.about)),
        *(problem for rule in rules for problem in _texts(rule.id, rule.text)),
        *(Problem(rule.id, f"there is no article {rule.article}") for rule in rules if rule.article not in known),
        *(Problem(rule.id, "is about no dimension") for rule in rules if not rule.dimensions),
    )


def control_character_in(text: str) -> str:
    """Say which control character a text contains, and where; "" for none. Line breaks are allowed."""
    found = CONTROL.search(text)
    if not found:
        return ""
    near = " ".join(CONTROL.sub("", text[max(0, found.start() - NEAR) : found.end() + NEAR]).split())
    return f"contains an invisible control character, U+{ord(found[0]):04X}, near \u201c{near}\u201d"


def _texts(where: str, *texts: str) -> Iterator[Problem]:
    if not all(map(_is_visible, texts)):
        yield Problem(where, "a text is empty", "Write it.")
    if told := next(filter(None, map(control_character_in, texts)), ""):
        yield Problem(where, f"a text {told}", "Type it again instead of pasting it.")


def _is_visible(text: str) -> bool:
    """Say whether there is anything to see: a letter, number, punctuation mark or symbol."""
    return any(unicodedata.category(character)[0] in "LNPS" for character in text)


def _alike(where: str, texts: Mapping[str, str]) -> Iterator[Problem]:
    for name, before in alike(texts).items():
        yield Problem(where, f"{before} and {name} read the same", "Reword one of them.")


def _exactly_one(found: list[Dimension] | list[ContextKey], wanted: Iterable[StrEnum], what: str) -> Iterator[Problem]:
    counts = Counter[StrEnum](found)
    for name in wanted:
        if counts[name] != 1:
            yield Problem(
                name,
                f"needs exactly one {what}, but has {counts[name] or 'none'}",
                f"A set has one {what} for each: add what is missing on the page of the draft.",
            )


def _keys(keys: list[str], pattern: re.Pattern[str], example: str) -> Iterator[Problem]:
    yield from _duplicates(keys)
    for key in keys:
        if not pattern.fullmatch(key):
            yield Problem(key or "a key", f"a key is {example}", "Give it a key like that.")


def _duplicates(keys: list[str]) -> Iterator[Problem]:
    for key, count in Counter(keys).items():
        if count > 1:
            yield Problem(key, f"the key is used {count} times", "Give all but one of them the next free number.")


def _section(section: Section) -> Iterator[Problem]:
    where = section.dimension
    for name in ("name", "heading", "lead", "stem", "low_end", "high_end"):
        yield from _texts(f"{where}, {name}", getattr(section, name))
    yield from _texts(f"{where}, labels", *section.labels)
    yield from _alike(f"{where}, labels", {f"label {place}": label for place, label in enumerate(section.labels, 1)})
    if len(section.questions) < FEWEST_STATEMENTS:
        yield Problem(
            where,
            f"has {len(section.questions)} statements and needs at least {FEWEST_STATEMENTS}",
            "Add statements, as many high as low.",
        )
    if len(section.questions) > MOST_STATEMENTS:
        yield Problem(
            where,
            f"has {len(section.questions)} statements and may have at most {MOST_STATEMENTS}",
            "Remove statements, as many high as low.",
        )
    poles = Counter(question.pole for question in section.questions)
    if poles[Pole.HIGH] != poles[Pole.LOW]:
        yield Problem(
            where,
            f"has {poles[Pole.HIGH]} high and {poles[Pole.LOW]} low statements and needs the same number of each",
            "Add a statement at the pole that has fewer, or remove one at the other.",
        )
    yield from _opposites(section)


def _opposites(section: Section) -> Iterator[Problem]:
    here = {question.key: question for question in section.questions}
    for question in section.questions:
        if question.opposite is None:
            continue
        other = here.get(question.opposite)
        if other is None:
            yield Problem(
                question.key,
                f"its opposite {question.opposite} is not a statement in the same section",
                "Name a statement in this section, or leave it empty.",
            )
        elif other.opposite != question.key:
            yield Problem(
                question.key,
                f"{other.key} does not name it as its opposite in turn",
                f"Write {question.key} as the opposite of {other.key}, or leave both empty.",
            )
        elif other.pole == question.pole:
            yield Problem(
                question.key,
                f"its opposite {other.key} has the same pole",
                "Opposites stand at different poles: change one pole, or leave both opposites empty.",
            )


def _question(question: Question, rules: tuple[Rule, ...]) -> Iterator[Problem]:
    yield from _texts(f"{question.key}, text", question.text)
    yield from _rules(question.key, question.rules, rules)


def _context(context: ContextQuestion, rules: tuple[Rule, ...]) -> Iterator[Problem]:
    yield from _texts(f"{context.key}, text", context.text)
    yield from _texts(f"{context.key}, labels", *context.labels, *context.labels.values())
    yield from _alike(f"{context.key}, labels", context.labels)
    yield from _rules(context.key, context.rules, rules)
    options = [str(option) for option in OPTIONS[context.key]]
    for option in options:
        if option not in context.labels:
            yield Problem(f"{context.key}, labels", f"{option} has no label", f'Add a line "{option}: ...".')
    for option in context.labels:
        if option not in options:
            yield Problem(f"{context.key}, labels", f"{option} is not an option of this question", "Remove its line.")


def piece_problems(piece: AdvicePiece, known: set[str], rules: tuple[Rule, ...]) -> Iterator[Problem]:
    """Yield what is wrong with one piece of advice; `known` are the keys of all statements."""
    for name in ("title", "why", "next_action"):
        yield from _texts(f"{piece.key}, {name}", getattr(piece, name))
    yield from _rules(piece.key, piece.rules, rules)
    if not 0 < piece.weight < math.inf:
        yield Problem(f"{piece.key}, weight", "must be a number above 0", "1 is the usual weight.")
    yield from _place(piece)
    for alternative in piece.when:
        yield from _alternative(f"{piece.key}, when", alternative, known)


def _place(piece: AdvicePiece) -> Iterator[Problem]:
    if piece.kind is Kind.FALLBACK:
        if not piece.fallback:
            yield Problem(f"{piece.key}, fallback", "a fallback names the roles that it is for", "Tick one or both.")
        if piece.when:
            yield Problem(f"{piece.key}, when", "a fallback has no conditions", "Remove them, or choose another kind.")
    else:
        if piece.fallback:
            yield Problem(
                f"{piece.key}, fallback",
                "only a piece of the kind fallback names roles to fill in for",
                "Untick the roles.",
            )
        if not piece.when:
            yield Problem(f"{piece.key}, when", "does not say when it is given", "Add at least one alternative.")


def _alternative(where: str, alternative: Alternative, known: set[str]) -> Iterator[Problem]:
    if alternative == Alternative():
        yield Problem(where, "an alternative has no condition", "Choose at least one, or remove the alternative.")
    if both := sorted({*alternative.low} & {*alternative.high, *alternative.not_low}):
        reason = f"{', '.join(both)} can’t be both answered and not answered towards the low end"
        yield Problem(where, reason, "Take it out of one list.")
    if alternative.no_gap and alternative.mismatch and Mismatch.IN_STEP not in alternative.mismatch:
        yield Problem(where, "asks both for a gap between aims and habits and for none", "Choose one of the two.")
    for key in (*alternative.low, *alternative.high, *alternative.not_low):
        if key not in known:
            yield Problem(where, f"there is no statement {key}", "Choose a statement of this set.")
    yield from _sides(where, alternative.sides)


def _sides(where: str, sides: Mapping[Dimension, tuple[str, ...]]) -> Iterator[Problem]:
    for dimension, named in sides.items():
        if not named:
            yield Problem(where, f"names {dimension} but no side of it", "Choose a side, or take the section out.")
        for side in named:
            if side not in SIDES:
                yield Problem(where, f'"{side}" is not a side, such as "clear high" or "leaning low"', "Choose a side.")


def _rules(where: str, given: tuple[str, ...], rules: tuple[Rule, ...]) -> Iterator[Problem]:
    known = {rule.id for rule in rules}
    if not given:
        yield Problem(f"{where}, rules", "rests on no rule", "Tick the rules that it was drawn from.")
    for rule in given:
        if rule not in known:
            yield Problem(f"{where}, rules", f"there is no rule {rule}", "Tick only rules that are listed.")


def _unused(rules: tuple[Rule, ...], used: set[str], drives: set[Drives], what: str) -> Iterator[Problem]:
    for rule in rules:
        if rule.drives in drives and rule.id not in used:
            fix = f"It says: {rule.text} Tick it for the {what} that it fits best."
            yield Problem(rule.id, f"no {what} rests on this rule", fix)

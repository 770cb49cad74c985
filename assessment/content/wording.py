"""Whether a statement is easy to answer: cautions for editors, who may override them with a reason."""

import math
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum

from msgspec import Struct

from assessment.content.document import Document, Question
from assessment.scoring.vocabulary import Pole

MOST_WORDS = 20
HARDEST_GRADE = 8
"""A tripwire for hard wording, not a judgement."""

WORD = re.compile(r"[A-Za-z]+(?:'[a-z]+)?")
SILENT_END = re.compile(r"(?<![tdaeiou])ed$|(?<![^aeiouy]l)e$|(?<![sxzcgh])es$")
TWO_IDEAS = re.compile(r"\b(and|or)\b", re.IGNORECASE)
NEGATION = re.compile(r"\b(not|never|cannot|\w+n't)\b", re.IGNORECASE)
AUDIENCE_SIZE = re.compile(
    r"\b(followers?|fans?|subscribers?|views?|likes?|audiences?|reach|popular|many people|how many)\b", re.IGNORECASE
)


class Concern(StrEnum):
    """What may be wrong with a wording."""

    TWO_IDEAS = "two_ideas"
    NEGATION = "negation"
    LONG = "long"
    HARD = "hard"
    AUDIENCE = "audience"
    ALIKE = "alike"


class Caution(Struct, frozen=True):
    """One thing to look at: the statement's key, the concern, and the reason and the remedy in plain words."""

    key: str
    concern: Concern
    reason: str
    fix: str


def cautions(document: Document, accepted: Collection[tuple[Pole, str]] = ()) -> tuple[Caution, ...]:
    """Return what to look at in the statements of a document, in page order.

    accepted: poles and texts that were published before; somebody has judged them already, each by itself.
    source: docs/content.md, "A statement".
    """
    return tuple(_all_cautions(document, accepted))


def as_read(text: str) -> str:
    """Return a text without what makes no difference to a reader: capitals, repeated spaces, invisible characters."""
    seen = "".join(character for character in text if unicodedata.category(character) != "Cf")
    return " ".join(seen.casefold().split())


def alike(texts: Mapping[str, str]) -> dict[str, str]:
    """Return the names of texts that read like an earlier one, each with the name of the earlier."""
    first: dict[str, str] = {}
    found = {name: first.setdefault(as_read(text), name) for name, text in texts.items()}
    return {name: before for name, before in found.items() if before != name}


def syllables(word: str) -> int:
    """Count the groups of vowels, without a silent e, ed or es at the end."""
    spoken = SILENT_END.sub("", word.lower())
    return max(1, len(re.findall(r"[aeiouy]+", spoken)))


def reading_grade(text: str) -> float:
    """Return the school grade (United States) at which a text is easy to read, 0 for a text without words.

    source: Kincaid et al. 1975.
    """
    words = WORD.findall(text.replace("-", " "))
    if not words:
        return 0.0
    sentences = max(1, len(re.findall(r"[.?!](?:\s|$)", text)))
    return 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def _all_cautions(document: Document, accepted: Collection[tuple[Pole, str]]) -> Iterator[Caution]:
    for section in document.sections:
        before = alike({question.key: question.text for question in section.questions})
        for question in section.questions:
            if question.key in before:
                yield _caution(question, Concern.ALIKE, before[question.key])
            if (question.pole, question.text) not in accepted:
                yield from _cautions(question)


def _cautions(question: Question) -> Iterator[Caution]:
    text = question.text.replace("\u2019", "'")
    for concern, found in (
        (Concern.TWO_IDEAS, TWO_IDEAS.search(text)),
        (Concern.NEGATION, NEGATION.search(text) if question.pole is Pole.LOW else None),
        (Concern.AUDIENCE, AUDIENCE_SIZE.search(text)),
    ):
        if found:
            yield _caution(question, concern, found[0])
    if (count := len(text.split())) > MOST_WORDS:
        yield _caution(question, Concern.LONG, count)
    if (grade := reading_grade(text)) > HARDEST_GRADE:
        # Rounded up: a grade just above the limit must not read like the limit.
        yield _caution(question, Concern.HARD, f"{math.ceil(grade * 10) / 10:.1f}")


def _caution(question: Question, concern: Concern, found: object) -> Caution:
    reason, fix = WORDS[concern]
    return Caution(question.key, concern, reason.format(found), fix)


WORDS = {
    Concern.TWO_IDEAS: (
        'says "{}", so it may hold two ideas',
        "Ask one thing: someone who does only one of the two can't answer. Split it in two, or drop one idea.",
    ),
    Concern.NEGATION: (
        'is a low statement with "{}"',
        "Say what someone does instead: answering \u201cnever\u201d to a \u201cnot\u201d takes two turns of thought.",
    ),
    Concern.AUDIENCE: (
        'names "{}", which may ask how large an audience is',
        "Influence is not size. Confirm that it does not ask how large the audience is, or reword it.",
    ),
    Concern.ALIKE: ("reads like {}", "Reword one of them: the same thing would count twice."),
    Concern.LONG: ("has {} words", f"Cut it to {MOST_WORDS} words or fewer."),
    Concern.HARD: (
        "reads like school grade {}",
        f"Use shorter words or a shorter line, to reach grade {HARDEST_GRADE} or below.",
    ),
}

"""Advice as it is printed: the piece, the answer that called for it, the rule, the source."""

from collections.abc import Collection
from dataclasses import dataclass, field

from assessment.advice.choosing import Choice
from assessment.advice.pieces import AdvicePiece
from assessment.content.document import Document
from assessment.content.library import Article, Rule, articles, rules
from assessment.words.answers import Answered, Answers, by_key


@dataclass(frozen=True, slots=True)
class Counsel:
    """One card. `because` is the answer that called for it, where a single one did; `tried` says that it is planned."""

    piece: AdvicePiece = field(hash=False)  # its conditions are no key
    because: Answered | None
    rule: Rule
    article: Article
    tried: bool


def counsels(
    choices: tuple[Choice, ...], document: Document, answers: Answers, planned: Collection[str] = ()
) -> list[Counsel]:
    """Return the cards for chosen pieces, in order; `planned` are the keys of those that the person means to try."""
    pieces = {piece.key: piece for piece in document.advice}
    printed = by_key(document, answers)
    sources = {article.key: article for article in articles()}
    ground = {rule.id: rule for rule in rules()}
    cards = []
    for choice in choices:
        piece = pieces[choice.key]
        rule = ground[piece.rules[0]]
        because = printed[choice.trigger] if choice.trigger else None
        cards.append(Counsel(piece, because, rule, sources[rule.article], piece.key in planned))
    return cards

"""Advice as it is printed: the piece, the answer that called for it, the rule, the source."""

from collections.abc import Collection

from msgspec import Struct

from assessment.advice.choosing import Choice
from assessment.advice.pieces import AdvicePiece
from assessment.content.document import Document
from assessment.content.library import ARTICLES, RULES, Article, Rule
from assessment.words.answers import AnsweredByKey, AnsweredQuestion


class Counsel(Struct, frozen=True):
    """One card.

    because: the answer that called for it, where a single one did.
    tried: whether it is planned.
    """

    piece: AdvicePiece
    because: AnsweredQuestion | None
    rule: Rule
    article: Article
    tried: bool

    @property
    def source(self) -> str:
        """Return the title of the article as a part of a sentence."""
        return self.article.title.removesuffix(".")


def counsels(
    choices: tuple[Choice, ...], document: Document, answered: AnsweredByKey, planned: Collection[str]
) -> list[Counsel]:
    """Return the cards for chosen pieces, in order; `planned` are the keys of those that the person means to try."""
    return [counsel(document.pieces[choice.key], choice.trigger, answered, planned) for choice in choices]


def counsel(piece: AdvicePiece, trigger: str | None, answered: AnsweredByKey, planned: Collection[str]) -> Counsel:
    """Return one card; `trigger` is the key of the answer that called for it."""
    ground = RULES[piece.rules[0]]
    because = answered[trigger] if trigger else None
    return Counsel(piece, because, ground, ARTICLES[ground.article], piece.key in planned)

"""Advice as it is printed: the piece, the answer that called for it, the rule, the source."""

from collections.abc import Collection

from msgspec import Struct

from assessment.advice.choosing import Choice
from assessment.advice.pieces import AdvicePiece
from assessment.content.document import Document
from assessment.content.library import ARTICLES, RULES, Article, Rule
from assessment.words.answers import AnsweredByKey, AnsweredQuestion


class AdviceCard(Struct, frozen=True):
    """One card.

    because: the answer that called for it, where a single one did.
    planned: whether the person means to try it.
    """

    piece: AdvicePiece
    because: AnsweredQuestion | None
    rule: Rule
    article: Article
    planned: bool

    @property
    def source(self) -> str:
        """Return the title of the article as a part of a sentence."""
        return self.article.title.removesuffix(".")


def advice_cards(
    choices: tuple[Choice, ...], document: Document, answered: AnsweredByKey, planned: Collection[str]
) -> list[AdviceCard]:
    """Return the cards for chosen pieces, in order; `planned` are the keys of those that the person means to try."""
    return [advice_card(document.pieces[choice.key], choice.trigger, answered, planned) for choice in choices]


def advice_card(
    piece: AdvicePiece, trigger: str | None, answered: AnsweredByKey, planned: Collection[str]
) -> AdviceCard:
    """Return one card; `trigger` is the key of the answer that called for it."""
    ground = RULES[piece.rules[0]]
    because = answered[trigger] if trigger else None
    return AdviceCard(piece, because, ground, ARTICLES[ground.article], piece.key in planned)

"""The articles and their rules, each with what rests on it."""

from msgspec import Struct

from assessment.advice.pieces import AdvicePiece
from assessment.content.document import ContextQuestion, Document, Question
from assessment.content.library import LIBRARY, Article, Rule


class Ground(Struct, frozen=True):
    """A rule, the questions that were written from it, and the advice that follows from it."""

    rule: Rule
    questions: list[Question]
    context: list[ContextQuestion]
    advice: list[AdvicePiece]


class Source(Struct, frozen=True):
    """An article and what was drawn from it."""

    article: Article
    grounds: list[Ground]


def sources(document: Document) -> list[Source]:
    """Return every article with every rule."""
    return [
        Source(article, [ground(rule, document) for rule in LIBRARY.rules if rule.article == article.key])
        for article in LIBRARY.articles
    ]


def ground(rule: Rule, document: Document) -> Ground:
    """Return what rests on one rule."""
    return Ground(
        rule,
        [question for question in document.questions if rule.id in question.rules],
        [question for question in document.context if rule.id in question.rules],
        [piece for piece in document.advice if rule.id in piece.rules],
    )

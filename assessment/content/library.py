"""The five articles and their rules: the only ground that a question or a piece of advice may stand on."""

import datetime
from enum import StrEnum
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

from assessment.scoring.vocabulary import Dimension

ARTICLES = Path(__file__).with_name("articles.toml")


class Drives(StrEnum):
    """What a rule must lead to: a question, a piece of advice, or one of each."""

    QUESTION = "Q"
    ADVICE = "V"
    BOTH = "QV"


class Article(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One article.

    author, date: where the article gives them.
    about: what it asks, in one line of our own.
    """

    key: str
    title: str
    about: str
    author: str | None = None
    date: datetime.date | None = None


class Rule(Struct, frozen=True, forbid_unknown_fields=True):
    """One rule of an article.

    id: the article's key, "-R" and a number.
    text: the rule in our own words.
    dimensions: the sections that it speaks about.
    drives: what must stand on it.
    """

    id: str
    text: str
    dimensions: tuple[Dimension, ...]
    drives: Drives

    @property
    def article(self) -> str:
        """Return the key of the article that the rule was read in."""
        return self.id.partition("-")[0]


class Library(Struct, frozen=True, forbid_unknown_fields=True):
    """What articles.toml holds."""

    articles: tuple[Article, ...]
    rules: tuple[Rule, ...]


LIBRARY = msgspec.toml.decode(ARTICLES.read_bytes(), type=Library)
"""What is shipped."""


def articles() -> tuple[Article, ...]:
    """Return the five articles in order."""
    return LIBRARY.articles


def rules() -> tuple[Rule, ...]:
    """Return all rules, article by article."""
    return LIBRARY.rules


@cache
def find_article(key: str) -> Article:
    """Return the article of a key; LookupError when there is none."""
    return {article.key: article for article in articles()}[key]


@cache
def find_rule(identifier: str) -> Rule:
    """Return the rule of an id; LookupError when there is none."""
    return {rule.id: rule for rule in rules()}[identifier]

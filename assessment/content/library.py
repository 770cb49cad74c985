"""The five articles and their rules: the only ground that a question or a piece of advice may rest on."""

import datetime
from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from assessment.content.toml_files import read_toml
from assessment.scoring.vocabulary import Dimension


class Drives(StrEnum):
    """What a rule must lead to: a question, a piece of advice, or one of each."""

    QUESTION = "Q"
    ADVICE = "V"
    BOTH = "QV"


class Article(Struct, frozen=True, forbid_unknown_fields=True):
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
    drives: what must rest on it.
    """

    id: str
    text: str
    dimensions: tuple[Dimension, ...]
    drives: Drives

    @property
    def article(self) -> str:
        """Return the key of the article that the rule was drawn from."""
        return self.id.partition("-")[0]


class Library(Struct, frozen=True, forbid_unknown_fields=True):
    """What articles.toml holds."""

    articles: tuple[Article, ...]
    rules: tuple[Rule, ...]


LIBRARY = read_toml(Path(__file__).with_name("articles.toml"), Library)
"""What is shipped."""

ARTICLES = {article.key: article for article in LIBRARY.articles}
RULES = {rule.id: rule for rule in LIBRARY.rules}
"""Articles by key, rules by id."""

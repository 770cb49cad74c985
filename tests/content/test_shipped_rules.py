"""The rules as they ship: all there, and worded as rules. That each is used is a check that all content has to pass."""

from collections import Counter

from assessment.content.library import LIBRARY
from assessment.scoring.vocabulary import Dimension

LONGEST_ABOUT = 14


def test_there_are_eighty_two_rules_from_five_articles():
    assert Counter(rule.article for rule in LIBRARY.rules) == {"A1": 11, "A2": 12, "A3": 16, "A4": 23, "A5": 20}
    assert [article.key for article in LIBRARY.articles] == ["A1", "A2", "A3", "A4", "A5"]


def test_every_dimension_has_rules_of_its_own():
    assert {dimension for rule in LIBRARY.rules for dimension in rule.dimensions} == set(Dimension)


def test_every_rule_is_a_sentence():
    for rule in LIBRARY.rules:
        assert rule.text[0].isupper(), rule.id
        assert rule.text.endswith((".", ".)")), rule.id


def test_only_the_article_that_names_its_author_and_day_has_them():
    named = [(article.author, str(article.date)) for article in LIBRARY.articles if article.author or article.date]
    assert named == [("Kirk Carlson", "2023-06-28")]


def test_every_article_is_introduced_in_one_short_line():
    assert all(len(article.about.split()) <= LONGEST_ABOUT for article in LIBRARY.articles)

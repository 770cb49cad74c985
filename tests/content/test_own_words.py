"""Nothing we publish has eight words in a row in common with an article."""

import html
import re
from pathlib import Path

import msgspec
import pytest
from shingles import shingles

from assessment.content.library import LIBRARY
from assessment.content.shipped import read_questionnaire

ROOT = Path(__file__).parents[2]
BORROWED = set((ROOT / "tests/data/article-shingles.txt").read_text().split())
TITLES = "|".join(re.escape(article.title) for article in LIBRARY.articles)
# What stands in quotes within a tag is often a sentence to be translated, so it stays.
MARKUP = re.compile(r"{%\s*\w+|%}|{{.*?}}|{#.*?#}|<[^>]*>", re.DOTALL)
PAGES = sorted([*ROOT.glob("templates/**/*.html"), *ROOT.glob("templates/**/*.txt")])
PROGRAMS = sorted(ROOT.glob("assessment/**/*.py"))
DOCUMENTS = sorted([*ROOT.glob("docs/*.md"), *ROOT.glob("*.md")])


def strings(tree):
    """Every text in a tree of lists and tables."""
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, dict):
        for value in tree.values():
            yield from strings(value)
    elif isinstance(tree, list | tuple):
        for value in tree:
            yield from strings(value)


def borrowed(text):
    """The fingerprints that a text shares with an article; naming an article by its title is no borrowing."""
    return {one for part in re.split(TITLES, text) for one in shingles(part)} & BORROWED


def test_the_fingerprints_are_those_of_five_articles():
    assert len(BORROWED) > 2000
    assert all(re.fullmatch(r"[0-9a-f]{16}", one) for one in BORROWED)


def test_a_run_of_eight_words_from_an_article_is_found_out():
    title = "The Crucial Difference Between Influence and Leadership in"
    assert shingles(title) <= BORROWED
    assert borrowed(f"We say it again: {title.upper()}, as others did.")


def test_seven_words_are_no_run():
    assert shingles("one two three four five six seven") == set()


def test_the_kind_of_apostrophe_makes_no_difference():
    curly = "it\u2019s eight words in a row, isn\u2019t it"
    assert shingles(curly) == shingles("it's eight words in a row, isn't it")


def test_the_article_that_a_page_names_by_its_title_is_not_borrowed_from():
    assert not any(borrowed(f"Read {article.title} first.") for article in LIBRARY.articles)


def test_the_shipped_questions_and_advice_are_in_our_own_words():
    assert [text for text in strings(msgspec.to_builtins(read_questionnaire())) if borrowed(text)] == []


def test_the_shipped_rules_are_in_our_own_words():
    told = [article.about for article in LIBRARY.articles] + [rule.text for rule in LIBRARY.rules]
    assert [text for text in told if borrowed(text)] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_page_is_in_our_own_words(page):
    assert not borrowed(html.unescape(MARKUP.sub(" ", page.read_text(encoding="utf-8"))))


def test_the_documents_are_in_our_own_words():
    assert [document.name for document in DOCUMENTS if borrowed(document.read_text(encoding="utf-8"))] == []


def test_the_sentences_in_the_program_are_in_our_own_words():
    assert [program.name for program in PROGRAMS if borrowed(program.read_text(encoding="utf-8"))] == []

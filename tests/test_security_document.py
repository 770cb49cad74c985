"""What docs/security.md claims, tests show: each one that it names is there, and none of the sixty cases is missing."""

import ast
import re

from django.conf import settings

DOCUMENT = (settings.BASE_DIR / "docs" / "security.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", DOCUMENT)))
CASES = 60
ID = re.compile(r"\b\d+\.\d+\.\d+\b")
LEVEL_1 = ID.findall("""
1.2.1 1.2.2 1.2.3 1.2.4 1.2.5 1.3.1 1.3.2 1.5.1 2.1.1 2.2.1 2.2.2 2.3.1 3.2.1 3.2.2 3.3.1 3.4.1 3.4.2 3.5.1 3.5.2 3.5.3
4.1.1 4.4.1 5.2.1 5.2.2 5.3.1 5.3.2 6.1.1 6.2.1 6.2.2 6.2.3 6.2.4 6.2.5 6.2.6 6.2.7 6.2.8 6.3.1 6.3.2 6.4.1 6.4.2
7.2.1 7.2.2 7.2.3 7.2.4 7.4.1 7.4.2 8.1.1 8.2.1 8.2.2 8.3.1 9.1.1 9.1.2 9.1.3 9.2.1 10.4.1 10.4.2 10.4.3 10.4.4 10.4.5
11.3.1 11.3.2 11.4.1 12.1.1 12.2.1 12.2.2 13.4.1 14.2.1 14.3.1 15.1.1 15.2.1 15.3.1
""")
ROWS = re.findall(r"^\| (\d+\.\d+\.\d+[^|]*) \| (.*) \| (.*) \|$", DOCUMENT, re.MULTILINE)
LISTED = [number for ids, _, _ in ROWS for number in ID.findall(ids)]


def names_in(path):
    """Return the names of all functions of a file."""
    tree = ast.parse((settings.BASE_DIR / path).read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_every_test_that_is_named_exists():
    there = {path: names_in(path) for path, _ in NAMED if (settings.BASE_DIR / path).exists()}
    assert [f"{path}::{name}" for path, name in NAMED if name not in there.get(path, ())] == []


def test_all_sixty_cases_are_there_in_order_and_each_names_a_test():
    rows = re.findall(r"^\| (\d+) \| .* \| (.*) \|$", DOCUMENT, re.MULTILINE)
    assert [int(number) for number, _ in rows] == list(range(1, CASES + 1))
    assert all("::test_" in shown for _, shown in rows)


def test_no_requirement_is_listed_twice():
    assert len(LISTED) == len(set(LISTED))


def test_every_requirement_of_level_1_is_listed_or_asks_for_nothing_here():
    nothing_asked = ID.findall(re.search(r"^These of level 1 ask for nothing here: .*$", DOCUMENT, re.MULTILINE)[0])
    assert sorted(number for number in (*LISTED, *nothing_asked) if number in LEVEL_1) == sorted(LEVEL_1)


def test_what_is_not_met_is_said_above_the_list_and_is_not_of_level_1():
    said = ID.findall(re.search(r"Not met in full, and of level 2 alone: ([\d., ]*\d)", DOCUMENT)[1])
    assert said == [number for ids, how, _ in ROWS if "Not met" in how for number in ID.findall(ids)]
    assert not set(said) & set(LEVEL_1)


def test_a_row_without_a_test_says_so():
    assert all(re.search(r"::test_|^no test$|^not a test: ", shown) for _, _, shown in ROWS)

"""What docs/security.md claims, tests show: each one that it names is there, and none of the sixty cases is missing."""

import ast
import re

from django.conf import settings

DOCUMENT = (settings.BASE_DIR / "docs" / "security.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", DOCUMENT)))
CASES = 60


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
    ids = re.findall(r"\d+\.\d+\.\d+", "\n".join(re.findall(r"^\| (\d+\.\d+\.\d+.*?) \|", DOCUMENT, re.MULTILINE)))
    assert len(ids) == len(set(ids))

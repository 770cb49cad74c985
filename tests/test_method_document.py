"""The docstrings that name a source find it in docs/method.md."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
METHOD = (ROOT / "docs/method.md").read_text(encoding="utf-8")
STEP = re.compile(r"docs/method\.md, step (\d+)")
PART = re.compile(r'docs/method\.md, "([^"]+)"')


def cited(pattern):
    return {name for file in ROOT.glob("assessment/**/*.py") for name in pattern.findall(file.read_text("utf-8"))}


def test_every_step_that_the_program_cites_is_there():
    assert cited(STEP) == {str(number) for number in range(1, 11)}
    assert all(f"\n## Step {number}: " in METHOD for number in cited(STEP))


def test_every_part_that_the_program_cites_is_there():
    assert cited(PART)
    assert all(f"\n## {name}\n" in METHOD for name in cited(PART))

"""Write docs/licences.md: the licence of each package that the site runs with.

    .venv/bin/python docs/licences.py > docs/licences.md      (`make licences`)

Reads the pins, and what each installed package says about itself.
"""

import re
import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

ROOT = Path(__file__).parent.parent
PINS = ("requirements.txt", "requirements-postgres.txt", "requirements-redis.txt")
READ_BY_HAND = {"resvg-py": "MIT", "qrcode": "BSD-3-Clause"}
"""Packages that name their licence only in its text."""

HOMES = ("homepage", "home", "repository", "source", "documentation")
"""What packages call their home, the best first; they list it anywhere among changes, chats and trackers."""

HEAD = """# Licences

What the site runs with. Written by `make licences`; do not edit. The program itself is under the MIT licence
(`LICENSE`), the display font under the SIL Open Font License (`static/font/display-LICENSE.txt`).

| package | licence | home |
|---|---|---|"""


def pinned() -> list[str]:
    """Return the names of all packages that are pinned, each once."""
    text = "\n".join(Path(ROOT, name).read_text(encoding="utf-8") for name in PINS)
    return sorted(set(re.findall(r"^([A-Za-z0-9._-]+)(?:\[\w+\])?==", text, flags=re.MULTILINE)))


def licence_of(package: Distribution) -> str:
    """Return the licence: the expression, else the classifier, else the first line of the text."""
    said = package.metadata
    named = [line.split(" :: ")[-1] for line in said.get_all("Classifier") or () if line.startswith("License ::")]
    return said.get("License-Expression") or ", ".join(named) or (said.get("License") or "?").splitlines()[0]


def home_of(package: Distribution) -> str:
    """Return the address of its home."""
    said = package.metadata
    links = {label.lower(): link for label, link in (line.split(", ", 1) for line in said.get_all("Project-URL") or ())}
    return said.get("Home-page") or next((links[label] for label in HOMES if label in links), "")


def row(name: str) -> str:
    """Return one row of the table."""
    try:
        package = distribution(name)
    except PackageNotFoundError:
        return f"| {name} | not installed here: for other systems | |"
    return f"| {name} | {READ_BY_HAND.get(name) or licence_of(package)} | {home_of(package)} |"


if __name__ == "__main__":
    sys.stdout.write("\n".join([HEAD, *map(row, pinned()), ""]))

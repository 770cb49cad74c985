"""Where in a file something is wrong and why, in plain words instead of a decoder's."""

import re
from contextlib import suppress
from typing import Any

KINDS = {
    "str": "a text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "array": "a list",
    "object": "a table",
    "date": "a date",
}
PLAINLY = (
    (re.compile(r"Expected `array` of length (\d+), got (\d+)"), r"must have \1 entries, not \2"),
    (re.compile(r"Object missing required field `([^`]+)`"), r"\1 is missing"),
    (re.compile(r"Object contains unknown field `(.*)`"), r"\1 is not a field known here"),
    (re.compile(r"Invalid enum value '(.*)'"), r'"\1" is not one of the words allowed here'),
)
WHERE = re.compile(r"(.*) - at (?:`key` in )?`(\$[^`]*)`", re.DOTALL)
WRONG_KIND = re.compile(r"Expected `([^`]+?)(?: \| null)?`, got `([^`]+)`")
HEADER = re.compile(r"\s*\[\[?([\w.]+)\]?\]\s*(?:#.*)?")
SETTING = re.compile(r"\s*(\w+)\s*=")


def explain(tree: dict[str, Any], error: str) -> tuple[str, str]:
    """Return the path in msgspec's message, and the message with its path in keys and its reason in plain words."""
    where = WHERE.fullmatch(error)
    reason, path = where.groups() if where else (error, "$")
    if wrong := WRONG_KIND.fullmatch(reason):
        wanted, given = (KINDS.get(kind, kind) for kind in wrong.groups())
        reason = f"must be {wanted}, not {given}"
    for pattern, words in PLAINLY:
        reason = pattern.sub(words, reason)
    return path, ": ".join(filter(None, (readable_path(tree, path), reason)))


def readable_path(tree: Any, path: str) -> str:
    """Return a path such as `$.sections[1].questions[6].pole` as "engagement, E4, pole"."""
    names: list[str] = []
    with suppress(LookupError, TypeError):  # the name of a field in the file may itself look like a path
        for name, number in re.findall(r"\.(\w+)|\[(\d+)\]", path.partition("[...]")[0]):
            if name:
                tree = tree[name]
                names.append(name)
            else:
                tree = tree[int(number)]
                names[-1:] = [_key(tree) or f"{names[-1]} {int(number) + 1}"]
    return ", ".join(names)


def _key(entry: Any) -> str | None:
    """Return what an entry of a list is called, if it says so."""
    names = (entry.get(field) for field in ("key", "id", "dimension")) if isinstance(entry, dict) else ()
    return next((name for name in names if isinstance(name, str)), None)


def line_of(text: str, path: str) -> int:
    """Return the line, from 1, that comes nearest to a path such as `$.sections[1].questions[6].pole`."""
    wanted = path.removeprefix("$.")
    nearest = (0, 1)
    inside, counts = "", dict[str, int]()
    for number, line in enumerate(text.split("\n"), start=1):
        if header := HEADER.fullmatch(line):
            inside = here = _position(header[1].split("."), counts, several=line.lstrip().startswith("[["))
        elif setting := SETTING.match(line):
            here = f"{inside}.{setting[1]}".lstrip(".")
        else:
            continue
        if _holds(here, wanted) and len(here) > nearest[0]:
            nearest = (len(here), number)
    return nearest[1]


def _position(names: list[str], counts: dict[str, int], *, several: bool) -> str:
    """Return where a header leads, such as `sections[1].questions[6]`, and count it."""
    here = ""
    for name in names[:-1]:
        here = f"{here}.{name}".lstrip(".")
        here += f"[{counts[here]}]" if here in counts else ""
    here = f"{here}.{names[-1]}".lstrip(".")
    if several:
        counts[here] = counts.get(here, -1) + 1
        here += f"[{counts[here]}]"
    return here


def _holds(here: str, wanted: str) -> bool:
    return wanted.startswith(here) and wanted[len(here) : len(here) + 1] in {"", ".", "["}

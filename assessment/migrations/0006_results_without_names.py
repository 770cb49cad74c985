"""The small parts of kept results lose the names of their values: half of what is stored."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import migrations

from assessment.migrations._kept_results import rewriting

STANDING = ("score", "low", "high", "margin", "firmness")
CURRENTS = ("inward", "outward", "mixture")
GAP = ("aims", "practice", "mismatch", "ground")
STEP = ("key", "value")
CHOICE = ("key", "trigger")

Form = Callable[[Any, tuple[str, ...]], Any]


def without_names(part: Any, names: tuple[str, ...]) -> Any:
    return part and [part[name] for name in names]


def with_names(part: Any, names: tuple[str, ...]) -> Any:
    return part and dict(zip(names, part, strict=True))


def change(form: Form, kept: dict[str, Any]) -> dict[str, Any]:
    finding = kept["finding"]
    finding["standing"] = form(finding["standing"], STANDING)
    finding["dimensions"] = {name: form(standing, STANDING) for name, standing in finding["dimensions"].items()}
    finding["flip"] = [form(step, STEP) for step in finding["flip"]]
    finding["currents"] = form(finding["currents"], CURRENTS)
    finding["gap"] = form(finding["gap"], GAP)
    kept["advice"] = {part: [form(choice, CHOICE) for choice in chosen] for part, chosen in kept["advice"].items()}
    return kept


class Migration(migrations.Migration):
    dependencies = [("assessment", "0005_editors")]
    operations = [
        migrations.RunPython(rewriting(partial(change, without_names)), rewriting(partial(change, with_names)))
    ]

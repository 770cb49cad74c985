"""Kept results lose the names of their fields: a fifth of what is stored of them."""

from typing import Any

from django.db import migrations

from assessment.migrations._kept_results import rewriting

FINDING = (
    *("version", "flags", "role", "standing", "cause", "dimensions", "tenths", "floor", "movers", "flip"),
    *("currents", "gap", "patterns", "taken"),
)
ADVICE = ("shown", "more")


def without_names(kept: Any) -> Any:
    return [[kept["finding"].get(name) for name in FINDING], [kept["advice"][name] for name in ADVICE]]


def with_names(kept: Any) -> Any:
    finding, advice = kept
    return {"finding": dict(zip(FINDING, finding, strict=True)), "advice": dict(zip(ADVICE, advice, strict=True))}


class Migration(migrations.Migration):
    dependencies = [("assessment", "0010_unscored_questions")]
    operations = [migrations.RunPython(rewriting(without_names), rewriting(with_names))]

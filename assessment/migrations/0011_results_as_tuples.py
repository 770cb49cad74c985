"""Kept results lose the names of their fields: a fifth of what is stored of them."""

import json
from collections.abc import Callable
from typing import Any

from django.db import migrations

BATCH = 1000

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


def rewriting(form: Callable[[Any], Any]) -> Callable[[Any, Any], None]:
    def rewrite(apps: Any, schema_editor: Any) -> None:
        results = apps.get_model("assessment", "Result").objects
        batch = []
        for result in results.only("kept").iterator(chunk_size=BATCH):
            result.kept = json.dumps(form(json.loads(result.kept)), separators=(",", ":"), ensure_ascii=False)
            batch.append(result)
            if len(batch) == BATCH:
                results.bulk_update(batch, ["kept"])
                batch.clear()
        results.bulk_update(batch, ["kept"])

    return rewrite


class Migration(migrations.Migration):
    dependencies = [("assessment", "0010_unscored_questions")]
    operations = [migrations.RunPython(rewriting(without_names), rewriting(with_names))]

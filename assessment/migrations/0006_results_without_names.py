"""The small parts of kept results lose the names of their values: half of what is stored."""

import json
from collections.abc import Callable
from typing import Any

from django.db import migrations

BATCH = 1000


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


def change(kept: dict[str, Any], form: Form) -> None:
    finding = kept["finding"]
    finding["standing"] = form(finding["standing"], STANDING)
    finding["dimensions"] = {name: form(standing, STANDING) for name, standing in finding["dimensions"].items()}
    finding["flip"] = [form(step, STEP) for step in finding["flip"]]
    finding["currents"] = form(finding["currents"], CURRENTS)
    finding["gap"] = form(finding["gap"], GAP)
    kept["advice"] = {part: [form(choice, CHOICE) for choice in chosen] for part, chosen in kept["advice"].items()}


def rewriting(form: Form) -> Callable[[Any, Any], None]:
    def rewrite(apps: Any, schema_editor: Any) -> None:
        results = apps.get_model("assessment", "Result").objects
        batch = []
        for result in results.only("kept").iterator(chunk_size=BATCH):
            kept = json.loads(result.kept)
            change(kept, form)
            result.kept = json.dumps(kept, separators=(",", ":"), ensure_ascii=False)
            batch.append(result)
            if len(batch) == BATCH:
                results.bulk_update(batch, ["kept"])
                batch.clear()
        results.bulk_update(batch, ["kept"])

    return rewrite


class Migration(migrations.Migration):
    dependencies = [("assessment", "0005_editors")]
    operations = [migrations.RunPython(rewriting(without_names), rewriting(with_names))]

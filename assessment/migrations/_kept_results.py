"""For migrations that write what is kept of every result in another form."""

import json
from collections.abc import Callable
from typing import Any

BATCH = 1000


def rewriting(form: Callable[[Any], Any]) -> Callable[[Any, Any], None]:
    """Return what RunPython runs to bring each kept result into another form."""

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

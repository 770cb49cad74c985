"""The document of a version moves behind its other columns.

SQLite comes to what stands behind a large text only by reading all of it, and nearly every page asks for the fingerprint.
"""

from typing import Any

from django.db import migrations, models


def copy(source: str, target: str) -> Any:
    def fill(apps: Any, schema_editor: Any) -> None:
        apps.get_model("assessment", "Questionnaire").objects.update(**{target: models.F(source)})

    return fill


class Migration(migrations.Migration):
    dependencies = [("assessment", "0006_results_without_names")]
    operations = [
        migrations.AddField("questionnaire", "moved", models.TextField(blank=True, editable=False, default="")),
        migrations.RunPython(copy("document", "moved"), copy("moved", "document")),
        migrations.RemoveField("questionnaire", "document"),
        migrations.RenameField("questionnaire", "moved", "document"),
        migrations.AlterField("questionnaire", "document", models.TextField(blank=True, editable=False)),
    ]

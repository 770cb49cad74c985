"""The group of those who edit the questionnaire and see nobody's answers."""

from typing import Any

from django.db import migrations

NAME = "Editors"
DRAFTED = {
    "questionnaire": "questionnaire",
    "section": "section",
    "question": "question",
    "contextquestion": "context question",
    "advicepiece": "piece of advice",
}
DEEDS = ("add", "change", "delete", "view")
READ = {"analysisrun": "analysis"}


def make_editors(apps: Any, schema_editor: Any) -> None:
    """Make the permissions too: Django itself makes them only after all migrations."""
    group, _made = apps.get_model("auth", "Group").objects.get_or_create(name=NAME)
    allowed = [(deed, model, name) for model, name in DRAFTED.items() for deed in DEEDS]
    allowed += [("view", model, name) for model, name in READ.items()]
    group.permissions.add(*(permission(apps, *one) for one in allowed))


def permission(apps: Any, deed: str, model: str, name: str) -> Any:
    kind, _made = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="assessment", model=model
    )
    found, _made = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=kind, codename=f"{deed}_{model}", defaults={"name": f"Can {deed} {name}"}
    )
    return found


def drop_editors(apps: Any, schema_editor: Any) -> None:
    apps.get_model("auth", "Group").objects.filter(name=NAME).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("assessment", "0004_attempts_by_start"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_editors, drop_editors)]

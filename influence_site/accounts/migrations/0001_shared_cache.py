"""Make the table of the cache that all workers share."""

from django.apps.registry import Apps
from django.core.management import call_command
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def make_table(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Do what `createcachetable` does, so that `migrate` is all that an installation needs."""
    call_command("createcachetable", "shared_cache", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    """Nothing in it is worth keeping, so going back leaves the table."""

    dependencies = ()
    operations = (migrations.RunPython(make_table, migrations.RunPython.noop),)

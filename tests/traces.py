"""What the database still says about a person, in any row of any table."""

from django.apps import apps
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import connection


def stored_rows():
    """Return every row of every table as text; what sessions hold is read in the clear."""
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")  # noqa: S608 -- names of our own tables
            yield from ((name, str(row)) for row in cursor.fetchall())
    yield from (("in a session", str(session.get_decoded())) for session in Session.objects.all())


def mentions(*traces):
    """Return where anything of a person can still be read."""
    return [(table, trace) for table, row in stored_rows() for trace in traces if trace.lower() in row.lower()]


def references_to(user_id):
    """Return the tables with a row that refers to a user by a column, foreign key or not."""
    columns = [
        (model._meta.db_table, field.column)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        if field.related_model is User or "user_id" in field.name
    ]
    with connection.cursor() as cursor:
        for name, column in columns:
            cursor.execute(f"SELECT count(*) FROM {name} WHERE {column} = %s", [user_id])  # noqa: S608 -- as above
            if cursor.fetchone()[0]:
                yield name

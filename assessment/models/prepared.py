"""Queries that nearly every request makes: building the SQL costs more than running it, so it is built once."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any, Generic, NamedTuple, TypeVar
from uuid import UUID

from django.db import connection, models
from django.db.backends.utils import CursorWrapper
from django.db.models.sql import UpdateQuery
from django.db.models.sql.compiler import SQLCompiler

from assessment.models.visitor import Visitor

Row = TypeVar("Row", bound=models.Model)


class Statement(NamedTuple):
    """An SQL statement as it is sent.

    parameters: the values in the SQL, in its order; stand-ins for those that change.
    places: for each value that changes, its place in parameters, and its place among the values given.
    """

    sql: str
    parameters: tuple[Any, ...]
    places: tuple[tuple[int, int], ...]

    def execute(self, cursor: CursorWrapper, values: Sequence[Hashable]) -> None:
        """Send it with these values."""
        parameters = list(self.parameters)
        for place, number in self.places:
            parameters[place] = stored(values[number])
        cursor.execute(self.sql, parameters)


class Built(NamedTuple):
    """A query as it is sent, and how its answer is read.

    fields: names of the model's fields that a row begins with; none for a query for values.
    annotations: names of what follows them.
    converters: by place, what turns a column's stored value into the field's.
    """

    model: type[models.Model]
    statement: Statement
    fields: tuple[str, ...]
    annotations: tuple[str, ...]
    converters: dict[int, tuple[list[Callable[..., Any]], Any]]


class Prepared(Generic[Row]):
    """A query for rows of one table, with values that change from request to request."""

    def __init__(self, build: Callable[..., models.QuerySet[Row, Any]], *stand_ins: Hashable) -> None:
        """Keep how the query is built; `stand_ins` stand for the values: no two alike, none found elsewhere in it."""
        self.build, self.stand_ins = build, stand_ins

    @cached_property
    def built(self) -> Built:
        """Let Django build it, once."""
        rows = self.build(*self.stand_ins)
        compiler = rows.query.get_compiler(connection=connection)
        statement = stated(compiler, self.stand_ins)
        selected = [expression for expression, _, _ in compiler.select]
        places = compiler.klass_info["select_fields"] if compiler.klass_info else ()
        fields = tuple(selected[place].target.attname for place in places)
        annotations = tuple(compiler.annotation_col_map)
        return Built(rows.model, statement, fields, annotations, compiler.get_converters(selected))

    def first(self, *values: Hashable) -> Row | None:
        """Return the first row for these values, if there is one."""
        built = self.built
        with connection.cursor() as cursor:
            built.statement.execute(cursor, values)
            row = cursor.fetchone()
        return read(built, row) if row else None

    def rows(self, *values: Hashable) -> list[list[Any]]:
        """Return all rows of a query for values."""
        built = self.built
        with connection.cursor() as cursor:
            built.statement.execute(cursor, values)
            return [converted(built, row) for row in cursor.fetchall()]


def converted(built: Built, fetched: Sequence[Any]) -> list[Any]:
    """Return a fetched row with its values as the model's fields hold them."""
    row = list(fetched)
    for place, (converters, expression) in built.converters.items():
        for convert in converters:
            row[place] = convert(row[place], expression, connection)
    return row


def read(built: Built, fetched: Sequence[Any]) -> Any:
    """Return a row as its model."""
    row, width = converted(built, fetched), len(built.fields)
    found = built.model.from_db(connection.alias, built.fields, row[:width])
    for name, value in zip(built.annotations, row[width:], strict=True):
        setattr(found, name, value)
    return found


class PreparedForVisitor(Generic[Row]):
    """A query for what a visitor owns, prepared twice: for people who are signed in, and for browsers."""

    def __init__(self, build: Callable[..., models.QuerySet[Row, Any]], *stand_ins: Hashable) -> None:
        """Keep how the query is built for a visitor, and what stands for the other values."""
        self.of_user = Prepared[Row](lambda user_id, *others: build(Visitor(user_id=user_id), *others), -1, *stand_ins)
        self.of_browser = Prepared[Row](
            lambda browser, *others: build(Visitor(browser=browser), *others), "a browser", *stand_ins
        )

    def first(self, visitor: Visitor, *values: Hashable) -> Row | None:
        """Return the first row that the visitor owns, for these values."""
        if visitor.user_id is not None:
            return self.of_user.first(visitor.user_id, *values)
        return self.of_browser.first(visitor.browser, *values) if visitor.browser else None

    def rows(self, visitor: Visitor) -> list[list[Any]]:
        """Return all rows that the visitor owns, of a query for values."""
        if visitor.user_id is not None:
            return self.of_user.rows(visitor.user_id)
        return self.of_browser.rows(visitor.browser) if visitor.browser else []


class PreparedUpdate:
    """A statement that sets columns of rows, with values that change from request to request."""

    def __init__(
        self, build: Callable[..., tuple[models.QuerySet[Any], Mapping[str, Any]]], *stand_ins: Hashable
    ) -> None:
        """Keep how rows and their new values are chosen; `stand_ins` as in `Prepared`."""
        self.build, self.stand_ins = build, stand_ins

    @cached_property
    def built(self) -> Statement:
        """Let Django build it, once."""
        rows, columns = self.build(*self.stand_ins)
        query: Any = rows.query.chain(UpdateQuery)
        query.add_update_values(columns)
        return stated(query.get_compiler(connection=connection), self.stand_ins)

    def run(self, *values: Hashable) -> int:
        """Update with these values; return how many rows there were."""
        with connection.cursor() as cursor:
            self.built.execute(cursor, values)
            return int(cursor.rowcount)


def stated(compiler: SQLCompiler, stand_ins: Iterable[Hashable]) -> Statement:
    """Return the statement that a compiler builds, with the places of the stand-ins.

    Texts are plain strings: for a member of an enumeration, sqlite3 looks for an adapter each time.
    """
    sql, built = compiler.as_sql()
    parameters = tuple(str(value) if isinstance(value, str) else value for value in built)
    numbers = {stored(stand_in): number for number, stand_in in enumerate(stand_ins)}
    places = tuple((place, numbers[value]) for place, value in enumerate(parameters) if value in numbers)
    return Statement(sql, parameters, places)


def stored(value: Hashable) -> Hashable:
    """Return a value as it is handed to the database."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return value.hex if isinstance(value, UUID) and not connection.features.has_native_uuid_field else value

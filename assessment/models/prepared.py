"""Queries that nearly every request makes: building the SQL costs more than running it, so it is built once."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
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


class CompiledSQL(NamedTuple):
    """SQL as it is sent.

    parameters: the values in the SQL, in its order; placeholders for those that change.
    positions: for each value that changes, its position in parameters, and its position among the values given.
    """

    sql: str
    parameters: tuple[Any, ...]
    positions: tuple[tuple[int, int], ...]

    def execute(self, cursor: CursorWrapper, values: Sequence[Hashable]) -> None:
        """Send it with these values."""
        parameters = list(self.parameters)
        for position, number in self.positions:
            parameters[position] = adapted(values[number])
        cursor.execute(self.sql, parameters)


class CompiledQuery(NamedTuple):
    """A query as it is sent, and how its rows are read.

    fields: names of the model's fields that a row begins with; none for a query for values.
    annotations: names of what follows them.
    converters: as the compiler has them, what turns a column's stored value into the field's.
    """

    model: type[models.Model]
    compiled: CompiledSQL
    fields: tuple[str, ...]
    annotations: tuple[str, ...]
    compiler: SQLCompiler
    converters: dict[int, Any]

    def converted(self, fetched: Iterable[Sequence[Any]]) -> Iterator[list[Any]]:
        """Return fetched rows with their values as the model's fields hold them."""
        return self.compiler.apply_converters(fetched, self.converters)

    def instance(self, fetched: Sequence[Any]) -> Any:
        """Return a fetched row as its model."""
        (row,), width = self.converted([fetched]), len(self.fields)
        found = self.model.from_db(connection.alias, self.fields, row[:width])
        for name, value in zip(self.annotations, row[width:], strict=True):
            setattr(found, name, value)
        return found


class Prepared(Generic[Row]):
    """A query for rows of one table, with values that change from request to request."""

    def __init__(self, build: Callable[..., models.QuerySet[Row, Any]], *placeholders: Hashable) -> None:
        """Keep how the query is built; `placeholders`, one for each value: no two alike, none found elsewhere in it."""
        self.build, self.placeholders = build, placeholders

    @cached_property
    def query(self) -> CompiledQuery:
        """Let Django compile it, once."""
        rows = self.build(*self.placeholders)
        compiler = rows.query.get_compiler(connection=connection)
        compiled = compiled_sql(compiler, self.placeholders)
        selected = [expression for expression, _, _ in compiler.select]
        columns = compiler.klass_info["select_fields"] if compiler.klass_info else ()
        fields = tuple(selected[column].target.attname for column in columns)
        annotations = tuple(compiler.annotation_col_map)
        return CompiledQuery(rows.model, compiled, fields, annotations, compiler, compiler.get_converters(selected))

    def first(self, *values: Hashable) -> Row | None:
        """Return the first row for these values, if there is one."""
        query = self.query
        with connection.cursor() as cursor:
            query.compiled.execute(cursor, values)
            row = cursor.fetchone()
        return query.instance(row) if row else None

    def rows(self, *values: Hashable) -> list[list[Any]]:
        """Return all rows of a query for values."""
        query = self.query
        with connection.cursor() as cursor:
            query.compiled.execute(cursor, values)
            return list(query.converted(cursor.fetchall()))


class PreparedForVisitor(Generic[Row]):
    """A query for what a visitor owns, prepared twice: for people who are signed in, and for browsers."""

    def __init__(self, build: Callable[..., models.QuerySet[Row, Any]], *placeholders: Hashable) -> None:
        """Keep how the query is built for a visitor, and the placeholders for the other values."""
        self.of_user = Prepared[Row](
            lambda user_id, *others: build(Visitor(user_id=user_id), *others), -1, *placeholders
        )
        self.of_browser = Prepared[Row](
            lambda browser, *others: build(Visitor(browser=browser), *others), "a browser", *placeholders
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
        self, build: Callable[..., tuple[models.QuerySet[Any], Mapping[str, Any]]], *placeholders: Hashable
    ) -> None:
        """Keep how rows and their new values are chosen; `placeholders` as in `Prepared`."""
        self.build, self.placeholders = build, placeholders

    @cached_property
    def compiled(self) -> CompiledSQL:
        """Let Django compile it, once."""
        rows, columns = self.build(*self.placeholders)
        query: Any = rows.query.chain(UpdateQuery)
        query.add_update_values(columns)
        return compiled_sql(query.get_compiler(connection=connection), self.placeholders)

    def run(self, *values: Hashable) -> int:
        """Update with these values; return how many rows there were."""
        with connection.cursor() as cursor:
            self.compiled.execute(cursor, values)
            return int(cursor.rowcount)


def compiled_sql(compiler: SQLCompiler, placeholders: Iterable[Hashable]) -> CompiledSQL:
    """Return the SQL that a compiler builds, with the positions of the placeholders.

    Texts are plain strings: for a member of an enumeration, sqlite3 looks for an adapter each time.
    """
    sql, values = compiler.as_sql()
    parameters = tuple(str(value) if isinstance(value, str) else value for value in values)
    numbers = {adapted(placeholder): number for number, placeholder in enumerate(placeholders)}
    positions = tuple((position, numbers[value]) for position, value in enumerate(parameters) if value in numbers)
    return CompiledSQL(sql, parameters, positions)


def adapted(value: Hashable) -> Hashable:
    """Return a value as it is handed to the database."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return value.hex if isinstance(value, UUID) and not connection.features.has_native_uuid_field else value

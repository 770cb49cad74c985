"""Statements of nearly every request: building their SQL costs more than the database's answer, so it is built once."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any, Generic, NamedTuple, TypeVar
from uuid import UUID

from django.db import connection, models
from django.db.models.sql import UpdateQuery

from assessment.models.visitor import Visitor

Row = TypeVar("Row", bound=models.Model)


class Built(NamedTuple):
    """A query as it is sent, and how its answer is read.

    parameters: the values in the SQL, in its order; those that change are the stand-ins.
    fields: names of the model's fields, with which a row begins; none of a query for values.
    annotations: names of what follows them.
    converters: what turns a column's value as it is stored into the field's, by place.
    """

    model: type[models.Model]
    sql: str
    parameters: tuple[Any, ...]
    fields: tuple[str, ...]
    annotations: tuple[str, ...]
    converters: dict[int, tuple[list[Callable[..., Any]], Any]]


class Prepared(Generic[Row]):
    """A query for rows of one table, with values that change from request to request."""

    def __init__(self, build: Callable[..., models.QuerySet[Row, Any]], *stand_ins: Hashable) -> None:
        """Keep how the query is built; `stand_ins` stand for the values, no two alike and none anywhere else in it."""
        self.build, self.stand_ins = build, stand_ins

    @cached_property
    def built(self) -> Built:
        """Let Django build it, once."""
        rows = self.build(*self.stand_ins)
        compiler = rows.query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        selected = [expression for expression, _, _ in compiler.select]
        places = compiler.klass_info["select_fields"] if compiler.klass_info else ()
        fields = tuple(selected[place].target.attname for place in places)
        annotations = tuple(compiler.annotation_col_map)
        return Built(rows.model, sql, parameters, fields, annotations, compiler.get_converters(selected))

    def first(self, *values: Hashable) -> Row | None:
        """Return the first row for these values, if there is one."""
        built = self.built
        with connection.cursor() as cursor:
            cursor.execute(built.sql, replaced(built.parameters, self.stand_ins, values))
            row = cursor.fetchone()
        return read(built, row) if row else None

    def rows(self, *values: Hashable) -> list[list[Any]]:
        """Return all rows of a query for values."""
        built = self.built
        with connection.cursor() as cursor:
            cursor.execute(built.sql, replaced(built.parameters, self.stand_ins, values))
            return [converted(built, row) for row in cursor.fetchall()]


def converted(built: Built, fetched: Sequence[Any]) -> list[Any]:
    """Return a row with its values as the fields have them."""
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
    """The same for what a visitor owns: one query for people who are signed in, one for browsers."""

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
        """Return all rows of what the visitor owns, of a query for values."""
        if visitor.user_id is not None:
            return self.of_user.rows(visitor.user_id)
        return self.of_browser.rows(visitor.browser) if visitor.browser else []


class PreparedUpdate:
    """A statement that sets columns of rows, with values that change from request to request."""

    def __init__(
        self, build: Callable[..., tuple[models.QuerySet[Any], Mapping[str, Any]]], *stand_ins: Hashable
    ) -> None:
        """Keep how rows and their new values are chosen; `stand_ins` as those of `Prepared`."""
        self.build, self.stand_ins = build, stand_ins

    @cached_property
    def built(self) -> tuple[str, tuple[Any, ...]]:
        """Let Django build SQL and parameters, once."""
        rows, columns = self.build(*self.stand_ins)
        query: Any = rows.query.chain(UpdateQuery)
        query.add_update_values(columns)
        sql, parameters = query.get_compiler(connection=connection).as_sql()
        return sql, parameters

    def run(self, *values: Hashable) -> int:
        """Update with these values; return how many rows there were."""
        sql, parameters = self.built
        with connection.cursor() as cursor:
            cursor.execute(sql, replaced(parameters, self.stand_ins, values))
            return int(cursor.rowcount)


def replaced(parameters: Iterable[Any], stand_ins: Iterable[Hashable], values: Iterable[Hashable]) -> list[Any]:
    """Return the parameters of a statement with values in the places of what stood for them."""
    given = dict(zip(map(stored, stand_ins), map(stored, values), strict=True))
    return [given.get(parameter, parameter) for parameter in parameters]


def stored(value: Hashable) -> Hashable:
    """Return a value as the database is given it."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return value.hex if isinstance(value, UUID) and not connection.features.has_native_uuid_field else value

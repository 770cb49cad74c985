"""Queries that nearly every request asks: building their SQL costs more than the answer, so it is built once."""

from collections.abc import Callable, Hashable
from functools import cached_property
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db import connection, models

from assessment.models.visitor import Visitor

Row = TypeVar("Row", bound=models.Model)


class Prepared(Generic[Row]):
    """A query for rows of one table, with values that change from request to request."""

    def __init__(self, build: Callable[..., models.QuerySet[Row]], *stand_ins: Hashable) -> None:
        """Keep how the query is built; `stand_ins` stand for the values, no two alike and none anywhere else in it."""
        self.build, self.stand_ins = build, stand_ins

    @cached_property
    def built(self) -> tuple[type[Row], str, tuple[Any, ...]]:
        """Return the table's model, the SQL, and its parameters: the stand-ins among them."""
        rows = self.build(*self.stand_ins)
        sql, parameters = rows.query.sql_with_params()
        return rows.model, sql, parameters

    def first(self, *values: Hashable) -> Row | None:
        """Return the first row for these values, if there is one."""
        model, sql, parameters = self.built
        given = dict(zip(map(stored, self.stand_ins), map(stored, values), strict=True))
        rows = model._default_manager.raw(sql, [given.get(parameter, parameter) for parameter in parameters])
        return next(iter(rows), None)


class PreparedForVisitor(Generic[Row]):
    """The same for what a visitor owns: one query for people who are signed in, one for browsers."""

    def __init__(self, build: Callable[..., models.QuerySet[Row]], *stand_ins: Hashable) -> None:
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


def stored(value: Hashable) -> Hashable:
    """Return a value as the database is asked for it."""
    return value.hex if isinstance(value, UUID) and not connection.features.has_native_uuid_field else value

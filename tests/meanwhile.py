"""Something that happens while a request is being answered."""

from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager

from django.db import connection

A_MOMENT = 0.5

LOCKING = "BEGIN" if connection.vendor == "sqlite" else "FOR UPDATE"
"""What keeps others out: on SQLite a transaction that has begun, on PostgreSQL the rows that it has chosen."""

READING_RESULTS = 'WHERE "assessment_result"."attempt_id" IN'


@contextmanager
def meanwhile(act, *, before):
    """Act once, just before the first statement to the database that contains `before`; it has to come."""
    waiting = [act]

    def interrupt(execute, sql, params, many, context):
        if waiting and before in sql:
            waiting.pop()()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(interrupt):
        yield
    assert not waiting, f"no statement with {before}"


def elsewhere(act):
    """Act over a connection of its own."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(act_and_leave, act).result()


@contextmanager
def alongside(act, *, before):
    """Begin to act elsewhere just before that statement; where it is kept out, it goes on when it is let in."""
    with ThreadPoolExecutor(1) as pool:
        begun = []

        def begin():
            begun.append(pool.submit(act_and_leave, act))
            wait(begun, A_MOMENT)

        with meanwhile(begin, before=before):
            yield
        begun[0].result()


def act_and_leave(act):
    act()
    connection.close()

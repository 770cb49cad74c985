"""Something that happens while a request is being answered."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from django.db import connection

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

    def act_and_leave():
        act()
        connection.close()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(act_and_leave).result()

"""Somebody who commits ten rows at a time, over a connection of their own, until told to stop."""

import threading
import time
from contextlib import contextmanager

from django.contrib.auth.models import User
from django.db import connection


@contextmanager
def writer():
    """Write in the background; gives a function that waits until so many rows are committed and returns how many."""
    stop = threading.Event()
    rows = []

    def write():
        while not stop.is_set():
            User.objects.bulk_create([User(username=f"writer-{len(rows) + number}") for number in range(10)])
            rows.extend(range(10))
        connection.close()

    def committed(at_least):
        while len(rows) < at_least:
            assert thread.is_alive(), "the writer has failed"
            time.sleep(0.01)
        return len(rows)

    thread = threading.Thread(target=write)
    thread.start()
    try:
        yield committed
    finally:
        stop.set()
        thread.join()

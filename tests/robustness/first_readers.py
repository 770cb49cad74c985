"""Let many threads be the first to read a thing, in a process as fresh as a new worker; say what ended badly."""

import os
import sys
import threading
from collections.abc import Callable
from contextlib import suppress

from django.urls import get_resolver
from msgspec import ValidationError

from assessment.content.document import from_json
from assessment.models import AnalysisRun, Result
from assessment.models.drafting import AdvicePiece, NotPublishable, Question

THREADS = 6
READERS: dict[str, Callable[[], object]] = {
    "a result": lambda: Result(kept='{"finding": {}}').read(),
    "an analysis": lambda: AnalysisRun(figures="{}").read(),
    "a document": lambda: from_json('{"title": "", "sections": [{}]}'),
    "a statement of a draft": lambda: Question(key="P1").compiled(),
    "advice of a draft": lambda: AdvicePiece(key="V1").compiled(),
}


def at_once(read: Callable[[], object]) -> None:
    """Let all threads begin in the same moment; what they read is faulty, and only what becomes of them counts."""
    ready = threading.Barrier(THREADS)

    def start() -> None:
        ready.wait()
        with suppress(ValidationError, NotPublishable):
            read()

    threads = [threading.Thread(target=start) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def main(times: int) -> None:
    """Fork a child for each turn."""
    get_resolver().url_patterns  # noqa: B018  # loads every view, as the server does
    sys.setswitchinterval(1e-6)
    for _ in range(times):
        for what, read in READERS.items():
            child = os.fork()
            if not child:
                at_once(read)
                os._exit(0)
            if status := os.waitpid(child, 0)[1]:
                sys.exit(f"{what}: ended with status {status}")

"""One line of JSON for each thing that happens: enough to find a fault, nothing that tells of a person.

Addresses are written as their pattern, for they hold ids and the keys of shared results; of an exception, its kind and
where it came from, for what it says may hold an answer or an e-mail address.
"""

import logging
from contextvars import ContextVar
from datetime import UTC, datetime
from traceback import extract_tb

import msgspec
from django.http import HttpRequest

# No line tells of these, and looking them up is a tenth of what a line costs.
logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False

request_id: ContextVar[str] = ContextVar("request_id", default="")

FRAMES = 8
"""How many of the places that an exception passed through are written, the innermost last."""


class JsonLines(logging.Formatter):
    """Write a record as one line."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "request": request_id.get(),
            "message": said(record),
            **getattr(record, "told", {}),
            **fault(record),
        }
        return msgspec.json.encode(line).decode()


def said(record: logging.LogRecord) -> str:
    """Return the message; where Django would write the address or what a visitor sent, the status and the pattern."""
    request = getattr(record, "request", None)
    if isinstance(request, HttpRequest):
        return f"{getattr(record, 'status_code', '')} {request.method} {route_of(request)}"
    return record.getMessage()


def route_of(request: HttpRequest) -> str:
    """Return the pattern of an address."""
    return f"/{request.resolver_match.route}" if request.resolver_match else "no such address"


def fault(record: logging.LogRecord) -> dict[str, object]:
    """Return the kind of an exception and where it came from."""
    kind, _, trace = record.exc_info or (None, None, None)
    if kind is None:
        return {}
    places = [f"{frame.filename}:{frame.lineno} in {frame.name}" for frame in extract_tb(trace)[-FRAMES:]]
    return {"error": f"{kind.__module__}.{kind.__qualname__}", "at": places}

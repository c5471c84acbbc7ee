"""What the service says of itself while it runs, without a word about any person.

A fault is told by its kind and by where it happened: what it says, and what a database says of a row, may name people.
With made-up people (`SAMVAG_DEMO=1`) the whole of it is shown. `SAMVAG_LOG=json` gives one JSON object a line.
"""

import json
import logging
import os
import traceback
from types import TracebackType
from typing import Any

Fault = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Lines(logging.Formatter):
    """For people: a line, and below it where a fault happened."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%S%z")

    def format(self, record: logging.LogRecord) -> str:
        return super().format(_in_one_line(_without_address(record)))

    def formatException(self, ei: Fault) -> str:  # noqa: N802 – logging's own name
        if os.environ.get("SAMVAG_DEMO") == "1" and ei[0] is not None:
            return super().formatException(ei)
        return "\n".join(f"  {line}" for line in (*places(ei), *kinds(ei)[:1]))


class Json(Lines):
    """For programs: when, how bad, from where, what; of a fault its kinds, outermost first, and its places."""

    def format(self, record: logging.LogRecord) -> str:
        record = _in_one_line(_without_address(record))
        said: dict[str, Any] = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname.lower(),
            "from": record.name,
            "message": record.getMessage(),
            **getattr(record, "facts", {}),
        }
        if record.exc_info and record.exc_info[0]:
            said |= {"fault": kinds(record.exc_info), "where": places(record.exc_info)}
        return json.dumps(said, ensure_ascii=False)


def _without_address(record: logging.LogRecord) -> logging.LogRecord:
    """What Django says of a request holds the address that was asked for, and people type anything there.

    A fault's text that another has already put together is forgotten.
    """
    told: dict[str, Any] = {"exc_text": None}
    request = getattr(record, "request", None)
    if request is not None and hasattr(record, "status_code"):
        match = getattr(request, "resolver_match", None)
        told |= {
            "msg": f"{request.method} {match.view_name if match else '-'} {record.status_code}",
            "args": (),
        }
    return logging.makeLogRecord(record.__dict__ | told)


def _in_one_line(record: logging.LogRecord) -> logging.LogRecord:
    """Whoever can have something written cannot write a line of their own."""
    said = "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in record.getMessage())
    return logging.makeLogRecord(record.__dict__ | {"msg": said, "args": ()})


def kinds(fault: Fault) -> list[str]:
    """The fault and those that led to it, by their classes alone."""
    found: list[str] = []
    one = fault[1]
    while one is not None and len(found) < 10:
        found.append(f"{type(one).__module__}.{type(one).__qualname__}")
        one = one.__cause__ or one.__context__
    return found


def places(fault: Fault) -> list[str]:
    """Where it happened, innermost last: files and functions, never values."""
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(fault[2])]


def formatter() -> type[Lines]:
    return Json if os.environ.get("SAMVAG_LOG") == "json" else Lines

"""What a piece of work costs, counted: the same on a quiet machine and on a busy one."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass

from tracker.app.tracker import Tracker

TWICE = 2.2
"""At most so many times the calls may be made of twice the rows: what does not grow, evens out."""


@dataclass(frozen=True)
class Work:
    """The Python and C functions that were called, and the SQL statements that were run."""

    calls: int
    statements: int


def work_of(job: Callable[[], object], tracker: Tracker | None = None) -> Work:
    """Do a job and count what it does; statements are those on the file of a tracker."""
    calls = statements = 0

    def on_call(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    def on_statement(_sql: str) -> None:
        nonlocal statements
        statements += 1

    before = sys.getprofile()
    if tracker is not None:
        tracker.file.conn.set_trace_callback(on_statement)
    sys.setprofile(on_call)
    try:
        job()
    finally:
        sys.setprofile(before)
        if tracker is not None:
            tracker.file.conn.set_trace_callback(None)
    return Work(calls, statements)

"""What is kept and told of a fault: kinds and places, never a name, a number or a word of yours.

What an error says of itself may quote what was typed, so it is left out, here as in the log; a
person may add it to a report by hand. Nothing is ever sent.
"""

from __future__ import annotations

import logging
import os
import platform
import sys
import traceback
from collections.abc import Iterator
from logging.handlers import RotatingFileHandler
from pathlib import Path, PurePath
from types import TracebackType
from typing import Final

from tracker import __version__

LARGEST_LOG: Final = 200_000  # bytes, three times
OURS_ALONE: Final = 0o600
NO_WAIT: Final = getattr(os, "O_NONBLOCK", 0)  # a pipe in its place would be waited for, for ever
_KNOWN: Final = ("tracker", "site-packages")


def fault_report(error: BaseException, parts: str = "", *, with_words: bool = False) -> str:
    """Return everything that a report of a fault holds; `parts` names versions of what is used.

    `with_words` adds what the errors say of themselves, which may quote what was typed.
    """
    head = f"Impact Tracker {__version__}"
    runs_on = f"Python {platform.python_version()}, {platform.system()} {platform.release()}"
    lines = [head, ", ".join(part for part in (runs_on, parts) if part)]
    for one in _chain(error):
        lines += ["", *_described(one, with_words=with_words)]
    return "\n".join(lines) + "\n"


class PlacesFormatter(logging.Formatter):
    """Writes what a log line is about, without what it is filled with, and where an error rose."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one line, and those of the error."""
        when = self.formatTime(record, "%Y-%m-%d %H:%M:%S")
        lines = [f"{when} {record.levelname} {record.name}: {record.msg}"]
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            for one in _chain(error):
                lines += _described(one, with_words=False)
        return "\n".join(lines)


class PrivateLogHandler(RotatingFileHandler):
    """A log that grows to no end, and is for nobody else to read."""

    def _open(self) -> object:  # type: ignore[override]
        os.close(os.open(self.baseFilename, os.O_CREAT | os.O_WRONLY | NO_WAIT, OURS_ALONE))
        return super()._open()

    def handleError(self, _record: logging.LogRecord) -> None:  # noqa: N802 - logging's own name
        """Say nothing where the log cannot be written: logging would print names and texts."""


def log_handler(path: Path) -> logging.Handler:
    """Return what writes warnings and faults to a file, or nowhere if that cannot be written."""
    try:
        path.parent.mkdir(OURS_ALONE | 0o100, parents=True, exist_ok=True)
        handler: logging.Handler = PrivateLogHandler(
            path, maxBytes=LARGEST_LOG, backupCount=2, encoding="utf-8"
        )
    except OSError:  # no log is no reason to keep anybody from their data
        return logging.NullHandler()
    handler.setFormatter(PlacesFormatter())
    return handler


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Return an error and what it came from."""
    seen: set[int] = set()
    one: BaseException | None = error
    while one is not None and id(one) not in seen:
        seen.add(id(one))
        yield one
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)


def _described(error: BaseException, *, with_words: bool) -> list[str]:
    kind = type(error)
    name = (
        kind.__qualname__
        if kind.__module__ == "builtins"
        else f"{kind.__module__}.{kind.__qualname__}"
    )
    said = f": {error}" if with_words and str(error) else ""
    return [f"{name}{said}", *(f"  {place}" for place in _places(error.__traceback__))]


def _places(trace: TracebackType | None) -> list[str]:
    found = traceback.extract_tb(trace)
    return [f"{_short(one.filename)}:{one.lineno} in {one.name}" for one in found]


def _short(filename: str) -> str:
    """Return a place in the program without the folders of this person before it."""
    parts = PurePath(filename).parts
    for known in _KNOWN:
        if known in parts:
            return "/".join(parts[len(parts) - parts[::-1].index(known) - 1 :])
    return parts[-1] if parts else sys.platform

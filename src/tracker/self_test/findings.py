"""What a self-test has done and what failed, and the one JSON object that says it."""

from __future__ import annotations

import json
import platform
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from types import TracebackType

from tracker import __version__

TODAY = date(2026, 11, 20)  # a Friday; the same day everywhere gives the same findings
NOW = datetime(2026, 11, 20, 14, 2)


@dataclass
class Findings:
    """What was opened, written, read and carried out; each failure with its reason."""

    opened: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    read: list[str] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)
    failed: list[dict[str, str]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    _now: str = "the start"
    _heard: bool = False  # an error that a slot or a paint raised, which Qt swallows

    @contextmanager
    def step(self, done: list[str], what: str) -> Iterator[None]:
        """Do one thing; whatever goes wrong in it is kept, and the next is done all the same."""
        self._now, self._heard = what, False
        try:
            yield
        except Exception as error:
            self.fail(what, error)
        else:
            if not self._heard:
                done.append(what)

    def fail(self, what: str, error: BaseException) -> None:
        """Keep a failure."""
        said = " ".join(str(error).split())
        self.failed.append({"what": what, "why": f"{type(error).__name__}: {said}"})

    def hear(
        self, _kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        """Take an error that nobody caught, as `sys.excepthook`."""
        self._heard = True
        self.fail(self._now, error)

    def as_json(self) -> str:
        """Return everything as one JSON object, in ASCII."""
        from PySide6.QtCore import qVersion

        return json.dumps(
            {
                "version": __version__,
                "python": platform.python_version(),
                "qt": qVersion(),
                "packed": bool(getattr(sys, "frozen", False)),
                "opened": self.opened,
                "written": self.written,
                "read": self.read,
                "commands": self.commands,
                "warnings": self.warnings,
                "failed": self.failed,
            },
            indent=1,
        )

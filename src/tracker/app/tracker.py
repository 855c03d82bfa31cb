"""An open tracker file: its tables, its history, and who hears of changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from tracker.app.judging import Judge
from tracker.domain.correction import Explanation, Fix, PlannedChange, Signal
from tracker.domain.customer import Customer, Service, Want
from tracker.domain.diary import CheckIn, Event, Pulse
from tracker.domain.errors import FileTrouble
from tracker.store.database import File
from tracker.store.evaluations import Evaluations
from tracker.store.history import Changes, History, Step
from tracker.store.measures import Measures
from tracker.store.rows import Rows

__all__ = ["Changes", "Tracker"]
TABLES = (
    "customer",
    "want",
    "service",
    "measure",
    "version",
    "evaluation",
    "event",
    "pulse",
    "check_in",
    "fix",
    "planned_change",
    "explanation",
    "signal",
)


class Tracker:
    """Everything the use cases need, handed over by name. `path` None: in memory."""

    def __init__(
        self, path: Path | None = None, *, create: bool = True, read_only: bool = False
    ) -> None:
        self.file = File(path, create=create, read_only=read_only)
        self.customers = Rows(self.file, "customer", Customer)
        self.wants = Rows(self.file, "want", Want)
        self.services = Rows(self.file, "service", Service)
        self.measures = Measures(self.file)
        self.evaluations = Evaluations(self.file)
        self.events = Rows(self.file, "event", Event)
        self.pulses = Rows(self.file, "pulse", Pulse)
        self.check_ins = Rows(self.file, "check_in", CheckIn)
        self.fixes = Rows(self.file, "fix", Fix)
        self.planned_changes = Rows(self.file, "planned_change", PlannedChange)
        self.explanations = Rows(self.file, "explanation", Explanation)
        self.signals = Rows(self.file, "signal", Signal)
        self.judge = Judge(self.file, self.measures, self.planned_changes, self.signals)
        self.history = History(self.file, () if read_only else TABLES)
        self.history.follow = self.judge.follow
        self.on_change: Callable[[Changes], None] = _nobody
        self.file.guard()

    @property
    def path(self) -> Path | None:
        """Where the file lies; None in memory."""
        return self.file.path

    @property
    def read_only(self) -> bool:
        """Whether edits are refused."""
        return self.file.read_only

    @property
    def empty(self) -> bool:
        """Whether nobody and nothing was entered yet."""
        return not self.file.query("SELECT 1 FROM customer UNION ALL SELECT 1 FROM pulse LIMIT 1")

    @contextmanager
    def edit(self, label: str) -> Iterator[None]:
        """Make the body one undoable step and tell the listener once."""
        if self.read_only:
            raise FileTrouble("This file was opened to be read only", "Open it for writing.")
        try:
            with self.history.step(label) as taken:
                yield
        except BaseException:
            self.measures.forget()
            raise
        for step in taken:
            self.on_change(step.changes)

    def undo(self) -> str | None:
        """Take the newest step back and return its label."""
        return self._tell(self.history.undo())

    def redo(self) -> str | None:
        """Bring the newest undone step back and return its label."""
        return self._tell(self.history.redo())

    def close(self) -> None:
        """Let the file go."""
        self.file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _tell(self, step: Step | None) -> str | None:
        if step is None:
            return None
        self.on_change(step.changes)
        return step.label


def _nobody(_changes: Changes) -> None:
    """Hear a change that nobody listens to."""

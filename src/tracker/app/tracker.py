"""An open tracker file: its tables, its history, and who hears of changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from tracker.domain.customer import Customer, Service, Want
from tracker.domain.errors import FileTrouble
from tracker.store.database import File
from tracker.store.evaluations import Evaluations
from tracker.store.history import Changes, History, Step, Touched
from tracker.store.measures import Measures
from tracker.store.rows import Rows

if TYPE_CHECKING:
    from tracker.app.judging import Judge
    from tracker.domain.correction import Explanation, Fix, PlannedChange, Signal
    from tracker.domain.diary import CheckIn, Event, Pulse

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
)
# Follows the judgement of what was logged, so there is nothing in it to undo.
DERIVED = ("signal",)
LONGEST_LABEL = 80


class Tracker:
    """Everything the use cases need, handed over by name. `path` None: in memory.

    Tables that not every start reads are loaded, with their values, when they are first asked for.
    """

    def __init__(
        self, path: Path | None = None, *, create: bool = True, read_only: bool = False
    ) -> None:
        self.file = File(path, create=create, read_only=read_only)
        self.file.require((*TABLES, *DERIVED))
        self.customers = Rows(self.file, "customer", Customer)
        self.wants = Rows(self.file, "want", Want)
        self.services = Rows(self.file, "service", Service)
        self.measures = Measures(self.file)
        self.evaluations = Evaluations(self.file)
        self.history = History(self.file, () if read_only else TABLES)
        self.history.follow = self._judge
        self.on_change: Callable[[Changes], None] = _nobody
        self.file.guard()

    @cached_property
    def events(self) -> Rows[Event]:
        """The event table."""
        from tracker.domain.diary import Event

        return Rows(self.file, "event", Event)

    @cached_property
    def pulses(self) -> Rows[Pulse]:
        """The pulse table."""
        from tracker.domain.diary import Pulse

        return Rows(self.file, "pulse", Pulse)

    @cached_property
    def check_ins(self) -> Rows[CheckIn]:
        """The check in table."""
        from tracker.domain.diary import CheckIn

        return Rows(self.file, "check_in", CheckIn)

    @cached_property
    def fixes(self) -> Rows[Fix]:
        """The fix table."""
        from tracker.domain.correction import Fix

        return Rows(self.file, "fix", Fix)

    @cached_property
    def planned_changes(self) -> Rows[PlannedChange]:
        """The planned change table."""
        from tracker.domain.correction import PlannedChange

        return Rows(self.file, "planned_change", PlannedChange)

    @cached_property
    def explanations(self) -> Rows[Explanation]:
        """The explanation table."""
        from tracker.domain.correction import Explanation

        return Rows(self.file, "explanation", Explanation)

    @cached_property
    def signals(self) -> Rows[Signal]:
        """The signal table."""
        from tracker.domain.correction import Signal

        return Rows(self.file, "signal", Signal)

    @cached_property
    def judge(self) -> Judge:
        """What keeps the verdict of every measure."""
        from tracker.app.judging import Judge

        return Judge(self.file, self.measures, self.planned_changes, self.signals)

    @property
    def path(self) -> Path | None:
        """Where the file lies; None in memory."""
        return self.file.path

    @property
    def is_open(self) -> bool:
        """Whether the file was not let go yet."""
        return self.file.is_open

    @property
    def read_only(self) -> bool:
        """Whether edits are refused."""
        return self.file.read_only

    @property
    def empty(self) -> bool:
        """Whether nobody and nothing was entered yet."""
        return not self.file.holds_any(TABLES)

    @contextmanager
    def edit(self, label: str) -> Iterator[None]:
        """Make the body one undoable step and tell the listener once."""
        if self.read_only:
            raise FileTrouble("This file was opened to be read only", "Open it for writing.")
        try:
            with self.history.step(_short(label)) as taken:
                yield
        except BaseException:
            self._unlearn()
            raise
        if not taken:  # a part of a greater step: whoever goes on with it reads what is there now
            self.measures.forget()
        for step in taken:
            self.on_change(step.changes)

    def undo(self) -> str | None:
        """Take the newest step back and return its label."""
        return self._replay(self.history.undo)

    def redo(self) -> str | None:
        """Bring the newest undone step back and return its label."""
        return self._replay(self.history.redo)

    def _unlearn(self) -> None:
        self.measures.forget()
        if "judge" in self.__dict__:
            self.judge.unlearn()

    def _replay(self, replay: Callable[[], Step | None]) -> str | None:
        try:
            return self._tell(replay())
        except BaseException:
            self._unlearn()  # what was read in the middle of it never came to be
            raise

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

    def _judge(self, touched: Sequence[Touched]) -> None:
        self.judge.follow(touched)

    def _tell(self, step: Step | None) -> str | None:
        if step is None:
            return None
        self.on_change(step.changes)
        return step.label


def _short(label: str) -> str:
    """Return a label that a menu can show."""
    return label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL - 1]}…"


def _nobody(_changes: Changes) -> None:
    """Hear a change that nobody listens to."""

"""An open tracker file: its tables, its history, who hears of changes, and snapshots of it.

A snapshot does not hold the file itself: the person's next entry waits for no more than the copy,
which takes some thousandths of a second, and what is read from it cannot change meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, NewType, Self

from tracker.app.tables import FACTS, TABLES, Tables
from tracker.domain.errors import FileTrouble
from tracker.domain.period import LAST_DAY
from tracker.domain.texts.cutting import cut
from tracker.store.database import File, Keep
from tracker.store.history import Changes, Touched, UndoHistory, UndoStep

if TYPE_CHECKING:
    from tracker.app.judging import Judge


LONGEST_LABEL = 80


class Tracker(Tables):
    """Everything the use cases need, handed over by name. `path` None: in memory."""

    def __init__(
        self,
        path: Path | None = None,
        *,
        create: bool = True,
        read_only: bool = False,
        thorough: bool = False,
        copy: bytes | None = None,
        keep: Keep | None = None,
        beside: bool = False,
    ) -> None:
        """Open a file; `thorough` reads through it for damage before, however large it is.

        `keep` makes a backup of a file of an older version before it is brought up to date; without
        it such a file is refused. `beside` opens a file once more that is open here (`lending`).
        """
        file = File(
            path,
            create=create,
            read_only=read_only,
            thorough=thorough,
            required=(*TABLES, *FACTS),
            copy=copy,
            keep=keep,
            beside=beside,
        )
        super().__init__(file)
        file.on_change = self._start_over
        self.history = UndoHistory(self.file, () if read_only else TABLES)
        self.history.follow = self._judge
        self.on_change: Callable[[Changes], None] = _nobody
        self.today: Callable[[], date] = _no_calendar
        self._made_judge: Judge | None = None
        self.file.guard()
        if not read_only:
            self._settle()

    @property
    def judge(self) -> Judge:
        """What keeps the verdict of every measure, made when it is first asked for."""
        if self._made_judge is None:
            from tracker.app.judging import Judge

            self._made_judge = Judge(self.file, self.measures, self.planned_changes, self.signals)
        return self._made_judge

    @property
    def judges(self) -> bool:
        """Whether anything was judged yet: a start paints before that."""
        return self._made_judge is not None

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
        self._check_writable()
        try:
            with self.history.step(cut(label, LONGEST_LABEL)) as taken:
                yield
        except BaseException:
            self._unlearn()
            raise
        if not taken:  # a part of a greater step: whoever goes on with it reads what is there now
            self.measures.forget()
        for step in taken:
            self.on_change(step.changes)

    @contextmanager
    def fact(self, *tables: str) -> Iterator[None]:
        """Keep something that cannot be taken back, in one transaction, and tell the listener.

        Within another fact it joins that one, which tells of both.
        """
        self._check_writable()
        if self.file.conn.in_transaction:
            with self.file.atomic():
                yield
            return
        with self.history.unnamed():
            yield
        self.on_change(Changes(frozenset(tables)))

    def undo(self) -> str | None:
        """Take the newest step back and return its label."""
        return self._replay(self.history.undo)

    def redo(self) -> str | None:
        """Bring the newest undone step back and return its label."""
        return self._replay(self.history.redo)

    def adopt(self, steps: Sequence[UndoStep]) -> None:
        """Know of steps that were taken in this very file from another thread."""
        self.file.adopt()
        if not steps:
            return
        self.history.adopt(steps)
        self._unlearn()
        for step in steps:
            self.on_change(step.changes)

    def _check_writable(self) -> None:
        if self.file.lent:
            self.file.look()
        if self.read_only:
            raise self.file.damage or FileTrouble(
                "This file was opened to be read only", "Open it for writing."
            )

    def _settle(self) -> None:
        """Take out of the ledger what a program that was killed did not bring to its place."""
        if self.file.query("SELECT 1 FROM placing LIMIT 1"):
            with suppress(FileTrouble), self.fact("share"):  # else the next start does
                self.ledger.settle()

    def _start_over(self) -> None:
        """Read everything again: another program changed the file, and no step can be undone."""
        self.history.forget()
        self._unlearn()
        measures = frozenset(row[0] for row in self.file.query("SELECT id FROM measure"))
        self.on_change(Changes(frozenset((*TABLES, *FACTS)), measures))

    def _unlearn(self) -> None:
        self.measures.forget()
        if self._made_judge is not None:
            self._made_judge.reload()

    def _replay(self, replay: Callable[[], UndoStep | None]) -> str | None:
        try:
            return self._announce(replay())
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
        self.judge.invalidate(touched)

    def _announce(self, step: UndoStep | None) -> str | None:
        if step is None:
            return None
        self.on_change(step.changes)
        return step.label


def _nobody(_changes: Changes) -> None:
    """Hear a change that nobody listens to."""


def _no_calendar() -> date:
    """Return the last day there is: until a face says what day it is, any may be the past."""
    return LAST_DAY


Snapshot = NewType("Snapshot", bytes)


def snapshot(tracker: Tracker) -> Snapshot:
    """Copy everything that is kept; to be called on the thread of the tracker."""
    return Snapshot(tracker.file.copy())


def opened(content: Snapshot) -> Tracker:
    """Open a snapshot to be read; to be called on the thread that reads it, and closed there."""
    return Tracker(read_only=True, copy=content)

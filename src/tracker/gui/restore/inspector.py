"""Reads backups through in another thread, the newest first, and says what would be lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Signal

from tracker.app.backups.looking import (
    BackupLook,
    FileNow,
    customers_lost_with,
    look_at_data,
    look_into,
    lost_with,
)
from tracker.app.backups.shelf import Backup, BackupShelf
from tracker.domain.backup import Difference
from tracker.domain.errors import FileTrouble
from tracker.gui.jobs import Job


class LostRows:
    """What would be lost with a backup; `lost` is None where nothing of the file can be read.

    `customers` are those of whom the backup has what a whole file has no more, with how much.
    """

    def __init__(
        self,
        backup: Backup,
        lost: list[Difference] | None,
        *,
        whole: bool,
        customers: Mapping[str, int],
    ) -> None:
        self.backup = backup
        self.lost = lost
        self.whole = whole
        self.customers = customers


class BackupInspector(QObject):
    """Two threads at most: one reads backup after backup, one compares what is chosen."""

    looked = Signal(object)  # BackupLook
    ended = Signal()  # every backup was read through
    compared = Signal(object)  # LostRows

    def __init__(self, shelf: BackupShelf, parent: QObject) -> None:
        super().__init__(parent)
        self._data = shelf.data
        self._left: list[Backup] = []
        self._wanted: Backup | None = None
        self._now: FileNow | None = None
        self._stopped = False
        self._looking: Job | None = None
        self._comparing: Job | None = None

    @property
    def now(self) -> FileNow | None:
        """What can be read of the data file, once that is known."""
        return self._now

    @property
    def busy(self) -> bool:
        """Whether anything is still being read."""
        return self._looking is not None or self._comparing is not None

    def look(self, backups: Sequence[Backup]) -> None:
        """Read these through, in their order, after those that wait already."""
        self._left += backups
        if self._looking is None and not self._stopped:
            self._begin_to_look()

    def compare(self, backup: Backup) -> None:
        """Find out what would be lost with a backup; the last one that was asked for counts.

        Not once it was stopped: what was read last may be told after that.
        """
        self._wanted = backup
        if self._comparing is None and not self._stopped:
            self._comparing = Job(self._compare, self)
            self._comparing.finished.connect(self._on_compared)
            self._comparing.start()

    def stop(self) -> None:
        """Wait for what is being read at this moment, and read no more.

        What was found by then is told still, and must begin nothing: the window is about to go.
        """
        self._stopped = True
        for job in (self._looking, self._comparing):
            if job is not None:
                job.wait()

    def _look_at_all(self) -> None:
        while self._left and not self._stopped:
            self.looked.emit(look_into(self._left.pop(0)))

    def _compare(self) -> None:
        backup = self._wanted
        if backup is None or self._stopped:
            return
        if self._now is None:
            self._now = look_at_data(self._data)
        lost: list[Difference] | None = None
        customers: Mapping[str, int] = {}
        if self._now.content is not None:
            try:
                lost = lost_with(backup.path, self._now)
                if self._now.whole:
                    customers = customers_lost_with(backup.path, self._now)
            except FileTrouble:  # the backup was taken away meanwhile
                return
        self.compared.emit(LostRows(backup, lost, whole=self._now.whole, customers=customers))
        if self._wanted is backup:
            self._wanted = None

    def _begin_to_look(self) -> None:
        self._looking = Job(self._look_at_all, self)
        self._looking.finished.connect(self._on_looked)
        self._looking.start()

    def _on_looked(self) -> None:
        self._looking = None
        if self._stopped:
            return
        if self._left:  # came in when the thread had seen the last of the others
            self._begin_to_look()
        else:
            self.ended.emit()

    def _on_compared(self) -> None:
        self._comparing = None
        if self._wanted is not None and not self._stopped:
            self.compare(self._wanted)


def is_whole(look: BackupLook | None) -> bool:
    """Say whether a backup was read through and can be used."""
    return look is not None and look.contents is not None

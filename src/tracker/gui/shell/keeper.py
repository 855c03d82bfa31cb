"""Makes backups while the window is open, and one before it goes; nobody waits for any of them."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, QThread, QTimer

from tracker.app.backups.shelf import BackupReason, BackupShelf, chosen_shelf
from tracker.domain.errors import TrackerError
from tracker.gui.bridge import Bridge
from tracker.gui.jobs import Job
from tracker.gui.shell.offers import CommandOffers

log = logging.getLogger(__name__)

FIVE_MINUTES = 300_000
SOON = 20_000


class BackupKeeper(QObject):
    """Asks now and then whether a backup is due; what went wrong is said until one works."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._bridge = bridge
        self._job: Job | None = None
        self._reason = BackupReason.HOURLY
        self._again = QTimer(self)
        self._again.setInterval(FIVE_MINUTES)
        self._again.timeout.connect(self.look)
        bridge.import_announced.connect(self.keep_before_import)

    def begin(self, offers: CommandOffers) -> None:
        """Look soon, when the first page was read, and from then on again and again."""
        offers.ask({"back_up": self._may_write, "bring_back": self._holds_any})
        self._again.start()
        QTimer.singleShot(SOON, self, self.look)

    def look(self) -> None:
        """Make a backup in another thread if one is due."""
        if self._may_write() and self._shelf().is_due(self._bridge.clock()):
            self.make(BackupReason.HOURLY)

    def make(self, reason: BackupReason = BackupReason.ASKED) -> None:
        """Make one in another thread; one that is being made already is enough."""
        if self._job is not None or not self._may_write():
            return
        self._reason = reason
        self._begin_to_make()

    def keep_before_import(self) -> None:
        """Make one at once: what comes next changes much."""
        if self._bridge.tracker.path is None or self._bridge.tracker.empty:
            return
        self._wait()
        self._reason = BackupReason.IMPORT
        try:
            self._work()
        except TrackerError as error:
            self._on_failed(error)
        self._announce_finished()

    def end(self) -> None:
        """Make the last one, of what was changed since; the window is gone from sight by now."""
        self._again.stop()
        self._wait()
        if not self._may_write() or not self._shelf().is_due(self._bridge.clock(), leaving=True):
            return
        self._reason = BackupReason.HOURLY
        try:
            self._work()
        except TrackerError as error:  # it is due still, and said, when the file is next opened
            log.warning("the last backup failed: %s", type(error).__name__)

    def _may_write(self) -> bool:
        tracker = self._bridge.tracker
        if tracker.path is None or not tracker.is_open or tracker.read_only:
            return False
        return not tracker.empty

    def _holds_any(self) -> bool:
        return self._bridge.tracker.path is not None and bool(self._shelf().all())

    def _begin_to_make(self) -> None:
        self._job = Job(self._work, self)
        self._job.failed.connect(self._on_failed)
        self._job.finished.connect(self._on_finished)
        self._job.start(QThread.Priority.LowPriority)

    def _shelf(self) -> BackupShelf:
        path = self._bridge.tracker.path
        assert path is not None  # noqa: S101 - asked before, everywhere
        return chosen_shelf(path, self._bridge.settings)

    def _work(self) -> None:
        self._bridge.backup_trouble = None
        made = self._shelf().make(self._bridge.clock(), self._reason)
        self._bridge.backup_trouble = made.trouble

    def _on_failed(self, error: TrackerError) -> None:
        self._bridge.backup_trouble = error

    def _on_finished(self) -> None:
        self._job = None
        self._announce_finished()

    def _announce_finished(self) -> None:
        self._bridge.backup_finished.emit()

    def _wait(self) -> None:
        if self._job is not None:
            self._job.wait()

"""Answers the restore window: brings a backup back, reads a damaged file, takes it back again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from tracker.app.backups.contents import entry_names, opened_file
from tracker.app.backups.looking import FileNow, bring_along, needs_backup
from tracker.app.backups.restoring import RestoredFile, restore, take_back
from tracker.app.backups.shelf import BackupShelf
from tracker.domain.errors import FileTrouble, TrackerError
from tracker.gui.bridge import Bridge
from tracker.gui.restore.window import RestoreRequest, RestoreWindow
from tracker.gui.theme import Theme
from tracker.report.dates import moment_within
from tracker.report.text.backups import (
    brought_back,
    brought_line,
    customer_back,
    not_brought_line,
    salvaged_line,
)
from tracker.store.database import Keep
from tracker.store.salvage import salvage
from tracker.store.temporary import temporary_folder


class RestoredBy:
    """What a restore has done, as a sentence, and what is needed to take it back."""

    def __init__(self, sentence: str, file: RestoredFile, shelf: BackupShelf) -> None:
        self.sentence = sentence
        self.file = file
        self.shelf = shelf


class Rescue(QObject):
    """One restore window at a time; what it changes, it changes while no file is open."""

    release_requested = Signal()  # let the open file go: its place is needed
    restored = Signal(object)  # RestoredBy
    abandoned = Signal()  # the window was left without a wish
    open_requested = Signal()
    new_requested = Signal()

    def __init__(
        self, theme: Theme, clock: Callable[[], datetime], keep: Keep, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._keep = keep
        self._theme = theme
        self._clock = clock
        self._shelf: BackupShelf | None = None
        self._bridge: Bridge | None = None
        self.window: RestoreWindow | None = None

    def helps(self, shelf: BackupShelf) -> bool:
        """Say whether what a file needs is a backup."""
        return needs_backup(shelf)

    def open(
        self,
        shelf: BackupShelf,
        error: TrackerError | None = None,
        bridge: Bridge | None = None,
    ) -> None:
        """Show the window, in its place when it is open already; `bridge` has a file open."""
        self.close()
        self._shelf, self._bridge = shelf, bridge
        window = RestoreWindow(shelf, self._theme, self._clock, error)
        window.restore_requested.connect(self._on_restore)
        window.salvage_requested.connect(self._on_salvage)
        window.open_requested.connect(self.open_requested)
        window.new_requested.connect(self.new_requested)
        window.closed.connect(self._on_closed)
        self.window = window
        window.show()

    def show_error(self, error: TrackerError) -> None:
        """Say in the window why something else could not be done."""
        if self.window is not None:
            self.window.show_error(error)

    def close(self) -> None:
        """Close the window: what was wished for is done."""
        if self.window is not None:
            window, self.window = self.window, None
            window.finish()
            window.deleteLater()

    def take_back(self, done: RestoredFile, shelf: BackupShelf) -> None:
        """Undo a restore; raises `FileTrouble` with everything as it was."""
        take_back(done, shelf, self._clock())

    def _on_restore(self, wish: RestoreRequest) -> None:
        if self._shelf is None:
            return
        if wish.customer:
            self._bring_back_customer(wish)
            return
        self.release_requested.emit()
        try:
            done = restore(wish.backup.path, self._shelf, self._clock())
        except FileTrouble as error:
            self.show_error(error)
            return
        sentence = brought_back(wish.backup.made_at, self._clock(), done.kept)
        if wish.now:
            sentence = self._bring_along(sentence, done, wish, wish.now)
        self.restored.emit(RestoredBy(sentence, done, self._shelf))

    def _bring_back_customer(self, wish: RestoreRequest) -> None:
        """Bring one customer back into the file that is open: a step that is undone as any."""
        from tracker.app.commands import bring_back_customer

        bridge = self._bridge
        if bridge is None or self._shelf is None or bridge.tracker.path != self._shelf.data:
            return
        try:
            count = bring_back_customer(bridge.tracker, wish.backup.path, wish.customer)
        except TrackerError as error:
            self.show_error(error)
            return
        self.close()
        when = moment_within(wish.backup.made_at, self._clock())
        bridge.show_message(customer_back(wish.customer, f"the backup of {when}", count))

    def _bring_along(
        self, sentence: str, done: RestoredFile, wish: RestoreRequest, now: FileNow
    ) -> str:
        """Bring along what was wished; return what is to be said: the backup is back either way."""
        try:
            brought = bring_along(done.data, now, wish.lost, self._keep)
        except FileTrouble as error:
            return not_brought_line(sentence, error.sentence)
        return brought_line(sentence, brought, len(wish.lost))

    def _on_salvage(self) -> None:
        """Put everything that can be read of the damaged file in its place."""
        if self._shelf is None:
            return
        with temporary_folder() as folder:
            read = Path(folder) / "readable.db"
            try:
                result = salvage(self._shelf.data, read)
                with opened_file(read) as tracker:
                    missing = entry_names(tracker, result.missing_entries)
                done = restore(read, self._shelf, self._clock())
            except FileTrouble as error:
                self.show_error(error)
                return
        sentence = salvaged_line(result.rows, missing, result.complete)
        self.restored.emit(RestoredBy(sentence, done, self._shelf))

    def _on_closed(self) -> None:
        self.close()
        self.abandoned.emit()

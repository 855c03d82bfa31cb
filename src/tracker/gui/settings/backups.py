"""The card of backups: where they lie, how much room they take, when the last one was made."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from tracker.app.backups.shelf import BackupShelf, chosen_shelf, same_disk
from tracker.gui.bridge import Bridge
from tracker.gui.widgets.text import ElidedLabel, button, label, show_text
from tracker.report.dates import moment_name
from tracker.report.text.backups import SAME_DISK, whole_disk
from tracker.report.wording import number_of

NONE_YET = "No backup yet: the first one is made when something was logged."
IN_MEMORY = "This file is kept in memory only."


class BackupCard(QWidget):
    """Where backups lie is a setting of this computer, and counts for every file."""

    restore_requested = Signal()
    backup_requested = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._bridge = bridge
        self.place = ElidedLabel()
        self.choose = button("Choose a folder…")
        self.choose.clicked.connect(self._on_choose)
        self.beside = button("Beside my data")
        self.beside.clicked.connect(self._on_beside)
        self.last = label(role="hint", wrap=True)
        self.disk = label(role="hint", wrap=True)
        self.trouble = label(role="error", wrap=True)
        self.now = button("Back up now")
        self.now.clicked.connect(self.backup_requested)
        self.restore = button("Restore a backup…")
        self.restore.clicked.connect(self.restore_requested)
        bridge.backup_finished.connect(self.show_backups)
        self._lay_out()

    def show_backups(self) -> None:
        """Show what lies there."""
        shelf = self._shelf()
        for one in (self.choose, self.beside, self.now, self.restore):
            one.setEnabled(shelf is not None)
        if shelf is None:
            self.place.show_text(IN_MEMORY)
            return
        self.place.show_text(str(shelf.folder))
        self.beside.setVisible(shelf.chosen is not None)
        found, same = shelf.all(self._bridge.clock()), same_disk(shelf.folder, shelf.data)
        size = whole_disk(sum(one.size for one in found), same)
        if found:
            made = moment_name(found[0].made_at, self._bridge.clock())
            self.last.setText(f"Last backup: {made}. {number_of(len(found), 'backup')}, {size}.")
        else:
            self.last.setText(NONE_YET)
        show_text(self.disk, SAME_DISK if same else "")
        error = self._bridge.backup_trouble
        show_text(self.trouble, error.sentence if error else "")

    def _shelf(self) -> BackupShelf | None:
        path = self._bridge.tracker.path
        return chosen_shelf(path, self._bridge.settings) if path else None

    def _on_choose(self) -> None:
        self.dialog = QFileDialog(self, "Keep backups in", self._bridge.settings.now.backup_folder)
        self.dialog.setFileMode(QFileDialog.FileMode.Directory)
        self.dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        self.dialog.fileSelected.connect(self._on_chosen)
        self.dialog.open()

    def _on_chosen(self, name: str) -> None:
        """Keep them there from now on, and begin with one: so that it is known to work."""
        self._bridge.settings.change(backup_folder=str(Path(name)))
        self.show_backups()
        self.backup_requested.emit()

    def _on_beside(self) -> None:
        self._bridge.settings.change(backup_folder="")
        self.show_backups()
        self.choose.setFocus()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.place, 1)
        row.addWidget(self.choose)
        row.addWidget(self.beside)
        ways = QHBoxLayout()
        ways.setSpacing(8)
        ways.addWidget(self.now)
        ways.addWidget(self.restore)
        ways.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(row)
        for one in (self.last, self.disk, self.trouble):
            layout.addWidget(one)
        layout.addLayout(ways)

"""Where scorecards are published: a folder that customers can look into, or none."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from tracker.app import commands
from tracker.app.commands.person import person
from tracker.gui.bridge import Bridge
from tracker.gui.widgets.elided import ElidedLabel
from tracker.gui.widgets.leaving import Leaving

NOWHERE = "No folder chosen: nothing is published."
CHOSEN = "Each finished week renews the pages there of the customers you choose."
STOPPED = "Nothing is published any more."


class PublishCard(QWidget):
    """The folder, and whether an index page lists everybody's pages there."""

    share_wished = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._bridge = bridge
        self._leaving = Leaving(bridge, self)
        self.place = ElidedLabel()
        self.choose = QPushButton("Choose a folder…")
        self.choose.clicked.connect(self._on_choose)
        self.stop = QPushButton("Publish no more")
        self.stop.clicked.connect(self._on_stop)
        self.index = QCheckBox("Also write a list of all pages there (everybody sees the names)")
        self.index.clicked.connect(self._on_index)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.place, 1)
        row.addWidget(self.choose)
        row.addWidget(self.stop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(row)
        layout.addWidget(self.index)

    def show_folder(self) -> None:
        """Show what is kept."""
        now = person(self._bridge.tracker)
        self.place.show_text(now.publish_to or NOWHERE)
        self.stop.setVisible(bool(now.publish_to))
        self.index.setVisible(bool(now.publish_to))
        self.index.setChecked(now.publish_index)

    def _on_choose(self) -> None:
        begin = person(self._bridge.tracker).publish_to
        self.dialog = QFileDialog(self, "Publish scorecards into", begin)
        self.dialog.setFileMode(QFileDialog.FileMode.Directory)
        self.dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog.fileSelected.connect(self._on_chosen)
        self.dialog.open()

    def _on_chosen(self, name: str) -> None:
        self._go(Path(name), CHOSEN)

    def _on_stop(self) -> None:
        self._go(None, STOPPED)
        self.choose.setFocus()

    def _go(self, folder: Path | None, said: str) -> None:
        """Publish there from now on, and take our pages away from where they were until now."""
        tracker = self._bridge.tracker
        old = person(tracker).publish_to
        commands.publish_into(tracker, folder, index=self.index.isChecked())
        self._bridge.say(said)
        if old and old != person(tracker).publish_to:
            self._leaving.leave(Path(old), said)

    def _on_index(self, wanted: bool) -> None:
        place = person(self._bridge.tracker).publish_to
        commands.publish_into(self._bridge.tracker, Path(place) if place else None, index=wanted)

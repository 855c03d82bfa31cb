"""Telling a customer that a promise is broken: the proposed message, copied, saved or said."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from tracker.app import commands
from tracker.app.sharing.telling import BrokenPromise, copy_message, save_message
from tracker.domain.errors import TrackerError
from tracker.gui.bridge import Bridge
from tracker.gui.form import FormDialog
from tracker.gui.widgets.save_dialog import save_dialog
from tracker.gui.widgets.text import label
from tracker.gui.widgets.text_field import GrowingText

WIDTH = 560
ABOUT = "Filled in from what you logged. Put it in your own words; the app sends nothing."


class TellDialog(FormDialog):
    """Whatever the way, the words are kept as told, and stand on their scorecard."""

    def __init__(self, bridge: Bridge, parent: QWidget | None, broken: BrokenPromise) -> None:
        super().__init__(bridge, parent, f"Tell {broken.customer}", WIDTH)
        self._broken = broken
        self.belongs_to(broken.measure_id)
        self.dialog: QFileDialog | None = None
        self.column.addWidget(label(ABOUT, "quiet", wrap=True))
        self.text = GrowingText("text", "What you tell them", lines=5)
        self.text.show_text(broken.message)
        self.add_form().add("text", "&Message", self.text)
        self.copy = self.add_button("Copy", self.copy_text, tip="Counts as told, too")
        self.add_button("Save as text…", self.ask_where, tip="Counts as told, too")
        self.primary.setText("I told them")
        self.text.setFocus()

    def save(self) -> None:
        """Keep the message as told today."""
        commands.tell_promise(
            self.tracker, self._broken.measure_id, self.bridge.today(), self.text.text
        )
        self.bridge.show_message("Recorded: they were told today. Ctrl+Z undoes it.")

    def copy_text(self) -> None:
        """Put the message on the clipboard, known to the ledger before; and keep it as told."""
        try:
            words = copy_message(
                self.tracker, self._broken.measure_id, self.text.text, self.bridge.today()
            )
        except TrackerError as error:
            self.show_error(error)
        else:
            QGuiApplication.clipboard().setText(words)
            self.submit()

    def ask_where(self) -> None:
        """Ask where to save the message."""
        name = f"To {self._broken.customer}"
        self.dialog = save_dialog(
            self, self.bridge, "Save the message", {"txt": "Text"}, name, self.write
        )
        self.dialog.open()

    def write(self, path: Path) -> None:
        """Write the message to a file and into the ledger, and keep it as told."""
        try:
            save_message(
                self.tracker, self._broken.measure_id, self.text.text, path, self.bridge.today()
            )
        except TrackerError as error:
            self.show_error(error)
        else:
            self.submit()

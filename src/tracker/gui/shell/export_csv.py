"""What an export holds, before it is written: every evaluation, and private notes only if asked."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QFileDialog, QWidget

from tracker.app.transfer import export_csv
from tracker.app.transfer.exporting import private_notes
from tracker.domain.errors import TrackerError
from tracker.gui.bridge import Bridge
from tracker.gui.form import FormDialog
from tracker.gui.widgets.save_dialog import save_dialog
from tracker.gui.widgets.text import label
from tracker.report.wording import number_of

WIDTH = 480
NAME = "Impact Tracker evaluations"
HOLDS = (
    "Every evaluation of every customer, one row each: value, reason for a skip, the notes that may"
    " be shared, cause and link. Spreadsheets open it, and it can be imported again."
)
NONE = "You have written no private note, so none can be in it."
OUT = "Your private notes stay out of the file."
IN = "Whoever gets the file can read your private notes: keep it to yourself."


class ExportDialog(FormDialog):
    """Says what will be in the file, then asks where it shall lie."""

    def __init__(self, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(bridge, parent, "Export as CSV", WIDTH)
        self._over = parent
        self.dialog: QFileDialog | None = None
        notes = private_notes(self.tracker)
        self.private = QCheckBox(f"Take {number_of(notes, 'private note')} along")
        self.private.setVisible(bool(notes))
        self.private.toggled.connect(self._on_toggled)
        self.said = label(OUT if notes else NONE, "quiet", wrap=True)
        self.column.addWidget(label(HOLDS, "quiet", wrap=True))
        self.column.addWidget(self.private)
        self.column.addWidget(self.said)
        self.failed = label(tone="error", wrap=True)
        self.failed.hide()
        self.column.addWidget(self.failed)
        self.primary.setText("Choose where…")

    def submit(self) -> None:
        """Ask where; this stays open until the file is written."""
        self.failed.hide()
        kinds = {"csv": "Tables"}
        self.dialog = save_dialog(self, "Export as CSV", "", kinds, NAME, self.write)
        self.dialog.open()

    def write(self, path: Path) -> None:
        """Write the file, and say what is in it."""
        try:
            made = export_csv(self.tracker, path, private=self.private.isChecked())
        except TrackerError as error:
            self.failed.setText(error.sentence)
            self.failed.show()
            self.fit()
            return
        rows = number_of(made.rows, "row")
        self.bridge.show_message(f"{rows} written to {path.name}. {made.sentence}")
        self.accept()

    def _on_toggled(self, taken: bool) -> None:
        self.said.setText(IN if taken else OUT)

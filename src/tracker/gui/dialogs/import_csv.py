"""What an import would bring, before it is brought: counts, newcomers, what is wrong and where."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from tracker.app.transfer import Plan, apply_import, plan_import, read_rows
from tracker.domain.errors import TrackerError
from tracker.gui.bridge import Bridge
from tracker.gui.dialogs.import_parts import Figures, bad_table, sentences, target_table


class ImportDialog(QDialog):
    """Reads the file once it is seen; nothing is written before Import is pressed."""

    def __init__(self, bridge: Bridge, path: Path, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.bridge, self.path = bridge, path
        self.plan: Plan | None = None
        self.setWindowTitle(f"Import {path.name}")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumSize(560, 240)
        self.title = _label(f"Import {path.name}", "section")
        self.told = _label("Reading the file…", "quiet")
        self.figures = Figures()
        self.figures.hide()
        self.notes = _label("", "hint")
        self.notes.hide()
        self.tables = QVBoxLayout()
        self.tables.setSpacing(6)
        self.skip_bad = QCheckBox()
        self.skip_bad.hide()
        self.skip_bad.toggled.connect(self._offer)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName("Progress of the import")
        self.progress.hide()
        self._lay_out()
        QTimer.singleShot(0, self, self._read)

    def start(self) -> None:
        """Bring it in as one step and close."""
        if self.plan is None:
            return
        for widget in (self.primary, self.cancel, self.skip_bad):
            widget.setEnabled(False)
        self.progress.show()
        try:
            rows = apply_import(
                self.bridge.tracker,
                self.plan,
                self._on_progress,
                skip_bad=self.skip_bad.isChecked(),
                label=f"import {self.path.name}",
            )
        except TrackerError as error:
            self._fail(error)
            return
        told = "1 row" if rows == 1 else f"{rows:,} rows"
        self.bridge.say(f"{told} imported from {self.path.name}. Ctrl+Z takes them back.")
        self.accept()

    def _read(self) -> None:
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            table = read_rows(self.path.read_bytes())
            self.plan = plan_import(self.bridge.tracker, table)
        except TrackerError as error:
            self._fail(error)
        except OSError as error:
            self._fail(TrackerError("The file cannot be read", f"{error.strerror}."))
        else:
            self._show_plan(self.plan)
        finally:
            QApplication.restoreOverrideCursor()

    def _show_plan(self, plan: Plan) -> None:
        self.told.setText(f"Read as {plan.encoding}, with a {plan.delimiter} between cells.")
        self.figures.show_plan(plan)
        self.figures.show()
        notes = sentences(plan)
        self.notes.setText("\n".join(notes))
        self.notes.setVisible(bool(notes))
        if plan.targets:
            self.tables.addWidget(target_table(self.bridge.tracker, plan))
        if plan.bad:
            one = len(plan.bad) == 1
            rows = "One row is" if one else f"{len(plan.bad):,} rows are"
            self.tables.addWidget(_label(f"{rows} not understood", "heading"))
            self.tables.addWidget(bad_table(plan))
            these = "this row" if one else "these rows"
            self.skip_bad.setText(f"Leave {these} out and import the others")
            self.skip_bad.show()
        self._offer()
        self.resize(680, 600 if plan.bad or plan.targets else 240)

    def _offer(self) -> None:
        if self.plan is None:
            return
        rows = self.plan.new + self.plan.changed
        held = bool(self.plan.bad) and not self.skip_bad.isChecked()
        self.primary.setText(f"Import {rows:,} row{'' if rows == 1 else 's'}")
        self.primary.setEnabled(rows > 0 and not held)
        if not rows:
            self.primary.setText("Nothing to import")

    def _on_progress(self, done: int, total: int) -> None:
        # No events are run while the transaction is open: the bar is painted, and that is all.
        self.progress.setMaximum(total)
        self.progress.setValue(done)
        self.progress.repaint()

    def _fail(self, error: TrackerError) -> None:
        self.told.setProperty("tone", "error")
        self.told.style().unpolish(self.told)
        self.told.style().polish(self.told)
        # A list of columns has no blanks to wrap at: offer a break after each comma.
        self.told.setText(error.sentence.replace(",", ",\N{ZERO WIDTH SPACE}"))
        self.progress.hide()
        self.cancel.setEnabled(True)
        self.cancel.setText("Close")

    def _lay_out(self) -> None:
        self.primary = QPushButton("Import")
        self.primary.setDefault(True)
        self.primary.setEnabled(False)
        self.primary.clicked.connect(self.start)
        self.cancel = QPushButton("Cancel")
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addWidget(self.skip_bad, 1)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.primary)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addWidget(self.title)
        layout.addWidget(self.told)
        layout.addWidget(self.figures)
        layout.addWidget(self.notes)
        layout.addLayout(self.tables, 1)
        layout.addStretch(0)
        layout.addWidget(self.progress)
        layout.addLayout(buttons)


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label

"""What an import would bring, before it is brought: counts, newcomers, what is wrong and where."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QProgressBar,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from tracker.app.incoming import content_of
from tracker.app.tracker import Tracker
from tracker.app.transfer import Plan, apply_import, plan_import, read_rows
from tracker.app.transfer.cells import NewCustomer, NewMeasure, Target
from tracker.domain.errors import TrackerError
from tracker.gui.bridge import Bridge
from tracker.gui.theme import set_tone
from tracker.gui.widgets.text import button, label

SHOWN_AT_MOST = 500
NAMES_AT_MOST = 5


class Figures(QWidget):
    """How many rows are new, changed, the same, empty, bad."""

    def __init__(self) -> None:
        super().__init__()
        self.counts: dict[str, QLabel] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        for name in ("new", "changed", "same", "empty", "bad"):
            tile = QFrame()
            tile.setProperty("role", "card")
            count = self.counts[name] = label(role="title")
            column = QVBoxLayout(tile)
            column.setContentsMargins(12, 8, 12, 8)
            column.setSpacing(0)
            column.addWidget(count)
            column.addWidget(label(name, "hint"))
            row.addWidget(tile, 1)

    def show_plan(self, plan: Plan) -> None:
        """Count what a plan holds; what is not there is not shown."""
        counts = {
            "new": plan.new,
            "changed": plan.changed,
            "same": plan.same,
            "empty": plan.empty,
            "bad": len(plan.bad),
        }
        for name, count in counts.items():
            self.counts[name].setText(f"{count:,}")
            self.counts[name].setAccessibleName(f"{count} rows {name}")
            tile = self.counts[name].parentWidget()
            if tile is not None:
                tile.setVisible(bool(count) or name in {"new", "changed", "same"})


def sentences(plan: Plan) -> list[str]:
    """Say what else an import brings, or leaves alone."""
    lines = []
    if plan.new_customers:
        lines.append(f"{_counted('new customer', plan.new_customers)}.")
    if plan.new_measures:
        names = [one.name for one in plan.new_measures]
        lines.append(f"{_counted('new measure', names)}.")
    if drafts := sum(measure.draft for measure in plan.new_measures):
        which = "It is" if len(plan.new_measures) == 1 else f"{drafts} of them are"
        lines.append(f"{which} kept as draft: the file names no area or promise.")
    if plan.left_out:
        lines.append(f"Columns that are not known and left out: {', '.join(plan.left_out)}.")
    return [*lines, *plan.remarks[:NAMES_AT_MOST]]


def target_table(tracker: Tracker, plan: Plan) -> QTableWidget:
    """Return a table of which measures the rows go to."""
    customers = {one.id: one.name for one in tracker.customers.all()}
    measures = {one.id: one.name for one in tracker.measures.rows.all()}
    table = _table("Where the rows go", ("Customer", "Measure", "New", "Changed"), stretch=1)
    for target in plan.targets[:SHOWN_AT_MOST]:
        changed = sum(entry.known is not None for entry in target.entries)
        cells = (
            _name(target.customer, customers),
            _name(target.measure, measures),
            f"{len(target.entries) - changed:,}",
            f"{changed:,}",
        )
        _add_row(table, cells, right=(2, 3), tip=_tip(target))
    return table


def bad_table(plan: Plan) -> QTableWidget:
    """Return a table of the rows that are not understood, with their lines."""
    table = _table("Rows that are not understood", ("Line", "What is wrong"), stretch=1)
    for row in plan.bad[:SHOWN_AT_MOST]:
        _add_row(table, (f"{row.line:,}", row.reason), right=(0,), tip=row.reason)
    if len(plan.bad) > SHOWN_AT_MOST:
        _add_row(table, ("…", f"and {len(plan.bad) - SHOWN_AT_MOST:,} more"), right=(0,))
    return table


def _counted(noun: str, names: Sequence[str]) -> str:
    listed = ", ".join(names[:NAMES_AT_MOST])
    more = f" and {len(names) - NAMES_AT_MOST} more" if len(names) > NAMES_AT_MOST else ""
    return f"{len(names)} {noun}{'' if len(names) == 1 else 's'}: {listed}{more}"


def _name(one: NewCustomer | NewMeasure | int, known: dict[int, str]) -> str:
    return known[one] if isinstance(one, int) else f"{one.name} (new)"


def _tip(target: Target) -> str:
    measure = target.measure
    return f"{measure.scale}, {measure.cadence}" if isinstance(measure, NewMeasure) else ""


def _table(name: str, heads: Sequence[str], stretch: int) -> QTableWidget:
    table = QTableWidget(0, len(heads))
    table.setAccessibleName(name)
    table.setHorizontalHeaderLabels(list(heads))
    table.verticalHeader().hide()
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(stretch, QHeaderView.ResizeMode.Stretch)
    header.setMaximumSectionSize(260)
    return table


def _add_row(
    table: QTableWidget, cells: Sequence[str], right: Sequence[int] = (), tip: str = ""
) -> None:
    row = table.rowCount()
    table.insertRow(row)
    for column, text in enumerate(cells):
        item = QTableWidgetItem(text)
        item.setToolTip(tip or text)
        if column in right:
            item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        table.setItem(row, column, item)


class ImportDialog(QDialog):
    """Reads the file once it is seen; nothing is written before Import is pressed."""

    def __init__(self, bridge: Bridge, path: Path, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.bridge, self.path = bridge, path
        self.plan: Plan | None = None
        self.setWindowTitle(f"Import {path.name}")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumSize(560, 240)
        self.title = label(f"Import {path.name}", "section", wrap=True)
        self.told = label("Reading the file…", "quiet", wrap=True)
        self.figures = Figures()
        self.figures.hide()
        self.notes = label(role="hint", wrap=True)
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
        self.bridge.import_announced.emit()
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
        count = "1 row" if rows == 1 else f"{rows:,} rows"
        self.bridge.show_message(f"{count} imported from {self.path.name}. Ctrl+Z takes them back.")
        self.accept()

    def _read(self) -> None:
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            table = read_rows(content_of(self.path))
            self.plan = plan_import(self.bridge.tracker, table)
        except TrackerError as error:
            self._fail(error)
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
            self.tables.addWidget(label(f"{rows} not understood", "heading", wrap=True))
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
        set_tone(self.told, "error")
        # A list of columns has no blanks to wrap at: offer a break after each comma.
        self.told.setText(error.sentence.replace(",", ",\N{ZERO WIDTH SPACE}"))
        self.progress.hide()
        self.cancel.setEnabled(True)
        self.cancel.setText("Close")

    def _lay_out(self) -> None:
        self.primary = button("Import")
        self.primary.setDefault(True)
        self.primary.setEnabled(False)
        self.primary.clicked.connect(self.start)
        self.cancel = button("Cancel", auto_default=False)
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

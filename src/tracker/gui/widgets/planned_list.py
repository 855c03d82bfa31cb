"""The planned changes of a measure, each with the way to take it back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from tracker.app.queries.standing import planned_changes
from tracker.domain.correction import PlannedChange
from tracker.gui.bridge import Bridge
from tracker.gui.widgets.elided import ElidedLabel
from tracker.report.phrases import day

MOST = 4


class PlannedRow(QWidget):
    """One planned change: since when, why, and a button."""

    taken_back = Signal(object)  # PlannedChange

    def __init__(self, change: PlannedChange, told: str) -> None:
        super().__init__()
        self.change = change
        self.label = ElidedLabel(told, role="quiet")
        self.button = QPushButton("Take it back")
        self.button.setProperty("tone", "link")
        self.button.setAccessibleName(f"Take it back: {told}")
        self.button.clicked.connect(self._on_clicked)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        line.addWidget(self.label, 1)
        line.addWidget(self.button)

    def _on_clicked(self) -> None:
        self.taken_back.emit(self.change)


class PlannedList(QWidget):
    """The newest planned changes."""

    taken_back = Signal(object)  # PlannedChange

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._bridge = bridge
        self._changes: list[PlannedChange] = []
        self.rows: list[PlannedRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_measure(self, measure_id: int) -> None:
        """Show the planned changes of a measure."""
        changes = planned_changes(self._bridge.tracker, measure_id)[:MOST]
        self.setVisible(bool(changes))
        if changes == self._changes:
            return
        self._changes = changes
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = [self._row(change) for change in changes]
        for row in self.rows:
            self._column.addWidget(row)

    def _row(self, change: PlannedChange) -> PlannedRow:
        since = day(change.starts_on, self._bridge.today())
        row = PlannedRow(change, f"New baseline from {since}: {change.reason}")
        row.taken_back.connect(self.taken_back)
        return row

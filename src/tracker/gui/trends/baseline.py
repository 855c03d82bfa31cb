"""Asked in place under a verdict: a new baseline with its day and reason, a word on a one-off."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from tracker.app import commands
from tracker.app.signals.standing import planned_changes
from tracker.domain.correction import AcceptedChange, PlannedChange, Word
from tracker.domain.errors import InvalidInput
from tracker.domain.pulse import PulseWord
from tracker.gui.bridge import Bridge
from tracker.gui.draft import DraftKeeper
from tracker.gui.theme import scaled
from tracker.gui.widgets.dates import DayField
from tracker.gui.widgets.rows import delete_later
from tracker.gui.widgets.text import ElidedLabel, button, link
from tracker.report.dates import long_day

MOST = 4


class BaselineForm(QWidget):
    """Asks for a reason and a day; Enter keeps them, Escape leaves, and the words are a draft."""

    finished = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._measure_id = 0
        self.reason = QLineEdit()
        self.reason.setPlaceholderText("What was planned? It is shown on the chart")
        self.reason.setAccessibleName("What was planned")
        self.since = DayField(bridge, "starts_on")
        self.since.setAccessibleName("From which day")
        self.since.line.setMinimumWidth(scaled(94))
        self.set = button("Set", tone="accent", name="Set the new baseline")
        self.cancel = button("Cancel")
        self.complaint = self.since.complaint
        below = QHBoxLayout()
        below.setSpacing(8)
        for widget in (self.since, self.set, self.cancel):
            below.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.reason)
        layout.addWidget(self.complaint)
        layout.addLayout(below)
        for field in (self.reason, self.since.line):
            field.textChanged.connect(self.complaint.hide)
        self.reason.returnPressed.connect(self.save)
        self.since.line.returnPressed.connect(self.save)
        self.set.clicked.connect(self.save)
        self.cancel.clicked.connect(self._on_cancel)
        self._draft = DraftKeeper(bridge, {"reason": self.reason, "since": self.since.line}, self)

    def ask(self, measure_id: int, since: date) -> None:
        """Ask about a measure, beginning with a day that is likely."""
        self._measure_id = measure_id
        uid = self._bridge.tracker.measures.get(measure_id).uid
        begins = {"reason": "", "since": self.since.words(since)}
        self._draft.show_form(f"baseline:{uid}", begins)
        self.complaint.hide()
        self.show()
        self.reason.setFocus()

    def save(self) -> None:
        """Set the baseline, or say beside the fields why it cannot be."""
        try:
            since = self.since.day or self._bridge.today()
            commands.plan_change(
                self._bridge.tracker, self._measure_id, since, self.reason.text().strip()
            )
        except InvalidInput as error:
            wrong = self.since.line if error.field == "starts_on" else self.reason
            reason = "Say what was planned: your words are kept as the reason."
            self.complaint.setText(reason if wrong is self.reason else error.sentence)
            self.complaint.show()
            wrong.setFocus()
            return
        self.reason.clear()
        self._draft.finish()
        self._bridge.show_message("A new baseline begins. Earlier weeks stay as they were judged.")
        self.finished.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self._on_cancel()
        else:
            super().keyPressEvent(event)

    def _on_cancel(self) -> None:
        self._draft.leave()
        self.finished.emit()


class OneOffForm(QWidget):
    """Asks for a word about a one-off, which may stay empty; Enter keeps it, Escape leaves it."""

    finished = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._about = (0, date.min)
        self.note = QLineEdit()
        self.note.setPlaceholderText("What happened? (optional)")
        self.note.setAccessibleName("What happened, in a word for the chart")
        self.keep = button("Mark as a one-off", tone="accent")
        self.cancel = button("Cancel")
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.keep)
        below.addWidget(self.cancel)
        below.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.note)
        layout.addLayout(below)
        self.note.returnPressed.connect(self.save)
        self.keep.clicked.connect(self.save)
        self.cancel.clicked.connect(self.finished)
        self.hide()

    def ask(self, measure_id: int, start: date, text: str) -> None:
        """Ask about a period of a measure, beginning with what was said of it before."""
        self._about = (measure_id, start)
        self.note.setText(text)
        self.show()
        self.note.setFocus()

    def save(self) -> None:
        """Keep it in the chart as a one-off, with the word."""
        measure_id, start = self._about
        text = self.note.text()
        commands.explain(self._bridge.tracker, measure_id, start, text, Word.ONE_OFF)
        self._bridge.show_message("Marked on the chart as a one-off.")
        self.finished.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give up with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.finished.emit()
        else:
            super().keyPressEvent(event)


class PlannedRow(QWidget):
    """One thing that is no news any more: since when, why, and a button."""

    withdrawn = Signal(object)  # PlannedChange | AcceptedChange | PulseWord

    def __init__(self, change: PlannedChange | AcceptedChange | PulseWord, text: str) -> None:
        super().__init__()
        self.change = change
        self.label = ElidedLabel(text, role="quiet")
        self.button = link("Remove", name=f"Remove: {text}")
        self.button.clicked.connect(self._on_clicked)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        line.addWidget(self.label, 1)
        line.addWidget(self.button)

    def _on_clicked(self) -> None:
        self.withdrawn.emit(self.change)


class PlannedList(QWidget):
    """The newest planned changes, and since when a level is called usual."""

    withdrawn = Signal(object)  # PlannedChange | AcceptedChange

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._bridge = bridge
        self._changes: list[PlannedChange | AcceptedChange] = []
        self.rows: list[PlannedRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_measure(self, measure_id: int) -> None:
        """Show the planned and the accepted changes of a measure."""
        tracker = self._bridge.tracker
        usual = tracker.accepted_changes.where("measure_id = ?", measure_id, order="start DESC")
        planned = planned_changes(tracker, measure_id)[:MOST]
        changes: list[PlannedChange | AcceptedChange] = [*usual[:1], *planned]
        self.setVisible(bool(changes))
        if changes == self._changes:
            return
        self._changes = changes
        for row in self.rows:
            delete_later(row)
        self.rows = [self._row(change) for change in changes]
        for row in self.rows:
            self._column.addWidget(row)

    def _row(self, change: PlannedChange | AcceptedChange) -> PlannedRow:
        today = self._bridge.today()
        if isinstance(change, AcceptedChange):
            text = f"Accepted as usual in the week of {long_day(change.start, today)}"
        else:
            text = f"New baseline from {long_day(change.starts_on, today)}: {change.reason}"
        row = PlannedRow(change, text)
        row.withdrawn.connect(self.withdrawn)
        return row

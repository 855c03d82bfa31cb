"""From when a changed promise counts, and what counted before."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtWidgets import QDateEdit, QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout

from tracker.domain.measure import Measure, show_promise
from tracker.domain.period import NOUN, Period
from tracker.gui.widgets.choice import Segments

DAY = "d MMM yyyy"
THIS, NEXT, DATE = "this", "next", "date"


class SinceRow(QFrame):
    """Stays hidden until something changes that is dated."""

    def __init__(self, measure: Measure, today: date) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        self._now = Period.of(today, measure.cadence, measure.phase)
        noun = NOUN[measure.cadence]
        self.choice = Segments([(THIS, f"This {noun}"), (NEXT, f"Next {noun}"), (DATE, "A date")])
        self.choice.setAccessibleName("From when it counts")
        self.choice.choose(THIS)
        first = measure.versions[0].valid_from
        self.day = QDateEdit(QDate(today.year, today.month, today.day))
        self.day.setMinimumDate(QDate(first.year, first.month, first.day))
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat(DAY)
        self.day.setAccessibleName("The day from which it counts")
        self.day.hide()
        self.choice.chosen.connect(self._on_chosen)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText("Why? It may stay empty.")
        self.reason.setAccessibleName("Why it changes")
        label = QLabel("It counts from")
        label.setProperty("role", "name")
        told = QLabel(f"{noun.capitalize()}s before keep the old promise.")
        told.setProperty("role", "hint")
        line = QHBoxLayout()
        line.addWidget(label)
        line.addWidget(self.choice)
        line.addWidget(self.day)
        line.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addLayout(line)
        layout.addWidget(told)
        layout.addWidget(self.reason)
        self.setFocusProxy(self.choice)
        self.hide()

    @property
    def valid_from(self) -> date:
        """The first day on which the change counts."""
        if self.choice.value == DATE:
            chosen = self.day.date()
            return date(chosen.year(), chosen.month(), chosen.day())
        return (self._now + 1).start if self.choice.value == NEXT else self._now.start

    def _on_chosen(self) -> None:
        self.day.setVisible(self.choice.value == DATE)


def history_label(measure: Measure) -> QLabel:
    """Return every version of a measure, newest first, one a line."""
    lines = []
    for version in reversed(measure.versions):
        since = QLocale().toString(version.valid_from, DAY)  # type: ignore[call-overload]
        promise = show_promise(version, measure.scale) or "no promise"
        lines.append(f"From {since}: {promise}{' · ' + version.reason if version.reason else ''}")
    label = QLabel("\n".join(lines))
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", "hint")
    label.setWordWrap(True)
    label.setAccessibleName(f"Earlier versions: {label.text()}")
    return label

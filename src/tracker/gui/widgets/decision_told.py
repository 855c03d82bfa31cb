"""Who was told of a decision, and when: only they may see it on a page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from tracker.app.queries.decisions import Telling
from tracker.gui.form import narrow_box
from tracker.gui.theme import Theme
from tracker.gui.widgets.day_field import DayField
from tracker.gui.widgets.elided import ElidedLabel
from tracker.gui.widgets.news_row import let_go, wrapped

SOMEONE = "Tell someone else…"


class TellingRow(QWidget):
    """One customer: told on a day that can be changed and taken back, or not yet."""

    told = Signal(object)  # tuple[int, date | None]: a customer; None: today
    taken_back = Signal(object)  # int

    def __init__(self, theme: Theme, telling: Telling) -> None:
        super().__init__()
        self._telling = telling
        name = telling.customer.name
        self.name = ElidedLabel(name)
        self.button = QPushButton("Take back" if telling.told_on else "I told them today")
        self.button.setProperty("tone", "link")
        self.button.setAccessibleName(f"{self.button.text()}: {name}")
        self.button.clicked.connect(self._on_button)
        self.complaint = wrapped("")
        self.complaint.setProperty("tone", "error")
        self.complaint.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        line = QHBoxLayout()
        column.addLayout(line)
        column.addWidget(self.complaint)
        line.setSpacing(8)
        line.addWidget(self.name, 1)
        if telling.told_on:
            self.day = DayField(theme, "told_on", telling.told_on)
            self.day.setAccessibleName(f"Told {name} on")
            self.day.settled.connect(self._on_day)
            line.addWidget(self.day)
        line.addWidget(self.button)

    def complain(self, sentence: str) -> None:
        """Say under the row why the day was not kept; what was typed stays."""
        self.complaint.setText(sentence)
        self.complaint.show()

    def _on_button(self) -> None:
        if self._telling.told_on:
            self.taken_back.emit(self._telling.customer.id)
        else:
            self.told.emit((self._telling.customer.id, None))

    def _on_day(self) -> None:
        self.complaint.hide()
        day = self.day.day
        if day is not None and day != self._telling.told_on:
            self.told.emit((self._telling.customer.id, day))


class ToldList(QWidget):
    """Those whom it concerns, each on a row; anybody else from a box."""

    told = Signal(object)  # tuple[int, date | None]
    taken_back = Signal(object)  # int

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: tuple[Telling, ...] | None = None
        self.rows: dict[int, TellingRow] = {}
        self.more: QComboBox = narrow_box()
        self.more.setAccessibleName("Tell someone else")
        self.more.setMaximumWidth(220)
        self.more.activated.connect(self._on_more)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addWidget(self.more)

    def show_told(self, told: Sequence[Telling]) -> None:
        """Show who was told, and who could be."""
        if tuple(told) == self._shown:
            return
        self._shown = tuple(told)
        for row in self.rows.values():
            self._column.removeWidget(row)
            let_go(row)
        self.rows = {}
        for one in told:
            if one.near:
                row = self.rows[one.customer.id] = TellingRow(self._theme, one)
                row.told.connect(self.told)
                row.taken_back.connect(self.taken_back)
                self._column.insertWidget(self._column.count() - 1, row)
        rest = [one.customer for one in told if not one.near]
        self.more.clear()
        self.more.addItem(SOMEONE, None)
        for customer in rest:
            self.more.addItem(customer.name, customer.id)
        self.more.setVisible(bool(rest))

    def complain(self, customer_id: int, sentence: str) -> bool:
        """Say at a customer's row why it was not kept; return False if they have no row."""
        if row := self.rows.get(customer_id):
            row.complain(sentence)
        return row is not None

    def _on_more(self, at: int) -> None:
        day: date | None = None
        if self.more.itemData(at) is not None:
            self.told.emit((self.more.itemData(at), day))

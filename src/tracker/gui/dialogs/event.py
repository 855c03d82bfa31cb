"""Mark a day: what happened, when, and on which charts it is drawn."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from tracker.app import commands
from tracker.domain.customer import Customer
from tracker.domain.diary import Event
from tracker.domain.errors import InvalidInput
from tracker.domain.measure import Measure
from tracker.domain.period import FIRST_YEAR, LAST_YEAR
from tracker.gui.bridge import Bridge
from tracker.gui.form import Form
from tracker.gui.icons import icon

MEASURE, CUSTOMER, EVERYTHING = "measure", "customer", "everything"


class EventDialog(QDialog):
    """Add an event, or correct and remove one."""

    def __init__(
        self,
        bridge: Bridge,
        measure: Measure,
        customer: Customer,
        day: date,
        event: Event | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge, self._event = bridge, event
        self._measure, self._customer = measure, customer
        self.setWindowTitle("Edit event" if event else "Add event")
        self.setMinimumWidth(440)
        self.title = QLineEdit()
        self.title.setPlaceholderText("New ledger system")
        self.day = QDateEdit(QDate(day.year, day.month, day.day))
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("ddd d MMM yyyy")
        self.day.setDateRange(QDate(FIRST_YEAR, 1, 1), QDate(LAST_YEAR, 12, 31))
        self.reach = QComboBox()
        self.reach.addItem(f"This measure: {_short(measure.name)}", MEASURE)
        self.reach.addItem(f"All of {_short(customer.name)}", CUSTOMER)
        self.reach.addItem("Everything", EVERYTHING)
        self.note = QPlainTextEdit()
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(72)
        self.form = Form()
        self.form.add("title", "&What happened", self.title)
        self.form.add("happened_on", "&When", self.day)
        self.form.add("reach", "&Drawn on", self.reach)
        self.form.add("note", "&Note", self.note)
        layout = QVBoxLayout(self)
        layout.addWidget(self.form)
        layout.addLayout(self._buttons())
        if event:
            self._show(event)

    def save(self) -> None:
        """Keep it and close; a complaint stands beside its field."""
        picked = self.day.date()
        day = date(picked.year(), picked.month(), picked.day())
        reach = self.reach.currentData()
        customer_id = self._customer.id if reach == CUSTOMER else None
        measure_id = self._measure.id if reach == MEASURE else None
        words = self.title.text(), self.note.toPlainText()
        try:
            if self._event:
                commands.edit_event(
                    self._bridge.tracker,
                    self._event.id,
                    day,
                    *words,
                    reach=(customer_id, measure_id),
                )
            else:
                commands.add_event(
                    self._bridge.tracker,
                    day,
                    *words,
                    customer_id=customer_id,
                    measure_id=measure_id,
                )
        except InvalidInput as error:
            self.form.complain(error)
            return
        self.accept()

    def remove(self) -> None:
        """Delete the event at once; undo brings it back."""
        if self._event:
            commands.remove_event(self._bridge.tracker, self._event.id)
            self._bridge.say(f"Deleted: {self._event.title}. Ctrl+Z brings it back.")
        self.accept()

    def _show(self, event: Event) -> None:
        self.title.setText(event.title)
        self.note.setPlainText(event.note)
        reach = MEASURE if event.measure_id else CUSTOMER if event.customer_id else EVERYTHING
        self.reach.setCurrentIndex(self.reach.findData(reach))

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.delete = QPushButton(icon(self._bridge.theme, "trash-2"), "Delete event")
        self.delete.setAutoDefault(False)
        self.delete.setVisible(self._event is not None)
        self.delete.clicked.connect(self.remove)
        self.cancel = QPushButton("Cancel")
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self.reject)
        self.keep = QPushButton("Save" if self._event else "Add event")
        self.keep.setDefault(True)
        self.keep.clicked.connect(self.save)
        row.addWidget(self.delete)
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.keep)
        return row


def _short(name: str) -> str:
    return name if len(name) <= 40 else f"{name[:39]}…"

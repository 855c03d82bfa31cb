"""Mark a day: what happened, when, and on which charts it is drawn."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit, QLineEdit, QPushButton, QWidget

from tracker.app import commands
from tracker.domain.customer import Customer
from tracker.domain.diary import Event
from tracker.domain.measure import Measure
from tracker.domain.period import FIRST_YEAR, LAST_YEAR
from tracker.gui.bridge import Bridge
from tracker.gui.dialogs.form_dialog import FormDialog
from tracker.gui.form import narrow_box
from tracker.gui.icons import icon
from tracker.gui.widgets.growing_text import GrowingText

MEASURE, CUSTOMER, EVERYTHING = "measure", "customer", "everything"


class EventDialog(FormDialog):
    """Add an event, or correct and remove one."""

    def __init__(
        self,
        bridge: Bridge,
        parent: QWidget | None,
        measure: Measure,
        customer: Customer,
        event: Event | None = None,
    ) -> None:
        super().__init__(bridge, parent, "Edit event" if event else "What happened?", 440)
        self._measure, self._customer, self._event = measure, customer, event
        day = event.happened_on if event else bridge.today()
        self.what = QLineEdit()
        self.what.setPlaceholderText("New ledger system")
        self.what.setMaxLength(200)
        self.day = QDateEdit(QDate(day.year, day.month, day.day))
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("ddd d MMM yyyy")
        self.day.setDateRange(QDate(FIRST_YEAR, 1, 1), QDate(LAST_YEAR, 12, 31))
        self.reach = narrow_box()
        self.reach.addItem(f"This measure: {_short(measure.name)}", MEASURE)
        self.reach.addItem(f"All measures of {_short(customer.name)}", CUSTOMER)
        self.reach.addItem("Every chart", EVERYTHING)
        self.note = GrowingText("note", "Announced four weeks before")
        form = self.add_form()
        form.add("title", "&Event", self.what)
        form.add("happened_on", "&When", self.day)
        form.add("reach", "&Drawn on", self.reach)
        form.add("note", "&Note", self.note)
        self.column.addStretch(1)
        self.delete = QPushButton(icon(bridge.theme, "trash-2"), "Delete event")
        self.delete.setAutoDefault(False)
        self.delete.setVisible(event is not None)
        self.delete.clicked.connect(self.remove)
        self.buttons.insertWidget(0, self.delete)
        self.primary.setText("Save" if event else "Add event")
        if event:
            self._show(event)
        self.what.setFocus()

    def save(self) -> None:
        """Keep it."""
        picked, reach = self.day.date(), self.reach.currentData()
        said = (
            date(picked.year(), picked.month(), picked.day()),
            self.what.text(),
            self.note.text,
        )
        customer_id = self._customer.id if reach == CUSTOMER else None
        measure_id = self._measure.id if reach == MEASURE else None
        if self._event:
            concerned = customer_id, measure_id
            commands.edit_event(self.tracker, self._event.id, *said, reach=concerned)
        else:
            commands.add_event(self.tracker, *said, customer_id=customer_id, measure_id=measure_id)

    def remove(self) -> None:
        """Delete the event at once; undo brings it back."""
        if self._event:
            commands.remove_event(self.tracker, self._event.id)
            self.bridge.say(f"Deleted: {self._event.title}. Ctrl+Z brings it back.")
        self.accept()

    def _show(self, event: Event) -> None:
        self.what.setText(event.title)
        self.note.show_text(event.note)
        reach = MEASURE if event.measure_id else CUSTOMER if event.customer_id else EVERYTHING
        self.reach.setCurrentIndex(self.reach.findData(reach))


def _short(name: str) -> str:
    return name if len(name) <= 40 else f"{name[:39]}…"

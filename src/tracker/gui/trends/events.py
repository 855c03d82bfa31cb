"""The events on a chart: asked for, opened by their flag, put right, taken away."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit, QWidget

from tracker.app import commands
from tracker.app.trends.trend import TrendSheet
from tracker.domain.customer import Customer
from tracker.domain.evaluation import Event
from tracker.domain.measure import Measure
from tracker.domain.texts.cutting import cut
from tracker.gui.bridge import Bridge
from tracker.gui.form import FormDialog, narrow_box
from tracker.gui.icons import icon
from tracker.gui.widgets.dates import DayField
from tracker.gui.widgets.text import button
from tracker.gui.widgets.text_field import GrowingText
from tracker.report.charts.picture import Flag

MEASURE, CUSTOMER, EVERYTHING = "measure", "customer", "everything"
LONGEST_NAME = 40  # letters of a name in the list of what an event is about


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
        self.belongs_to(measure, customer, event)
        self.what = QLineEdit(placeholderText="New ledger system")
        self.day = DayField(
            bridge,
            "happened_on",
            event.happened_on if event else bridge.today(),
        )
        self.reach = narrow_box()
        self.reach.addItem(f"This measure: {cut(measure.name, LONGEST_NAME)}", MEASURE)
        self.reach.addItem(f"All measures of {cut(customer.name, LONGEST_NAME)}", CUSTOMER)
        self.reach.addItem("Every chart", EVERYTHING)
        self.note = GrowingText("note", "Announced four weeks before")
        form = self.add_form()
        form.add("title", "&Event", self.what)
        form.add("happened_on", "&When", self.day)
        form.add("reach", "&Drawn on", self.reach)
        form.add("note", "&Note", self.note)
        self.column.addStretch(1)
        trash = icon(bridge.theme, "trash-2")
        self.delete = button("Delete event", picture=trash, auto_default=False)
        self.delete.setVisible(event is not None)
        self.delete.clicked.connect(self.remove)
        self.buttons.insertWidget(0, self.delete)
        self.primary.setText("Save" if event else "Add event")
        if event:
            self._show(event)
        self.what.setFocus()

    def save(self) -> None:
        """Keep it."""
        reach = self.reach.currentData()
        event = self.day.required_day, self.what.text(), self.note.text
        customer_id = self._customer.id if reach == CUSTOMER else None
        measure_id = self._measure.id if reach == MEASURE else None
        if self._event:
            concerned = customer_id, measure_id
            commands.edit_event(self.tracker, self._event.id, *event, reach=concerned)
        else:
            commands.add_event(self.tracker, *event, customer_id=customer_id, measure_id=measure_id)

    def remove(self) -> None:
        """Delete the event at once; undo brings it back."""
        if self._event:
            commands.remove_event(self.tracker, self._event.id)
            self.bridge.show_message(f"Deleted: {self._event.title}. Ctrl+Z brings it back.")
        self.accept()

    def _show(self, event: Event) -> None:
        self.what.setText(event.title)
        self.note.show_text(event.note)
        reach = MEASURE if event.measure_id else CUSTOMER if event.customer_id else EVERYTHING
        self.reach.setCurrentIndex(self.reach.findData(reach))


class ChartEvents(QObject):
    """Belongs to a page; `sheet` is the chart that is shown."""

    def __init__(self, bridge: Bridge, page: QWidget) -> None:
        super().__init__(page)
        self._bridge = bridge
        self._page = page
        self.sheet: TrendSheet | None = None

    def add(self) -> None:
        """Ask what happened."""
        self.open(None)

    def open(self, event: Event | None) -> None:
        """Show what is said of an event, or ask for a new one."""
        if self.sheet is None:
            self._bridge.show_message("Events are shown on charts: add a measure first.")
            return
        sheet, window = self.sheet, self._page.window()
        EventDialog(self._bridge, window, sheet.measure, sheet.customer, event).open()

    def open_flag(self, flag: Flag) -> None:
        """Open the event that a flag stands for."""
        for event in self.sheet.events if self.sheet else ():
            if flag.kind == "event" and (event.happened_on, event.title) == (flag.day, flag.label):
                self.open(event)
                return

    def remove(self, event: Event) -> None:
        """Take an event away."""
        commands.remove_event(self._bridge.tracker, event.id)
        self._bridge.show_message(f"Deleted: {event.title}. Ctrl+Z brings it back.")

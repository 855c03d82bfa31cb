"""Say what a customer has agreed to: which promises, when, and who said so (M5)."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from tracker.app import commands
from tracker.app.queries.agreement import agreed_state, newest_agreement
from tracker.app.queries.scorecard import shared_measures
from tracker.domain.errors import InvalidInput
from tracker.domain.measure import show_promise
from tracker.gui.bridge import Bridge
from tracker.gui.dialogs.form_dialog import FormDialog
from tracker.gui.widgets.day_field import DayField
from tracker.report.agreement import State

STATES = {State.OPEN: "", State.AGREED: " · agreed", State.CHANGED: " · changed since"}


class AgreeDialog(FormDialog):
    """What is still provisional is ticked; unticking what was agreed makes it provisional again."""

    def __init__(self, bridge: Bridge, parent: QWidget | None, customer_id: int) -> None:
        customer = bridge.tracker.customers.get(customer_id)
        super().__init__(bridge, parent, f"Agreed with {customer.name}", 520)
        self.by = QLineEdit(customer.name if customer.who == "" else "")
        self.by.setMaxLength(200)
        self.by.setPlaceholderText("Who agreed")
        self.day = DayField(bridge.theme, "agreed_on", bridge.today())
        self.boxes: dict[int, QCheckBox] = {}
        self._agreed: set[int] = set()
        listed = QWidget()
        listed.setProperty("role", "plain")
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, 0, 0, 0)
        for measure in shared_measures(self.tracker, customer_id):
            today = bridge.today()
            state = agreed_state(measure, newest_agreement(self.tracker, measure, today), today)
            promise = show_promise(measure.on(today), measure.scale)
            box = QCheckBox(f"{measure.name}  {promise}{STATES[state]}".replace("&", "&&"))
            box.setChecked(True)
            if state is State.AGREED:
                self._agreed.add(measure.id)
            self.boxes[measure.id] = box
            column.addWidget(box)
        if not self.boxes:
            column.addWidget(QLabel("No measure is shared with them yet."))
        else:
            listed.setFocusProxy(next(iter(self.boxes.values())))
        form = self.add_form()
        form.add("agreed_by", "By", self.by)
        form.add("agreed_on", "On", self.day)
        form.add("measures", "Promises", listed)

    def save(self) -> None:
        """Keep what is ticked as agreed, what is not as provisional."""
        day = self.day.day
        if day is None:
            raise InvalidInput("agreed_on", "The day is missing", "Type it as 2026-11-22.")
        ticked = {key for key, box in self.boxes.items() if box.isChecked()}
        with self.tracker.edit("agree"):
            for measure_id in self._agreed - ticked:
                commands.disagree(self.tracker, measure_id)
            if new := ticked - self._agreed:
                commands.agree(self.tracker, sorted(new), day, self.by.text())
            elif not self._agreed:
                commands.agree(self.tracker, [], day, self.by.text())

"""A day on which a customer needs something: what, when, how often, how long beforehand."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox, QWidget

from tracker.app import commands
from tracker.domain.errors import InvalidInput
from tracker.domain.moment import LONGEST_LEAD, REPEAT_NAMES, Moment, Repeat
from tracker.gui.bridge import Bridge
from tracker.gui.dialogs.form_dialog import FormDialog
from tracker.gui.widgets.day_field import DayField
from tracker.gui.widgets.growing_text import GrowingText


class MomentDialog(FormDialog):
    """Only what and when are needed."""

    def __init__(
        self, bridge: Bridge, parent: QWidget | None, customer_id: int, moment: Moment | None = None
    ) -> None:
        title = "Edit moment" if moment else "When do they need something?"
        super().__init__(bridge, parent, title, 480)
        self._customer_id = customer_id
        self._moment = moment
        self.what = QLineEdit(moment.title if moment else "")
        self.what.setPlaceholderText("Month-end figures")
        self.first = DayField(bridge.theme, "first_on", moment.first_on if moment else None)
        self.repeats = QComboBox()
        for repeat, name in REPEAT_NAMES.items():
            self.repeats.addItem(name, repeat)
        self.repeats.setCurrentIndex(self.repeats.findData(moment.repeats if moment else None))
        self.repeats.setCurrentIndex(max(self.repeats.currentIndex(), 0))
        self.until = DayField(bridge.theme, "until", moment.until if moment else None)
        self.lead = QSpinBox()
        self.lead.setRange(0, LONGEST_LEAD)
        self.lead.setSuffix(" days before")
        self.lead.setMaximumWidth(150)
        self.lead.setValue(moment.lead_days if moment else 7)
        self.note = GrowingText("note", "For you alone")
        self.note.show_text(moment.note if moment else "")
        form = self.add_form()
        form.add("title", "&What they need", self.what)
        form.add("first_on", "&First on", self.first)
        form.add("repeats", "How &often", self.repeats)
        form.add("until", "&Until (empty: no end)", self.until)
        form.add("lead_days", "&Remind me", self.lead)
        form.add("note", "&Note", self.note)
        self.what.setFocus()

    def save(self) -> None:
        """Keep it."""
        first = self.first.day
        if first is None:
            raise InvalidInput("first_on", "The day is missing", "Type it as 2026-11-22.")
        repeats, until = Repeat(self.repeats.currentData()), self.until.day
        lead, note = self.lead.value(), self.note.text
        if self._moment:
            commands.edit_moment(
                self.tracker, self._moment.id, self.what.text(), first, repeats,
                until=until, lead_days=lead, note=note,
            )  # fmt: skip
        else:
            commands.add_moment(
                self.tracker, self._customer_id, self.what.text(), first, repeats,
                until=until, lead_days=lead, note=note,
            )  # fmt: skip

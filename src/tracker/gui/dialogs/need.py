"""A need with everything that is known of it: how, since when, and where the customer stands."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from tracker.app import commands
from tracker.domain.errors import InvalidInput
from tracker.domain.need import NEED_SOURCE_NAMES, NEED_STATUS_NAMES, Need
from tracker.gui.bridge import Bridge
from tracker.gui.dialogs.form_dialog import FormDialog
from tracker.gui.widgets.choice import Segments
from tracker.gui.widgets.day_field import DayField


class NeedDialog(FormDialog):
    """Says a need better, and how it came to be known."""

    def __init__(self, bridge: Bridge, parent: QWidget | None, need: Need) -> None:
        super().__init__(bridge, parent, "How do you know that they need it?", 560)
        self._need = need
        self.text = QLineEdit(need.text)
        self.text.setMaxLength(200)
        self.source = Segments(NEED_SOURCE_NAMES.items())
        self.source.choose(need.source)
        self.day = DayField(bridge.theme, "stated_on", need.stated_on)
        self.status = Segments(NEED_STATUS_NAMES.items())
        self.status.choose(need.status)
        form = self.add_form()
        form.add("text", "The &need, in their words", self.text)
        form.add("source", "&How you know it", self.source)
        form.add("stated_on", "S&ince when", self.day)
        form.add("status", "Where they &stand", self.status)
        self.column.addStretch(1)
        self.text.setFocus()

    def save(self) -> None:
        """Keep it."""
        day = self.day.day
        if day is None:
            raise InvalidInput("stated_on", "The day is missing", "Type it like 2026-11-22.")
        commands.edit_need(
            self.tracker,
            self._need.id,
            self.text.text(),
            source=self.source.value,
            stated_on=day,
            status=self.status.value,
        )

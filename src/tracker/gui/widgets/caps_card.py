"""How many places there are: in WOW, and for customers at all."""

from __future__ import annotations

from PySide6.QtWidgets import QSpinBox

from tracker.app import commands
from tracker.app.commands.continuum import MOST_CUSTOMERS, MOST_WOW
from tracker.app.commands.person import person
from tracker.domain.errors import InvalidInput
from tracker.gui.bridge import Bridge
from tracker.gui.form import Form


class CapsCard(Form):
    """Two numbers, kept when they are left."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(stacked=True)
        self.setProperty("role", "plain")
        self._bridge = bridge
        self.wow = QSpinBox()
        self.wow.setRange(1, MOST_WOW)
        self.total = QSpinBox()
        self.total.setRange(1, MOST_CUSTOMERS)
        for field in (self.wow, self.total):
            field.setMaximumWidth(90)
            field.editingFinished.connect(self._keep)
        self.add("wow_cap", "Places in WOW", self.wow)
        self.add("total_cap", "Places at all", self.total)

    def show_caps(self) -> None:
        """Show what is kept."""
        now = person(self._bridge.tracker)
        for field, value in ((self.wow, now.wow_cap), (self.total, now.total_cap)):
            if not field.hasFocus():
                field.setValue(value)

    def _keep(self) -> None:
        self.clear()
        try:
            commands.set_caps(self._bridge.tracker, self.wow.value(), self.total.value())
        except InvalidInput as error:
            self.complain(error, focus=False)

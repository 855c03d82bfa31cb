"""The day on which a customer told of a change themselves: who saw it first (R5)."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QPushButton, QWidget

from tracker.app import commands
from tracker.domain.errors import InvalidInput
from tracker.domain.measure import Measure
from tracker.gui.bridge import Bridge
from tracker.gui.dialogs.form_dialog import FormDialog
from tracker.gui.icons import icon
from tracker.gui.widgets.day_field import DayField


class ToldDialog(FormDialog):
    """Asks for one day; what was said before can be taken back."""

    def __init__(
        self,
        bridge: Bridge,
        parent: QWidget | None,
        measure: Measure,
        revealed: date,
        told_on: date | None,
    ) -> None:
        super().__init__(bridge, parent, "When did they tell you?", 420)
        self._measure = measure
        self._revealed = revealed
        self.day = DayField(bridge.theme, "told_on", told_on or bridge.today())
        self.form = self.add_form()
        self.form.add("told_on", "&They told me on", self.day)
        self.form.note(
            "told_on", f"Of the change in “{_short(measure.name)}”, without being asked about it."
        )
        self.none = QPushButton(icon(bridge.theme, "trash-2"), "They did not tell me")
        self.none.setAutoDefault(False)
        self.none.setVisible(told_on is not None)
        self.none.clicked.connect(self.take_back)
        self.buttons.insertWidget(0, self.none)

    def save(self) -> None:
        """Keep the day."""
        day = self.day.day
        if day is None:
            raise InvalidInput("told_on", "The day is missing", "Type it as 2026-11-22.")
        if day > self.bridge.today():
            raise InvalidInput("told_on", "That day has not come yet", "Choose today or before.")
        commands.tell_first(self.tracker, self._measure.id, self._revealed, day)
        self.bridge.say("Kept: who saw it first counts in Overview.")

    def take_back(self) -> None:
        """Say that the customer did not tell of it."""
        commands.tell_first(self.tracker, self._measure.id, self._revealed, None)
        self.bridge.say("Taken back: they did not tell you. Ctrl+Z brings it back.")
        self.accept()


def _short(name: str) -> str:
    return name if len(name) <= 60 else f"{name[:59]}…"

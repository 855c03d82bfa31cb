"""The day on which a customer told of a change themselves, and the button that asks for it (R5)."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QPushButton, QWidget

from tracker.app import commands
from tracker.app.signals.standing import Standing
from tracker.domain.measure import Measure
from tracker.domain.texts.cutting import cut
from tracker.gui.bridge import Bridge
from tracker.gui.form import FormDialog
from tracker.gui.widgets.dates import DayField
from tracker.report.dates import long_day
from tracker.store.history import Changes

ASK_WHEN, NO_SIGNAL = (
    "They told me first…",
    "No change was noticed here, so nobody could tell you of one.",
)
TIP = "The customer told you of this change before you told them"


class ReportedDialog(FormDialog):
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
        self.belongs_to(measure, revealed)
        self.day = DayField(bridge, "told_on", told_on or bridge.today(), latest=bridge.today())
        self.form = self.add_form()
        self.form.add("told_on", "&They told me on", self.day)
        self.form.note(
            "told_on", f"About the change in “{cut(measure.name, 60)}”, without your asking."
        )
        self.none = self.add_button(
            "They did not tell me",
            self.take_back,
            picture="trash-2",
            visible=told_on is not None,
        )

    def save(self) -> None:
        """Keep the day."""
        day = self.day.required_day
        commands.record_reported(self.tracker, self._measure.id, self._revealed, day)
        self.bridge.show_message("Saved. Overview counts who saw it first.")

    def take_back(self) -> None:
        """Say that the customer did not tell of it."""
        commands.record_reported(self.tracker, self._measure.id, self._revealed, None)
        self.bridge.show_message("Removed: they did not tell you. Ctrl+Z brings it back.")
        self.accept()


class ReportedButton(QPushButton):
    """Quiet, and shown only where there is a signal; says by itself what was told of it."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(ASK_WHEN)
        self._bridge = bridge
        self._standing: Standing | None = None
        self.setProperty("tone", "link")
        self.setProperty("role", "inline")
        self.setToolTip(TIP)
        self.clicked.connect(self.ask)
        bridge.changed.connect(self._on_changed)

    def show_standing(self, standing: Standing) -> None:
        """Say what is known of another signal."""
        self._standing = standing
        self.setVisible(standing.signal is not None)
        self._name()

    def ask(self) -> None:
        """Ask for the day."""
        standing = self._standing
        if standing is None or standing.signal is None:
            self._bridge.show_message(NO_SIGNAL)
            return
        revealed = standing.signal.revealed
        ReportedDialog(
            self._bridge, self.window(), standing.measure, revealed, self._told_on()
        ).open()

    def _told_on(self) -> date | None:
        standing = self._standing
        if standing is None or standing.signal is None:
            return None
        found = self._bridge.tracker.reported_changes.where(
            "measure_id = ? AND revealed = ?",
            standing.measure.id,
            standing.signal.revealed.isoformat(),
        )
        return found[0].told_on if found else None

    def _on_changed(self, changes: Changes) -> None:
        if "told" in changes.tables:
            self._name()

    def _name(self) -> None:
        told_on = self._told_on()
        self.setText(
            f"They told me on {long_day(told_on, self._bridge.today())}" if told_on else ASK_WHEN
        )

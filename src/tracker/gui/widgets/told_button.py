"""A quiet button on a signal: the customer told of the change themselves, and when (R5)."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from tracker.app.queries.standing import Standing
from tracker.app.tracker import Changes
from tracker.gui.bridge import Bridge
from tracker.gui.page import Ask
from tracker.report.phrases import day

ASK_WHEN, NO_SIGNAL = (
    "They told me on…",
    "No change was revealed here, so there is nothing to tell of.",
)
TIP = "The customer told you of this change themselves: who saw it first?"


class ToldButton(QPushButton):
    """Shown only where there is a signal; says by itself what was told of it."""

    dialog_requested = Signal(object)  # Ask

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
        """Wish for the dialog that asks for the day."""
        standing = self._standing
        if standing is None or standing.signal is None:
            self._bridge.say(NO_SIGNAL)
            return
        told = standing.measure, standing.signal.revealed, self._told_on()
        self.dialog_requested.emit(Ask("told", "ToldDialog", told))

    def _told_on(self) -> date | None:
        standing = self._standing
        if standing is None or standing.signal is None:
            return None
        found = self._bridge.tracker.told.where(
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
            f"They told me on {day(told_on, self._bridge.today())}" if told_on else ASK_WHEN
        )

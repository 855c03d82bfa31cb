"""A measure of how a need, or a way they like to be served, is met: one step with its tie."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtWidgets import QWidget

from tracker.app import commands
from tracker.gui.bridge import Bridge
from tracker.gui.dialogs.measure import MeasureDialog


class Tie(StrEnum):
    """What the measure is made of."""

    NEED = "need"
    ELEMENT = "element"


class MeasureForDialog(MeasureDialog):
    """The dialog of a new measure, named already; saving ties it to what it was made of."""

    def __init__(
        self,
        bridge: Bridge,
        parent: QWidget | None,
        customer_id: int,
        name: str,
        tie: tuple[str, int],
    ) -> None:
        super().__init__(bridge, parent, customer_id)
        self._tie = (Tie(tie[0]), tie[1])
        self.name.setText(name)
        self.name.selectAll()
        self.saved.connect(self._on_saved)

    def _keep(self, *, draft: bool) -> None:
        with self.tracker.edit(f"measure {self.name.text().strip()}"):
            super()._keep(draft=draft)

    def _on_saved(self, measure_id: int) -> None:
        kind, key = self._tie
        if kind is Tie.NEED:
            commands.measure_need(self.tracker, key, measure_id)
        else:
            commands.measure_element(self.tracker, key, measure_id)

"""Two lines under the two lists, to add to either of them: Enter adds and waits for the next."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from tracker.domain.need import Side

ASKED = {Side.MINE: "Add what you think they need", Side.THEIRS: "Add what they said"}


class NeedsEntry(QWidget):
    """One field a list."""

    entered = Signal(object)  # tuple[Side, str]

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[Side, QLineEdit] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for side, asked in ASKED.items():
            field = QLineEdit()
            field.setPlaceholderText(asked)
            field.setAccessibleName(f"{asked}; Enter adds it")
            field.setProperty("side", side.value)
            field.returnPressed.connect(self._on_entered)
            self.fields[side] = field
            row.addWidget(field, 1)

    def clear(self) -> None:
        """Empty both."""
        for field in self.fields.values():
            field.clear()

    def _on_entered(self) -> None:
        side = Side(self.sender().property("side"))
        self.entered.emit((side, self.fields[side].text()))

"""What stands below the two lists: what has no measure yet, and what was dropped."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from tracker.domain.need import Need
from tracker.gui.widgets.elided import ElidedLabel

SHOWN = 3


class NeedLines(QWidget):
    """A heading and a few needs, each with one button; the rest are counted."""

    wished = Signal(object)  # int: the need whose button was pressed

    def __init__(self, heading: str, button: str, most: int | None = None) -> None:
        super().__init__()
        self._button, self._most = button, most
        self._heading = QLabel(heading)
        self._heading.setProperty("role", "heading")
        self._heading.setWordWrap(True)
        self.buttons: dict[int, QPushButton] = {}
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 14, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._heading)
        layout.addLayout(self._rows)
        self.hide()

    def show_needs(self, needs: Iterable[Need]) -> None:
        """Show these needs; none hides the whole."""
        while item := self._rows.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.buttons = {}
        found = list(needs)
        for need in found[: self._most]:
            self._rows.addWidget(self._line(need))
        if more := len(found) - len(self.buttons):
            rest = QLabel(f"and {more} more")
            rest.setProperty("role", "hint")
            rest.setToolTip("\n".join(one.text for one in found[self._most :]))
            self._rows.addWidget(rest)
        self.setVisible(bool(found))

    def _line(self, need: Need) -> QWidget:
        button = QPushButton(self._button)
        button.setProperty("tone", "link")
        button.setProperty("need", need.id)
        button.setAccessibleName(f"{self._button.rstrip('…')}: {need.text}")
        button.clicked.connect(self._on_clicked)
        self.buttons[need.id] = button
        told = ElidedLabel(_told(need), "quiet")
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(told, 1)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return line

    def _on_clicked(self) -> None:
        self.wished.emit(self.sender().property("need"))


def _told(need: Need) -> str:
    if need.dropped_on is not None:
        day = QLocale().toString(need.dropped_on, "d MMM yyyy")  # type: ignore[call-overload]
        return f"{need.text} · dropped {day}"
    whose = "theirs" if need.side == "theirs" else "yours"
    return f"{need.text} · {need.rank} of {whose}"

"""A row of the How tab: its rank, what they like, whether it is important, how it is known."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel

from tracker.domain.practice import BASIS_NAMES, Basis, Element
from tracker.gui.icons import icon
from tracker.gui.theme import Theme
from tracker.gui.widgets.elided import ElidedLabel
from tracker.gui.widgets.profile_row import ProfileRow, tool_button
from tracker.report.needs import short_day

KEYS = {
    Qt.Key.Key_Space: "important",
    Qt.Key.Key_I: "important",
    Qt.Key.Key_A: "asked",
    Qt.Key.Key_G: "guessed",
    Qt.Key.Key_M: "measure",
}


class ElementRow(ProfileRow):
    """Alt+Up and Alt+Down rank; Space marks it important, A asked, G guessed, M measures."""

    wished = Signal(object)  # tuple[str, int]: what is to be done, with which element

    def __init__(
        self, theme: Theme, element: Element, rank: int, measure: str, today: date
    ) -> None:
        super().__init__(theme, element.id)
        self.element = element
        number = QLabel(str(rank))
        number.setProperty("role", "small")
        number.setFixedWidth(16)
        basis = known(element, today)
        about = f"{basis} · measured by {measure}" if measure else basis
        top = QHBoxLayout()
        top.setSpacing(8)
        self.name = ElidedLabel(element.name, "name")
        top.addWidget(self.name, 1)
        self.badge = QLabel("Important")
        self.badge.setProperty("role", "badge")
        self.badge.setProperty("tone", "accent")
        self.badge.setVisible(element.important)
        top.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignVCenter)
        self.about = ElidedLabel(about, "small")
        self.words.addLayout(top)
        self.words.addWidget(self.about)
        star = "Important to them: click to take that back (Space)"
        bare = "Mark it important to them (Space)"
        self.star = tool_button(theme, "star", star if element.important else bare)
        if element.important:
            self.star.setIcon(icon(theme, "star", "accent"))
        self.star.clicked.connect(self._on_star)
        self.line.insertWidget(0, number)
        self.line.addWidget(self.star)
        self.line.addWidget(self.more)
        told = "important, " if element.important else ""
        self.setAccessibleName(f"{rank}. {element.name}, {told}{about}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key says."""
        key, held = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held == Qt.KeyboardModifier.AltModifier and key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.wished.emit(("up" if key == Qt.Key.Key_Up else "down", self.key))
        elif key in KEYS and not held:
            self.wished.emit((KEYS[key], self.key))
        else:
            super().keyPressEvent(event)

    def _on_star(self) -> None:
        self.wished.emit(("important", self.key))


def known(element: Element, today: date) -> str:
    """Say how it is known: `They told me, 12 Oct`."""
    name = BASIS_NAMES[element.basis]
    if element.basis is Basis.ASKED and element.asked_on:
        return f"{name}, {short_day(element.asked_on, today)}"
    return name

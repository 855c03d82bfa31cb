"""The first line of Overview: until when, whose customers, and how far the small trends go back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QPushButton

from tracker.gui.page import Header
from tracker.gui.widgets.choice import Segments

SPANS = (13, 26, 52)
SIDES = (("all", "All"), ("internal", "Internal"), ("external", "External"))


class OverviewHeader(Header):
    """Knows what is chosen; a change is told by `changed`."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__("Overview")
        self.weeks = 26
        self.sides: Segments[str] = Segments(SIDES)
        for key, button in self.sides.buttons.items():
            button.setProperty("role", "")
            button.setAccessibleName(f"Show {key} customers")
        self.sides.choose("all")
        self.sides.chosen.connect(self.changed)
        self.period = QPushButton()
        self.period.setAccessibleDescription("How far the small trends go back")
        self._menu = QMenu(self.period)
        self._group = QActionGroup(self)
        for weeks in SPANS:
            action = self._menu.addAction(span_name(weeks))
            action.setData(weeks)
            action.setCheckable(True)
            action.setChecked(weeks == self.weeks)
            self._group.addAction(action)
        self._group.triggered.connect(self._on_span)
        self.period.clicked.connect(self._on_period)
        self._name_period()
        self.add(self.sides, self.period)

    @property
    def internal(self) -> bool | None:
        """Whose customers are wanted: internal, external, or (None) all."""
        return {"internal": True, "external": False}.get(self.sides.value or "")

    def show_state(self, until: str, hidden: int, *, sides: bool) -> None:
        """Say until when it is, and how many customers are left out."""
        self.sides.setVisible(sides or self.internal is not None)
        hides = f" · hides {hidden} customer{'' if hidden == 1 else 's'}" if hidden else ""
        self.quiet.setText(f"{until}{hides}")

    def set_usable(self, *, usable: bool) -> None:
        """Hide what has nothing to act on."""
        self.period.setVisible(usable)
        self.sides.setVisible(usable)

    def _on_period(self) -> None:
        self._menu.popup(self.period.mapToGlobal(self.period.rect().bottomLeft()))

    def _on_span(self, action: QAction) -> None:
        self.weeks = action.data()
        self._name_period()
        self.changed.emit()

    def _name_period(self) -> None:
        self.period.setText(f"{span_name(self.weeks)} ▾")
        self.period.setAccessibleName(span_name(self.weeks))


def span_name(weeks: int) -> str:
    """Write `Last 26 weeks`."""
    return f"Last {weeks} weeks"

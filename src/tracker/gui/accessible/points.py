"""What a widget tells of itself that is read point by point, or row by row under headings.

It names nothing of Qt's accessibility: the first page loads it before its first paint.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget


class Points:
    """Mixed into a widget that is drawn and read point by point.

    Where the keys come to another point, `point_reached` says so.
    """

    def point_texts(self) -> Sequence[str]:
        """Return what each point says: its period, its value, how it is judged."""
        raise NotImplementedError

    def point_area(self, at: int) -> QRect:
        """Return where a point is drawn, in the widget."""
        raise NotImplementedError

    def current_point(self) -> int | None:
        """Return the point that the keys read now."""
        return None


class WithHeadings:
    """Mixed into a list view some rows of which are headings: those that cannot be chosen."""


def point_reached(where: QWidget, at: int) -> None:
    """Say that the keys came to a point of what is drawn (`Points`)."""
    from PySide6.QtGui import QAccessible, QAccessibleEvent

    if QAccessible.isActive() and where.hasFocus():
        event = QAccessibleEvent(where, QAccessible.Event.Focus)
        event.setChild(at)
        QAccessible.updateAccessibility(event)

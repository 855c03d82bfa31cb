"""The one place that says aloud, to a screen reader, what just happened."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def announce(where: QWidget, sentence: str, *, urgent: bool = False) -> None:
    """Say a sentence aloud, where anybody listens; an urgent one interrupts what is being said.

    Qt's names are asked for here, not at the start: it says nothing before its first paint.
    """
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    if not sentence or not QAccessible.isActive():
        return
    event = QAccessibleAnnouncementEvent(where, sentence)
    if urgent:
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)

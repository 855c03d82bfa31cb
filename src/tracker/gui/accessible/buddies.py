"""Names for boxes of choices: Linux takes theirs from a label that belongs to them only."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLabel, QWidget


def name_box(box: QObject) -> None:
    """Give a box that is called something a label of that name, where it has none to be seen.

    The label is never seen; a screen reader is led from it to the box.
    """
    from PySide6.QtWidgets import QComboBox

    if not isinstance(box, QComboBox) or not (name := box.accessibleName()):
        return
    around: QWidget | None = box.parentWidget()
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    if around is None or any(
        one.buddy() is box for one in around.findChildren(QLabel, options=direct)
    ):
        return
    label = QLabel(name, around)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setBuddy(box)
    label.hide()

"""What a person does on the page where a file is brought in, for its tests."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox


def settled(qtbot, page):
    """Wait until everything that was chosen is worked out."""
    qtbot.waitUntil(lambda: not page.busy, timeout=60_000)
    QApplication.processEvents()  # a new card is shown with the next event


def taken_in(qtbot, page):
    """Take it in, and wait until it is written."""
    qtbot.mouseClick(page.primary, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page.writer.busy, timeout=60_000)


def clicked_entry(box: QComboBox, text: str) -> int:
    """Choose from a box as a click on it and one on an entry do; return that it takes two."""
    assert box.isVisible()
    assert box.isEnabled()
    at = box.findText(text)
    assert at >= 0
    box.setCurrentIndex(at)
    box.activated.emit(at)
    return 2

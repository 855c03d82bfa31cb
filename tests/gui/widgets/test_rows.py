"""Small shared parts of pages: what scrolls, and what Tab passes over."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from tracker.gui.widgets.rows import scrolling


def test_what_scrolls_is_as_wide_as_its_area_and_no_stop_for_tab(qtbot):
    inside = QLabel("A line that is wider than the area\n" * 40)
    inside.setWordWrap(True)
    area = scrolling(inside)
    qtbot.addWidget(area)
    area.resize(120, 80)
    area.show()
    assert area.widget() is inside
    assert inside.width() == area.viewport().width()
    assert area.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    assert area.focusPolicy() == Qt.FocusPolicy.NoFocus

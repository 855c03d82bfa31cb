"""Small shared parts of pages: rows that the arrows walk over, and what scrolls."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from tracker.gui.widgets.rows import ProfileRow, scrolling


def test_what_scrolls_is_as_wide_as_its_area_and_no_stop_for_tab(qtbot):
    inside = QLabel("A line that is wider than the area\n" * 40)
    inside.setWordWrap(True)
    area = scrolling(inside)
    qtbot.addWidget(area)
    area.resize(120, 80)
    area.show()
    assert area.widget() is inside
    assert inside.width() == area.viewport().width()
    assert not area.horizontalScrollBar().isVisible()
    assert area.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_arrows_walk_over_rows_in_a_layout_within_another(qtbot, theme):
    page = QWidget()
    qtbot.addWidget(page)
    inner = QVBoxLayout()
    rows = [ProfileRow(theme, key) for key in range(4)]
    for row in reversed(rows):  # they stand the other way round than they were made
        inner.addWidget(row)
    QVBoxLayout(page).addLayout(inner)
    rows[1].hide()
    page.show()
    rows[3].setFocus()
    for key, row in (
        (Qt.Key.Key_Up, rows[3]),
        (Qt.Key.Key_Down, rows[2]),
        (Qt.Key.Key_Down, rows[0]),
        (Qt.Key.Key_Down, rows[0]),
        (Qt.Key.Key_Up, rows[2]),
    ):
        qtbot.keyClick(page.focusWidget(), key)
        assert page.focusWidget() is row

"""Rows below each other: one tab stop each, keys for what can be done, and the focus that stays."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tracker.gui.widgets.rows import ProfileRow, RowList, clear_layout


@pytest.fixture
def page(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    page.show()
    return page


@pytest.fixture
def rows(page, theme):
    rows: RowList[ProfileRow] = RowList()
    QVBoxLayout(page).addLayout(rows)
    rows.show_rows(ProfileRow(theme, key) for key in (1, 2, 3))
    return rows


def test_rows_are_shown_in_order(rows):
    assert [row.key for row in rows.rows] == [1, 2, 3]
    assert all(row.isVisible() for row in rows.rows)


def test_shown_anew_the_focus_stays_with_the_same_row(qtbot, page, rows, theme):
    rows.rows[1].setFocus()
    page.activateWindow()
    qtbot.waitUntil(rows.rows[1].hasFocus)
    rows.show_rows(ProfileRow(theme, key) for key in (3, 2))
    assert [(row.key, row.hasFocus()) for row in rows.rows] == [(3, False), (2, True)]
    assert rows.count() == 2


def test_what_is_done_with_a_row_is_told_with_its_key(qtbot, rows):
    told = []
    for signal in (rows.opened, rows.edited, rows.removal_requested):
        signal.connect(told.append)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_F2, Qt.Key.Key_Delete):
        qtbot.keyClick(rows.rows[2], key)
    assert told == [3, 3, 3]
    with qtbot.waitSignal(rows.menu_requested) as asked:
        rows.rows[0].more.click()
    assert asked.args[0][0] == 1


def test_up_and_down_go_from_row_to_row(qtbot, rows):
    rows.rows[0].setFocus()
    qtbot.keyClick(rows.rows[0], Qt.Key.Key_Down)
    assert rows.rows[1].hasFocus()
    qtbot.keyClick(rows.rows[1], Qt.Key.Key_Up)
    assert rows.rows[0].hasFocus()


def test_any_layout_can_be_cleared(qtbot, page):
    layout = QHBoxLayout(page)
    shown = QLabel("Text")
    layout.addWidget(shown)
    layout.addStretch(1)
    clear_layout(layout)
    assert layout.count() == 0
    assert shown.isHidden()

"""Rows that are one tab stop each: keys go from one to the next, and open what a row is about."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from tracker.gui.widgets.rows import OpenRow, plain_column

Key, LEFT, RIGHT = Qt.Key, Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton


class Row(OpenRow):
    """Counts how often it was opened."""

    def __init__(self):
        super().__init__()
        self.opened = 0
        self.setMinimumHeight(20)

    def open(self):
        self.opened += 1


@pytest.fixture
def page(qtbot):
    inside, column = plain_column()
    qtbot.addWidget(inside)
    return inside, column


@pytest.fixture
def rows(page):
    inside, column = page
    made = [Row(), Row(), Row()]
    column.addWidget(made[0])
    column.addWidget(QLabel("A heading"))
    column.addWidget(made[1])
    column.addWidget(made[2])
    inside.show()
    made[0].setFocus()
    return made


def focused(rows):
    return rows[0].window().focusWidget()


def test_up_and_down_go_to_the_rows_beside_it_past_headings(rows, qtbot):
    qtbot.keyClick(rows[0], Key.Key_Down)
    assert focused(rows) is rows[1]
    qtbot.keyClick(rows[1], Key.Key_Up)
    assert focused(rows) is rows[0]


def test_at_either_end_the_focus_stays(rows, qtbot):
    qtbot.keyClick(rows[0], Key.Key_Up)
    assert focused(rows) is rows[0]
    rows[2].setFocus()
    qtbot.keyClick(rows[2], Key.Key_Down)
    assert focused(rows) is rows[2]


def test_a_row_that_is_hidden_is_passed_over(rows, qtbot):
    rows[1].hide()
    qtbot.keyClick(rows[0], Key.Key_Down)
    assert focused(rows) is rows[2]


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter, Key.Key_Space])
def test_keys_open_a_row(rows, qtbot, key):
    qtbot.keyClick(rows[0], key)
    assert [row.opened for row in rows] == [1, 0, 0]


def test_a_click_opens_a_row_but_not_with_the_right_button_or_let_go_outside(rows, qtbot):
    qtbot.mouseClick(rows[1], LEFT)
    assert rows[1].opened == 1
    qtbot.mouseClick(rows[1], RIGHT)
    assert rows[1].opened == 1
    qtbot.mousePress(rows[1], LEFT)
    qtbot.mouseRelease(rows[1], LEFT, pos=rows[1].rect().bottomRight() * 2)
    assert rows[1].opened == 1

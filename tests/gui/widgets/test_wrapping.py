"""Parts in a flow: none smaller than it asks to be, the rest on another line, mirrored too."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from tracker.gui.widgets.feedback import LEAST_BAR, Progressing
from tracker.gui.widgets.wrapping import WrappingRow

WORDS = ("Start a fix", "One-off", "My new usual", "It was planned", "Open the chart")


@pytest.fixture
def row(qtbot, theme) -> QWidget:
    widget = QWidget()
    flow = WrappingRow(widget)
    for word in WORDS:
        flow.addWidget(QPushButton(word))
    qtbot.addWidget(widget)
    widget.resize(widget.sizeHint())
    widget.show()
    return widget


def lines(row: QWidget) -> list[list[str]]:
    """Return the words of each line as they are read."""
    found: dict[int, list[str]] = {}
    for button in row.findChildren(QPushButton):
        found.setdefault(button.y(), []).append(button.text())
    return list(found.values())


def test_what_has_room_stands_on_one_line(row):
    assert lines(row) == [list(WORDS)]


def test_another_line_is_begun_before_a_word_is_cut(row):
    row.resize(row.sizeHint().width() * 2 // 3, 300)
    assert len(lines(row)) == 2
    assert [word for line in lines(row) for word in line] == list(WORDS)
    for button in row.findChildren(QPushButton):
        assert button.width() >= button.sizeHint().width()
        assert row.rect().contains(button.geometry())


def test_it_asks_for_the_height_that_its_lines_take(row):
    narrow = row.layout().minimumSize().width()
    row.resize(narrow, row.heightForWidth(narrow))
    lowest = max(button.geometry().bottom() for button in row.findChildren(QPushButton))
    assert lowest == row.height() - 1


def test_what_is_hidden_takes_no_room(row):
    first, second = row.findChildren(QPushButton)[:2]
    first.hide()
    row.layout().activate()
    assert second.x() == 0


def test_in_mirrored_order_it_begins_at_the_right(row):
    row.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    row.layout().activate()
    first = row.findChildren(QPushButton)[0]
    assert first.geometry().right() == row.rect().right()


def test_work_under_way_takes_little_width_so_that_no_page_is_wider_for_it(qtbot, theme):
    working = Progressing("Making the pack…")
    qtbot.addWidget(working)
    theme.dress(working)
    words = working.word.sizeHint().width() + working.button.sizeHint().width()
    assert working.minimumSizeHint().width() <= words + LEAST_BAR + 40

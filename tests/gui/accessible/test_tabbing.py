"""Tab goes line by line, whatever is a little higher than its neighbours."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QDialog,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from tracker.gui.accessible.tabbing import TabsAsRead, in_order
from tracker.gui.widgets.choice import Segments
from tracker.self_test.windows import all_windows

LINE = {"words": (0, 94, 80, 24), "fill": (90, 94, 40, 24), "who": (400, 90, 190, 32)}
TALL = {"card": (0, 0, 100, 90), "top": (120, 4, 50, 20), "below": (110, 40, 50, 20)}


@pytest.mark.parametrize(
    ("parts", "mirrored", "read"),
    [
        (LINE, False, ["words", "fill", "who"]),
        (LINE, True, ["who", "fill", "words"]),
        (TALL, False, ["card", "top", "below"]),
        (TALL, True, ["top", "card", "below"]),
    ],
)
def test_what_begins_a_little_higher_is_read_in_its_line(qtbot, parts, mirrored, read) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    if mirrored:
        window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    for name in reversed(parts):  # made the other way round: Qt would go by that
        part = QWidget(window, objectName=name)
        part.setGeometry(QRect(*parts[name]))
    window.resize(640, 200)
    window.show()
    assert [one.objectName() for one in in_order(window)] == read


def test_tab_goes_as_one_reads_in_every_window():
    others = {kind.__name__ for kind in all_windows() if not issubclass(kind, TabsAsRead)}
    assert others == set()


class TwoFields(TabsAsRead, QDialog):
    """A field, a choice and a field."""


@pytest.mark.parametrize("chosen", [0, 1, 2])
def test_tab_comes_to_the_choice_that_is_taken(qtbot, chosen):
    window = TwoFields()
    qtbot.addWidget(window)
    first, last = QLineEdit(), QLineEdit()
    sizes = Segments([(0, "80 %"), (1, "90 %"), (2, "100 %")])
    layout = QVBoxLayout(window)
    for part in (first, sizes, last):
        layout.addWidget(part)
    sizes.choose(chosen)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    for start, key in ((first, Qt.Key.Key_Tab), (last, Qt.Key.Key_Backtab)):
        start.setFocus()
        QTest.keyClick(start, key)
        assert sizes.buttons[chosen].hasFocus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab)
    assert first.hasFocus(), "it is one stop"
    other = (chosen + 1) % 3
    sizes.choose(other)  # taken without the keys: Qt still leaves Tab to the one before
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert sizes.buttons[other].hasFocus()


def test_a_button_of_the_choice_that_is_none_of_it_is_a_stop_of_its_own(qtbot):
    """As Search in the rail, between the pages: it is pressed and not chosen."""
    window = TwoFields()
    qtbot.addWidget(window)
    layout, group = QVBoxLayout(window), QButtonGroup(window)
    pages = [QPushButton(name) for name in ("This week", "Search", "Settings")]
    for at, page in enumerate(pages):
        layout.addWidget(page)
        group.addButton(page)
        page.setCheckable(at != 1)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    pages[0].setFocus()  # from now on Qt lets Tab come to this one
    pages[2].setChecked(True)
    pages[0].clearFocus()
    pages[1].setFocus()
    QTest.keyClick(pages[1], Qt.Key.Key_Tab)
    assert pages[2].hasFocus()
    QTest.keyClick(pages[2], Qt.Key.Key_Backtab)
    assert pages[1].hasFocus()

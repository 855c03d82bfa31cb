"""The sheet is on windows: a page is dressed as it comes into its own, not for each layout."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from tests.gui.places import settle

from tracker.app.demo import fill_demo
from tracker.gui.dialogs.own_stop import OwnStopDialog
from tracker.gui.menus import PAGE_ENTRIES
from tracker.gui.shell.window import MainWindow


class Dressings(QObject):
    """Counts how often each widget was told that it is dressed otherwise."""

    def __init__(self) -> None:
        super().__init__()
        self.times: Counter[int] = Counter()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.StyleChange and isinstance(watched, QLabel):
            self.times[id(watched)] += 1
        return False


@pytest.fixture
def window(tracker, bridge, today, qtbot):
    fill_demo(tracker, today)
    window = MainWindow(bridge)
    qtbot.addWidget(window)
    window.show()
    settle()
    return window


@pytest.mark.parametrize("page", [one.key for one in PAGE_ENTRIES if one.key != "week"])
def test_a_page_is_dressed_as_it_comes_into_its_window(window, qapp, page):
    dressings = Dressings()
    qapp.installEventFilter(dressings)
    try:
        window.show_page(page)
        settle()
    finally:
        qapp.removeEventFilter(dressings)
    often = sorted(dressings.times.values())
    assert len(often) > 10
    assert often[len(often) // 2] <= 2, often


def test_the_application_itself_has_no_sheet_and_every_window_has(window, qapp, theme, bridge):
    dialog = OwnStopDialog(bridge, window)
    dialog.show()
    popup = dialog.cause.completer().popup()
    assert qapp.styleSheet() == ""
    for one in (window, popup):
        assert "QPushButton" in one.styleSheet()
    assert dialog.styleSheet() == ""  # it has that of its parent
    light = dialog.primary.grab().toImage()
    theme.choose("dark")
    settle()
    assert dialog.primary.grab().toImage() != light
    assert window.styleSheet() == popup.styleSheet() != ""
    theme.choose("light")


def test_what_is_taken_out_of_a_window_is_dressed_with_it(window, theme):
    words = QLabel("Title")
    words.setProperty("role", "title")
    usual = words.sizeHint().height()
    layout = QVBoxLayout(QWidget(window))
    layout.addWidget(words)
    words.ensurePolished()
    assert words.sizeHint().height() > usual
    assert words.font().pixelSize() > QApplication.font().pixelSize()

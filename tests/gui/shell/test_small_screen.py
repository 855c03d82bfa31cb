"""A screen that is smaller than the smallest window: 1366 by 768 enlarged to 200 and 250 %."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QScrollArea
from tests.gui.places import settle

from tracker.app.demo import fill_demo
from tracker.gui.shell.window import SMALLEST, MainWindow


@pytest.mark.parametrize("enlarged", [1.0, 2.0, 2.5])
def test_a_first_window_is_not_larger_than_the_screen(
    qtbot, bridge, tracker, today, monkeypatch, enlarged
):
    fill_demo(tracker, today)
    window = MainWindow(bridge)
    qtbot.addWidget(window)
    room = QSize(1366, 768) / enlarged
    screen = SimpleNamespace(availableSize=lambda: room)
    monkeypatch.setattr(window, "screen", lambda: screen)
    window.restore()
    window.show()
    window.show_page("week")
    settle()
    assert window.width() <= room.width()
    assert window.height() <= room.height()
    assert (window.minimumSize() == SMALLEST) == (enlarged == 1)
    page = window.page("week")
    assert page.width() >= page.minimumSizeHint().width()  # what has no room scrolls
    area = window.centralWidget().findChild(QScrollArea, options=Qt.FindDirectChildrenOnly)
    cut = area.widget().minimumSizeHint().width() > area.viewport().width()
    assert (area.horizontalScrollBar().maximum() > 0) == cut

"""What is heard of a window that was just opened: not only the list, the row that the keys are at.

A file of its own: the interfaces are handed to Qt once a run, with the first window.
"""

from __future__ import annotations

from PySide6.QtGui import QAccessible
from tests.gui.places import NOW, settle

from tracker.app.demo import fill_demo
from tracker.app.settings import Settings
from tracker.app.tracker import Tracker
from tracker.gui.bridge import Bridge
from tracker.gui.shell.window import MainWindow


def test_who_opens_the_window_hears_the_row_that_comes_first(theme, qtbot, monkeypatch):
    heard: list[tuple[object, int]] = []
    real = QAccessible.updateAccessibility

    def hear(event) -> None:
        if event.type() == QAccessible.Event.Focus:
            heard.append((event.object(), event.child()))
        real(event)

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    QAccessible.setActive(True)
    with Tracker() as tracker:
        fill_demo(tracker, NOW.date())
        bridge = Bridge(tracker, theme, Settings(None), lambda: NOW)
        window = MainWindow(bridge)
        window.show_page("week")
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        rows = window.page("week").check_in.list
        qtbot.waitUntil(lambda: any(one is rows and at >= 0 for one, at in heard))
        window.hide()
        bridge.jobs.stop_all()
        settle()
    QAccessible.setActive(False)

"""Nothing is cut: every sentence has the height that its width asks for, every button its width."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from tracker.app.demo import fill_demo
from tracker.app.settings import Settings
from tracker.app.tracker import Tracker
from tracker.gui.bridge import Bridge
from tracker.gui.notes.quick_note import QuickNoteDialog
from tracker.gui.shell.window import MainWindow

PAGES = ("week", "overview", "customers", "trends", "correct", "share", "review", "settings")
WIDTHS = (960, 1280, 1440, 1600, 1920)
NOW = datetime(2026, 11, 20, 14, 2)


def settle() -> None:
    for _ in range(20):
        QApplication.processEvents()


def cut(root: QWidget) -> list[str]:
    """Return what has less room below a widget than its words need."""
    found = []
    for said in root.findChildren(QLabel):
        if said.isVisible() and said.wordWrap() and said.text():
            needed = said.heightForWidth(said.width())
            if said.height() < needed:
                found.append(f"{said.height()} of {needed} px high: {said.text()[:60]!r}")
    found += [
        f"{one.width()} of {one.sizeHint().width()} px wide: {one.text()!r}"
        for one in root.findChildren(QAbstractButton)
        if one.isVisible() and one.text() and one.width() < one.sizeHint().width()
    ]
    return found


@pytest.fixture(scope="module")
def window(theme):
    with Tracker() as tracker:
        fill_demo(tracker, NOW.date())
        bridge = Bridge(tracker, theme, Settings(None), lambda: NOW)
        window = MainWindow(bridge)
        window.show()
        yield window
        window.hide()
        bridge.jobs.stop_all()
        settle()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_cut_on_a_page(window, page, width):
    window.resize(width, 1000)
    window.show_page(page)
    settle()
    assert cut(window) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_cut_in_a_quick_note(window, width):
    window.resize(width, 1000)
    dialog = QuickNoteDialog(window._bridge, window)
    dialog.show()
    settle()
    assert cut(dialog) == []
    dialog.reject()

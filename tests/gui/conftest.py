"""What every test of the window has: a bridge whose clock stands still, no dialog that blocks."""

from __future__ import annotations

from datetime import datetime, time

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QInputDialog, QMainWindow, QMessageBox

from tracker.app.settings import Settings
from tracker.gui.bridge import Bridge
from tracker.gui.page import Page
from tracker.gui.theme import Theme
from tracker.gui.widgets import dates
from tracker.paper.fonts import load_fonts


@pytest.fixture(autouse=True)
def no_modal(monkeypatch):
    """Fail a test at once that would block on a dialog."""

    def blocked(*_args, **_kwargs):
        pytest.fail("a modal dialog was about to block")

    monkeypatch.setattr(QDialog, "exec", blocked)
    for question in ("question", "information", "warning", "critical"):
        monkeypatch.setattr(QMessageBox, question, blocked)
    for ask in ("getText", "getItem", "getInt", "getDouble"):
        monkeypatch.setattr(QInputDialog, ask, blocked)
    for ask in ("getOpenFileName", "getSaveFileName", "getExistingDirectory"):
        monkeypatch.setattr(QFileDialog, ask, blocked)


@pytest.fixture(autouse=True)
def nothing_left_over(qapp):
    """Delete for good what a test closed, and its window: the next looks among all for its own.

    A theme is put on every widget there is, and a whole run leaves thousands. The window that was
    there before a test belongs to its module, and goes with `done_with`.
    """
    before = set(qapp.topLevelWidgets())
    yield
    for left in qapp.topLevelWidgets():
        if isinstance(left, QMainWindow) and left not in before:
            left.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(autouse=True)
def day_first(monkeypatch):
    """Show days the same way whatever the system's own way is."""
    monkeypatch.setattr(dates, "month_first", lambda: False)


@pytest.fixture(scope="session")
def theme(qapp):
    load_fonts()
    return Theme(qapp, "light")


@pytest.fixture
def qtbot(qtbot, theme):
    """Put the sheet on what a test takes out of its window, as its window would; keep its pages.

    pytest-qt holds them weakly: one that a test lets go of before its end, the search for garbage
    would take apart while Qt still asks it.
    """
    add, pages = qtbot.addWidget, []

    def add_dressed(widget, **details):
        if isinstance(widget, Page):
            pages.append(widget)
        if widget.parentWidget() is None:
            theme.dress(widget)
        add(widget, **details)

    qtbot.addWidget = add_dressed
    return qtbot


@pytest.fixture
def bridge(tracker, theme, today, qapp):
    theme.choose("light")
    return Bridge(
        tracker, theme, Settings(None), lambda: datetime.combine(today, time(14, 2)), qapp
    )

"""Every window beside the main one has room over it and one filled button; so has every page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QDialog, QFrame, QPushButton, QScrollArea, QWidget
from tests.gui.places import NOW, PLACES, all_dialogs, all_windows, done_with, made, settle

from tracker.app.demo import fill_demo
from tracker.app.settings import Settings
from tracker.app.tracker import Tracker
from tracker.gui.bridge import Bridge
from tracker.gui.form import FormDialog, room_over
from tracker.gui.restore.window import RestoreWindow
from tracker.gui.shell.window import MainWindow
from tracker.gui.theme import Theme
from tracker.gui.widgets.text import link
from tracker.self_test.windows import _fill

ALONE = {MainWindow, FormDialog, RestoreWindow}  # none of them stands over another
KINDS = sorted(all_windows() - ALONE, key=lambda kind: kind.__name__)
ABOUT_SOMETHING = {"number", "note", "skip", "card", "moved", "paragraph"}
SIZES = ((960, 640), (720, 450))


@pytest.fixture(scope="module")
def window(theme) -> Iterator[MainWindow]:
    with Tracker() as tracker:
        fill_demo(tracker, NOW.date())
        yield from opened(tracker, theme)


@pytest.fixture(scope="module")
def bare(theme) -> Iterator[MainWindow]:
    with Tracker() as tracker:
        yield from opened(tracker, theme)


def opened(tracker: Tracker, theme: Theme) -> Iterator[MainWindow]:
    bridge = Bridge(tracker, theme, Settings(None), lambda: NOW)
    window = MainWindow(bridge)
    window.show()
    yield window
    done_with(window)


def filled(root: QWidget) -> list[str]:
    """Return the buttons in view that are filled; the sheet fills the default one in dialogs."""
    dialog = isinstance(root, QDialog)
    return [
        one.text()
        for one in root.findChildren(QPushButton)
        if one.isVisible()
        and one.window() is root
        and (one.property("tone") == "accent" or (dialog and one.isDefault()))
    ]


def out_of_view(dialog: QWidget) -> list[str]:
    """Return the buttons of a dialog that nobody could press; what scrolls can be scrolled to."""
    found = []
    for one in dialog.findChildren(QAbstractButton):
        if not one.isVisible() or one.window() is not dialog or scrolls(one):
            continue
        place = one.rect().translated(one.mapTo(dialog, one.rect().topLeft()))
        if not dialog.rect().contains(place):
            found.append(one.text() or one.accessibleName())
    return found


def scrolls(widget: QWidget) -> bool:
    around = widget.parentWidget()
    while around is not None and around.objectName() != "qt_scrollarea_viewport":
        around = around.parentWidget()
    return around is not None


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_no_window_is_larger_than_the_one_below_it_and_its_buttons_are_in_view(window, size):
    window.resize(*size)
    settle()
    found = {}
    for kind in KINDS:
        dialog = made(kind, window._bridge, window)
        _fill(dialog, window._bridge)
        dialog.show()
        settle()
        said = [f"{dialog.width()} x {dialog.height()}"] if larger(dialog, size) else []
        said += out_of_view(dialog)
        said += buttons if len(buttons := filled(dialog)) > 1 else []
        if said:
            found[kind.__name__] = said
        dialog.close()
        settle()
    assert found == {}


def test_no_form_scrolls_while_the_window_has_room_for_all_of_it(window):
    window.resize(1440, 900)
    settle()
    scrolled = []
    for kind in sorted(all_dialogs(), key=lambda kind: kind.__name__):
        dialog = made(kind, window._bridge, window)
        dialog.show()
        settle()
        if (
            dialog.area.verticalScrollBar().maximum()
            and dialog.height() < room_over(dialog).height()
        ):
            scrolled.append(kind.__name__)
        dialog.reject()
        settle()
    assert scrolled == []


def test_a_form_with_what_was_written_before_has_room_for_saying_so(qtbot, window):
    window.resize(1440, 900)
    settle()
    kind = next(one for one in all_dialogs() if one.__name__ == "NeedDialog")
    for _ in range(2):
        dialog = made(kind, window._bridge, window)
        dialog.show()
        settle()
        field = dialog.focusWidget()
        qtbot.keyClicks(field, "once more")
        room, bar = room_over(dialog).height(), dialog.area.verticalScrollBar().maximum()
        high, told = dialog.height(), dialog.findChildren(QFrame)
        said = [one for one in told if one.property("role") == "notice" and one.isVisible()]
        seen = len(said), high < room, bar
        dialog.reject()
        settle()
    assert seen == (1, True, 0)


def test_no_window_scrolls_sideways_at_twice_the_text(window, theme):
    window.resize(960, 640)
    theme.resize_text(200)
    settle()
    scrolled = {}
    try:
        for kind in KINDS:
            dialog = made(kind, window._bridge, window)
            _fill(dialog, window._bridge)
            dialog.show()
            settle()
            areas = [one for one in dialog.findChildren(QScrollArea) if one.isVisible()]
            if far := max((one.horizontalScrollBar().maximum() for one in areas), default=0):
                scrolled[kind.__name__] = far
            dialog.close()
            settle()
    finally:
        theme.resize_text(100)
    assert scrolled == {}


def larger(dialog: QWidget, size: tuple[int, int]) -> bool:
    return dialog.width() > size[0] or dialog.height() > size[1]


@pytest.mark.parametrize("place", PLACES)
def test_a_page_has_one_filled_button_at_most(window, place):
    window.resize(1280, 800)
    PLACES[place](window)
    settle()
    assert len(filled(window)) <= 1, filled(window)


def test_a_button_that_the_keys_come_to_on_a_page_is_not_filled(qtbot, window, theme):
    window.resize(1280, 800)
    PLACES["share scorecard"](window)
    with qtbot.waitActive(window):
        window.activateWindow()
    settle()
    copy = window.page("share").copy
    copy.setFocus(Qt.FocusReason.TabFocusReason)
    settle()
    assert copy.hasFocus()
    inside = copy.grab().toImage().pixelColor(6, copy.height() // 2)
    assert inside == theme.colour("panel")


def test_the_main_button_of_a_form_is_filled_and_a_link_in_it_never(qtbot, window, theme):
    window.resize(1280, 800)
    kind = next(one for one in all_dialogs() if one.__name__ == "NeedDialog")
    dialog = made(kind, window._bridge, window)
    dialog.column.addWidget(shown := link("How is this known?"))
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    settle()
    place = 4, dialog.primary.height() // 2
    assert dialog.primary.grab().toImage().pixelColor(*place) == theme.colour("accent")
    shown.setFocus(Qt.FocusReason.TabFocusReason)
    settle()
    assert shown.hasFocus()
    assert shown.grab().toImage().pixelColor(3, 3) != theme.colour("accent")
    dialog.reject()


@pytest.mark.parametrize("place", [place for place in PLACES if place not in ABOUT_SOMETHING])
def test_an_empty_page_has_one_filled_button_at_most(bare, place):
    bare.resize(1280, 800)
    PLACES[place](bare)
    settle()
    assert len(filled(bare)) <= 1, filled(bare)

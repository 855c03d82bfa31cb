"""Every page and every form at every size: of the window, of the text, of the words, either way.

Nothing is smaller than its words, no two parts lie over one another, nothing that can be used is
out of view without a scroll bar. Nine of the ways to look are tried here, all by `make layout`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import combinations, product
from typing import NamedTuple

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QLayout,
    QLineEdit,
    QScrollBar,
    QStackedWidget,
    QWidget,
)
from tests.gui.places import NOW, PLACES, all_dialogs, done_with, made, settle
from tests.gui.test_nothing_cut import cut

from tracker.app.demo import fill_demo
from tracker.app.settings import Settings
from tracker.app.tracker import Tracker
from tracker.gui.bridge import Bridge
from tracker.gui.shell.frame import PageRoom
from tracker.gui.shell.window import MainWindow
from tracker.gui.theme import scaled

SIZES = ((960, 640), (1280, 800), (1440, 900), (1600, 1000), (1920, 1080))
TEXT = (100, 150, 200)
PLAIN, LONG, MIRRORED = WORDS = ("plain", "words a third longer", "right to left")
LEAST_PLOT, LEAST_ROWS = 260, 7
USED = (QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit)


class Look(NamedTuple):
    """One way to look at everything."""

    size: tuple[int, int]
    text: int
    words: str

    def __str__(self) -> str:
        """Name it for a report."""
        return f"{self.size[0]} wide, text {self.text} %, {self.words}"


EVERY = [Look(*one) for one in product(SIZES, TEXT, WORDS)]
# Each size of text meets each kind of words once, and each width at least once.
NINE = [
    Look(SIZES[0], 100, PLAIN),
    Look(SIZES[2], 150, PLAIN),
    Look(SIZES[4], 200, PLAIN),
    Look(SIZES[1], 100, LONG),
    Look(SIZES[3], 150, LONG),
    Look(SIZES[0], 200, LONG),
    Look(SIZES[2], 100, MIRRORED),
    Look(SIZES[0], 150, MIRRORED),
    Look(SIZES[1], 200, MIRRORED),
]
LOOKS = EVERY if os.environ.get("LAYOUTS") == "all" else NINE


def wrong(root: QWidget) -> list[str]:
    """Return what is cut, lies over something else, or is out of reach below a widget."""
    return [*cut(root), *_overlaps(root), *_out_of_reach(root)]


def told(found: dict[str, list[str]]) -> list[str]:
    """Return what is wrong, each once, with the places where it is."""
    places: dict[str, list[str]] = {}
    for place, said in found.items():
        for one in said:
            places.setdefault(one, []).append(place)
    return [f"{one} ({', '.join(dict.fromkeys(where))})" for one, where in places.items()]


def _overlaps(root: QWidget) -> list[str]:
    found = []
    for one in root.findChildren(QWidget):
        layout = one.layout()
        if layout is None or not one.isVisible() or isinstance(one, QStackedWidget):
            continue
        if one.window() is root:
            for first, second in combinations(_laid(layout), 2):
                shared = first.geometry().intersected(second.geometry())
                if not shared.isEmpty():
                    found.append(f"{_name(first)} over {_name(second)}: {shared.getRect()}")
    return found


def _laid(layout: QLayout) -> list[QWidget]:
    """Return the widgets that a layout and those within it place."""
    found: list[QWidget] = []
    for at in range(layout.count()):
        item = layout.itemAt(at)
        if inner := item.layout():
            found += _laid(inner)
        elif (widget := item.widget()) and widget.isVisible():
            found.append(widget)
    return found


def _out_of_reach(root: QWidget) -> list[str]:
    found = []
    for one in root.findChildren(QWidget):
        if not isinstance(one, USED) or isinstance(one.parentWidget(), USED):
            continue
        if not one.isVisible() or one.window() is not root or one.size().isEmpty():
            continue
        if where := _hidden(one, root):
            found.append(f"{_name(one)} out of view in {where}")
    return found


def _hidden(one: QWidget, root: QWidget) -> str:
    """Return within what a widget is cut off, where nothing scrolls to it."""
    place = QRect(QPoint(0, 0), one.size())
    around = one
    while around is not root:
        place = place.translated(around.pos())
        around = around.parentWidget()
        area = around.parentWidget()
        if isinstance(area, QAbstractScrollArea) and area.viewport() is around:
            across = _scrolls(area.horizontalScrollBar(), area.horizontalScrollBarPolicy())
            down = _scrolls(area.verticalScrollBar(), area.verticalScrollBarPolicy())
            place = QRect(
                0 if across else place.left(),
                0 if down else place.top(),
                1 if across else place.width(),
                1 if down else place.height(),
            )
        if not around.rect().adjusted(-1, -1, 1, 1).contains(place):
            return f"{_name(around)} {around.size().toTuple()}: {place.getRect()}"
    return ""


def _scrolls(bar: QScrollBar, policy: Qt.ScrollBarPolicy) -> bool:
    """Say whether somebody can scroll: not by a bar that is never shown."""
    return bar.maximum() > 0 and policy != Qt.ScrollBarPolicy.ScrollBarAlwaysOff


def sideways(window: MainWindow) -> list[str]:
    """Return what is scrolled sideways where it is opened, or has to be: a page is read down."""
    bar = window.findChild(PageRoom).parentWidget().parentWidget().horizontalScrollBar()
    found = [f"begins {bar.value()} px from its side"] if bar.value() else []
    # Words a third longer at twice the size have 480 px of usual text: there a bar may help.
    spared = window.look.words == LONG and window.look.text == TEXT[-1]
    if bar.maximum() and not (spared and window.look.size == SIZES[0]):
        found.append(f"is {bar.maximum()} px wider than its room")
    return found


def icons_as_small_as_ever(root: QWidget) -> list[str]:
    """Return the buttons whose picture did not grow with the text."""
    pictured = [one for one in root.findChildren(QAbstractButton) if not one.icon().isNull()]
    least = scaled(16)
    return [
        f"{_name(one)}: a picture of {one.iconSize().width()} px, not {least}"
        for one in pictured
        if one.isVisible() and one.iconSize().width() < least
    ]


def _name(one: QWidget) -> str:
    text = one.text() if isinstance(one, QAbstractButton) else one.accessibleName()
    return f"{type(one).__name__} {text[:30]!r}" if text else type(one).__name__


@pytest.fixture(scope="module")
def filled() -> Iterator[Tracker]:
    with Tracker() as tracker:
        fill_demo(tracker, NOW.date())
        yield tracker


@pytest.fixture
def seen(request, filled, theme, qapp) -> Iterator[MainWindow]:
    """Return a window as somebody looks at it; all is as it was afterwards."""
    look: Look = request.param
    theme.choose("light")
    theme.resize_text(look.text)
    usual = QFont(qapp.font())
    if look.words == LONG:
        wider = QFont(usual)
        wider.setStretch(133)
        qapp.setFont(wider)
    if look.words == MIRRORED:
        qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    bridge = Bridge(filled, theme, Settings(None), lambda: NOW)
    window = MainWindow(bridge)
    window.look = look
    window.resize(*look.size)
    window.show()
    yield window
    done_with(window)
    qapp.setFont(usual)
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    theme.resize_text(100)


@pytest.mark.parametrize("seen", [Look(SIZES[1], 100, LONG)], ids=str, indirect=True)
def test_words_are_a_third_longer_where_it_says_so(seen):
    seen.show_page("settings")
    settle()
    button = seen.page("settings").backups.now
    usual = QFont(button.font())
    usual.setStretch(100)
    long = button.fontMetrics().horizontalAdvance(button.text())
    short = QFontMetrics(usual).horizontalAdvance(button.text())
    assert long == pytest.approx(short * 4 / 3, rel=0.05)


@pytest.mark.parametrize("seen", LOOKS, ids=str, indirect=True)
def test_every_page_can_be_read_and_used(seen):
    found = {}
    for place, go in PLACES.items():
        go(seen)
        for _ in range(3):
            settle()
        found[place] = [*wrong(seen), *sideways(seen), *icons_as_small_as_ever(seen)]
    said = told(found)
    assert not said, "\n".join(said)


@pytest.mark.parametrize("seen", LOOKS, ids=str, indirect=True)
def test_every_form_can_be_read_and_used(seen):
    found = {}
    for kind in all_dialogs():
        dialog = made(kind, seen._bridge, seen)
        dialog.show()
        settle()
        found[kind.__name__] = [*wrong(dialog), *icons_as_small_as_ever(dialog)]
        dialog.reject()
        settle()
    said = told(found)
    assert not said, "\n".join(said)


@pytest.mark.parametrize("seen", [Look(SIZES[0], 200, PLAIN)], ids=str, indirect=True)
def test_no_page_is_wider_than_the_smallest_window_at_twice_the_text(seen):
    found = {}
    for place in ("week", "overview", "customers", "trends", "correct", "share", "review"):
        seen.show_page(place)
        settle()
        found[place] = sideways(seen)
    assert not (said := told(found)), "\n".join(said)


@pytest.mark.parametrize("seen", [Look(SIZES[0], 100, PLAIN)], ids=str, indirect=True)
def test_seven_rows_of_this_week_are_in_view_in_the_smallest_window(seen):
    seen.show_page("week")
    settle()
    view = seen.page("week").check_in.list
    room = view.viewport().rect()
    whole = [one for one in view.rows.entries if room.contains(view.row_rect(one.key))]
    assert len(whole) >= LEAST_ROWS


@pytest.mark.parametrize("seen", [Look(size, 100, PLAIN) for size in SIZES], ids=str, indirect=True)
def test_the_plot_of_trends_is_never_low(seen):
    seen.show_page("trends")
    for _ in range(4):
        settle()
    frame = seen.page("trends").card.chart.frame
    assert frame.bottom - frame.top >= LEAST_PLOT

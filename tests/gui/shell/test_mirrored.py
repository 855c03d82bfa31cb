"""In a window that is mirrored a text still reads its own way: whoever draws it, Qt or we."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtWidgets import (
    QLabel,
    QListWidget,
    QMenu,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from tracker.gui.shell.mirrored import MirroredStyle
from tracker.gui.theme import STYLE, body_font
from tracker.gui.widgets.painting import CellPainter, write_line
from tracker.gui.widgets.text import ElidedLabel, Wrapped, isolated, label
from tracker.gui.widgets.text_field import GrowingText
from tracker.gui.widgets.wrapping import FewLines

# What begins or ends with a figure or a stop turns round where the window says how it begins.
SAID = "2.4 days (of 5)."
LIKE = 0.85  # of two pictures of the same words; of words turned round it is below 0.5


@pytest.fixture
def mirrored(qapp, theme):
    usual = QFont(qapp.font())
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    qapp.setStyle(MirroredStyle(STYLE[1]))
    yield qapp
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    qapp.setStyle(STYLE[1])
    qapp.setFont(usual)
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def profile(image: QImage) -> np.ndarray:
    """Return how much ink stands in each column from the first to the last that has any."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(grey.constBits(), np.uint8).reshape(grey.height(), grey.bytesPerLine())
    ink = np.convolve((255.0 - rows[:, : grey.width()]).sum(axis=0), np.ones(5) / 5)
    there = np.flatnonzero(ink > 128)
    assert len(there)
    return ink[there[0] : there[-1] + 1]


def alike(one: np.ndarray, other: np.ndarray) -> bool:
    """Say whether two pictures hold the same words, a part of a pixel to the side or not."""
    if abs(len(one) - len(other)) > 2:
        return False
    wide = min(len(one), len(other)) - 2
    likeness = [
        np.corrcoef(one[first : first + wide], other[second : second + wide])[0, 1]
        for first in range(3)
        for second in range(3)
    ]
    return max(likeness) > LIKE


def read(widget: QWidget) -> np.ndarray:
    """Return the shape of what a widget says, black on white and without anything round it."""
    widget.setStyleSheet("* { color: black; background: white; border: 0px; outline: 0; }")
    widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    widget.resize(260, 60)
    widget.ensurePolished()
    return profile(widget.grab().toImage())


def made(kind: str) -> QWidget:
    if kind == "few lines":
        return FewLines(SAID)
    if kind == "elided":
        return ElidedLabel(SAID)
    if kind == "field":
        field = GrowingText("said")
        field.setPlainText(SAID)
        field.setFrameStyle(0)
        return field
    if kind == "label to select":
        return label(SAID, selectable=True)
    return {"label": QLabel, "button": QPushButton}[kind](SAID)


@pytest.mark.parametrize(
    "kind", ["label", "label to select", "button", "few lines", "elided", "field"]
)
def test_a_widget_says_the_same_mirrored(kind, mirrored):
    there = read(made(kind))
    mirrored.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert alike(there, read(made(kind)))


def listed() -> QListWidget:
    rows = QListWidget()
    rows.setProperty("role", "box")
    rows.addItem(SAID)
    rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    rows.resize(260, 60)
    return rows


def tabled() -> QTableWidget:
    table = QTableWidget(1, 1)
    table.horizontalHeader().hide()
    table.verticalHeader().hide()
    table.setShowGrid(False)
    table.setItem(0, 0, QTableWidgetItem(SAID))
    table.horizontalHeader().setStretchLastSection(True)
    table.resize(260, 60)
    return table


@pytest.mark.parametrize("made_view", [listed, tabled])
def test_a_row_that_the_sheet_dresses_says_the_same_mirrored(made_view, mirrored, theme):
    def seen() -> np.ndarray:
        view = made_view()
        theme.dress(view)
        view.ensurePolished()
        row = view.visualRect(view.model().index(0, 0)).adjusted(1, 1, -1, -1)
        return profile(view.viewport().grab(row).toImage())

    there = seen()
    mirrored.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert alike(there, seen())


@pytest.mark.parametrize("to_select", [False, True])
def test_a_label_stands_on_the_side_where_the_window_begins(to_select, mirrored):
    said = label("First", selectable=to_select)
    said.resize(200, 30)
    said.setStyleSheet("color: black; background: white;")
    grey = said.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(grey.constBits(), np.uint8).reshape(grey.height(), grey.bytesPerLine())
    ink = np.flatnonzero((rows[:, : grey.width()] < 128).any(axis=0))
    assert ink[0] > 100


def test_a_hint_stands_where_the_cursor_does(mirrored, theme):
    field = GrowingText("said", "First")
    theme.dress(field)
    field.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    field.resize(200, 60)
    field.ensurePolished()
    grey = field.viewport().grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(grey.constBits(), np.uint8).reshape(grey.height(), grey.bytesPerLine())
    ink = np.flatnonzero((rows[:, : grey.width()] < 180).any(axis=0))
    assert len(ink)
    assert abs(ink[0] - field.cursorRect().left()) < 6
    assert ink[-1] < 100


def painted(draw, direction: Qt.LayoutDirection) -> np.ndarray:
    image = QImage(300, 60, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setLayoutDirection(direction)
    draw(painter)
    painter.end()
    return profile(image)


class Black:
    """A theme for a picture."""

    def colour(self, _role: str) -> QColor:
        return QColor("black")


AREA = QRect(10, 10, 280, 40)


@pytest.mark.parametrize(
    "draw",
    [
        lambda painter: write_line(painter, Black(), AREA, SAID, "text"),
        lambda painter: CellPainter(painter, Black()).text(AREA, SAID, "text"),
        lambda painter: CellPainter(painter, Black()).wrapped(AREA, SAID, "text", 12),
        lambda painter: Wrapped(SAID, body_font(12), 200, 2, painter.layoutDirection()).draw(
            painter, AREA
        ),
    ],
    ids=["line", "cell", "wrapped cell", "few lines"],
)
def test_what_is_painted_says_the_same_mirrored(draw, mirrored):
    there = painted(draw, Qt.LayoutDirection.RightToLeft)
    mirrored.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert alike(there, painted(draw, Qt.LayoutDirection.LeftToRight))


def test_a_menu_reads_so_when_it_opens_and_keeps_its_keys(mirrored):
    menu = QMenu()
    action = menu.addAction("Export 2…\tCtrl+E")
    menu.popup(menu.pos())
    assert action.text() == f"{isolated('Export 2…')}\tCtrl+E"
    menu.hide()
    menu.popup(menu.pos())
    assert action.text() == f"{isolated('Export 2…')}\tCtrl+E"
    menu.hide()
    menu.deleteLater()


def test_nothing_is_added_to_a_text_where_nothing_is_mirrored(qapp):
    assert isolated(SAID) == SAID

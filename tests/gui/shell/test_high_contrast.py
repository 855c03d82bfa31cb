"""In high contrast it is seen what has the focus and what is chosen: by light, not by a hue."""

from __future__ import annotations

from datetime import datetime

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QStyle,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QStyleOptionSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from tracker.app.demo import fill_demo
from tracker.app.settings import Settings
from tracker.app.tracker import Tracker
from tracker.gui.bridge import Bridge
from tracker.gui.shell.navigation import RailButton
from tracker.gui.shell.window import MainWindow
from tracker.gui.theme import set_role, set_tone
from tracker.gui.widgets.choice import Segments

NOW = datetime(2026, 11, 20, 14, 2)
ENHANCED = 7.0
CLEAR = 3.0  # WCAG 1.4.11 and 2.4.13: what tells a state, against what is there without it


@pytest.fixture(params=["light", "dark"], scope="module")
def contrast(request, theme):
    """Have a theme of high contrast, once for all tests: every widget that there is gets it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(theme, "_named", lambda: f"{request.param}_contrast")
        theme._dress(anew=True)
        yield theme
    theme.choose("light")


def light(image: QImage) -> np.ndarray:
    """Return the relative luminance of every pixel (WCAG)."""
    rgb = image.convertToFormat(QImage.Format.Format_RGB888)
    flat = np.frombuffer(rgb.constBits(), np.uint8).reshape(rgb.height(), rgb.bytesPerLine())
    share = flat[:, : 3 * rgb.width()].reshape(rgb.height(), rgb.width(), 3) / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    return linear @ np.array([0.2126, 0.7152, 0.0722])


def told_apart(one: QImage, other: QImage) -> int:
    """Return how many pixels are clearly lighter or darker in one of two pictures."""
    a, b = light(one), light(other)
    ratio = (np.maximum(a, b) + 0.05) / (np.minimum(a, b) + 0.05)
    return int((ratio >= CLEAR).sum())


def toned(button: QWidget, tone: str = "", role: str = "") -> QWidget:
    set_tone(button, tone)
    set_role(button, role)
    return button


KINDS = {
    "button": lambda: QPushButton("Save"),
    "main button": lambda: toned(QPushButton("Save"), "accent"),
    "link": lambda: toned(QPushButton("How?"), "link"),
    "chip": lambda: toned(QPushButton("WOW"), role="chip"),
    "chosen chip": lambda: toned(QPushButton("WOW"), "chosen", "chip"),
    "disclosure": lambda: toned(QPushButton("More"), role="disclosure"),
    "sign": QToolButton,
    "line": QLineEdit,
    "lines": QPlainTextEdit,
    "combo": QComboBox,
    "number": QSpinBox,
    "box": lambda: QCheckBox("Also"),
    "choice": lambda: Segments([("a", "First"), ("b", "Second")]),
}


@pytest.mark.parametrize("kind", KINDS)
def test_what_has_the_focus_is_seen(kind, contrast, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    before, one = QLineEdit(), KINDS[kind]()
    layout.addWidget(before)
    layout.addWidget(one)
    window.resize(320, 200)
    window.show()
    window.activateWindow()
    before.setFocus()
    area = QRect(one.mapTo(window, QPoint(0, 0)), one.size()).adjusted(-4, -4, 4, 4)
    without = window.grab(area).toImage()
    one.setFocus()
    QApplication.processEvents()
    edge = min(one.width(), 60) + min(one.height(), 24)  # half of the way round a small control
    if kind == "box":
        edge = 24
    assert told_apart(without, window.grab(area).toImage()) >= edge


MARKS = {
    "tick": (lambda: QCheckBox("Also"), QStyle.ComplexControl.CC_CustomBase, None),
    "arrow of a box": (QComboBox, QStyle.ComplexControl.CC_ComboBox, "ComboBoxArrow"),
    "up": (QSpinBox, QStyle.ComplexControl.CC_SpinBox, "SpinBoxUp"),
    "down": (QSpinBox, QStyle.ComplexControl.CC_SpinBox, "SpinBoxDown"),
}


@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_that_qt_draws_is_seen(mark, contrast, qtbot):
    make, control, part = MARKS[mark]
    window = QWidget()
    qtbot.addWidget(window)
    one = make()
    QVBoxLayout(window).addWidget(one)
    window.resize(320, 120)
    window.show()
    style = one.style()
    if isinstance(one, QCheckBox):
        one.setChecked(True)
        option = QStyleOptionButton()
        one.initStyleOption(option)
        area = style.subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, one).adjusted(
            2, 2, -2, -2
        )  # its frame is measured elsewhere
    else:
        option = QStyleOptionComboBox() if isinstance(one, QComboBox) else QStyleOptionSpinBox()
        one.initStyleOption(option)
        part = getattr(QStyle.SubControl, f"SC_{part}")
        area = style.subControlRect(control, option, part, one).adjusted(1, 1, -1, -1)
    seen = light(one.grab(area).toImage())
    ground = np.median(seen)
    ratio = (np.maximum(seen, ground) + 0.05) / (np.minimum(seen, ground) + 0.05)
    assert ratio.max() >= ENHANCED
    assert (ratio >= CLEAR).sum() >= 4


@pytest.mark.parametrize("make", [QLineEdit, QPlainTextEdit])
def test_a_hint_is_read(make, contrast, qtbot):
    field = make()
    qtbot.addWidget(field)
    field.setPlaceholderText("████")
    field.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    field.resize(200, 60)
    field.show()
    inside = light(field.grab(field.rect().adjusted(4, 4, -4, -4)).toImage())
    assert (inside.max() + 0.05) / (inside.min() + 0.05) >= ENHANCED


@pytest.fixture
def window(contrast, qtbot):
    with Tracker() as tracker:
        fill_demo(tracker, NOW.date())
        bridge = Bridge(tracker, contrast, Settings(None), lambda: NOW)
        shown = MainWindow(bridge)
        shown.resize(1280, 800)
        shown.show()
        yield shown
        shown.hide()
        bridge.jobs.stop_all()


def test_the_page_in_front_and_the_focus_are_seen_on_the_rail(window):
    buttons = {one.entry.key: one for one in window.findChildren(RailButton)}
    window.show_page("overview")
    window.page("overview").setFocus()
    here = buttons["overview"]
    elsewhere = buttons["trends"]
    assert told_apart(here.grab().toImage(), elsewhere.grab().toImage()) > 1000
    for one in (here, elsewhere):
        without = one.grab().toImage()
        one.setFocus()
        assert told_apart(without, one.grab().toImage()) > one.width()


def test_the_chosen_figure_is_seen(window):
    page = window.page("week")
    entry = next(
        one for one in page.check_in.rows.entries if one.chosen_by_key and one.value is not None
    )
    page.check_in.list.choose(entry.key)
    image = page.check_in.list.viewport().grab(page.check_in.list.row_rect(entry.key)).toImage()
    chosen, around = (window._bridge.theme.colour(role) for role in ("chosen", "panel"))
    filled = np.isclose(light(image), light(one_colour(chosen))[0, 0])
    assert filled.sum() > 200
    assert told_apart(one_colour(chosen), one_colour(around)) == 1


def one_colour(colour: QColor) -> QImage:
    image = QImage(1, 1, QImage.Format.Format_RGB32)
    image.fill(colour)
    return image

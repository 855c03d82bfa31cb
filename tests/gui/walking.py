"""A walk with Tab through a window, forwards and backwards, and what a screen reader is told of it.

Everything is found by its class: a page that is laid out anew is walked as it is then.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QTabBar,
    QWidget,
)

NAME, DESCRIPTION = QAccessible.Text.Name, QAccessible.Text.Description
LEAST = 24  # pixels, of what is pressed (WCAG 2.5.8)
RING = 4  # pixels around a widget in which its focus may be drawn
LEAST_SEEN = 12  # pixels that are other than without the focus
MOST_STOPS = 900


@dataclass
class Walk:
    """What a walk came to, in order; `unseen` are stops that look the same with and without."""

    stops: list[QWidget] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)


def controls(window: QWidget) -> list[QWidget]:
    """Return what Tab should come to; of several choices only one, of a box itself."""
    return [
        one
        for one in window.findChildren(QWidget)
        if one.isVisible()
        and one.isEnabled()
        and one.window() is window
        and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not isinstance(one.parentWidget(), (QAbstractSpinBox, QComboBox, QTabBar))
    ]


def walk(window: QWidget, key: Qt.Key = Qt.Key.Key_Tab, *, looks: bool = False) -> Walk:
    """Press Tab until it has come round; where it `looks`, whether every stop can be seen."""
    found = Walk()
    been: set[tuple[int, int, int]] = set()
    before: tuple[QWidget, QRect, QImage, str] | None = None
    for _ in range(MOST_STOPS):
        at = QApplication.focusWidget() or window
        QTest.keyClick(at, key)
        QApplication.processEvents()
        here = QApplication.focusWidget()
        if here is None:
            break
        if looks and before is not None and before[0] is not here:
            _look(window, before, found)
        place = id(here), *_cell(here)
        if place in been:
            break
        been.add(place)
        if not found.stops or found.stops[-1] is not here:
            found.stops.append(here)
        if looks:
            area = _around(window, here)
            before = here, area, window.grab(area).toImage(), told(here)
    return found


def _look(window: QWidget, before: tuple[QWidget, QRect, QImage, str], found: Walk) -> None:
    one, area, seen, name = before
    if not one.isVisible() or _around(window, one) != area:
        return
    after = window.grab(area).toImage()
    if other_pixels(seen, after) < LEAST_SEEN:
        found.unseen.append(name)


def _around(window: QWidget, one: QWidget) -> QRect:
    whole = QRect(one.mapTo(window, QPoint(0, 0)), one.size())
    return whole.adjusted(-RING, -RING, RING, RING).intersected(window.rect())


def other_pixels(one: QImage, other: QImage) -> int:
    """Return how many pixels differ."""
    import numpy as np

    if one.size() != other.size() or one.isNull():
        return 0
    flat = [image.convertToFormat(QImage.Format.Format_RGB32) for image in (one, other)]
    a, b = (np.frombuffer(image.constBits(), np.uint32) for image in flat)
    return int((a != b).sum())


def _cell(one: QWidget) -> tuple[int, int]:
    if not isinstance(one, QAbstractItemView):
        return -1, -1
    return one.currentIndex().row(), one.currentIndex().column()


def told(one: QWidget) -> str:
    """Return a widget's class and what it is called."""
    face = QAccessible.queryAccessibleInterface(one)
    name = face.text(NAME) if face else ""
    return f"{type(one).__name__} {name[:60]!r} in {type(one.parentWidget()).__name__}"


def name_of(one: QWidget) -> str:
    """Return what a widget is called, on Linux too, where a combo box goes by its label only."""
    face = QAccessible.queryAccessibleInterface(one)
    if face is None:
        return ""
    if isinstance(one, QComboBox):
        said = face.relations(QAccessible.RelationFlag.Label)
        return " ".join(label.text(NAME) for label, _ in said if label is not None)
    return face.text(NAME)


def missing(window: QWidget, walked: Walk) -> list[QWidget]:
    """Return the controls that a walk did not come to."""
    reached = {id(one) for one in walked.stops}
    return [one for one in controls(window) if not _covered(one, reached)]


def _covered(one: QWidget, reached: set[int]) -> bool:
    stop = one
    while stop.focusProxy() is not None:
        stop = stop.focusProxy()
    if {id(stop), id(one)} & reached:
        return True
    group = one.group() if isinstance(one, QAbstractButton) else None
    alone = group is not None and group.exclusive()
    return alone and any(id(button) in reached for button in group.buttons())


def backward(window: QWidget, stops: list[QWidget]) -> list[str]:
    """Return steps of a walk against the order of reading: up, or back in the same line.

    A step up to the right begins another column. One step is none: where the walk comes round.
    """
    places = [_seen(one, window) for one in stops]
    found: list[tuple[int, str]] = []
    for at, here in enumerate(places):
        there = places[(at + 1) % len(places)]
        up = there.bottom() <= here.top() and there.left() < here.right()
        apart = there.top() > here.bottom() or there.bottom() < here.top()
        back = there.right() <= here.left() and not apart
        if (up or back) and not here.isEmpty() and not there.isEmpty():
            far = here.top() - there.top()
            found.append((far, f"{told(stops[at])} -> {told(stops[(at + 1) % len(stops)])}"))
    to_rail = (one for one in found if "RailButton" in one[1].partition("->")[2])
    come_round = next(to_rail, max(found, default=None))
    return [one[1] for one in found if one is not come_round]


def _seen(one: QWidget, window: QWidget) -> QRect:
    """Return the part of a widget that is not scrolled away."""
    return one.visibleRegion().boundingRect().translated(one.mapTo(window, QPoint(0, 0)))


def faces(window: QWidget) -> Iterator[tuple[QWidget, object]]:
    """Return every visible widget of a window with its accessible interface."""
    for one in window.findChildren(QWidget):
        if one.isVisible() and one.window() is window:
            face = QAccessible.queryAccessibleInterface(one)
            if face is not None:
                yield one, face


def too_small(window: QWidget) -> list[str]:
    """Return the controls that are hard to hit; what stands in a field belongs to the field."""
    return [
        f"{one.width()}x{one.height()} {told(one)}"
        for one in window.findChildren(QWidget)
        if one.isVisible()
        and one.window() is window
        and isinstance(one, (QAbstractButton, QComboBox, QAbstractSpinBox))
        and not isinstance(one.parentWidget(), (QAbstractSpinBox, QComboBox, QLineEdit))
        and min(one.width(), one.height()) < LEAST
    ]

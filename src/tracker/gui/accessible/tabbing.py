"""Where Tab goes: in the order in which a window is read, whatever was made first.

Qt goes in the order of making, so that whatever a page shows later comes last. Here the order is
that of the layouts: a box lays its items out one after the other, other layouts by their place, and
what no layout holds comes by its place, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QBoxLayout,
    QLayout,
    QLayoutItem,
    QWidget,
)

Placed = TypeVar("Placed", QWidget, QLayoutItem)


class TabsAsRead:
    """Mixed into a window, before Qt's own class: Tab goes through it as one reads."""

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Give the focus to the next stop, or to the one before; from the last to the first."""
        if not isinstance(self, QWidget):
            return False
        focused: QWidget | None = self.focusWidget()  # it has the keys, once it is in front
        if focused is not None and not focused.isVisible():  # it went
            return self.follows_focus() or QWidget.focusNextPrevChild(self, forward)
        if focused is not None and not focused.isEnabled() and self.follows_focus():
            return True
        every = in_order(self)
        here = _place_of(focused, every)
        onward = [*every[here + 1 :], *every[: here + 1]]
        if not forward:
            onward = [*reversed(every[: max(here, 0)]), *reversed(every[max(here, 0) :])]
        stop = next(filter(is_stop, onward), None)
        if stop is None:
            return False
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        stop.setFocus(reason)
        bring_into_view(stop)
        return True

    def follows_focus(self) -> bool:
        """Say whether the keys are given a place by something else when what had them goes."""
        return False


def bring_into_view(stop: QWidget) -> None:
    """Scroll whatever a stop lies in: Qt does so only for steps by Tab within one area."""
    from PySide6.QtWidgets import QScrollArea

    around: QWidget | None = stop.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(stop)
        around = around.parentWidget()


def is_stop(one: QWidget) -> bool:
    """Say whether Tab stops here: not at what lends its focus, nor at the ends of a row of tabs."""
    from PySide6.QtWidgets import QTabBar  # not before the first paint

    return (
        one.isEnabled()
        and _takes_tab(one)
        and one.focusProxy() is None
        and not isinstance(one.parentWidget(), QTabBar)
    )


def _takes_tab(one: QWidget) -> bool:
    """Say whether Tab may come here; of a choice it comes to what is taken, as far as any is.

    Qt itself lets it come to whichever of them had the focus last, and at first to all.
    """
    group = one.group() if isinstance(one, QAbstractButton) and one.isCheckable() else None
    if group is not None and group.exclusive():
        taken: QAbstractButton | None = group.checkedButton()
        if taken is not None and taken.isVisible() and taken.isEnabled():
            return one is taken and any(map(_by_tab, group.buttons()))
    return _by_tab(one)


def _by_tab(one: QWidget) -> bool:
    return bool(one.focusPolicy() & Qt.FocusPolicy.TabFocus)


def in_order(around: QWidget) -> list[QWidget]:
    """Return every widget to be seen within another, in the order of reading."""
    found: list[QWidget] = []
    _add_in_order(around, found)
    return found


def _add_in_order(around: QWidget, found: list[QWidget]) -> None:
    mirrored = around.isRightToLeft()
    held = list(_laid(around.layout(), mirrored=mirrored))
    known = {id(one) for one in held}
    free = [one for one in around.children() if isinstance(one, QWidget) and id(one) not in known]
    for one in (*held, *_as_read(free, mirrored=mirrored)):
        if one.isVisible() and not one.isWindow():
            found.append(one)
            _add_in_order(one, found)


def _laid(layout: QObject | None, *, mirrored: bool) -> Iterator[QWidget]:
    """Return the widgets of a layout and of those within it, in the order of reading."""
    if not isinstance(layout, QLayout):
        return
    items = [item for at in range(layout.count()) if (item := layout.itemAt(at)) is not None]
    if not isinstance(layout, QBoxLayout):
        items = _as_read(items, mirrored=mirrored)
    for item in items:
        if (widget := item.widget()) is not None:
            yield widget
        else:
            yield from _laid(item.layout(), mirrored=mirrored)


def _as_read(items: Iterable[Placed], *, mirrored: bool) -> list[Placed]:
    """Return items line by line; one that begins a little higher than its neighbours is of theirs.

    A line ends where the shortest of its items ends: what has its middle below begins another.
    """
    lines: list[list[Placed]] = []
    ends = 0
    for item in sorted(items, key=lambda item: item.geometry().top()):
        area = item.geometry()
        if lines and area.center().y() <= ends:
            lines[-1].append(item)
            ends = min(ends, area.bottom())
        else:
            lines.append([item])
            ends = area.bottom()
    return [
        item for line in lines for item in sorted(line, key=lambda item: _start(item, mirrored))
    ]


def _start(item: QWidget | QLayoutItem, mirrored: bool) -> int:
    return -item.geometry().right() if mirrored else item.geometry().left()


def _place_of(focused: QWidget | None, every: list[QWidget]) -> int:
    """Return where a widget stands, or what it is in; -1 if nowhere."""
    here = focused
    while here is not None and here not in every:
        here = here.parentWidget()
    return -1 if here is None else every.index(here)


class AreaRing(QWidget):
    """A frame around what scrolls and was come to by Tab: its rows alone may not show it."""

    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(area)
        self._area = area
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.installEventFilter(self)
        self.setGeometry(area.rect())
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Be as large as the area, and go with its focus."""
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._area.rect())
        elif event.type() == QEvent.Type.FocusOut:
            self._area.removeEventFilter(self)
            self.hide()
            self.deleteLater()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the frame."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Accent), 2))
        painter.drawRoundedRect(self.rect().toRectF().adjusted(1, 1, -1, -1), 4, 4)


def show_focus(widget: QWidget, event: QEvent) -> None:
    """Draw a frame around what scrolls and was come to by Tab; a text has one of its own."""
    from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

    tab, back = Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason
    by_tab = isinstance(event, QFocusEvent) and event.reason() in {tab, back}
    text = isinstance(widget, (QPlainTextEdit, QTextEdit))
    if by_tab and isinstance(widget, QAbstractScrollArea) and not text:
        AreaRing(widget)

"""What a screen reader is told of widgets of whose kind Qt itself says too little.

Three kinds: what is drawn point by point is a list (`Points`), rows under headings are a list with
headings (`WithHeadings`), and a button of which one of several is down is a radio button, or what
its class says (`spoken_as`). `install` hands them to Qt, after the first paint.

Qt owns an interface and asks for it by a number: those of points are let go together with their
widget, or a number would lead to what is no longer there.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from PySide6.QtCore import QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QWindow
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAccessibleWidget,
    QApplication,
    QButtonGroup,
    QCheckBox,
    QListView,
    QRadioButton,
    QWidget,
)
from shiboken6 import isValid

from tracker.gui.accessible.points import Points, WithHeadings

Role, Text = QAccessible.Role, QAccessible.Text
NOTHING: Final[QAccessibleInterface] = None  # type: ignore[assignment]  # Qt's null pointer
NO_OBJECT: Final[QObject] = None  # type: ignore[assignment]
ROLES: Final = {
    "tab": Role.PageTab,
    "tabs": Role.PageTabList,
    "choice": Role.RadioButton,
    "group": Role.Grouping,
}


class PointFace(QAccessibleInterface):
    """One point of a list, or one of its rows."""

    def __init__(self, whole: ListFace, at: int) -> None:
        super().__init__()
        self._whole, self._at = whole, at

    def isValid(self) -> bool:
        """Say whether there is such a point still."""
        return isValid(self._whole.owner) and self._at < self._whole.count()

    def object(self) -> QObject:
        """Return None: a point is no object of its own."""
        return NO_OBJECT

    def parent(self) -> QAccessibleInterface:
        """Return the list."""
        return QAccessible.queryAccessibleInterface(self._whole.owner)

    def child(self, index: int) -> QAccessibleInterface:
        """Return None: there is nothing in a point."""
        return NOTHING

    def childCount(self) -> int:
        """Return that there is nothing in a point."""
        return 0

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        """Return None: there is nothing in a point."""
        return NOTHING

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Return that there is nothing in a point."""
        return -1

    def focusChild(self) -> QAccessibleInterface:
        """Return None: there is nothing in a point."""
        return NOTHING

    def rect(self) -> QRect:
        """Return where it is drawn, on the screen."""
        area = self._whole.area(self._at)
        return QRect(self._whole.owner.mapToGlobal(area.topLeft()), area.size())

    def role(self) -> QAccessible.Role:
        """Return what it is."""
        return Role.Heading if self._whole.is_heading(self._at) else Role.ListItem

    def text(self, kind: QAccessible.Text) -> str:
        """Return what it says."""
        return self._whole.said(self._at) if kind == Text.Name else ""

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Leave it as it is: a point is written elsewhere."""

    def window(self) -> QWindow:
        """Return the window it is in."""
        return self._whole.owner.window().windowHandle()

    def state(self) -> QAccessible.State:
        """Return whether it is read now, and whether it can be."""
        state, owner = QAccessible.State(), self._whole.owner
        here = self._whole.current() == self._at
        if not self._whole.is_heading(self._at):
            state.focusable = state.selectable = 1
            state.selected = int(here)
            state.focused = int(here and owner.hasFocus())
        state.readOnly = 1
        state.invisible = int(not owner.isVisible())
        return state


class OwnFace(QAccessibleWidget):
    """An interface that is made here; it is kept as long as its widget is there."""

    def __init__(self, owner: QWidget, role: QAccessible.Role) -> None:
        super().__init__(owner, role)
        self.owner = owner
        for gone in [face for face in _KEPT.values() if not isValid(face)]:
            gone.let_go()  # of a widget that went without a word
        _KEPT[id(self)] = self  # else Python lets go of what Qt still asks for
        owner.destroyed.connect(self.let_go)

    def let_go(self) -> None:
        """Take what belongs to it out of Qt's hands, before its widget is gone.

        PySide holds for good whatever its factory gave out: not the widget, and all that it holds.
        """
        _KEPT.pop(id(self), None)
        vars(self).clear()


_KEPT: Final[dict[int, OwnFace]] = {}


class ListFace(OwnFace):
    """A widget that holds points, or rows."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner, Role.List)
        self._made: dict[int, PointFace] = {}

    def count(self) -> int:
        """Count them."""
        raise NotImplementedError

    def said(self, at: int) -> str:
        """Return what one says."""
        raise NotImplementedError

    def area(self, at: int) -> QRect:
        """Return where one is drawn, in the widget."""
        raise NotImplementedError

    def current(self) -> int | None:
        """Return the one that the keys are at."""
        raise NotImplementedError

    def is_heading(self, at: int) -> bool:
        """Say whether one is a heading."""
        raise NotImplementedError

    def childCount(self) -> int:
        """Count the points."""
        return self.count()

    def child(self, index: int) -> QAccessibleInterface:
        """Return a point."""
        if not 0 <= index < self.count():
            return NOTHING
        if index not in self._made:
            self._made[index] = PointFace(self, index)
        return self._made[index]

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Return which point one is."""
        return next((at for at, made in self._made.items() if made == child), -1)

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        """Return the point at a place on the screen."""
        place = self.owner.mapFromGlobal(QPoint(x, y))
        found = (at for at in range(self.count()) if self.area(at).contains(place))
        return self.child(next(found, -1))

    def focusChild(self) -> QAccessibleInterface:
        """Return the point that the keys are at."""
        at = self.current() if self.owner.hasFocus() else None
        return self.child(-1 if at is None else at)

    def let_go(self) -> None:
        """Take the points out of Qt's hands."""
        for face in vars(self).pop("_made", {}).values():
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(face))
        super().let_go()


class PointsFace(ListFace):
    """What is drawn point by point."""

    def __init__(self, owner: QWidget, points: Points) -> None:
        super().__init__(owner)
        self._points = points

    def count(self) -> int:
        """Count the points."""
        return len(self._points.point_texts())

    def said(self, at: int) -> str:
        """Return what a point says."""
        texts = self._points.point_texts()
        return texts[at] if at < len(texts) else ""

    def area(self, at: int) -> QRect:
        """Return where a point is drawn."""
        return self._points.point_area(at)

    def current(self) -> int | None:
        """Return the point that is read."""
        return self._points.current_point()

    def is_heading(self, at: int) -> bool:
        """Return that none is."""
        del at
        return False


class RowsFace(ListFace):
    """A list view: its rows, of which those that cannot be chosen are headings."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def count(self) -> int:
        """Count the rows."""
        return self._view.model().rowCount()

    def said(self, at: int) -> str:
        """Return what a row says."""
        index = self._view.model().index(at, 0)
        roles = (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole)
        return next((str(said) for role in roles if (said := index.data(role))), "")

    def area(self, at: int) -> QRect:
        """Return where a row is seen."""
        row = self._view.visualRect(self._view.model().index(at, 0))
        return row.translated(self._view.viewport().pos())

    def current(self) -> int | None:
        """Return the row that the keys are at."""
        index = self._view.currentIndex()
        return index.row() if index.isValid() else None

    def is_heading(self, at: int) -> bool:
        """Say whether the cursor passes over a row."""
        return not self._view.model().index(at, 0).flags().value


class ChoiceFace(OwnFace):
    """One of several buttons of which one is down, or what holds them."""

    def text(self, t: QAccessible.Text) -> str:
        """Return what it is called."""
        said = super().text(t)
        if said or t != Text.Name or not isinstance(self.owner, QAbstractButton):
            return said
        return self.owner.text().replace("&&", "\0").replace("&", "").replace("\0", "&")

    def state(self) -> QAccessible.State:
        """Return whether it is down."""
        state = super().state()
        if isinstance(self.owner, QAbstractButton):
            down = int(self.owner.isChecked())
            if self.role() == Role.PageTab:
                state.selectable, state.selected = 1, down
            else:
                state.checkable, state.checked = 1, down
        return state

    def actionNames(self) -> list[str]:
        """Return what can be done with it."""
        pressed = isinstance(self.owner, QAbstractButton) and self.owner.isEnabled()
        return [self.pressAction(), self.setFocusAction()] if pressed else []

    def doAction(self, actionName: str) -> None:  # noqa: N803 - Qt's
        """Press it, or go to it."""
        if actionName == self.pressAction() and isinstance(self.owner, QAbstractButton):
            self.owner.click()
        else:
            super().doAction(actionName)


class Arrival(QObject):
    """Says which row or point the keys are at when they come to a list: Qt names the list alone."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._soon = QTimer(self)  # after Qt's own word of the list
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._announce_place)
        app.focusChanged.connect(self._on_focus)

    def come(self, now: QWidget | None) -> None:
        """Say soon where in it the keys are, if it is a list."""
        if QAccessible.isActive() and isinstance(now, QAbstractItemView | Points):
            self._soon.start()

    def _on_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        self.come(now)

    def _announce_place(self) -> None:
        where: QWidget | None = QApplication.focusWidget()
        if not isinstance(where, QAbstractItemView | Points):
            return
        whole = QAccessible.queryAccessibleInterface(where)
        here: QAccessibleInterface | None = whole.focusChild()
        at = -1 if here is None else whole.indexOfChild(here)
        if at >= 0:
            event = QAccessibleEvent(where, QAccessible.Event.Focus)
            event.setChild(at)
            QAccessible.updateAccessibility(event)


@cache
def install() -> None:
    """Hand the interfaces to Qt, once a run; a widget that has another by now gets its own.

    Once: a second time would take apart what the first one made.
    """
    QAccessible.installFactory(face_of)
    app = QApplication.instance()
    arrival = Arrival(app) if isinstance(app, QApplication) else None
    if not QAccessible.isActive():
        return
    for widget in QApplication.allWidgets():
        if _kind(widget):
            old = QAccessible.queryAccessibleInterface(widget)
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(old))
    focused: QWidget | None = QApplication.focusWidget()
    if focused is not None:  # who listens asks anew
        QAccessible.updateAccessibility(QAccessibleEvent(focused, QAccessible.Event.Focus))
        if arrival is not None:
            arrival.come(focused)


def face_of(name: str, owner: QObject) -> QAccessibleInterface | None:
    """Return the interface of a widget; None leaves it to Qt. `name` is of a class it is of.

    While nobody listens all is left to Qt: what is asked for then is not kept for who comes.
    """
    if not QAccessible.isActive():
        return None
    if not isinstance(owner, QWidget) or name != owner.metaObject().className():
        return None
    if isinstance(owner, Points):
        return PointsFace(owner, owner)
    if isinstance(owner, WithHeadings) and isinstance(owner, QListView):
        return RowsFace(owner)
    kind = _kind(owner)
    return ChoiceFace(owner, ROLES[kind]) if kind in ROLES else None


def _kind(owner: QWidget) -> str:
    """Return what a widget is spoken as; empty where Qt knows best."""
    if isinstance(owner, Points | WithHeadings):
        return "list"
    if isinstance(owner, QAbstractButton) and not isinstance(owner, QCheckBox | QRadioButton):
        group: QButtonGroup | None = owner.group()
        if group is not None and group.exclusive() and owner.isCheckable():
            return str(getattr(owner, "spoken_as", "choice"))
    return str(getattr(owner, "spoken_as", ""))

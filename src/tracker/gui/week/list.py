"""The list of a check-in: keys and mouse on painted rows, one tab stop each.

Every key acts at once on the current row. Only a number opens an editor, the one there is. A value
that cannot be taken changes nothing; what was typed stays until it is put right or taken back with
Escape or Delete.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QToolTip, QWidget

from tracker.gui.accessible.points import WithHeadings
from tracker.gui.theme import Theme, growth, scaled, unscaled
from tracker.gui.week.cells import RowLayout, heading_height, row_height, row_layout
from tracker.gui.week.entry import (
    STEPS,
    TURNS,
    CellEditor,
    action_of,
    begins_value,
    row_offers,
    tip_over,
)
from tracker.gui.week.heads import StickyHeading
from tracker.gui.week.painting import VALUES, PartKind, RowPart, WeekPainter, part_at
from tracker.gui.week.rows import (
    VALUE_ROLE,
    GroupHeading,
    Key,
    RowAction,
    WeekEntry,
    WeekModel,
)
from tracker.gui.widgets.painting import in_row, scaled_rect
from tracker.gui.widgets.row_menu import Entries, MenuEntry, by_mouse, popup
from tracker.gui.widgets.rows_model import Index

_KINDS = {
    PartKind.NOTE: RowAction.NOTE,
    PartKind.SKIP: RowAction.SKIP,
    PartKind.TREND: RowAction.TREND,
    PartKind.SKIPPED: RowAction.CLEAR,
}


class WeekList(QListView, WithHeadings):
    """Shows a week's rows; what a person gives or asks for is a signal."""

    value_entered = Signal(object)  # GivenValue
    action_requested = Signal(object)  # tuple[RowAction, WeekEntry]
    customer_requested = Signal(object)  # int: a customer's id
    closing_requested = Signal()  # B: the closing question
    end_reached = Signal()
    width_changed = Signal(object)  # int: of the rows

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.rows = WeekModel()
        self._painter = WeekPainter(theme, self.rows, self)
        # The first time that PySide hands out a widget of Qt's own making, as the viewport is, it
        # prepares every kind of widget that there is; one of ours it knows.
        self.setViewport(QWidget())
        self.typing = CellEditor(self)
        self._sticky = StickyHeading(theme, self.viewport())
        self.setModel(self.rows)
        self.setItemDelegate(self._painter)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName("Entries of the week")
        self.typing.value_entered.connect(self.value_entered)
        self.typing.action_requested.connect(self.action_requested)
        self.verticalScrollBar().valueChanged.connect(self.typing.place)
        self.verticalScrollBar().valueChanged.connect(self._stick)
        self._sticky.clicked.connect(self.customer_requested)
        self.rows.modelReset.connect(self.updateGeometry)

    @property
    def busy(self) -> bool:
        """Whether something is being typed that is not kept yet."""
        return self.typing.key is not None

    def commit_edit(self) -> None:
        """Keep what is being typed."""
        self.typing.close_editor()

    def give(self, entry: WeekEntry, value: float) -> None:
        """Pass a value on, unless it is there already."""
        self.typing.submit(entry, value)

    def entry(self) -> WeekEntry | None:
        """Return the entry that the keys act on."""
        row = self.rows.row_or_none(self.currentIndex())
        return row if isinstance(row, WeekEntry) else None

    def choose(self, key: Key) -> bool:
        """Make a row the current one, and bring it into view."""
        index = self.rows.index_of(key)
        if not index.isValid():
            return False
        self.setCurrentIndex(index)
        if isinstance(self.rows.row_beside(index, -1), GroupHeading):
            self.scrollTo(self.rows.index(index.row() - 1, 0))
        self.scrollTo(index)
        covered = (
            scaled(heading_height(unscaled(self.viewport().width()))) - self.visualRect(index).top()
        )
        if covered > 0 and self.verticalScrollBar().value() > 0:
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() - covered)
        return True

    def move_by(self, steps: int) -> bool:
        """Go on or back by so many entries; False at either end."""
        keys = [entry.key for entry in self.rows.entries]
        entry = self.entry()
        if not keys or not self.typing.commit():
            return bool(keys)
        at = keys.index(entry.key) if entry else -1
        to = min(max(at + steps, 0), len(keys) - 1)
        return to != at and self.choose(keys[to])

    def turn(self, steps: int) -> None:
        """Go to the first entry of the next customer, or of this one or the one before."""
        firsts = [
            self.rows.index_of(one.key).row()
            for one in self.rows.entries
            if isinstance(self.rows.row_beside(self.rows.index_of(one.key), -1), GroupHeading)
        ]
        here = self.currentIndex().row()
        ahead = [row for row in firsts if row > here]
        behind = [row for row in firsts if row < here]
        found = ahead[:1] if steps > 0 else behind[-1:]
        row = self.rows.row_or_none(self.rows.index(found[0], 0)) if found else None
        if isinstance(row, WeekEntry) and self.typing.commit():
            self.choose(row.key)

    def step(self, steps: int) -> None:
        """Go on or back by so many entries; tell when that leads past the last one."""
        if not self.move_by(steps) and steps == 1:
            self.end_reached.emit()

    def row_rect(self, key: Key) -> QRect:
        """Return where a row is seen, in the viewport; nowhere if it is not there."""
        return self.visualRect(self.rows.index_of(key))

    def entry_rect(self, key: Key) -> QRect:
        """Return where a row's entry is seen, in the viewport."""
        row = self.row_rect(key)
        return scaled_rect(self._cells(row).entry).translated(row.topLeft())

    def complaint_rect(self, key: Key) -> QRect:
        """Return where a sentence about an entry has room, in the viewport."""
        row = self.row_rect(key)
        beside = scaled_rect(self._cells(row).complaint).translated(row.topLeft())
        return QRect(beside.left(), row.top() + 2, beside.width(), row.height() - 4)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Rate, type, repeat, note, skip, take back, or go on."""
        entry = self.entry()
        changed = event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        )
        if entry is None or changed:
            event.ignore()
        elif turned := TURNS.get(Qt.Key(event.key())):
            self.turn(turned)
        elif steps := STEPS.get(Qt.Key(event.key())):
            self.step(steps)
        elif event.text().lower() == "b":
            self.closing_requested.emit()
        elif wish := action_of(entry, event):
            self.action_requested.emit((wish, entry))
        elif event.key() == Qt.Key.Key_F2 and not entry.chosen_by_key:
            self.typing.start(entry)
        elif event.text() and begins_value(entry, event.text()):
            self.typing.handle_key(entry, event.text())
        else:
            event.ignore()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Make every entry a tab stop; leave at either end."""
        if self.move_by(1 if forward else -1):
            return True
        return super().focusNextPrevChild(forward)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show which row the keys act on; who comes by Tab begins at the first that is to do."""
        super().focusInEvent(event)
        came = event.reason() == Qt.FocusReason.TabFocusReason or self.entry() is None
        if came and (first := self.rows.first_to_do) is not None:
            self.choose(first.key)
        self.repaint_current()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Stop showing it."""
        super().focusOutEvent(event)
        self.repaint_current()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground too, so that one row repaints no window behind it."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._theme.colour("panel"))
        painter.end()
        self._painter.exposed = event.rect() if growth() == 1 else QRect()
        super().paintEvent(event)

    def repaint_current(self) -> None:
        """Paint the current row as it is now."""
        self._painter.ringed = self.hasFocus()
        entry = self.entry()
        self._painter.current = entry.key if entry else None
        self.update(self.currentIndex())

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Move the wash along."""
        super().currentChanged(current, previous)
        self.typing.place()
        self.repaint_current()
        self.update(previous)

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:  # noqa: N802 - Qt's
        """Paint just what changed: rows keep their height, so nothing is laid out anew."""
        if list(roles) == [VALUE_ROLE]:
            row = self.visualRect(first)
            name = scaled_rect(self._cells(row).name).translated(row.topLeft())
            if self.isRightToLeft():
                row.setRight(name.left() - 1)
            else:
                row.setLeft(name.right() + 1)
            self.viewport().update(row)
        else:
            QAbstractItemView.dataChanged(self, first, last, roles)
        self.typing.place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the editor and the complaint beside their row."""
        super().resizeEvent(event)
        width = unscaled(self.viewport().width())
        if heading_height(width) != heading_height(self._painter.width):
            self.scheduleDelayedItemsLayout()
            self.updateGeometry()
        self._painter.width = width
        self.width_changed.emit(width)
        self.typing.place()
        self._stick()

    def sizeHint(self) -> QSize:
        """Return what all rows take: a list is no higher than that."""
        heads = sum(isinstance(row, GroupHeading) for row in self.rows.rows)
        entries = len(self.rows.rows) - heads
        high = heads * heading_height(unscaled(self.width())) + entries * row_height(
            unscaled(self.width())
        )
        return QSize(super().sizeHint().width(), scaled(high))

    def minimumSizeHint(self) -> QSize:
        """Ask for a head and a row."""
        return QSize(
            0, scaled(heading_height(unscaled(self.width())) + row_height(unscaled(self.width())))
        )

    def _stick(self) -> None:
        """Keep the head of the rows at the top in view, unless it is there by itself."""
        top = self.indexAt(QPoint(1, 0))
        scrolled = self.verticalScrollBar().value() > 0
        row = top.row() if top.isValid() and scrolled else -1
        while row >= 0 and not isinstance(self._row_at(row), GroupHeading):
            row -= 1
        head = self._row_at(row) if row >= 0 else None
        if not isinstance(head, GroupHeading):
            self._sticky.stand(None, 0, 0)
            return
        width = self.viewport().width()
        after = next(
            (at for at in range(row + 1, len(self.rows.rows)) if self._is_heading(at)), None
        )
        high = scaled(heading_height(unscaled(width)))
        below = self.visualRect(self.rows.index(after, 0)).top() if after else high
        self._sticky.stand(head, min(below - high, 0), width)

    def _row_at(self, row: int) -> GroupHeading | WeekEntry | None:
        return self.rows.row_or_none(self.rows.index(row, 0))

    def _is_heading(self, row: int) -> bool:
        return isinstance(self._row_at(row), GroupHeading)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Do what lies under the mouse."""
        place = event.position().toPoint()
        row = self.rows.row_or_none(self.indexAt(place))
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if isinstance(row, GroupHeading) and row.customer_id is not None:
            self.customer_requested.emit(row.customer_id)
        if not isinstance(row, WeekEntry):
            return
        part = self._part(row, place)
        if self.typing.key != row.key:
            self.typing.close_editor()
        self.choose(row.key)
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if part and part.kind is PartKind.OPTION:
            self.typing.submit(row, VALUES[row.scale][part.option])
        elif part and part.kind is PartKind.FIELD:
            self.typing.start(row)
        elif part:
            self.action_requested.emit((_KINDS[part.kind], row))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer by name what the keys of a row do, and how its promise is judged."""
        place = event.pos() if by_mouse(event) else self.visualRect(self.currentIndex()).center()
        row = self.rows.row_or_none(self.indexAt(place))
        if row is not None and self.typing.commit():
            if isinstance(row, WeekEntry):
                self.choose(row.key)
            popup(self, self.viewport().mapToGlobal(place), self._offers(row))

    def _offers(self, row: GroupHeading | WeekEntry) -> Entries:
        if isinstance(row, WeekEntry):
            ask = self.action_requested.emit
            return [
                MenuEntry(text, partial(ask, (wish, row)), possible)
                for text, wish, possible in row_offers(row)
            ]
        opened = partial(self.customer_requested.emit, row.customer_id)
        return [MenuEntry("Open this customer", opened)] if row.customer_id is not None else []

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take the second of two quick clicks as a click."""
        self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what a click would do."""
        place = event.position().toPoint()
        row = self.rows.row_or_none(self.indexAt(place))
        part = self._part(row, place) if isinstance(row, WeekEntry) else None
        over = (row.key, part) if row and part else None
        link = part is not None or (isinstance(row, GroupHeading) and row.customer_id is not None)
        shape = Qt.CursorShape.PointingHandCursor if link else Qt.CursorShape.ArrowCursor
        if part and part.kind is PartKind.FIELD:
            shape = Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)
        self._hover(over)

    def viewportEvent(self, event: QEvent) -> bool:
        """Say in a tip what a cell holds in full, and what a rating means."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            row = self.rows.row_or_none(self.indexAt(event.pos()))
            tip = tip_over(row, self._part(row, event.pos())) if isinstance(row, WeekEntry) else ""
            QToolTip.showText(event.globalPos(), tip, self.viewport())
            return True
        if event.type() == QEvent.Type.Leave:
            self._hover(None)
        return super().viewportEvent(event)

    def _hover(self, over: tuple[Key, RowPart] | None) -> None:
        before, self._painter.hovered = self._painter.hovered, over
        if before != over:
            for hovered in (before, over):
                if hovered:
                    self.viewport().update(self.row_rect(hovered[0]))

    def _part(self, row: WeekEntry, place: QPoint) -> RowPart | None:
        spot, area = in_row(place, self.row_rect(row.key))
        return part_at(row, spot - area.topLeft(), area.width(), mirrored=self.isRightToLeft())

    def _cells(self, row: QRect) -> RowLayout:
        return row_layout(unscaled(row.width()), mirrored=self.isRightToLeft())

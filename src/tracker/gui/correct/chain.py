"""The chain, drawn: upstream, me, customers, their customers, end clients; arrows between them.

Boxes are real buttons, so that they have names, tips and the focus; only arrows are painted. Tab
stops once in the whole chain, the arrow keys walk.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from tracker.gui.icons import paint_icon
from tracker.gui.theme import Theme, scaled, unscaled
from tracker.gui.widgets.painting import (
    MEDIUM,
    REGULAR,
    SEMIBOLD,
    leading_side,
    scaled_painter,
    scaled_rect,
    unscaled_rect,
    write_line,
)
from tracker.gui.widgets.row_menu import MenuEntry, open_menu
from tracker.gui.widgets.rows import delete_later
from tracker.gui.widgets.text import few_lines, set_tip

HEIGHT, LOW, PAD, RADIUS, SIGN = 68, 50, 10, 7.0, 14
Key = tuple[str, int]
Line = tuple[str, int, str, int]
PITCH = {11: 15, 12: 17, 13: 19}
HEADS = ("Upstream", "Me", "Customer", "Their customer", "End client")
SHARES = (1.25, 0.7, 1.15, 1.0, 1.0)
ROW_GAP, HEAD, FOOT = 12, 24, 4
GAPS = (20, 44)  # the least and the most room for an arrow
HEAD_PX, TIP = 11, 5.0


@dataclass(frozen=True, slots=True)
class Node:
    """What a box says; `empty` draws it dashed, as something that may be filled in."""

    key: Key
    title: str
    line: str = ""
    stopped: str = ""
    drawn: str = ""  # what of `stopped` the box has room for
    empty: bool = False
    said: str = ""


class ChainBox(QAbstractButton):
    """One box: who, and what is handed over, on lines that end in …, and all of it in a tip.

    A click, Enter or Space opens it; arrows are the chain's.
    """

    arrow_pressed = Signal(object)  # Qt.Key
    focused = Signal(object)  # Key: the focus came here

    def __init__(self, theme: Theme, node: Node) -> None:
        super().__init__()
        self._theme = theme
        self.node = node
        self.row_height = HEIGHT  # of a row; the box itself may be taller
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        lines = [text for text in (node.title, node.line, node.stopped, node.said) if text]
        self.setAccessibleName("\n".join(lines))
        set_tip(self, "\n".join(lines))
        self.setAccessibleDescription("Enter opens it")

    def sizeHint(self) -> QSize:
        """Return the height of two lines."""
        return QSize(scaled(120), scaled(HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter; walk with the arrows."""
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.click()
            case Qt.Key.Key_Left | Qt.Key.Key_Right | Qt.Key.Key_Up | Qt.Key.Key_Down:
                self.arrow_pressed.emit(event.key())
            case _:
                super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what a click does."""
        open_menu(self, event, [MenuEntry("Open\tEnter", self.click)])

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Be the box that Tab comes back to."""
        super().focusInEvent(event)
        self.focused.emit(self.node.key)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box and its lines in the theme's colours of the moment."""
        painter, room = scaled_painter(self)
        self._ground(painter, room)
        area = room.adjusted(PAD, 0, -PAD, 0)
        if self.node.key[0] == "me":  # the tall box says its words at the height of the first row
            area.setHeight(self.row_height)
        if self.node.stopped:
            area = self._sign(painter, area)
        lines = self._lines(area.width(), low=self.row_height < HEIGHT)
        top = area.top() + (area.height() - sum(PITCH[px] for _, px, _, _ in lines)) // 2
        side = leading_side(self.layoutDirection())
        for text, px, role, weight in lines:
            place = QRect(area.left(), top, area.width(), PITCH[px])
            write_line(painter, self._theme, place, text, role, px, weight, side)
            top += PITCH[px]

    def _lines(self, width: int, *, low: bool) -> list[Line]:
        """Break both texts into what there is room for; a low box has two lines in all."""
        node = self.node
        if node.empty:
            return [(text, 12, "third", REGULAR) for text in few_lines(node.title, 12, width, 2)]
        line = " ".join((node.drawn or node.stopped or node.line).split())
        tone, most = ("worse" if node.stopped else "second"), 1 if low else 2
        title = few_lines(" ".join(node.title.split()), 13, width, 1 if line else 2, MEDIUM)
        small = few_lines(line, 11, width, most)
        return [(text, 13, "text", MEDIUM) for text in title] + [
            (text, 11, tone, REGULAR) for text in small if text
        ]

    def _ground(self, painter: QPainter, room: QRect) -> None:
        focus, over = self.hasFocus(), self.underMouse()
        style = Qt.PenStyle.DashLine if self.node.empty else Qt.PenStyle.SolidLine
        edge = "accent" if focus else "worse" if self.node.stopped else "segment_line"
        width = 2 if focus else 1
        if self.node.stopped:
            ground = "worse_wash"
        else:
            ground = "hover" if over else "accent_wash" if self.node.key[0] == "me" else "panel"
        painter.setPen(QPen(self._theme.colour(edge), width, style))
        painter.setBrush(self._theme.colour(ground))
        inset = width / 2
        area = QRectF(room).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(area, RADIUS, RADIUS)

    def _sign(self, painter: QPainter, area: QRect) -> QRect:
        """Draw the sign of a stop at the trailing edge, so that colour is never alone."""
        right = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left = area.left() if right else area.right() - SIGN + 1
        place = QRectF(left, area.top() + 9, SIGN, SIGN)
        paint_icon(painter, self._theme, "triangle-alert", place, "worse")
        taken = SIGN + 4
        return area.adjusted(taken if right else 0, 0, 0 if right else -taken, 0)


class ChainView(QWidget):
    """Shows columns of nodes; what is opened is told by its key."""

    open_requested = Signal(object)  # Key
    moved = Signal(object)  # QRect: the box that the keys went to

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.columns: list[list[ChainBox]] = []
        self._at: Key | None = None
        self._row_height = HEIGHT
        self.setAccessibleName("The chain")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_nodes(self, columns: list[list[Node]]) -> None:
        """Show these columns; the focus stays on the box that it was on."""
        if columns == [[box.node for box in column] for column in self.columns]:
            return
        focused = next((box.node.key for box in self.boxes if box.hasFocus()), None)
        old = self.boxes
        self.columns = [[self._box(node) for node in column] for column in columns]
        self._tab_stop()
        self._fit()
        for box in self.boxes:
            box.show()
        if focused and (again := self.box(focused) or self._first()):
            again.setFocus()
        for box in old:
            delete_later(box)
        self.update()

    def show_low(self, *, low: bool) -> None:
        """Draw low boxes, where there is little room."""
        self._row_height = LOW if low else HEIGHT
        self._fit()

    @property
    def boxes(self) -> list[ChainBox]:
        """Every box, column by column."""
        return [box for column in self.columns for box in column]

    def box(self, key: Key) -> ChainBox | None:
        """Return a box by its key."""
        return next((box for box in self.boxes if box.node.key == key), None)

    def sizeHint(self) -> QSize:
        """Ask for the height of its rows."""
        return QSize(560, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width between the columns."""
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        """Stand the other way round where one reads so."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LayoutDirectionChange:
            self._place()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the heads of the columns, and the arrows."""
        painter, _ = scaled_painter(self)
        for head, (left, width) in zip(HEADS, self._lanes(), strict=True):
            place = QRect(left, 0, width, HEAD - 6)
            write_line(painter, self._theme, place, head, "third", HEAD_PX, SEMIBOLD)
        for before, after in pairwise(self.columns):
            self._arrows(painter, before, after)

    def _box(self, node: Node) -> ChainBox:
        box = ChainBox(self._theme, node)
        box.setParent(self)
        box.clicked.connect(self._on_clicked)
        box.arrow_pressed.connect(self._on_arrow_pressed)
        box.focused.connect(self._on_focused)
        return box

    def _lanes(self) -> list[tuple[int, int]]:
        """Return where each column begins and how wide it is, mirrored where one reads so."""
        whole = unscaled(self.width())
        gap = min(max(whole // 22, GAPS[0]), GAPS[1])
        room = whole - gap * (len(SHARES) - 1) - 2
        found, x = [], 1.0
        for share in SHARES:
            width = room * share / sum(SHARES)
            found.append((round(x), round(width)))
            x += width + gap
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            return [(whole - left - width, width) for left, width in found]
        return found

    def _fit(self) -> None:
        rows = max((len(column) for column in self.columns), default=1)
        height = HEAD + max(rows, 1) * (self._row_height + ROW_GAP) + FOOT
        self.setFixedHeight(scaled(height))
        self._place()

    def _place(self) -> None:
        whole = unscaled(self.height()) - HEAD - FOOT - ROW_GAP
        for column, (left, width) in zip(self.columns, self._lanes(), strict=False):
            for row, box in enumerate(column):
                box.row_height = self._row_height
                height = whole if box.node.key[0] == "me" else self._row_height
                place = QRect(left, HEAD + row * (self._row_height + ROW_GAP), width, height)
                box.setGeometry(scaled_rect(place))

    def _arrows(self, painter: QPainter, left: list[ChainBox], right: list[ChainBox]) -> None:
        """Draw an arrow in each row where both sides are there; beside me, in every row."""
        rows = max(len(left), len(right)) if left and right else 0
        for row in range(rows):
            one, other = left[min(row, len(left) - 1)], right[min(row, len(right) - 1)]
            tall = "me" in {one.node.key[0], other.node.key[0]}
            if (tall or row < min(len(left), len(right))) and one.node.key[0] != "add":
                y = HEAD + row * (self._row_height + ROW_GAP) + self._row_height / 2
                self._arrow(painter, one, other, y)

    def _arrow(self, painter: QPainter, one: ChainBox, other: ChainBox, y: float) -> None:
        here, there = unscaled_rect(one.geometry()), unscaled_rect(other.geometry())
        begin, end = here.right() + 4.0, there.left() - 3.0
        if there.x() < here.x():
            begin, end = here.x() - 3.0, there.right() + 4.0
        way = 1.0 if end > begin else -1.0
        # What a customer waits for did not come from me: the arrow before them, not after.
        held = bool(other.node.stopped if one.node.key[0] == "me" else one.node.stopped)
        held = held and one.node.key[0] != "customer"
        colour = QColor(self._theme.colour("worse" if held else "segment_line"))
        pen = QPen(colour, 1.4)
        if held or other.node.empty:
            pen.setDashPattern([3, 3])
        painter.setPen(pen)
        painter.drawLine(QPointF(begin, y), QPointF(end - way * TIP, y))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        corners = [QPointF(end, y), *(QPointF(end - way * TIP * 1.5, y + s * TIP) for s in (-1, 1))]
        painter.drawPolygon(QPolygonF(corners))

    def _first(self) -> ChainBox | None:
        return next(iter(self.boxes), None)

    def _tab_stop(self) -> None:
        """Let Tab stop at one box: the one it left, or the first."""
        stop = (self.box(self._at) if self._at else None) or self._first()
        for box in self.boxes:
            here = box is stop
            policy = Qt.FocusPolicy.StrongFocus if here else Qt.FocusPolicy.ClickFocus
            box.setFocusPolicy(policy)
        if stop:
            self.setFocusProxy(stop)

    def _on_focused(self, key: Key) -> None:
        self._at = key
        self._tab_stop()

    def _on_clicked(self) -> None:
        box = self.sender()
        if isinstance(box, ChainBox):
            self.open_requested.emit(box.node.key)

    def _on_arrow_pressed(self, key: Qt.Key) -> None:
        here = self.sender()
        if not isinstance(here, ChainBox) or here not in self.boxes:
            return
        column = next(index for index, boxes in enumerate(self.columns) if here in boxes)
        row = self.columns[column].index(here)
        if key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            row += 1 if key == Qt.Key.Key_Down else -1
        else:
            onward = key == Qt.Key.Key_Right
            mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
            column += 1 if onward != mirrored else -1
        if not 0 <= column < len(self.columns) or not self.columns[column]:
            return
        boxes = self.columns[column]
        box = boxes[min(max(row, 0), len(boxes) - 1)]
        box.setFocus(Qt.FocusReason.OtherFocusReason)
        self.moved.emit(box.geometry())

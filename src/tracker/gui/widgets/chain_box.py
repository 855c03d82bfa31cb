"""One box of the chain: who, and what is handed over, each on a line that ends in … and a tip."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QStyle

from tracker.gui.icons import paint_icon
from tracker.gui.theme import Theme, body_font
from tracker.gui.widgets.few_lines import few_lines, tip_of

HEIGHT, LOW, PAD, RADIUS, SIGN = 68, 50, 10, 7.0, 14
LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
Key = tuple[str, int]
Line = tuple[str, int, str, int]
PITCH = {11: 15, 12: 17, 13: 19}


@dataclass(frozen=True, slots=True)
class Node:
    """What a box says; `empty` draws it dashed, as something that may be filled in."""

    key: Key
    title: str
    line: str = ""
    stopped: str = ""
    empty: bool = False
    said: str = ""


class ChainBox(QAbstractButton):
    """A click, Enter or Space opens it; arrows are the chain's."""

    walked = Signal(object)  # Qt.Key
    met = Signal(object)  # Key: the focus came here

    def __init__(self, theme: Theme, node: Node) -> None:
        super().__init__()
        self._theme = theme
        self.node = node
        self.high = HEIGHT  # of a row; the box itself may be taller
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        lines = [one for one in (node.title, node.line, node.stopped, node.said) if one]
        self.setAccessibleName(". ".join(lines))
        self.setToolTip(tip_of("\n".join(lines)))

    def sizeHint(self) -> QSize:
        """Return the height of two lines."""
        return QSize(120, HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter; walk with the arrows."""
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.click()
            case Qt.Key.Key_Left | Qt.Key.Key_Right | Qt.Key.Key_Up | Qt.Key.Key_Down:
                self.walked.emit(event.key())
            case _:
                super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Be the box that Tab comes back to."""
        super().focusInEvent(event)
        self.met.emit(self.node.key)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box and its lines in the theme's colours of the moment."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter)
        area = self.rect().adjusted(PAD, 0, -PAD, 0)
        if self.node.key[0] == "me":  # the tall box says its words at the height of the first row
            area.setHeight(self.high)
        if self.node.stopped:
            area = self._sign(painter, area)
        lines = self._lines(area.width(), low=self.high < HEIGHT)
        top = area.top() + (area.height() - sum(PITCH[px] for _, px, _, _ in lines)) // 2
        for text, px, role, weight in lines:
            self._write(
                painter, QRect(area.left(), top, area.width(), PITCH[px]), text, role, px, weight
            )
            top += PITCH[px]

    def _lines(self, width: int, *, low: bool) -> list[Line]:
        """Break both texts into what there is room for; a low box has two lines in all."""
        node = self.node
        if node.empty:
            return [(text, 12, "third", 400) for text in few_lines(node.title, 12, width, 2)]
        line = " ".join((node.stopped or node.line).split())
        tone, most = ("worse" if node.stopped else "second"), 1 if low else 2
        title = few_lines(" ".join(node.title.split()), 13, width, 1 if line else 2, 500)
        small = few_lines(line, 11, width, most)
        return [(text, 13, "text", 500) for text in title] + [
            (text, 11, tone, 400) for text in small if text
        ]

    def _ground(self, painter: QPainter) -> None:
        focus, over = self.hasFocus(), self.underMouse()
        style = Qt.PenStyle.DashLine if self.node.empty else Qt.PenStyle.SolidLine
        edge = "accent" if focus else "worse" if self.node.stopped else "segment_line"
        wide = 2 if focus else 1
        if self.node.stopped:
            ground = "worse_wash"
        else:
            ground = "hover" if over else "accent_wash" if self.node.key[0] == "me" else "panel"
        painter.setPen(QPen(self._theme.colour(edge), wide, style))
        painter.setBrush(self._theme.colour(ground))
        inset = wide / 2
        area = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(area, RADIUS, RADIUS)

    def _sign(self, painter: QPainter, area: QRect) -> QRect:
        """Draw the sign of a stop at the trailing edge, so that colour is never alone."""
        right = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left = area.left() if right else area.right() - SIGN + 1
        place = QRectF(left, area.top() + 9, SIGN, SIGN)
        paint_icon(painter, self._theme, "triangle-alert", place, "worse")
        taken = SIGN + 4
        return area.adjusted(taken if right else 0, 0, 0 if right else -taken, 0)

    def _write(
        self, painter: QPainter, area: QRect, text: str, role: str, px: int, weight: int
    ) -> None:
        font = body_font(px, weight)
        painter.setFont(font)
        painter.setPen(self._theme.colour(role))
        side = QStyle.visualAlignment(self.layoutDirection(), LEFT)
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, side | Qt.AlignmentFlag.AlignAbsolute, shown)

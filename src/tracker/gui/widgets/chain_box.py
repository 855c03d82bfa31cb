"""One box of the chain: who, and what is handed over, each on a line that ends in … and a tip."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QStyle

from tracker.gui.icons import paint_icon
from tracker.gui.theme import Theme, body_font
from tracker.gui.widgets.few_lines import tip_of

HEIGHT, PAD, RADIUS, SIGN = 52, 10, 7.0, 14
LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
Key = tuple[str, int]


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
        area = self.rect().adjusted(PAD, 7, -PAD, -7)
        if area.height() > HEIGHT:  # the tall box in the middle says its words at the height of one
            area.setHeight(HEIGHT - 14)
        if self.node.stopped:
            area = self._sign(painter, area)
        line = self.node.stopped or self.node.line
        tone = "worse" if self.node.stopped else "second"
        half = area.height() // 2
        if self.node.empty:
            self._write(painter, area, self.node.title, "third", 12)
        elif line:
            self._write(painter, area.adjusted(0, 0, 0, -half), self.node.title, "text", 13, 500)
            self._write(painter, area.adjusted(0, half, 0, 0), line, tone, 11)
        else:
            self._write(painter, area, self.node.title, "text", 13, 500)

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
        place = QRectF(left, area.top() + 2, SIGN, SIGN)
        paint_icon(painter, self._theme, "triangle-alert", place, "worse")
        taken = SIGN + 4
        return area.adjusted(taken if right else 0, 0, 0 if right else -taken, 0)

    def _write(
        self, painter: QPainter, area: QRect, text: str, role: str, px: int, weight: int = 400
    ) -> None:
        font = body_font(px, weight)
        painter.setFont(font)
        painter.setPen(self._theme.colour(role))
        side = QStyle.visualAlignment(self.layoutDirection(), LEFT)
        shown = QFontMetrics(font).elidedText(
            " ".join(text.split()), Qt.TextElideMode.ElideRight, area.width()
        )
        painter.drawText(area, side | Qt.AlignmentFlag.AlignAbsolute, shown)

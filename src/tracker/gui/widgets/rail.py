"""The rail on the left: one button a page, its shortcut, and how many things wait there."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QLabel, QVBoxLayout, QWidget

from tracker.gui.icons import paint_icon
from tracker.gui.menus import FOOT, SEATS, Seat
from tracker.gui.theme import Theme, body_font

WIDTH = 196


class RailButton(QAbstractButton):
    """One page: painted, because it holds three things and none of them moves."""

    def __init__(self, seat: Seat, theme: Theme) -> None:
        super().__init__()
        self.seat = seat
        self._theme = theme
        self._badge = 0
        self.setText(seat.name.replace("&", "&&"))
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip(f"{seat.name} ({seat.shortcut})")
        self.setAccessibleName(seat.name)

    def show_badge(self, count: int) -> None:
        """Say how many things wait on the page."""
        if count != self._badge:
            self._badge = count
            waiting = f"{self.seat.name}, {count} waiting" if count else self.seat.name
            self.setAccessibleName(waiting)
            self.update()

    def sizeHint(self) -> QSize:
        """Return the height of a line with air."""
        return QSize(WIDTH - 20, 36)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the wash, the icon, the name, and the badge or the shortcut."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        wash = "accent_wash" if chosen else "hover" if self.underMouse() else None
        if wash or self.hasFocus():
            painter.setPen(self._theme.colour("accent") if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour(wash or "panel"))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 6, 6)
        role = "accent" if chosen else "second"
        area = self.rect().toRectF()
        icon_box = area.adjusted(10, 0, 0, 0)
        icon_box.setSize(QSize(16, 16).toSizeF())
        icon_box.moveTop((self.height() - 16) / 2)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            icon_box.moveRight(area.right() - 10)
        painter.setLayoutDirection(self.layoutDirection())
        paint_icon(painter, self._theme, self.seat.icon, icon_box, role)
        painter.setFont(body_font(13, 600 if chosen else 400))
        painter.setPen(self._theme.colour(role))
        begin = self._side(Qt.AlignmentFlag.AlignLeft)
        painter.drawText(area.adjusted(36, 0, -36, 0), begin, self.seat.name)
        self._paint_right(painter)

    def _paint_right(self, painter: QPainter) -> None:
        area = self.rect().toRectF().adjusted(10, 0, -10, 0)
        if not self._badge:
            painter.setFont(body_font(11))
            painter.setPen(self._theme.colour("third"))
            end = self._side(Qt.AlignmentFlag.AlignRight)
            taken = QFontMetrics(body_font(13, 600)).horizontalAdvance(self.seat.name) + 36
            if taken + painter.fontMetrics().horizontalAdvance(self.seat.shortcut) < area.width():
                painter.drawText(area, end, self.seat.shortcut)
            return
        painter.setFont(body_font(11, 600))
        text = str(self._badge) if self._badge < 100 else "99+"
        width = painter.fontMetrics().horizontalAdvance(text) + 12
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        pill = area.adjusted(0 if mirrored else area.width() - width, 0, 0, 0)
        pill.setWidth(width)
        pill.setHeight(18)
        pill.moveTop((self.height() - 18) / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("worse_wash"))
        painter.drawRoundedRect(pill, 9, 9)
        painter.setPen(self._theme.colour("worse"))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)

    def _side(self, side: Qt.AlignmentFlag) -> Qt.AlignmentFlag:
        """Return an alignment for the reading direction, in the middle of the height."""
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            side ^= Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignRight
        return side | Qt.AlignmentFlag.AlignVCenter


class Rail(QWidget):
    """All pages, the last one at the foot."""

    chosen = Signal(object)  # str: the page's key

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, RailButton] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 16, 10, 16)
        layout.setSpacing(1)
        name = QLabel("Impact Tracker")
        name.setProperty("role", "brand")
        layout.addWidget(name)
        layout.addSpacing(8)
        for seat in SEATS:
            if seat.key == FOOT:
                layout.addStretch(1)
            button = RailButton(seat, theme)
            self._buttons[seat.key] = button
            self._group.addButton(button)
            layout.addWidget(button)
        self._group.buttonClicked.connect(self._on_clicked)

    def choose(self, key: str) -> None:
        """Mark a page as the one shown."""
        self._buttons[key].setChecked(True)

    def show_badge(self, key: str, count: int) -> None:
        """Say how many things wait on a page."""
        self._buttons[key].show_badge(count)

    def _on_clicked(self, button: RailButton) -> None:
        self.chosen.emit(button.seat.key)

"""One of a few things, each a card with its words and a smaller line under them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import TypeVar

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QRadioButton, QSizePolicy

from tracker.gui.theme import Theme, body_font, scaled, unscaled
from tracker.gui.widgets.choice import OneOf
from tracker.gui.widgets.painting import scaled_painter, unscaled_rect
from tracker.gui.widgets.text import visual_alignment, visual_rect

Key = TypeVar("Key", bound=Hashable)
PAD, TEXT_LEFT, RING = 8, 32, 14
WRAP = Qt.TextFlag.TextWordWrap


class Choice(QRadioButton):
    """A radio button as a card: its main text, and a smaller line under it."""

    def __init__(self, theme: Theme, text: str, small: str) -> None:
        super().__init__(text)
        self._theme = theme
        self._small = small
        self.setAccessibleDescription(small)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def hasHeightForWidth(self) -> bool:
        """Say that long texts wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of both texts at a width."""
        return scaled(PAD * 2 + sum(self._heights(unscaled(width))))

    def sizeHint(self) -> QSize:
        """Return a fair width, and the height of texts that do not wrap."""
        return QSize(scaled(150), self.heightForWidth(scaled(1000)))

    def minimumSizeHint(self) -> QSize:
        """Return the least that can still be read."""
        return QSize(scaled(110), self.heightForWidth(scaled(1000)))

    def hitButton(self, _pos: QPoint) -> bool:
        """Take a click anywhere on the card."""
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the card, the ring and both texts."""
        painter, room = scaled_painter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        self._paint_card(painter, room)
        top, _ = self._heights(room.width())
        near = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        side = visual_alignment(self.layoutDirection(), near)
        left = side | Qt.AlignmentFlag.AlignAbsolute | WRAP
        text = QRect(TEXT_LEFT, PAD, room.width() - TEXT_LEFT - PAD, top)
        small = QRect(TEXT_LEFT, PAD + top, text.width(), room.height())
        roles = ("text", "second") if self.isEnabled() else ("disabled", "disabled")
        for area, font, words, role in (
            (text, body_font(13, 500), self.text(), roles[0]),
            (small, body_font(11), self._small, roles[1]),
        ):
            painter.setFont(font)
            painter.setPen(self._theme.colour(role))
            painter.drawText(self._mirrored(area), left, words)

    def _paint_card(self, painter: QPainter, room: QRect) -> None:
        chosen, focus = self.isChecked(), self.hasFocus()
        edge = "accent" if chosen or focus else "segment_line" if self.isEnabled() else "line"
        wash = "accent_wash" if chosen else "hover" if self.underMouse() else "panel"
        pen = painter.pen()
        pen.setColor(self._theme.colour(edge))
        pen.setWidthF(2 if focus else 1)
        painter.setPen(pen)
        painter.setBrush(self._theme.colour(wash if self.isEnabled() else "page"))
        painter.drawRoundedRect(room.toRectF().adjusted(1, 1, -1, -1), 6, 6)
        ring = self._mirrored(QRect(10, PAD + 1, RING, RING)).toRectF().adjusted(0.5, 0.5, -0.5, 0)
        pen.setWidthF(4 if chosen else 1)
        pen.setColor(self._theme.colour("accent" if chosen else edge))
        inset = 2 if chosen else 0.5
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(ring.adjusted(inset, inset, -inset, -inset))

    def _mirrored(self, area: QRect) -> QRect:
        return visual_rect(self.layoutDirection(), unscaled_rect(self.rect()), area)

    def _heights(self, width: int) -> tuple[int, int]:
        room = QRect(0, 0, max(width - TEXT_LEFT - PAD, 40), 1000)
        text = QFontMetrics(body_font(13, 500)).boundingRect(room, WRAP, self.text()).height()
        if not self._small:
            return text, 0
        return text, QFontMetrics(body_font(11)).boundingRect(room, WRAP, self._small).height()


class ChoiceGrid(OneOf[Key, Choice]):
    """Big choices in columns, at most one of them taken."""

    def __init__(
        self, theme: Theme, choices: Iterable[tuple[Key, str, str]], columns: int = 1
    ) -> None:
        super().__init__()
        self._grid = layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for at, (key, text, small) in enumerate(choices):
            button = Choice(theme, text, small)
            self._add(key, button)
            layout.addWidget(button, at // columns, at % columns)
        for column in range(columns):
            layout.setColumnStretch(column, 1)
        self.setFocusProxy(next(iter(self.buttons.values())))

    def lock(self) -> None:
        """Show what is chosen, and that it cannot be changed."""
        self.setEnabled(False)
        for button in self.buttons.values():
            button.setVisible(button.isChecked())
            if button.isChecked():
                self._grid.addWidget(button, 0, 0)

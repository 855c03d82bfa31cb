"""How a question is answered by a figure: its track, its keys, and what its ends mean.

The figures are joined: one is chosen; a ring under another shows where it was.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from tracker.app.customers.questionnaires import AnswerScale, Question
from tracker.app.customers.worksheet import shown
from tracker.gui.theme import Theme, body_font, growth, scaled
from tracker.gui.widgets.painting import scaled_painter, unscaled_rect
from tracker.gui.widgets.text import visual_rect

CELL, HIGH, EDGE = 34, 28, 2
TRACK = 18  # below the figures: where it was, and where it went
CLEAR = frozenset({Qt.Key.Key_Delete, Qt.Key.Key_Backspace})
DIGITS = {
    AnswerScale.FIVE: "1 to 5",
    AnswerScale.HISTORY: "0 to 2, - before a digit for less",
    AnswerScale.YES_NO: "Y or N",
}


class ScaleTrack(QWidget):
    """One tab stop; a digit answers, arrows step, Delete takes back; below it then and now."""

    answered = Signal(object)  # tuple[str, int | None]: the question's key, the figure

    def __init__(self, theme: Theme, question: Question) -> None:
        super().__init__()
        self._theme = theme
        self.question = question
        self.figures = question.scale.figures
        self.now: int | None = None
        self.then: int | None = None
        self._minus = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(keys_of(question.scale))
        theme.changed.connect(self.update)

    def show_figures(self, now: int | None, then: int | None, said: str) -> None:
        """Show where it stands, where it stood, and the words for a reader of the screen."""
        self.now, self.then = now, then
        self.setAccessibleName(f"{self.question.text}: {said}")
        ends = f"{self.figures[0]}: {self.question.low}, {self.figures[-1]}: {self.question.high}"
        self.setAccessibleDescription(ends if self.question.low else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for room for the figures, and for the line below them where there is a then."""
        wide = len(self.figures) * CELL + 2 * EDGE
        high = HIGH + 2 * EDGE + (TRACK if self.then is not None else 0)
        return QSize(scaled(wide), scaled(high))

    def minimumSizeHint(self) -> QSize:
        """Ask for the same."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer by a digit, step by arrows, take back, or go to the question beside."""
        key = Qt.Key(event.key())
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if key in steps:
            right = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            self._step(-steps[key] if right else steps[key])
        elif key in CLEAR:
            self._answer(None)
        elif key in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.focusNextChild()
        elif key == Qt.Key.Key_Up:
            self.focusPreviousChild()
        elif event.text() == "-" and self.question.scale is AnswerScale.HISTORY:
            self._minus = True
        elif (figure := typed(self.question.scale, event.text(), minus=self._minus)) is not None:
            self._answer(figure)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Answer by the figure under the mouse; the same one again takes it back."""
        for at, figure in enumerate(self.figures):
            if self._cell(at).contains(event.position() / growth()):
                self._answer(None if figure == self.now else figure)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the figures, and below them then and now."""
        painter, _ = scaled_painter(self)
        self._paint_figures(painter)
        if self.then is not None:
            self._paint_way(painter)

    def _paint_figures(self, painter: QPainter) -> None:
        colour = self._theme.colour
        frame = self._cell(0).united(self._cell(len(self.figures) - 1)).adjusted(0.5, 0.5, -0.5, 0)
        inside = QPainterPath()
        inside.addRoundedRect(frame, 6, 6)
        painter.fillPath(inside, colour("panel"))
        for at, figure in enumerate(self.figures):
            area, chosen = self._cell(at), figure == self.now
            if chosen:
                wash = QPainterPath()
                wash.addRect(area)
                painter.fillPath(wash.intersected(inside), colour("chosen"))
            if area.left() > frame.left() + 1:
                painter.fillRect(QRectF(area.left(), frame.top(), 1, HIGH - 1), colour("line"))
            painter.setFont(body_font(13, 600 if chosen else 400))
            painter.setPen(colour("on_chosen" if chosen else "text"))
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, shown(self.question.scale, figure))
        focus = self.hasFocus()
        painter.strokePath(
            inside, QPen(colour("accent" if focus else "segment_line"), 2 if focus else 1)
        )

    def _paint_way(self, painter: QPainter) -> None:
        """Draw a ring for then, a dot for now, and the way between them."""
        middle = HIGH + 2 * EDGE + TRACK / 2
        then = QPointF(self._middle(self.then), middle)
        painter.setPen(QPen(self._theme.colour("line"), 2))
        painter.drawLine(
            QPointF(self._middle(self.figures[0]), middle),
            QPointF(self._middle(self.figures[-1]), middle),
        )
        moved = self.now is not None and self.now != self.then
        if moved:
            better = (self.now or 0) > (self.then or 0)
            self._paint_arrow(painter, then, QPointF(self._middle(self.now), middle), better=better)
        painter.setPen(QPen(self._theme.colour("steady"), 1.5))
        painter.setBrush(self._theme.colour("panel"))
        painter.drawEllipse(then, 4.5, 4.5)
        if self.now is not None and not moved:
            painter.setBrush(self._theme.colour("steady"))
            painter.drawEllipse(then, 2, 2)

    def _paint_arrow(
        self, painter: QPainter, start: QPointF, end: QPointF, *, better: bool
    ) -> None:
        colour = self._theme.colour("better" if better else "worse")
        side = 1 if end.x() > start.x() else -1
        painter.setPen(QPen(colour, 2))
        painter.drawLine(start, end - QPointF(side * 4, 0))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        tip = [QPointF(5 * side, 0), QPointF(-4 * side, -5), QPointF(-4 * side, 5)]
        painter.drawPolygon(QPolygonF([end + one for one in tip]))

    def _cell(self, at: int) -> QRectF:
        area = QRect(EDGE + at * CELL, EDGE, CELL, HIGH)
        whole = unscaled_rect(self.rect())
        return QRectF(visual_rect(self.layoutDirection(), whole, area))

    def _middle(self, figure: int | None) -> float:
        at = self.figures.index(figure) if figure in self.figures else 0
        return self._cell(at).center().x()

    def _step(self, by: int) -> None:
        if self.now is None:
            self._answer(self.figures[0 if by > 0 else -1])
            return
        to = self.figures.index(self.now) + by
        if 0 <= to < len(self.figures):
            self._answer(self.figures[to])

    def _answer(self, figure: int | None) -> None:
        self._minus = False
        if figure != self.now:
            self.answered.emit((self.question.key, figure))


def typed(scale: AnswerScale, text: str, *, minus: bool = False) -> int | None:
    """Return the figure that a key stands for on a scale; None for no figure of it."""
    if scale is AnswerScale.YES_NO:
        return {"y": 1, "n": 0, "1": 1, "0": 0}.get(text.lower())
    if text not in set("012345"):
        return None
    figure = -int(text) if minus else int(text)
    return figure if figure in scale.figures else None


def keys_of(scale: AnswerScale) -> str:
    """Say which keys answer on a scale."""
    return f"Keys: {DIGITS[scale]}, arrows; Del clears it"


def ranges_of(questions: Sequence[Question]) -> str:
    """Say which keys answer these questions: the usual range, then whose is another one."""
    scales = list(dict.fromkeys(one.scale for one in questions))
    others = (
        f"{', '.join(one.text for one in questions if one.scale is scale)}: {DIGITS[scale]}"
        for scale in scales[1:]
    )
    return "; ".join((DIGITS[scales[0]], *others))


def ends_of(question: Question) -> str:
    """Say what the ends of a question's own scale mean: `−2 never paid · +2 always kept`."""
    if not question.low:
        return ""
    figures = question.scale.figures
    low, high = (shown(question.scale, one) for one in (figures[0], figures[-1]))
    return f"{low} {question.low} · {high} {question.high}"

"""A questionnaire, whichever it is: questions with then and now, a note, its history by date.

A question's figures stand side by side: one is pressed; a ring under another shows where it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from tracker.app import commands
from tracker.app.customers.assessments import (
    AnswerStanding,
    AssessmentSheet,
    Taken,
    assessment_sheet,
)
from tracker.app.customers.questionnaires import AnswerScale, Question, questionnaire
from tracker.app.customers.worksheet import in_all, shown, then_and_now, when_looked
from tracker.domain.errors import InvalidInput
from tracker.gui.bridge import Bridge
from tracker.gui.theme import Theme, body_font
from tracker.gui.widgets.rows import ProfileRow, RowList, tab_in_order
from tracker.gui.widgets.text import ElidedLabel, complaint, label, link
from tracker.gui.widgets.text_field import GrowingText

CELL, HIGH, GAP = 34, 28, 4
TRACK = 18  # below the figures: where it was, and where it went
CLEAR = frozenset({Qt.Key.Key_Delete, Qt.Key.Key_Backspace})
KEYS = "Keys: {}. Arrows step, Enter goes on, Del takes back. Kept at once."
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
        wide = len(self.figures) * (CELL + GAP) - GAP + 4
        return QSize(wide, HIGH + 4 + (TRACK if self.then is not None else 0))

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
            if self._cell(at).contains(event.position()):
                self._answer(None if figure == self.now else figure)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the figures, and below them then and now."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for at, figure in enumerate(self.figures):
            self._paint_cell(painter, self._cell(at), figure)
        if self.then is not None:
            self._paint_way(painter)

    def _paint_cell(self, painter: QPainter, area: QRectF, figure: int) -> None:
        chosen = figure == self.now
        edge = "accent" if chosen else "segment_line"
        painter.setPen(QPen(self._theme.colour(edge), 1))
        painter.setBrush(self._theme.colour("accent" if chosen else "panel"))
        painter.drawRoundedRect(area, 6, 6)
        if self.hasFocus() and (chosen or (self.now is None and figure == self.figures[0])):
            painter.setPen(QPen(self._theme.colour("text"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(-1.5, -1.5, 1.5, 1.5), 7, 7)
        painter.setFont(body_font(13, 600 if chosen else 400))
        painter.setPen(self._theme.colour("on_accent" if chosen else "text"))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, shown(self.question.scale, figure))

    def _paint_way(self, painter: QPainter) -> None:
        """Draw a ring for then, a dot for now, and the way between them."""
        middle = HIGH + 4 + TRACK / 2
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
        area = QRect(2 + at * (CELL + GAP), 2, CELL, HIGH)
        whole = QRect(0, 0, self.width(), self.height())
        return QRectF(QStyle.visualRect(self.layoutDirection(), whole, area))

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
    return f"Keys: {DIGITS[scale]}, arrows; Del takes it back"


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


class QuestionRow(QFrame):
    """One question: what it asks, its answer, and in words how that stands beside then."""

    def __init__(self, bridge: Bridge, question: Question) -> None:
        super().__init__()
        self.question = question
        self.track = ScaleTrack(bridge.theme, question) if question.rated else None
        self.field = GrowingText(question.key, question.help)
        self.field.setAccessibleName(question.text)
        self.said = label(role="small", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 6)
        layout.setSpacing(3)
        layout.addWidget(label(question.text, "name", wrap=True))
        if self.track is None:
            layout.addWidget(self.field)
            layout.addWidget(self.said)
            return
        self.field.hide()
        if question.help:
            layout.addWidget(label(question.help, "hint", wrap=True))
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(self.track, 0, Qt.AlignmentFlag.AlignTop)
        ends = QVBoxLayout()
        ends.setSpacing(1)
        if told := ends_of(question):
            ends.addWidget(label(told, "small", wrap=True))
        ends.addWidget(self.said)
        line.addLayout(ends, 1)
        layout.addLayout(line)

    @property
    def tab_stop(self) -> QWidget:
        """Where Tab stops."""
        return self.track or self.field

    def show_standing(self, standing: AnswerStanding, since: date | None) -> None:
        """Show the answer now, and then."""
        now, then = standing.now, standing.then
        if self.track is None:
            self.field.show_text(str(now or ""))
            earlier = then if since and then and then != now else ""
            self.said.setText(f"On {since}: {earlier}")
            self.said.setVisible(bool(earlier))
            return
        said = then_and_now(standing, since)
        self.said.setText(said)
        figures = [one if isinstance(one, int) else None for one in (now, then)]
        self.track.show_figures(figures[0], figures[1], said)


class TakenRow(ProfileRow):
    """One day of the history; Enter compares now with it, Delete takes it away."""

    def __init__(
        self, bridge: Bridge, taken: Taken, asked: AssessmentSheet, before: Taken | None
    ) -> None:
        super().__init__(bridge.theme, taken.id)
        told = tuple(_told(taken, before, one) for one in asked.asked.questions)
        answers = [one for one in told if one]
        compared = " · compared with" if taken.day == asked.since else ""
        self.words.addWidget(ElidedLabel(f"{taken.day}{compared}", "name"))
        self.words.addWidget(label("\n".join(answers) or "no answers", "small", wrap=True))
        if taken.note:
            self.words.addWidget(ElidedLabel(taken.note.replace("\n", " · "), "small"))
        self.more.hide()
        self.setAccessibleName(f"{taken.day}{compared}: {', '.join(answers) or taken.note}")
        self.setToolTip("Enter compares now with this day; Del takes it away")


def _told(taken: Taken, before: Taken | None, question: Question) -> str:
    """Write an answer beside its question, and where it came from: `Trust: 4, up 1 from 3`."""
    answer = taken.answers.get(question.key)
    if answer is None:
        return ""
    then = before.answers.get(question.key) if before else None
    said = f"{question.text}: {shown(question.scale, answer)}"
    if not isinstance(answer, int) or not isinstance(then, int):
        return said
    if answer == then:
        return f"{said}, as before"
    if question.scale is AnswerScale.YES_NO:
        return f"{said}, before {shown(question.scale, then)}"
    way = "up" if answer > then else "down"
    return f"{said}, {way} {abs(answer - then)} from {shown(question.scale, then)}"


class QuestionnaireView(QWidget):
    """Answers are kept at once, under today's date; taking it again the same day changes that."""

    def __init__(self, bridge: Bridge, kind: str) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self.bridge, self.kind = bridge, kind
        self.asked = questionnaire(kind)
        self.customer_id: int | None = None
        self._since: date | None = None
        self.rows = {one.key: QuestionRow(bridge, one) for one in self.asked.questions}
        self.when = label(role="small", wrap=True)
        self.later = link("Not this quarter", inline=True)
        self.later.clicked.connect(self._on_later)
        self.moved = label(role="hint", wrap=True)
        self.note = GrowingText("note", lines=2)
        self.note.setAccessibleName(self.asked.note)
        self.complaint = complaint()
        self.heading = label("Taken before", "heading", wrap=True)
        self._history: RowList[TakenRow] = RowList()
        self._history.opened.connect(self._on_compare)
        self._history.removal_requested.connect(self._on_remove)
        self._lay_out()
        for row in self.rows.values():
            row.field.editing_finished.connect(self._on_text)
            if row.track:
                row.track.answered.connect(self._on_figure)
        self.note.editing_finished.connect(self._on_note)
        for field in (self.note, *(row.field for row in self.rows.values())):
            field.textChanged.connect(self.complaint.hide)

    @property
    def taken(self) -> list[TakenRow]:
        """The rows of the history."""
        return self._history.rows

    def show_for(self, customer_id: int | None) -> None:
        """Show it for a customer, or for me."""
        if customer_id != self.customer_id:
            self._since = None
        self.customer_id = customer_id
        self.refresh()

    def refresh(self) -> None:
        """Read the answers and show them."""
        today = self.bridge.today()
        found = assessment_sheet(
            self.bridge.tracker, self.kind, self.customer_id, today, self._since
        )
        for standing in found.standings:
            self.rows[standing.question.key].show_standing(standing, found.since)
        self.when.setText(when_looked(found, today))
        self.later.setVisible(found.due and found.last is not None and not self.asked.of_customer)
        self.moved.setText(in_all(found))
        self.moved.setVisible(bool(self.moved.text()))
        self.note.show_text(found.note)
        self.complaint.hide()
        self._show_history(found)

    def _show_history(self, found: AssessmentSheet) -> None:
        earlier: dict[date, Taken] = {taken.day: before for taken, before in pairwise(found.taken)}
        self._history.show_rows(
            TakenRow(self.bridge, taken, found, earlier.get(taken.day)) for taken in found.taken
        )
        self.heading.setVisible(bool(self.taken))
        stops = [row.tab_stop for row in self.rows.values()]
        tab_in_order([*stops, self.note, self.later, *self.taken])

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(label(self.asked.intro, "hint", wrap=True))
        when = QHBoxLayout()
        when.addWidget(self.when, 1)
        when.addWidget(self.later)
        layout.addLayout(when)
        for row in self.rows.values():
            layout.addWidget(row)
        layout.addWidget(self.moved)
        layout.addWidget(label(self.asked.note, "name", wrap=True))
        layout.addWidget(self.note)
        layout.addWidget(self.complaint)
        if self.asked.rated:
            layout.addWidget(label(KEYS.format(ranges_of(self.asked.rated)), "small", wrap=True))
        layout.addSpacing(8)
        layout.addWidget(self.heading)
        layout.addLayout(self._history)
        layout.addStretch(1)

    def _keep(self, key: str, given: int | str | None) -> None:
        today, tracker = self.bridge.today(), self.bridge.tracker
        try:
            if key == "note":
                commands.answer(tracker, self.kind, self.customer_id, today, {}, str(given))
            else:
                commands.answer(tracker, self.kind, self.customer_id, today, {key: given})
        except InvalidInput as error:
            self.complaint.setText(error.sentence)
            self.complaint.show()

    def _on_figure(self, answered: tuple[str, int | None]) -> None:
        self._keep(*answered)

    def _on_text(self, key: str) -> None:
        self._keep(key, self.rows[key].field.text.strip() or None)

    def _on_note(self) -> None:
        self._keep("note", self.note.text)

    def _on_compare(self, taken_id: int) -> None:
        self._since = self.bridge.tracker.assessments.get(taken_id).taken_on
        self.refresh()

    def _on_remove(self, taken_id: int) -> None:
        commands.remove_assessment(self.bridge.tracker, taken_id)
        self.bridge.show_message("Deleted. Ctrl+Z brings it back.")

    def _on_later(self) -> None:
        commands.look_later(self.bridge.tracker, self.kind, self.bridge.today())
        self.bridge.show_message("Good. It comes up again next quarter.")

"""The lines below the rows, opened in place: the closing question and what is due.

Where there is little room, one line sums them up.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from tracker.domain.evaluation import CheckIn
from tracker.gui.accessible.tabbing import bring_into_view
from tracker.gui.theme import Theme, scaled, unscaled
from tracker.gui.widgets.painting import SEMIBOLD, CellPainter, elided, scaled_painter, text_width
from tracker.gui.widgets.text import label
from tracker.gui.widgets.text_field import ENTER, GrowingText
from tracker.report.dates import medium_day

LINE, PAD, AFTER_ICON = 36, 16, 26
QUESTION = "Which customer got less than your best this week, and do they know why?"
ONE_QUESTION = "One question"
BEFORE, FINISHED = "Before you finish", "Week finished"


class FoldHead(QAbstractButton):
    """A painted line: an arrow, a name, what it holds in short, and the key that opens it."""

    def __init__(self, theme: Theme, title: str, key: str = "") -> None:
        super().__init__()
        self._theme = theme
        self.title, self.key = title, key
        self.summary = ""
        self.opened = self.divided = False
        self.setFixedHeight(scaled(LINE))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_line(self, title: str, summary: str) -> None:
        """Say what is behind it."""
        if (title, summary) == (self.title, self.summary):
            return
        self.title, self.summary = title, summary
        self.setText(title)
        self.setAccessibleName(f"{title}: {summary}" if summary else title)
        self.setToolTip(summary if self._cut() else "")
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open by Enter as by Space."""
        if event.key() in ENTER:
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Return one line."""
        return QSize(200, scaled(LINE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line, and a ring where it has the focus."""
        painter, room = scaled_painter(self)
        ink = CellPainter(painter, self._theme)
        if self.hasFocus():
            ink.box(room.adjusted(4, 3, -4, -3), "panel", "accent", 2)
        elif self.underMouse():
            ink.bar(room.adjusted(1, 1, -1, -1), "hover")
        if self.divided:
            ink.bar(QRect(0, 0, room.width(), 1), "line")
        cell = room.adjusted(PAD, 0, -PAD, 0)
        closed = "chevron-left" if ink.mirrored else "chevron-right"
        ink.icon(cell, "chevron-down" if self.opened else closed, 14, "second")
        if self.key:
            ink.text(cell, self.key, "third", 11, trailing=True)
        words = ink.after(cell, AFTER_ICON)
        title = elided(self.title, words.width(), 13, SEMIBOLD)
        ink.text(words, title, "text", 13, SEMIBOLD)
        rest = ink.after(words, text_width(title, 13, SEMIBOLD) + 10)
        left = rest.width() - (24 if self.key else 0)
        ink.text(rest, elided(self.summary, max(left, 0), 13), "second", 13)

    def _cut(self) -> bool:
        return (
            text_width(self.summary, 13) > unscaled(self.width()) - text_width(self.title, 13) - 120
        )


class Fold(QWidget):
    """A line and what it opens; `inside` holds what is then in view."""

    toggled = Signal()

    def __init__(self, theme: Theme, title: str, key: str = "") -> None:
        super().__init__()
        self.head = FoldHead(theme, title, key)
        self.head.setText(title)
        self.contents = QWidget()
        self.inside = QVBoxLayout(self.contents)
        self.inside.setContentsMargins(PAD + AFTER_ICON, 0, PAD, 12)
        self.inside.setSpacing(6)
        self.contents.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.contents)
        self.head.clicked.connect(self.toggle)

    @property
    def opened(self) -> bool:
        """Whether what is inside is in view."""
        return self.head.opened

    def toggle(self) -> None:
        """Open, or close again."""
        self.open(not self.opened)

    def open(self, opened: bool = True) -> None:
        """Show or hide what is inside."""
        if opened == self.opened:
            return
        self.head.opened = opened
        self.head.update()
        self.contents.setVisible(opened)
        self.toggled.emit()


class ClosingFold(Fold):
    """The closing question, and whether the week is finished; an answer is kept when left."""

    answered = Signal(object)  # str
    question_opened = Signal()  # the question wants to be in view

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, BEFORE, "B")
        self.finished = False
        self.answer = GrowingText("answer", "Optional", lines=2)
        self.answer.setMaximumWidth(scaled(620))
        self.answer.setAccessibleName(QUESTION)
        self.answer.editing_finished.connect(self._on_editing_finished)
        self.state = label(role="small", wrap=True)
        self.inside.addWidget(self.answer)
        self.inside.addWidget(self.state)
        self._summed = False
        self._name()

    @property
    def text(self) -> str:
        """What stands in the field."""
        return self.answer.text.strip()

    @property
    def short(self) -> str:
        """What it adds to the line that sums up."""
        return "" if self.finished else "1 question"

    def show_check_in(self, found: CheckIn | None) -> None:
        """Show how a week was closed, or what was answered so far."""
        self.finished = bool(found and found.finished)
        answer = found.answer if found else ""
        self.answer.show_text(answer)
        self.state.setText(_state(found))
        self.state.setVisible(self.finished)
        self._name()

    def stand_under(self, *, summary: bool) -> None:
        """Be called by its question below a line that has its name already."""
        self._summed = summary
        self._name()

    def _name(self) -> None:
        title = FINISHED if self.finished else BEFORE
        said = " ".join(self.text.split())
        self.title = title
        self.head.show_line(ONE_QUESTION if self._summed else title, said or QUESTION)

    def ask(self) -> None:
        """Put the question: the cursor stands in its answer."""
        self.question_opened.emit()
        self.open()
        self.answer.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, self._show_answer)  # once it has its place

    def _show_answer(self) -> None:
        if self.answer.hasFocus():
            bring_into_view(self.answer)

    def _on_editing_finished(self, _name: str) -> None:
        self.answered.emit(self.text)


def _state(found: CheckIn | None) -> str:
    if found is None or not found.finished:
        return ""
    finished = datetime.fromisoformat(found.finished_at).astimezone()
    return f"Finished {medium_day(finished.date())}, {finished:%H:%M}"


class Folds(QScrollArea):
    """The lines one under the other, scrolling where they do not fit.

    `compact` they stand behind one line that sums them up, until it is opened.
    """

    height_changed = Signal()

    def __init__(self, theme: Theme, closing: ClosingFold) -> None:
        super().__init__()
        self.compact = False
        self._closing = closing
        self._shorts: Sequence[str] = ()
        self.summary = FoldHead(theme, BEFORE)
        self.frame = QFrame()
        self.frame.setProperty("role", "card")
        self.column = QVBoxLayout(self.frame)
        self.column.setContentsMargins(1, 1, 1, 1)
        self.column.setSpacing(0)
        self.column.addWidget(self.summary)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(self.frame)
        self.summary.clicked.connect(self.toggle)
        closing.question_opened.connect(self.open)
        self._folds: list[QWidget] = []
        self._seen: list[QWidget] = []

    def add(self, fold: QWidget) -> None:
        """Put a line below the others; what it holds tells whether it is there."""
        self._folds.append(fold)
        self.column.addWidget(fold)

    def tell(self, shown: Sequence[QWidget], shorts: Sequence[str]) -> None:
        """Show these lines, in short as said."""
        self._seen, self._shorts = list(shown), shorts
        self._stand()

    def toggle(self) -> None:
        """Open the lines behind the one that sums up, or close them."""
        self.open(not self.summary.opened)

    def open(self, opened: bool = True) -> None:
        """Show every line, or the one that sums up alone."""
        self.summary.opened = opened
        self._stand()

    def set_compact(self, *, compact: bool) -> None:
        """Sum up, or show every line."""
        if compact != self.compact:
            self.compact = compact
            self._stand()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask for another height as soon as a line has changed."""
        if event.type() == QEvent.Type.LayoutRequest and watched is self.frame:
            self.height_changed.emit()
        return super().eventFilter(watched, event)

    @property
    def needed(self) -> int:
        """What the lines take, at the width there is."""
        wide = max(self.width(), 200)
        return max(self.column.totalHeightForWidth(wide), self.column.totalMinimumSize().height())

    def _stand(self) -> None:
        lines = [one for one in self._folds if one in self._seen]
        summed = self.compact and len(lines) > 1  # a line alone needs none above it
        self.summary.setVisible(summed)
        self._closing.stand_under(summary=summed)
        self.summary.show_line(self._closing.title, " · ".join(filter(None, self._shorts)))
        self.summary.update()
        all_shown = self.summary.opened or not summed
        for fold in self._folds:
            fold.setVisible(all_shown and fold in lines)
        for at, fold in enumerate(lines):
            head = fold.head if isinstance(fold, Fold) else fold
            if isinstance(head, FoldHead):
                head.divided = summed or at > 0
        self.height_changed.emit()

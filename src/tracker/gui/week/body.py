"""The card with the rows, and the cards beside it; under it where a window is narrow.

The one closing question of a week; its answer may stay empty.

What stands on the check-in while there is nothing to check in: the one next step.
"""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from tracker.domain.evaluation import CheckIn
from tracker.gui.bridge import Bridge
from tracker.gui.theme import Theme
from tracker.gui.week.due import DueDecisions, DueFixes, DueMoments
from tracker.gui.week.list import WeekList
from tracker.gui.widgets.feedback import PLAN, EmptyState
from tracker.gui.widgets.text_field import GrowingText

if TYPE_CHECKING:
    from tracker.app.signals.standing import Standing
    from tracker.gui.week.signal_panel import SignalPanel


LINES, FLAT_LINES = 3, 2
QUESTION = "Which customer got less than your best this week, and do they know why?"


class ClosingCard(QFrame):
    """Shows whether the week is finished; an answer is kept when its field is left."""

    answered = Signal(object)  # str
    reopened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        heading = QLabel("Before you finish")
        heading.setProperty("role", "heading")
        question = QLabel(QUESTION)
        question.setProperty("role", "hint")
        question.setWordWrap(True)
        self.answer = GrowingText("answer", "It may stay empty", lines=LINES)
        self.answer.setAccessibleName(QUESTION)
        self.answer.left.connect(self._on_left)
        self.state = QLabel()
        self.state.setProperty("role", "small")
        self.state.setWordWrap(True)
        self.reopen = QPushButton("Reopen")
        self.reopen.setProperty("tone", "link")
        self.reopen.clicked.connect(self.reopened)
        self.finished = False
        words = QVBoxLayout()
        words.setSpacing(8)
        words.addWidget(heading)
        words.addWidget(question)
        words.addStretch(1)
        field = QVBoxLayout()
        field.setSpacing(6)
        field.addWidget(self.answer)
        foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        foot.addWidget(self.state, 1)
        foot.addWidget(self.reopen)
        field.addLayout(foot)
        self._halves = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._halves.setContentsMargins(16, 12, 16, 12)
        self._halves.setSpacing(8)
        self._halves.addLayout(words)
        self._halves.addLayout(field)

    @property
    def text(self) -> str:
        """What stands in the field."""
        return self.answer.text.strip()

    def show_check_in(self, found: CheckIn | None) -> None:
        """Show how a week was closed, or what was answered so far."""
        self.finished = bool(found and found.finished)
        self.answer.show_text(found.answer if found else "")
        self.state.setText(_state(found))
        self.reopen.setVisible(self.finished)
        self.state.setVisible(self.finished)

    def ask(self) -> None:
        """Put the question: the cursor stands in its answer."""
        self.answer.setFocus(Qt.FocusReason.OtherFocusReason)

    def lie_flat(self, *, flat: bool) -> None:
        """Put question and answer side by side, where the card lies under the list."""
        self._halves.setDirection(
            QBoxLayout.Direction.LeftToRight if flat else QBoxLayout.Direction.TopToBottom
        )
        self.answer.show_lines(FLAT_LINES if flat else LINES)
        for at in range(2):
            self._halves.setStretch(at, 1 if flat else 0)

    def _on_left(self, _name: str) -> None:
        self.answered.emit(self.text)


class SideColumn(QWidget):
    """The cards beside the list; they lie under it where it has no room.

    `guests` stand above the closing card, and only where there is room beside the list.
    """

    def __init__(self, *cards: ClosingCard) -> None:
        super().__init__()
        self._cards = cards
        self.guests = QVBoxLayout()
        self.guests.setSpacing(12)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(self.guests)
        for card in cards:
            layout.addWidget(card)
        layout.addStretch(1)

    def lie_flat(self, *, flat: bool) -> None:
        """Spread the cards, or stand them up."""
        for card in self._cards:
            card.lie_flat(flat=flat)


def _state(found: CheckIn | None) -> str:
    if found is None or not found.finished:
        return ""
    finished = datetime.fromisoformat(found.finished_at).astimezone()
    return f"Finished {finished.day} {finished:%b %Y}, {finished:%H:%M}"


SIDE_WIDTH, GAP, WIDE = 262, 16, 880
SHOWN_WEEKS = 26


class WeekBody(QWidget):
    """Seats the list, the line about what is not due, and the side."""

    fix_requested = Signal(object)  # tuple[int, date | None, str]
    measure_requested = Signal(object)  # int
    decision_requested = Signal(object)  # int

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self.list = WeekList(bridge.theme)
        self.not_due = QPushButton()
        self.not_due.setProperty("tone", "link")
        self.not_due.setToolTip("Show or hide what is not due (Ctrl+D)")
        self.closing = ClosingCard()
        self.side = SideColumn(self.closing)
        self.due = (DueMoments(bridge), DueFixes(bridge), DueDecisions(bridge))
        for card in self.due:
            self.side.guests.addWidget(card)
            card.decision_requested.connect(self.decision_requested)
        self.card = QFrame()
        self.card.setProperty("role", "card")
        inside = QVBoxLayout(self.card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.setSpacing(0)
        inside.addWidget(self.list, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 2, 12, 4)
        foot.addWidget(self.not_due)
        foot.addStretch(1)
        inside.addLayout(foot)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(GAP)
        self._row.addWidget(self.card, 1)
        self._row.addWidget(self.side)
        self._stand()

    def show_not_due(self, hidden: int, drafts: int, *, shown: bool) -> None:
        """Say how much is left out, or offer to leave it out again."""
        left_out = hidden - drafts
        parts = [f"{left_out} not due"] if left_out else []
        parts += [f"{drafts} draft{'s' if drafts > 1 else ''}"] if drafts else []
        self.not_due.setText("Hide what is not due" if shown else f"{', '.join(parts)}, show")
        self.not_due.setVisible(shown or bool(parts))

    def show_signal(self, standing: Standing) -> None:
        """Show what an entry revealed beside the list, or under it."""
        from tracker.app.signals.standing import GOOD
        from tracker.app.trends.trend import trend_of

        good = standing.if_fresh in GOOD
        self.signal.show_standing(
            standing, trend_of(self._bridge.tracker, standing, SHOWN_WEEKS, good=good)
        )
        self._stand()

    def end_signal(self, measure_id: int) -> None:
        """Take the card of a measure away."""
        if "signal" in self.__dict__ and self.signal.measure_id == measure_id:
            self.signal.dismiss()

    @cached_property
    def signal(self) -> SignalPanel:
        """The card of a signal, made when the first one comes."""
        from tracker.gui.week.signal_panel import SignalPanel

        panel = SignalPanel(self._bridge)
        panel.closed.connect(self._stand)
        panel.fix_requested.connect(self.fix_requested)
        panel.measure_requested.connect(self.measure_requested)
        self.side.guests.insertWidget(0, panel)
        return panel

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the side where it has room."""
        super().resizeEvent(event)
        self._stand()

    def _stand(self) -> None:
        flat = self.width() < WIDE
        self._row.setDirection(
            QBoxLayout.Direction.TopToBottom if flat else QBoxLayout.Direction.LeftToRight
        )
        self.side.lie_flat(flat=flat)
        for card in self.due:
            card.lie_flat(flat=flat)
        if "signal" in self.__dict__:
            self.signal.lie_flat(flat=flat)
            self.closing.setVisible(not (flat and self.signal.measure_id))
        self.side.setFixedWidth(self.width() if flat else SIDE_WIDTH)


FIRST_CUSTOMER = (
    "Whom do you serve?",
    "Choose the few people or groups who receive your work, and promise each one figure that says "
    "how much it helps them. What you promised is asked for here every week.",
    "Add your first customer",
)
FIRST_MEASURE = (
    "What do you promise them?",
    "Your customers have no measure yet. One is enough to begin with: a rating, a number, a yes or "
    "no. It is asked for here every week, and its trend begins with the first value.",
    "Add a measure",
)


class WeekStart(EmptyState):
    """Asks for a customer first, then for a measure."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "calendar-check", *FIRST_CUSTOMER, PLAN)
        self.customers = False

    def show_step(self, *, customers: bool) -> None:
        """Offer the step that comes next."""
        self.customers = customers
        self.say(*(FIRST_MEASURE if customers else FIRST_CUSTOMER))

"""What stands below the header: the rows, the cards beside them, or the one step to take first."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from tracker.domain.evaluation import CheckIn
from tracker.gui.bridge import Bridge
from tracker.gui.theme import Theme
from tracker.gui.week.due import DueDecisions, DueFixes, DueMoments
from tracker.gui.week.list import WeekList
from tracker.gui.widgets.feedback import PLAN, EmptyState
from tracker.gui.widgets.text import label, link
from tracker.gui.widgets.text_field import GrowingText
from tracker.report.dates import medium_day

if TYPE_CHECKING:
    from tracker.app.signals.standing import Standing
    from tracker.gui.week.signal_panel import SignalPanel

SIDE_WIDTH, GAP, WIDE = 262, 16, 880
UNBOUND = 16_777_215  # Qt's own word for it is not in Python
LEAST_ROWS, LOWEST = 190, 34  # px: the list keeps a head and two rows; a card on one line
SHOWN_WEEKS = 26
LINES, FLAT_LINES = 3, 2
QUESTION = "Which customer got less than your best this week, and do they know why?"
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


class ClosingCard(QFrame):
    """Shows whether the week is finished; an answer is kept when its field is left."""

    answered = Signal(object)  # str
    reopened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.finished = False
        self.answer = GrowingText("answer", "It may stay empty", lines=LINES)
        self.answer.setAccessibleName(QUESTION)
        self.answer.editing_finished.connect(self._on_editing_finished)
        self.state = label(role="small", wrap=True)
        self.reopen = link("Reopen")
        self.reopen.clicked.connect(self.reopened)
        words = QVBoxLayout()
        words.setSpacing(8)
        words.addWidget(label("Before you finish", "heading"))
        words.addWidget(label(QUESTION, "hint", wrap=True))
        words.addStretch(1)
        foot = QHBoxLayout()
        foot.addWidget(self.state, 1)
        foot.addWidget(self.reopen)
        field = QVBoxLayout()
        field.setSpacing(6)
        field.addWidget(self.answer)
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

    def set_compact(self, *, flat: bool) -> None:
        """Put question and answer side by side, where the card lies under the list."""
        self._halves.setDirection(
            QBoxLayout.Direction.LeftToRight if flat else QBoxLayout.Direction.TopToBottom
        )
        self.answer.show_lines(FLAT_LINES if flat else LINES)
        for index in range(2):
            self._halves.setStretch(index, 1 if flat else 0)

    def _on_editing_finished(self, _name: str) -> None:
        self.answered.emit(self.text)


def _state(found: CheckIn | None) -> str:
    if found is None or not found.finished:
        return ""
    finished = datetime.fromisoformat(found.finished_at).astimezone()
    return f"Finished {medium_day(finished.date())}, {finished:%H:%M}"


class CardColumn(QScrollArea):
    """Cards one under the other, each as high as its words need; it scrolls where they do not fit.

    `flat` it takes the width there is and no more height than the cards, else a fixed width.
    """

    def __init__(self) -> None:
        super().__init__()
        self._flat = False
        self._inside = QWidget()
        self._inside.setProperty("role", "plain")
        self.cards = QVBoxLayout(self._inside)
        self.cards.setContentsMargins(0, 0, 0, 0)
        self.cards.setSpacing(12)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(self._inside)

    def stand(self, *, flat: bool) -> None:
        """Lie under the list, or stand beside it."""
        self._flat = flat
        up = QSizePolicy.Policy.Maximum if flat else QSizePolicy.Policy.Ignored
        self.setSizePolicy(QSizePolicy.Policy.Ignored if flat else QSizePolicy.Policy.Fixed, up)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask for another height as soon as a card has changed."""
        if event.type() == QEvent.Type.LayoutRequest and watched is self._inside:
            self._fit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Have a bar only where it is needed, beside the cards and not over them."""
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        """Return what the cards take."""
        return QSize(SIDE_WIDTH, self._needed())

    def minimumSizeHint(self) -> QSize:
        """Ask for one card at least."""
        return QSize(SIDE_WIDTH, min(self._needed(), LOWEST))

    def _needed(self) -> int:
        wide = self.width() if self._flat else SIDE_WIDTH
        return max(self.cards.totalHeightForWidth(wide), self.cards.totalMinimumSize().height())

    def _fit(self) -> None:
        over = self._needed() > self.height()
        bar = self.verticalScrollBar().sizeHint().width() if over else 0
        shown = (
            Qt.ScrollBarPolicy.ScrollBarAlwaysOn if over else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        self.setVerticalScrollBarPolicy(shown)
        if self._flat:
            self.setMinimumWidth(0)
            self.setMaximumWidth(UNBOUND)
        else:
            self.setFixedWidth(SIDE_WIDTH + bar)
        self.updateGeometry()


class WeekBody(QWidget):
    """Seats the list, the line about what is not due, and the cards: beside it, or under it."""

    fix_requested = Signal(object)  # tuple[int, date | None, str]
    measure_requested = Signal(object)  # int
    calculation_requested = Signal(object)  # int: a measure
    decision_requested = Signal(object)  # int

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self.list = WeekList(bridge.theme)
        self.not_due = link(tip="Show or hide what is not due (Ctrl+D)")
        self.closing = ClosingCard()
        self.due = (DueMoments(bridge), DueFixes(bridge), DueDecisions(bridge))
        self._signal: SignalPanel | None = None
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
        self.side = CardColumn()
        self._cards = self.side.cards
        for card in (*self.due, self.closing):
            self._cards.addWidget(card)
        self._cards.addStretch(1)
        for card in self.due:
            card.decision_requested.connect(self.decision_requested)
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
        if self.signal_measure == measure_id:
            self.signal.dismiss()

    @property
    def signal_measure(self) -> int | None:
        """The measure whose signal is shown, if there is one."""
        return self._signal.measure_id if self._signal else None

    @property
    def signal(self) -> SignalPanel:
        """The card of a signal, made when the first one comes."""
        if self._signal is None:
            from tracker.gui.week.signal_panel import SignalPanel

            self._signal = SignalPanel(self._bridge)
            self._signal.closed.connect(self._stand)
            self._signal.fix_requested.connect(self.fix_requested)
            self._signal.measure_requested.connect(self.measure_requested)
            self._signal.calculation_requested.connect(self.calculation_requested)
            self._cards.insertWidget(0, self._signal)
        return self._signal

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the side where it has room."""
        super().resizeEvent(event)
        self._stand()

    def _stand(self) -> None:
        flat = self.width() < WIDE
        self._row.setDirection(
            QBoxLayout.Direction.TopToBottom if flat else QBoxLayout.Direction.LeftToRight
        )
        for card in (*self.due, self.closing):
            card.set_compact(flat=flat)
        if self._signal:
            self._signal.set_compact(flat=flat)
            self.closing.setVisible(not (flat and self.signal_measure))
        self.card.setMinimumHeight(LEAST_ROWS if flat else 0)
        self.side.stand(flat=flat)


class WeekStart(EmptyState):
    """Asks for a customer first, then for a measure."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "calendar-check", *FIRST_CUSTOMER, PLAN)
        self.customers = False

    def show_step(self, *, customers: bool) -> None:
        """Offer the step that comes next."""
        self.customers = customers
        self.show_state(*(FIRST_MEASURE if customers else FIRST_CUSTOMER))

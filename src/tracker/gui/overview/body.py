"""The cards of Overview, one below the other, in a page that scrolls."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from tracker.app.overview.overview import Overview
from tracker.app.sharing.telling import BrokenPromise
from tracker.gui.overview.check_in_grid import CheckInLine
from tracker.gui.overview.heat_card import HeatCard
from tracker.gui.overview.news import RevealedCard
from tracker.gui.overview.pulse import PulseCard
from tracker.gui.theme import Theme, scaled
from tracker.gui.widgets.rows import tab_in_order
from tracker.gui.widgets.text import label, link
from tracker.gui.widgets.wrapping import FewLines, WrappingRow
from tracker.report.text.telling import untold_sentence

BAR, BESIDE = 14, 900
MORE, LESS = "By quarter", "Hide the quarters"
HOW = "How this is calculated"


class OverviewFootnotes(QWidget):
    """Quiet sentences: who saw changes first, and WOW customers beside the rest.

    Hidden while there is nothing to say; the quarters are shown when asked for. Each opens how it
    was counted.
    """

    wow_count_requested = Signal()
    seen_count_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self.wow = label(role="small", wrap=True)
        self.wow_how = link(HOW, inline=True, name=f"{HOW}: WOW customers beside the rest")
        self.seen = label(role="small", wrap=True)
        self.quarters = label(role="small", wrap=True)
        self.quarters.hide()
        self.more = link(MORE, inline=True, name="Who saw changes first, by quarter")
        self.seen_how = link(HOW, inline=True, name=f"{HOW}: who saw changes first")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 0, 4, 0)
        layout.setSpacing(0)
        layout.addLayout(_line(self.wow, self.wow_how))
        layout.addLayout(_line(self.seen, self.more, self.seen_how))
        layout.addWidget(self.quarters)
        self.more.clicked.connect(self._on_more)
        self.wow_how.clicked.connect(self.wow_count_requested)
        self.seen_how.clicked.connect(self.seen_count_requested)

    def show_overview(self, shown: Overview) -> None:
        """Say what there is to say."""
        self.wow.setText(shown.wow)
        for widget in (self.wow, self.wow_how):
            widget.setVisible(bool(shown.wow))
        self.seen.setText(shown.seen)
        self.quarters.setText(shown.quarters)
        for widget in (self.seen, self.more, self.seen_how):
            widget.setVisible(bool(shown.seen))
        if not shown.seen:
            self.quarters.hide()
        self.setVisible(bool(shown.seen or shown.wow))

    def _on_more(self) -> None:
        there = self.quarters.isHidden()
        self.quarters.setVisible(there)
        self.more.setText(LESS if there else MORE)


class NoticeLine(QFrame):
    """Says what waits for the person and is no measure; the button opens it, none hides it."""

    open_requested = Signal()

    def __init__(self, opens: str) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        self.text = label(wrap=True)
        self.open = link(opens)
        self.open.clicked.connect(self.open_requested)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 6, 8, 6)
        line.addWidget(self.text, 1)
        line.addWidget(self.open)

    def show_notice(self, sentence: str) -> None:
        """Show the sentence, or nothing."""
        self.setVisible(bool(sentence))
        self.text.setText(sentence)
        self.open.setAccessibleDescription(sentence)


class UntoldLine(QFrame):
    """Says that a shared promise is broken and was not told; the button proposes the message."""

    tell_requested = Signal(object)  # BrokenPromise

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        self._broken: BrokenPromise | None = None
        self.text = FewLines()
        self.tell = link("Tell them…", inline=True)
        self.tell.clicked.connect(self._on_tell)
        self._line = WrappingRow(spacing=12)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 4, 12, 4)
        column.addLayout(self._line)
        self._line.addWidget(self.text)
        self._line.addWidget(self.tell)
        self._line.at_end = self.tell

    def show_broken(self, broken: tuple[BrokenPromise, ...]) -> None:
        """Show the first of these, or nothing."""
        self.setVisible(bool(broken))
        self._broken = broken[0] if broken else None
        if self._broken is not None:
            said = untold_sentence(self._broken.measure, self._broken.customer, len(broken) - 1)
            self.text.show_text(said)
            self.tell.setAccessibleName(f"Tell {self._broken.customer}. {said}")

    def _on_tell(self) -> None:
        if self._broken is not None:
            self.tell_requested.emit(self._broken)


class OverviewBody(QScrollArea):
    """Shows an overview; what is wished for is told by signals."""

    measure_requested = Signal(object)  # int
    calculation_requested = Signal(object)  # int: a measure
    customer_requested = Signal(object)  # int
    fix_requested = Signal(object)  # News
    usual_requested = Signal(object)  # int: measure
    explanation_entered = Signal(object)  # tuple[UnexplainedSignal, str, Word]
    planned_change_entered = Signal(object)  # tuple[News, str]
    week_requested = Signal(object)  # Period
    choice_requested = Signal()
    conflict_requested = Signal(object)  # int
    stops_requested = Signal()
    tell_requested = Signal(object)  # BrokenPromise
    own_fix_requested = Signal(object)  # PulseSignal
    pulse_word_requested = Signal(object)  # tuple[PulseSignal, PulseWordKind]
    pulse_calculation_requested = Signal(object)  # PulseSignal

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.pulse = PulseCard()
        self.revealed = RevealedCard(theme)
        self.check_ins = CheckInLine(theme)
        self.heat_card = HeatCard(theme)
        self.heat = self.heat_card.picture
        self.choice = label(role="hint")
        self.choose = link("Choose", name="Open the board of customers")
        self.choice_line = self._choice_line()
        self.overdue_conflict = NoticeLine("Open the conflict")
        self.waiting = NoticeLine("Open Upstream")
        self.untold = UntoldLine()
        self._conflict_id = 0
        self.heard = OverviewFootnotes()
        self._inside = inside = QWidget()
        inside.setProperty("role", "plain")
        self._column = body = QVBoxLayout(inside)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(12)
        body.addWidget(self.overdue_conflict)
        body.addWidget(self.waiting)
        body.addWidget(self.untold)
        body.addWidget(self.revealed)
        self.heat_card.add_foot(self.choice_line)  # what is said of the customers in it
        self.heat_card.add_foot(self.heard)
        body.addWidget(self.heat_card)
        body.addWidget(self.pulse)
        body.addStretch(1)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)
        self._wire()

    def show_overview(self, shown: Overview) -> None:
        """Show everything."""
        old = shown.overdue_conflict
        self.overdue_conflict.show_notice(old.sentence if old else "")
        self._conflict_id = old.conflict_id if old else 0
        # Where measures need somebody there is no room above them; Upstream tells it, too.
        self.waiting.show_notice("" if shown.needing else shown.waiting)
        self.untold.show_broken(shown.untold)
        self.choice.setText(shown.choice)
        self.choice_line.setVisible(bool(shown.choice))
        self.revealed.show_overview(shown)
        self._seat_untold()
        self.check_ins.show_check_ins(shown.check_ins, every=bool(shown.hidden))
        self.heard.show_overview(shown)
        self.pulse.show_signals(shown.pulse)
        self.heat_card.show_rows(shown.rows)
        stops = [
            self.check_ins.how,
            self.overdue_conflict.open,
            self.waiting.open,
            self.untold.tell,
            *self.revealed.tab_stops(),
            *self.heat_card.tab_stops(),
            self.choose,
            self.heard.wow_how,
            self.heard.more,
            self.heard.seen_how,
            *self.pulse.tab_stops(),
        ]
        tab_in_order(stops)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the room of the bar, so that nothing moves when it comes."""
        super().resizeEvent(event)
        bar = self.width() - self.viewport().width()
        self._inside.setContentsMargins(0, 0, max(BAR - bar, 0), 0)
        self._seat_untold()

    def _seat_untold(self) -> None:
        """Put what was not told beside the head of what needs somebody, where both have room."""
        head = self.revealed.heads[0]
        beside = not head.isHidden() and self.width() >= scaled(BESIDE)
        if beside and self.untold.parentWidget() is not head:
            head.line.addWidget(self.untold)
        elif not beside and self.untold.parentWidget() is not self._inside:
            self._column.insertWidget(2, self.untold)

    def _wire(self) -> None:
        self.revealed.open_requested.connect(self.measure_requested)
        self.revealed.fix_requested.connect(self.fix_requested)
        self.revealed.usual_requested.connect(self.usual_requested)
        self.revealed.calculation_requested.connect(self.calculation_requested)
        self.heat.calculation_requested.connect(self.calculation_requested)
        self.revealed.answered.connect(self.explanation_entered)
        self.revealed.planned.connect(self.planned_change_entered)
        self.check_ins.grid.week_opened.connect(self.week_requested)
        self.untold.tell_requested.connect(self.tell_requested)
        self.pulse.fix_requested.connect(self.own_fix_requested)
        self.pulse.word_requested.connect(self.pulse_word_requested)
        self.pulse.calculation_requested.connect(self.pulse_calculation_requested)
        self.heat_card.measure_requested.connect(self.measure_requested)
        self.heat_card.customer_requested.connect(self.customer_requested)
        self.heat_card.current_moved.connect(self._on_current)
        self.choose.clicked.connect(self.choice_requested)
        self.overdue_conflict.open_requested.connect(self._on_conflict)
        self.waiting.open_requested.connect(self.stops_requested)

    def _on_conflict(self) -> None:
        self.conflict_requested.emit(self._conflict_id)

    def _choice_line(self) -> QWidget:
        line = QWidget()
        layout = QHBoxLayout(line)
        layout.setContentsMargins(4, 6, 4, 0)
        layout.setSpacing(6)
        layout.addWidget(self.choice)
        layout.addWidget(self.choose)
        layout.addStretch(1)
        return line

    def _on_current(self, place: QRect) -> None:
        corner = self.heat_card.mapTo(self._inside, place.topLeft())
        middle = QRect(corner, place.size()).center()
        self.ensureVisible(middle.x(), middle.y(), 0, place.height())


def _line(words: QWidget, *links: QWidget) -> QHBoxLayout:
    """Return a sentence with its links at the right, on its first line."""
    line = QHBoxLayout()
    line.setSpacing(12)
    line.addWidget(words, 1)
    for one in links:
        line.addWidget(one, 0, Qt.AlignmentFlag.AlignTop)
    return line

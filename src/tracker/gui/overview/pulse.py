"""The one who serves: what lies below their own usual, each with the three answers of a signal."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from tracker.domain.pulse import PulseSignal, PulseWordKind
from tracker.gui.theme import scaled
from tracker.gui.widgets.row_menu import ButtonRow
from tracker.gui.widgets.rows import delete_later
from tracker.gui.widgets.text import button, label, link, paragraph
from tracker.gui.widgets.wrapping import FewLines, WrappingRow
from tracker.report.text.pulse import FIELD_NAMES, ONLY_YOU, pulse_sentence

HIGH = 32  # px: of a line with buttons, which the words beside it share


class PulseRow(ButtonRow):
    """One sentence, and what can be answered."""

    fix_requested = Signal(object)  # PulseSignal
    word_requested = Signal(object)  # tuple[PulseSignal, PulseWordKind]
    calculation_requested = Signal(object)  # PulseSignal

    def __init__(self, signal: PulseSignal) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self.signal = signal
        name = FIELD_NAMES[signal.field]
        self.sentence = paragraph(pulse_sentence(signal))
        self.how = link(
            "How this is calculated",
            "The rule, and every answer that was counted",
            inline=True,
            name=f"How this is calculated: {name}",
        )
        self.fix = button("Start a fix…", "Something that helps you", name=f"Start a fix: {name}")
        self.one_off = button("One-off…", "It will pass", name=f"One-off: {name}")
        self.planned = button(
            "It was planned…", "From then on it is your usual", name=f"It was planned: {name}"
        )
        self.fix.clicked.connect(self._on_fix)
        self.one_off.clicked.connect(self._on_one_off)
        self.planned.clicked.connect(self._on_planned)
        self.how.clicked.connect(self._on_how)
        texts = QWidget()
        texts.setProperty("role", "plain")
        words = QVBoxLayout(texts)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(0)
        words.addWidget(self.sentence)
        line = WrappingRow(self)
        for one in (texts, self.fix, self.one_off, self.planned, self.how):
            line.addWidget(one)

    def tab_stops(self) -> list[QWidget]:
        """Return what Tab goes to, in the order of reading."""
        return [self.fix, self.one_off, self.planned, self.how]

    def _on_fix(self) -> None:
        self.fix_requested.emit(self.signal)

    def _on_one_off(self) -> None:
        self.word_requested.emit((self.signal, PulseWordKind.ONE_OFF))

    def _on_planned(self) -> None:
        self.word_requested.emit((self.signal, PulseWordKind.PLANNED))

    def _on_how(self) -> None:
        self.calculation_requested.emit(self.signal)


class PulseCard(QFrame):
    """Hidden while nothing lies below the person's usual, or everything was answered."""

    fix_requested = Signal(object)  # PulseSignal
    word_requested = Signal(object)  # tuple[PulseSignal, PulseWordKind]
    calculation_requested = Signal(object)  # PulseSignal

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.rows: list[PulseRow] = []
        whose = QWidget()
        whose.setProperty("role", "plain")
        you = label("You", "heading")
        you.setMinimumHeight(scaled(HIGH))
        head = WrappingRow(whose, spacing=10)
        head.addWidget(you)
        head.addWidget(FewLines(ONLY_YOU, "small"))
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 4, 16, 4)
        layout.setSpacing(16)
        layout.addWidget(whose, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(self._list, 1)
        self.hide()

    def show_signals(self, signals: tuple[PulseSignal, ...]) -> None:
        """Show these; nothing is made anew where they are the same as before."""
        if signals != tuple(row.signal for row in self.rows):
            for row in self.rows:
                delete_later(row)
            self.rows = [PulseRow(one) for one in signals]
            for row in self.rows:
                row.fix_requested.connect(self.fix_requested)
                row.word_requested.connect(self.word_requested)
                row.calculation_requested.connect(self.calculation_requested)
                self._list.addWidget(row)
        self.setVisible(bool(signals))

    def tab_stops(self) -> list[QWidget]:
        """Return what Tab goes to, in the order of reading."""
        return [stop for row in self.rows for stop in row.tab_stops()]

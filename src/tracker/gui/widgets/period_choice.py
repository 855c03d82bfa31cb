"""The period that a page is about: the usual ones by name, or any two days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from tracker.domain.errors import InvalidInput
from tracker.gui.bridge import Bridge
from tracker.gui.widgets.day_field import DayField

OWN = "Other days …"
Span = tuple[date, date]


class PeriodChoice(QWidget):
    """A box of named periods; its last entry shows two fields for days of one's own."""

    chosen = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._bridge = bridge
        self._named: list[tuple[str, Span]] = []
        self._span: Span | None = None
        self.box = QComboBox()
        self.box.setAccessibleName("Period")
        self.first = DayField(bridge.theme, "first")
        self.first.setAccessibleName("First day")
        self.last = DayField(bridge.theme, "last")
        self.last.setAccessibleName("Last day")
        self.dash = QLabel("–")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for widget in (self.box, self.first, self.dash, self.last):
            row.addWidget(widget)
        self.setFocusProxy(self.box)
        self.box.activated.connect(self._on_box)
        self.first.settled.connect(self._on_days)
        self.last.settled.connect(self._on_days)

    @property
    def span(self) -> Span:
        """The first and the last day."""
        if self._span is None:
            raise RuntimeError("no period was offered yet")
        return self._span

    def offer(self, named: Iterable[tuple[str, Span]]) -> None:
        """Offer these periods by name; the chosen one stays chosen, at first it is the first."""
        at = self.box.currentIndex()
        own = self._span is not None and at == len(self._named)
        self._named = list(named)
        self.box.clear()
        self.box.addItems([name for name, _ in self._named] + [OWN])
        self.box.setCurrentIndex(len(self._named) if own else min(max(at, 0), len(self._named) - 1))
        if not own or self._span is None:
            self._span = self._named[self.box.currentIndex()][1]
        self._show_days()

    def take(self, first: date, last: date) -> None:
        """Choose two days, by their name if they have one; nobody is told."""
        named = [span for _, span in self._named]
        self._span = (first, last)
        at = named.index(self._span) if self._span in named else len(named)
        self.box.setCurrentIndex(at)
        self._show_days()

    def _show_days(self) -> None:
        own = self.box.currentIndex() == len(self._named)
        for widget in (self.first, self.dash, self.last):
            widget.setVisible(own)
        if self._span is not None:
            self.first.show_day(self._span[0])
            self.last.show_day(self._span[1])

    def _on_box(self, at: int) -> None:
        if at < len(self._named):
            self._span = self._named[at][1]
            self._show_days()
            self.chosen.emit()
        else:
            self._show_days()
            self.first.setFocus()

    def _on_days(self) -> None:
        if self.box.currentIndex() < len(self._named):
            return
        try:
            first, last = self.first.day, self.last.day
        except InvalidInput as error:
            self._bridge.say(error.sentence)
            return
        if first is None or last is None:
            return
        if last < first:
            self._bridge.say("The period ends before it begins. Change one of the days.")
        elif (first, last) != self._span:
            self._span = (first, last)
            self.chosen.emit()

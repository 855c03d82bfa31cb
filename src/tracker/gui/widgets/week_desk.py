"""Carries out what is given and asked for on the rows of a check-in: one command each."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtWidgets import QWidget

from tracker.app import commands
from tracker.app.queries.pulse import PulseLine
from tracker.app.queries.week import Line
from tracker.gui.bridge import Bridge
from tracker.gui.widgets.note_panel import NotePanel
from tracker.gui.widgets.row_panel import RowPanel
from tracker.gui.widgets.skip_panel import SkipPanel
from tracker.gui.widgets.week_list import WeekList
from tracker.gui.widgets.week_rows import Entry, Wish


class WeekDesk(QObject):
    """Writes for the list, and opens the panel for a note or a reason beside its row."""

    trend_wished = Signal(object)  # int: a measure's id

    def __init__(self, bridge: Bridge, view: WeekList, page: QWidget) -> None:
        super().__init__(page)
        self._bridge = bridge
        self._tracker = bridge.tracker
        self._view = view
        self._page = page
        self.note: NotePanel | None = None
        self.skip: SkipPanel | None = None
        view.given.connect(self._on_given)
        view.wished.connect(self._on_wished)
        view.past_the_end.connect(self._on_end)

    @property
    def busy(self) -> bool:
        """Whether something is being typed that is not kept yet."""
        return self._view.typing.key is not None or any(one.isVisible() for one in self._panels)

    def settle(self) -> None:
        """Keep what is being typed, before something else happens to the rows."""
        self._view.typing.leave()
        for panel in self._panels:
            panel.finish()
            panel.close_panel()

    def place(self) -> None:
        """Keep an open panel beside its row."""
        for panel in self._panels:
            if panel.isVisible():
                panel.place(self._row())

    @property
    def _panels(self) -> list[RowPanel]:
        return [panel for panel in (self.note, self.skip) if panel]

    def _on_given(self, given: tuple[Entry, float]) -> None:
        entry, value = given
        self._write(entry, value)

    def _on_wished(self, wished: tuple[Wish, Entry]) -> None:
        wish, entry = wished
        match wish:
            case Wish.SAME:
                self._repeat(entry)
            case Wish.CLEAR:
                self._clear(entry)
            case Wish.TREND if entry.line:
                self.trend_wished.emit(entry.line.measure.id)
            case Wish.NOTE if entry.line:
                self._open_note(entry.line)
            case Wish.SKIP if entry.line:
                self._open_skip(entry.line)
            case _:
                self._bridge.say("Your own pulse needs no words: rate it, or go on with Enter")

    def _write(self, entry: Entry, value: float | None) -> None:
        source = entry.source
        if isinstance(source, PulseLine):
            rating = None if value is None else int(value)
            commands.record_pulse(self._tracker, source.week, **{source.field: rating})
        elif value is None:
            commands.clear(self._tracker, source.measure.id, source.period.start)
        else:
            commands.record(self._tracker, source.measure.id, source.period.start, value)

    def _repeat(self, entry: Entry) -> None:
        if entry.last is None:
            self._bridge.say(f"{entry.name} has no earlier value to repeat")
            return
        self._view.typing.give(entry, entry.last)
        if not self._view.go(1):
            self._on_end()

    def _clear(self, entry: Entry) -> None:
        self._view.rows.remember(entry, None)
        if entry.done:
            self._write(entry, None)

    def _open_note(self, line: Line) -> None:
        if self.note is None:
            self.note = NotePanel(self._page, self._bridge)
            self.note.closed.connect(self._on_closed)
        self.note.open_for(line)
        self.note.open_beside(self._row(), self.note.note)

    def _open_skip(self, line: Line) -> None:
        if self.skip is None:
            self.skip = SkipPanel(self._page, self._bridge)
            self.skip.closed.connect(self._on_closed)
        self.skip.open_for(line)
        self.skip.open_beside(self._row(), self.skip.buttons[0])

    def _row(self) -> QRect:
        entry = self._view.entry()
        rect = self._view.row_rect(entry.key) if entry else QRect()
        corner = self._view.viewport().mapTo(self._page, rect.topLeft())
        return QRect(corner, rect.size())

    def _on_closed(self) -> None:
        self._view.setFocus()

    def _on_end(self) -> None:
        self._bridge.say("That was the last one. Ctrl+Enter finishes the week")

"""Carries out what is typed on the rows of a check-in, and shows what an entry reveals.

What detection has to say, a tag beside a row or a card below the list, comes after the first
paint, and after an entry a blink later and only for the measure that was entered, so that neither
waits for it. A card comes only after an entry that reveals something.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, QTimer, Signal
from PySide6.QtWidgets import QWidget

from tracker.app import commands
from tracker.app.evaluations.week import PulseLine, WeekLine
from tracker.domain.period import Period
from tracker.gui.bridge import Bridge, FirstPaint
from tracker.gui.week.list import WeekList
from tracker.gui.week.rows import GivenValue, RowAction, WeekEntry

if TYPE_CHECKING:  # loaded after the first paint
    from tracker.detection import Verdict
    from tracker.domain.finding import Finding
    from tracker.domain.keeping import Keeping
    from tracker.gui.week.panels import NotePanel, RowPanel, SkipPanel

A_BLINK = 40  # ms


class WeekActions(QObject):
    """Writes for the list, one command each; a note and a reason get a panel beside their row."""

    trend_requested = Signal(object)  # int: a measure's id
    calculation_requested = Signal(object)  # int: a measure's id

    def __init__(self, bridge: Bridge, view: WeekList, page: QWidget) -> None:
        super().__init__(page)
        self._bridge = bridge
        self._tracker = bridge.tracker
        self._view = view
        self._page = page
        self.note: NotePanel | None = None
        self.skip: SkipPanel | None = None
        view.value_entered.connect(self._on_value_entered)
        view.action_requested.connect(self._on_action_requested)
        view.end_reached.connect(self._on_end)

    @property
    def busy(self) -> bool:
        """Whether something is being typed that is not kept yet."""
        return self._view.busy or any(panel.isVisible() for panel in self._panels)

    def commit_edit(self) -> None:
        """Keep what is being typed, before something else happens to the rows."""
        self._view.commit_edit()
        for panel in self._panels:
            panel.save_and_close()
            panel.close_panel()

    def place(self) -> None:
        """Keep an open panel beside its row."""
        for panel in self._panels:
            if panel.isVisible():
                panel.place(self._row())

    @property
    def _panels(self) -> list[RowPanel]:
        return [panel for panel in (self.note, self.skip) if panel]

    def _on_value_entered(self, given: GivenValue) -> None:
        self._write(given.entry, given.value)
        given.kept = True
        self._say(given.entry)
        if reason := given.entry.reason:
            self._bridge.show_message(
                f"{given.entry.name}: no longer skipped ({reason}). Ctrl+Z skips it again."
            )

    def _on_action_requested(self, wished: tuple[RowAction, WeekEntry]) -> None:
        wish, entry = wished
        match wish:
            case RowAction.SAME:
                self._repeat(entry)
            case RowAction.CLEAR:
                self._clear(entry)
            case RowAction.TREND if entry.line:
                self.trend_requested.emit(entry.line.measure.id)
            case RowAction.CALCULATION if entry.line:
                self.calculation_requested.emit(entry.line.measure.id)
            case RowAction.NOTE if entry.line:
                self._open_note(entry.line)
            case RowAction.SKIP if entry.line:
                self._open_skip(entry.line)
            case _:
                self._bridge.show_message(
                    "Your pulse takes no note: rate it, or press Enter to go on"
                )

    def _write(self, entry: WeekEntry, value: float | None) -> None:
        source = entry.source
        if isinstance(source, PulseLine):
            rating = None if value is None else int(value)
            commands.record_pulse(self._tracker, source.week, **{source.field: rating})
        elif value is None:
            commands.clear(self._tracker, source.measure.id, source.period.start)
        else:
            commands.record(self._tracker, source.measure.id, source.period.start, value)

    def _repeat(self, entry: WeekEntry) -> None:
        if entry.last is None:
            self._bridge.show_message(f"{entry.name} has no earlier value to repeat.")
            return
        self._view.give(entry, entry.last)
        self._view.step(1)

    def _clear(self, entry: WeekEntry) -> None:
        self._view.rows.forget(entry)
        if entry.done:
            self._write(entry, None)
            self._say(entry)

    def _say(self, entry: WeekEntry) -> None:
        """Say aloud what stands in a row now."""
        if now := self._view.rows.entry_of(entry.key):
            self._bridge.told.emit(now.outcome)

    def _open_note(self, line: WeekLine) -> None:
        from tracker.gui.week.panels import NotePanel

        if self.note is None:
            self.note = NotePanel(self._page, self._bridge)
            self.note.closed.connect(self._on_closed)
        self.note.open_for(line)
        self.note.open_beside(self._row(), self.note.note)

    def _open_skip(self, line: WeekLine) -> None:
        from tracker.gui.week.panels import SkipPanel

        if self.skip is None:
            self.skip = SkipPanel(self._page, self._bridge)
            self.skip.closed.connect(self._on_closed)
            self.skip.skipped.connect(self._on_skipped)
        self.skip.open_for(line)
        self.skip.open_beside(self._row(), self.skip.buttons[0])

    def _row(self) -> QRect:
        entry = self._view.entry()
        rect = self._view.row_rect(entry.key) if entry else QRect()
        corner = self._view.viewport().mapTo(self._page, rect.topLeft())
        return QRect(corner, rect.size())

    def _on_closed(self) -> None:
        self._view.setFocus()

    def _on_skipped(self) -> None:
        """Go on as after any other entry."""
        if entry := self._view.entry():
            self._say(entry)
        self._view.step(1)

    def _on_end(self) -> None:
        self._bridge.show_message("That was the last row. Ctrl+Shift+Enter finishes the week.")


class WeekSignals(QObject):
    """Tags the rows of a list; `card_requested` asks for the card of a standing."""

    looked = Signal()  # after an entry, once it was looked at
    tagged = Signal()  # all rows: what else can wait until the week is painted may come
    card_requested = Signal(object)  # Standing
    card_closed = Signal(object)  # int: nothing of this measure asks for an answer (any more)

    def __init__(self, bridge: Bridge, view: WeekList) -> None:
        super().__init__(view)
        self._bridge = bridge
        self._rows = view.rows
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.tag_all)
        self._entered: list[int] = []
        self._blink = QTimer(self)
        self._blink.setSingleShot(True)
        self._blink.setInterval(A_BLINK)
        self._blink.timeout.connect(self.look)
        self._painted = False
        self._first_paint = FirstPaint(view.viewport())
        self._first_paint.painted.connect(self._on_painted)

    def tag_soon(self) -> None:
        """Tag every row as soon as nothing else is to be done."""
        if self._painted:
            self._later.start()

    def tag_all(self) -> None:
        """Tag every row whose measure has changed."""
        if not self._bridge.tracker.is_open:  # the window is on its way out
            return
        from tracker.app.signals.standing import standings

        tracker, today = self._bridge.tracker, self._bridge.today()
        found = {standing.measure.id: standing for standing in standings(tracker, today)}
        for entry in self._rows.entries:
            if entry.line and (standing := found.get(entry.line.measure.id)):
                self._tag(entry, standing.if_fresh, standing.finding, standing.keeping)
        self.tagged.emit()

    def after_entry(self, measure_id: int) -> None:
        """Look at a measure that was just entered, as soon as the entry is shown."""
        self._entered.append(measure_id)
        self._blink.start()

    def look(self) -> None:
        """Tag what was entered, and ask for its card if it needs an answer."""
        entered, self._entered = dict.fromkeys(self._entered), []
        if not self._bridge.tracker.is_open:  # the window is on its way out
            return
        for measure_id in entered:
            self._look_at(measure_id)
        self.looked.emit()

    def _look_at(self, measure_id: int) -> None:
        from tracker.app.keepings import change_of, keeping_now
        from tracker.app.signals.standing import (
            GOOD,
            WORSE,
            answered,
            reported_verdict,
            standing_of,
        )

        entry = self._rows.entry_of(("measure", measure_id))
        if entry is None or entry.line is None or entry.line.measure.draft:
            return
        tracker = self._bridge.tracker
        finding = tracker.judge.finding(measure_id)
        verdict = reported_verdict(entry.line.customer, entry.line.measure, finding)
        keeping = keeping_now(tracker, entry.line.measure, entry.line.customer, change_of(finding))
        self._tag(entry, verdict, finding, keeping)
        fresh = finding.revealed is not None and finding.revealed == entry.line.period.start
        if (verdict in WORSE and not answered(tracker, finding)) or (fresh and verdict in GOOD):
            self.card_requested.emit(standing_of(tracker, measure_id, self._bridge.today()))
        else:
            self.card_closed.emit(measure_id)

    def _tag(self, entry: WeekEntry, verdict: Verdict, finding: Finding, keeping: Keeping) -> None:
        from tracker.app.signals.standing import BAD, CHANGED
        from tracker.app.sparks import TrendOwner, judged_spark
        from tracker.report.text.keeping import keeping_sentence
        from tracker.report.text.verdicts import tag

        line = entry.line
        gap = self._gap(line, finding) if line else 0
        text = tag(line.measure, finding, gap) if line and verdict in CHANGED else ""
        tone = "worse" if verdict in BAD else "better"
        kept = keeping_sentence(line.measure, keeping) if line else ""
        spark = entry.spark
        if line:
            spark = judged_spark(
                spark, TrendOwner(line.measure, line.customer), line.period, finding
            )
        if (text, tone, kept, spark) != (entry.tag, entry.tone, entry.kept, entry.spark):
            self._rows.replace(entry._replace(tag=text, tone=tone, kept=kept, spark=spark))

    def _gap(self, line: WeekLine, finding: Finding) -> int:
        """Return how many periods ago the last value was, where that is too long for news."""
        from tracker.app.judging import stale_after

        today, measure = self._bridge.today(), line.measure
        if finding.last is None or not stale_after(measure, finding.last, today):
            return 0
        return Period.of(today, measure.cadence, measure.phase) - Period(
            finding.last, measure.cadence
        )

    def _on_painted(self) -> None:
        if self._bridge.judging_anew:  # with its progress, where it lasts
            self._bridge.judged.connect(self._on_judged)
        else:
            self._on_judged()

    def _on_judged(self) -> None:
        self._painted = True
        self.tag_all()

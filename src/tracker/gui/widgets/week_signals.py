"""What detection has to say in a check-in: a tag beside a row, a card beside the list.

All of it comes after the first paint, and after an entry a blink later and only for the measure
that was entered, so that neither waits for it. A card comes only after an entry that reveals
something.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QObject, QTimer, Signal

from tracker.gui.bridge import Bridge
from tracker.gui.first_paint import FirstPaint
from tracker.gui.widgets.week_list import WeekList
from tracker.gui.widgets.week_rows import Entry

A_BLINK = 40  # ms


class WeekSignals(QObject):
    """Tags the rows of a list; `card_wanted` asks for the card of a standing."""

    tagged = Signal()  # all rows: what else can wait until the week is painted may come
    card_wanted = Signal(object)  # Standing
    card_over = Signal(object)  # int: nothing of this measure asks for an answer (any more)

    def __init__(self, bridge: Bridge, rows: WeekList) -> None:
        super().__init__(rows)
        self._bridge = bridge
        self._list = rows
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
        self._first_paint = FirstPaint(rows.viewport())
        self._first_paint.painted.connect(self._on_painted)

    def tag_soon(self) -> None:
        """Tag every row as soon as nothing else is to be done."""
        if self._painted:
            self._later.start()

    def tag_all(self) -> None:
        """Tag every row whose measure has changed."""
        if not self._bridge.tracker.is_open:  # the window is on its way out
            return
        from tracker.app.queries.standing import standings

        found = {one.measure.id: one for one in standings(self._bridge.tracker, self._today())}
        for entry in self._list.rows.entries:
            if entry.line and (standing := found.get(entry.line.measure.id)):
                self._tag(entry, standing.if_fresh, standing.finding)
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

    def _look_at(self, measure_id: int) -> None:
        from tracker.app.queries.standing import GOOD, WORSE, answered, heard, standing_of

        entry = self._list.rows.entry_of(("measure", measure_id))
        if entry is None or entry.line is None or entry.line.measure.draft:
            return
        tracker = self._bridge.tracker
        finding = tracker.judge.finding(measure_id)
        verdict = heard(entry.line.customer, entry.line.measure, finding)
        self._tag(entry, verdict, finding)
        fresh = finding.revealed is not None and finding.revealed == entry.line.period.start
        if (verdict in WORSE and not answered(tracker, finding)) or (fresh and verdict in GOOD):
            self.card_wanted.emit(standing_of(tracker, measure_id, self._today()))
        else:
            self.card_over.emit(measure_id)

    def _tag(self, entry: Entry, verdict: object, finding: object) -> None:
        from tracker.app.queries.standing import BAD, CHANGED
        from tracker.report.sentences import tag

        line = entry.line
        said = tag(line.measure, finding) if line and verdict in CHANGED else ""  # type: ignore[arg-type]
        tone = "worse" if verdict in BAD else "better"
        if (said, tone) != (entry.tag, entry.tone):
            self._list.rows.replace(replace(entry, tag=said, tone=tone))

    def _on_painted(self) -> None:
        self._painted = True
        self.tag_all()

    def _today(self) -> date:
        return self._bridge.today()

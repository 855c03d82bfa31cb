"""The weekly check-in: everything due in one list, keyboard alone, every entry saved at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout

from tracker.app import commands
from tracker.app.evaluations.week import (
    WeekLine,
    WeekSheet,
    check_in_of,
    pulse_lines,
    read_again,
    week_sheet,
)
from tracker.domain.customer import Customer
from tracker.domain.period import FIRST_YEAR, Period
from tracker.gui.bridge import Bridge
from tracker.gui.menus import CommandOffer
from tracker.gui.page import PART_GAP, Page, PagePart
from tracker.gui.publisher import Publisher
from tracker.gui.week.actions import WeekActions, WeekSignals
from tracker.gui.week.body import WeekBody
from tracker.gui.week.header import WeekHeader
from tracker.gui.week.rows import Key, WeekEntry, entry_of_line, entry_of_pulse, rows_of
from tracker.gui.widgets.choice import WhoFilter
from tracker.report.text.weeks import repeated_sentence
from tracker.store.history import Changes

QUICKLY_SHOWN = frozenset({"evaluation", "pulse", "check_in", "signal"})
DUE = frozenset(
    {"fix", "pulse_fix", "explanation", "planned_change", "accepted_change", "moment", "decision"}
)


class CheckInPart(PagePart):
    """Shows one week and writes what is given: the list knows how, the commands know what."""

    reads = QUICKLY_SHOWN | DUE | {"customer", "measure", "version"}
    week_opened = Signal(object)  # bool: whether nothing is promised in it

    def __init__(self, bridge: Bridge, page: Page) -> None:
        super().__init__(bridge)
        self.week = Period.of(bridge.today())
        self._follows = True
        self._shown: Period | None = None
        self._show_all = False
        self._catches_up = False
        self.who = WhoFilter(bridge)
        self.header = WeekHeader(bridge.theme, self.who)
        self.body = WeekBody(bridge)
        self.list, self.closing = self.body.list, self.body.closing
        self.entrance = self.list
        self.rows = self.list.rows
        self.row_actions = WeekActions(bridge, self.list, page)
        self.signals = WeekSignals(bridge, self.list)
        self.publisher = Publisher(bridge, page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(PART_GAP)
        layout.addWidget(self.header)
        layout.addWidget(self.body, 1)
        self._wire()

    def refresh(self) -> None:
        """Read the week."""
        if self._follows:
            self.week = Period.of(self.bridge.today())
        sheet = week_sheet(self.tracker, self.week, show_all=self._show_all)
        more = self.bridge.settings.now.pulse_more
        self.week_opened.emit(not sheet.groups and not sheet.hidden)
        sheet = self._sifted(sheet)
        self.body.catch_up.stand()
        self.header.show_week(self.week, self.bridge.today())
        self.body.heads.show_week("This week" if self._current else f"Week {self._number}")
        self.body.show_not_due(sheet.hidden, sheet.drafts, shown=self._show_all)
        here = self.list.entry() if self._shown == self.week else None
        self._shown = self.week
        rows = rows_of(sheet, pulse_lines(self.tracker, self.week, more=more))
        if self.rows.show_week(self.week.start, rows) or here is None:
            self._select(here.key if here else None)
        self._show_closing()
        self._show_progress()
        self.signals.tag_soon()

    def touch(self, changes: Changes) -> bool:
        """Read again only the lines that were written, if no other line can have changed."""
        touched = changes.tables & self.reads
        if not touched <= QUICKLY_SHOWN:
            return False
        for measure_id in changes.measures:
            entry = self.rows.entry_of(("measure", measure_id))
            if entry and entry.line:
                line = read_again(self.tracker, entry.line, self.week)
                self.rows.replace(entry_of_line(line))
                self.signals.after_entry(measure_id)
        self._catches_up |= len(changes.measures) > 1 or not self._current
        if "pulse" in touched:
            more = self.bridge.settings.now.pulse_more
            for question in pulse_lines(self.tracker, self.week, more=more):
                self.rows.replace(entry_of_pulse(question))
        if "check_in" in touched:
            self._show_closing()
            self.signals.tag_soon()
        self._show_progress()
        return True

    def show_week(self, week: Period) -> None:
        """Go to any week that has begun."""
        current = Period.of(self.bridge.today())
        if week.start.year <= FIRST_YEAR or week.start > current.start:
            return
        self.row_actions.commit_edit()
        self.body.leave_week(another=week != self.week)
        self.week, self._follows = week, week == current
        self.refresh()

    def previous_week(self) -> None:
        """Go one week back."""
        self.show_week(self.week + -1)

    def next_week(self) -> None:
        """Go one week on."""
        self.show_week(self.week + 1)

    def this_week(self) -> None:
        """Go to the current week."""
        self.show_week(Period.of(self.bridge.today()))

    def choose_week(self) -> None:
        """Open the calendar."""
        from tracker.gui.week.weeks import PeriodPicker

        picker = PeriodPicker(self.bridge.theme, self, self.week, self.bridge.today())
        picker.selected.connect(self._on_selected)
        picker.open_under(self.header.calendar)

    def same_as_last_week(self) -> None:
        """Repeat the last value of every measure that is due and not logged."""
        if self.header.same_button.hasFocus():  # it will be grey; its neighbour finishes the week
            self.list.setFocus()
        self.row_actions.commit_edit()
        opened = list(self._open_rows)
        rest = sum(one.last is None for one in opened)
        pairs = [
            (row.line.measure.id, row.line.period.start)
            for row in opened
            if row.line and row.last is not None
        ]
        repeated = commands.same_as_last(self.tracker, pairs) if pairs else 0
        self.bridge.show_message(repeated_sentence(repeated, rest))

    def away(self) -> None:
        """Ask from when to when."""
        from tracker.gui.week.weeks import AwayDialog

        self.row_actions.commit_edit()
        AwayDialog(self.bridge, self.week, self).show()

    def show_not_due(self) -> None:
        """Show what is not due and drafts, or leave them out again."""
        self.row_actions.commit_edit()
        self._show_all = not self._show_all
        self.refresh()

    def finish_week(self) -> None:
        """Close the week, and ask its closing question where it has no answer yet.

        Where entries are unknown and pages would leave, it is said first.
        """
        self.row_actions.commit_edit()
        if self.isHidden():  # nothing is promised yet
            return
        if self.closing.finished:
            self.closing.answer.commit()
            self.bridge.show_message(f"Week {self._number} is finished.")
            return
        names = self._unknown()
        if names and (pages := self.publisher.pages_due()):
            from tracker.gui.week.weeks import FinishDialog, Unknown

            unknown = Unknown(self._number, names, pages, self.publisher.place)
            dialog = FinishDialog(self.bridge, self, unknown)
            dialog.finish_requested.connect(self._finish)
            dialog.open()
        else:
            self._finish()

    def customer_of_row(self) -> int | None:
        """Return whom the row in front is about."""
        entry = self.list.entry()
        line = entry.line if entry else None
        return line.measure.customer_id if line else None

    def offer(self, command: str) -> CommandOffer:
        """Say what a command would do with the week in view."""
        match command:
            case "previous_week":
                possible = (self.week + -1).start.year > FIRST_YEAR
            case "next_week":
                possible = self.week.start < Period.of(self.bridge.today()).start
            case "this_week":
                possible = not self._current
            case "same_as_last_week":
                possible = self._repeatable
            case "show_not_due":
                possible = self.body.not_due.isEnabled()
            case "finish_week":
                possible = not self.closing.finished
            case _:
                possible = True
        return CommandOffer.POSSIBLE if possible else CommandOffer.NOTHING

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep an open panel beside its row."""
        super().resizeEvent(event)
        self.row_actions.place()

    def stay_if_busy(self) -> None:
        """Stay on this week at midnight if going on would take something out of one's hands."""
        if self.row_actions.busy or self.closing.answer.hasFocus():
            self._follows = False

    def _on_clock_reversed(self) -> None:
        """Stay on the week that is shown."""
        self._follows = False

    def _wire(self) -> None:
        self.bridge.clock_reversed.connect(self._on_clock_reversed)
        self.header.who_displaced.connect(self.body.catch_up.seat)
        self.header.previous_requested.connect(self.previous_week)
        self.header.next_requested.connect(self.next_week)
        self.header.choice_requested.connect(self.choose_week)
        self.header.same_as_last_requested.connect(self.same_as_last_week)
        self.header.finish_requested.connect(self._on_finish_requested)
        self.body.not_due.clicked.connect(self.show_not_due)
        self.closing.answered.connect(self._on_answered)
        self.body.catch_up.fill_requested.connect(self._on_fill)
        self.list.customer_requested.connect(self.customer_requested)
        self.row_actions.trend_requested.connect(self.measure_requested)
        self.row_actions.calculation_requested.connect(self.calculation_requested)
        self.signals.looked.connect(self._on_looked)
        self.signals.tagged.connect(self._show_due)
        self.signals.card_requested.connect(self.body.show_signal)
        self.signals.card_closed.connect(self.body.end_signal)
        self.body.fix_requested.connect(self.fix_requested)
        self.body.measure_requested.connect(self.measure_requested)
        self.body.calculation_requested.connect(self.calculation_requested)
        self.body.decision_requested.connect(self._on_decision)
        self.body.page_requested.connect(self.page_requested)

    def _sifted(self, sheet: WeekSheet) -> WeekSheet:
        """Leave out the customers whom the window hides, and say how many measures that is."""
        kept = {line.customer.id for line in self.who.sift(sheet.lines, _customer_of)}
        hides = self.bridge.hides
        return sheet._replace(
            groups=tuple(one for one in sheet.groups if one.customer.id in kept),
            left_out=tuple(one for one in sheet.left_out if one.customer_id not in hides),
        )

    def _unknown(self) -> tuple[str, ...]:
        """Return the names of what the week still waits for, hidden or not."""
        here = [one.name for one in self.rows.entries if one.counts and not one.done]
        hidden = self.bridge.hides
        lines = week_sheet(self.tracker, self.week).lines if hidden else []
        away = [one for one in lines if one.customer.id in hidden and not one.done]
        return (*here, *(one.measure.name for one in away if one.due))

    def _show_due(self) -> None:
        for fold in self.body.due:
            fold.show_week(self.week.start)
        self.body.tell()
        self.body.look_for_gaps()

    def _on_looked(self) -> None:
        """Look for weeks without an entry again where an entry may have filled one."""
        if self._catches_up or self.body.catch_up.weeks:
            self._catches_up = False
            self.body.look_for_gaps()

    def _select(self, key: Key | None) -> None:
        """Stay on a row, or begin at the first that is not done."""
        first = self.rows.first_to_do
        if first is not None and (key is None or not self.list.choose(key)):
            self.list.choose(first.key)

    def _show_progress(self) -> None:
        self.header.show_progress(*self.rows.progress)
        self.header.same_button.setEnabled(self._repeatable)

    def _show_closing(self) -> None:
        found = check_in_of(self.tracker, self.week)
        self.closing.show_check_in(found)
        self.header.show_finished(finished=self.closing.finished)
        self.body.tell()

    @property
    def _repeatable(self) -> bool:
        """Whether anything that is due and open had a value before."""
        return any(one.last is not None for one in self._open_rows)

    @property
    def _open_rows(self) -> Iterator[WeekEntry]:
        return (one for one in self.rows.entries if one.counts and not one.done)

    @property
    def _current(self) -> bool:
        return self.week == Period.of(self.bridge.today())

    @property
    def _number(self) -> int:
        return self.week.start.isocalendar().week

    def _finish(self, publishes: bool = True) -> None:
        answer = self.closing.text
        commands.finish_week(self.tracker, self.week.start, answer)
        left = len(self._unknown())
        unknown = f"Week {self._number} finished; {left} left unknown"
        text = unknown if left else f"Week {self._number} finished"
        self.bridge.show_message(text)
        if publishes:
            self.publisher.publish(text)
        if not answer:
            self.closing.ask()

    def _on_selected(self, monday: date) -> None:
        self.show_week(Period(monday))

    def _on_finish_requested(self) -> None:
        if self.closing.finished:
            self._on_reopen()
        else:
            self.finish_week()

    def _on_answered(self, answer: str) -> None:
        commands.answer_week(self.tracker, self.week.start, answer)

    def _on_fill(self) -> None:
        """Go to the first week that holds nothing."""
        self.show_week(self.body.catch_up.weeks[0])
        self.list.setFocus()

    def _on_reopen(self) -> None:
        commands.reopen_week(self.tracker, self.week.start)

    def _on_decision(self, decision_id: int) -> None:
        self.choice_requested.emit(("decision", decision_id))


def _customer_of(line: WeekLine) -> Customer:
    return line.customer

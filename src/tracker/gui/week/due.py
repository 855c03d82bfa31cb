"""The lines below the check-in that list what falls due; in a quiet week they are hidden."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import ClassVar, TypeVar

from PySide6.QtCore import Qt, Signal

from tracker.gui.bridge import Bridge
from tracker.gui.week.folds import Fold
from tracker.gui.widgets.text import label, link
from tracker.report.wording import by_number

Row = TypeVar("Row")
AT_MOST = 4
TO_SUNDAY = timedelta(days=6)


class DueFold(Fold):
    """What is listed comes from `lines`; `page` holds the whole of it."""

    page_requested = Signal(object)  # str: the key of the page that holds them
    decision_requested = Signal(object)  # int

    title: ClassVar[str]
    step: ClassVar[str]
    page: ClassVar[str]
    counted: ClassVar[tuple[str, str]]  # one, and more, in the line that sums up

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge.theme, self.title)
        self._bridge = bridge
        self._shown: list[str] = []
        self._hidden = 0  # of customers whom the window does not show
        self._lines = label(role="quiet", wrap=True)
        self.open_all = link(self.step, inline=True)
        self.open_all.clicked.connect(self._on_open)
        self.inside.addWidget(self._lines)
        self.inside.addWidget(self.open_all, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def lines(self, monday: date) -> list[str]:
        """Return a line for each thing of a week, without loading much where there is none."""
        raise NotImplementedError

    @property
    def text(self) -> str:
        """What is listed."""
        return self._lines.text()

    @property
    def asks(self) -> bool:
        """Whether there is anything to list."""
        return bool(self._shown or self._hidden)

    @property
    def short(self) -> str:
        """How much of it there is."""
        many, (one, several) = len(self._shown), self.counted
        return by_number(many, one, several.format(many)) if many else ""

    def show_week(self, monday: date) -> None:
        """List what falls due in a week, and say how much of it the window hides."""
        self._hidden = 0
        self._shown = self.lines(monday)
        lines = self._shown[:AT_MOST]
        if len(self._shown) > AT_MOST:
            lines.append(f"and {len(self._shown) - AT_MOST} more")
        hidden = [f"{self._hidden} hidden"] if self._hidden else []
        self._lines.setText("\n".join(lines + hidden))
        first = self._shown[:1]
        if len(self._shown) > 1:
            first.append(f"and {len(self._shown) - 1} more")
        if len(first + hidden) > 1 and self._shown:  # no full stop before what follows
            first[0] = first[0].rstrip(".")
        self.head.show_line(self.title, ", ".join(first + hidden))

    def _sifted(self, rows: Iterable[Row], about: Callable[[Row], Iterable[int]]) -> list[Row]:
        """Leave out what is about customers whom the window hides, and count it."""
        every = list(rows)
        kept = [one for one in every if not self._bridge.leaves_out(about(one))]
        self._hidden += len(every) - len(kept)
        return kept

    def _on_open(self) -> None:
        self.page_requested.emit(self.page)


class DueDecisions(DueFold):
    """Hidden in a week in which no decision is to be looked at."""

    title, step, page = "How did your decisions turn out?", "Open decisions", "correct"
    counted = ("1 decision to look at", "{} decisions to look at")

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._first: int | None = None

    def lines(self, monday: date) -> list[str]:
        """Return what was decided, and since when it waits for a verdict."""
        tracker = self._bridge.tracker
        if not tracker.file.query("SELECT 1 FROM decision WHERE review_on IS NOT NULL LIMIT 1"):
            return []
        from tracker.app.decisions.queries import concerned, due_decisions
        from tracker.report.text.choices import review_words

        today = self._bridge.today()
        found = due_decisions(tracker, monday + TO_SUNDAY)
        about = concerned(tracker)
        found = self._sifted(found, lambda one: about[one.id])
        self._first = found[0].id if found else None
        return [
            f"{decision.title} · {review_words(decision.review_on, today)}"
            for decision in found
            if decision.review_on
        ]

    def _on_open(self) -> None:
        if self._first is not None:
            self.decision_requested.emit(self._first)


class DueFixes(DueFold):
    """Hidden in a week in which no fix asks for anything."""

    title, step, page = "Fixes to look at", "Open fixes", "correct"
    counted = ("1 fix to look at", "{} fixes to look at")

    def lines(self, monday: date) -> list[str]:
        """Return what is to be done, and by when."""
        tracker, lines = self._bridge.tracker, []
        if tracker.file.query("SELECT 1 FROM fix WHERE dropped_on IS NULL LIMIT 1"):
            from tracker.app.signals.corrections import due_fixes

            cards = self._sifted(due_fixes(tracker, monday), lambda one: (one.customer.id,))
            lines += [f"{card.standing.fix.what} · {card.due}" for card in cards]
        if tracker.file.query("SELECT 1 FROM pulse_fix WHERE dropped_on IS NULL LIMIT 1"):
            from tracker.app.signals.pulse import due_pulse_fixes

            lines += [f"{own.fix.what} · {own.due}" for own in due_pulse_fixes(tracker, monday)]
        return lines


class DueMoments(DueFold):
    """Hidden while no moment is near and nobody waits."""

    title, step, page = "Coming days", "Open customers", "customers"
    counted = ("1 thing coming", "{} things coming")

    def lines(self, monday: date) -> list[str]:
        """Return what is needed, by whom and when; this week also whom to get in touch with."""
        tracker, today = self._bridge.tracker, self._bridge.today()
        lines: list[str] = []
        if tracker.file.query("SELECT 1 FROM moment LIMIT 1"):
            from tracker.app.customers.moments import coming_in_week

            moments = coming_in_week(tracker, monday)
            moments = self._sifted(moments, lambda one: (one.moment.customer_id,))
            lines += (moment.line(today) for moment in moments)
        if tracker.file.query("SELECT 1 FROM standard WHERE review_on IS NOT NULL LIMIT 1"):
            from tracker.app.customers.services import standards_due
            from tracker.report.text.customers import standards_line

            sunday = monday + timedelta(days=6)
            due = self._sifted(standards_due(tracker, sunday), lambda one: (one[0].id,))
            lines += (standards_line(*one, today) for one in due)
        here = monday <= today < monday + timedelta(weeks=1)
        if here and tracker.file.query("SELECT 1 FROM customer WHERE contact_weeks > 0 LIMIT 1"):
            from tracker.app.customers.notes import out_of_touch

            late = self._sifted(out_of_touch(tracker, today), lambda one: (one[0].id,))
            lines += (f"{customer.name}: {contact.sentence(today)}" for customer, contact in late)
        return lines

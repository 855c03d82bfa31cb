"""The cards beside the check-in that list what falls due; in a quiet week they are hidden."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import ClassVar, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame

from tracker.gui.bridge import Bridge
from tracker.gui.widgets.text import ElidedLabel, label, link

Row = TypeVar("Row")
AT_MOST = 4
TO_SUNDAY = timedelta(days=6)


class DueCard(QFrame):
    """What is listed comes from `lines`; `page` holds the whole of it."""

    page_requested = Signal(object)  # str: the key of the page that holds them
    decision_requested = Signal(object)  # int

    title: ClassVar[str]
    step: ClassVar[str]
    page: ClassVar[str]

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._bridge = bridge
        self._shown: list[str] = []
        self._hidden = 0  # of customers whom the window does not show
        self._flat = False
        self._lines = label(role="quiet", wrap=True)
        self._line = ElidedLabel(role="quiet")
        self.open_all = link(self.step)
        self.open_all.clicked.connect(self._on_open)
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._box.setSpacing(6)
        self._box.addWidget(label(self.title, "heading"))
        self._box.addWidget(self._lines, 1)
        self._box.addWidget(self._line, 1)
        self._box.addWidget(self.open_all, 0, Qt.AlignmentFlag.AlignLeft)
        self.set_compact(flat=False)
        self.hide()

    def lines(self, monday: date) -> list[str]:
        """Return a line for each thing of a week, without loading much where there is none."""
        raise NotImplementedError

    def set_compact(self, *, flat: bool) -> None:
        """Take one line, where the card lies under the entries."""
        self._box.setDirection(
            QBoxLayout.Direction.LeftToRight if flat else QBoxLayout.Direction.TopToBottom
        )
        self._box.setContentsMargins(16, *((4, 16, 4) if flat else (12, 16, 12)))
        self._lines.setVisible(not flat)
        self._line.setVisible(flat)
        self._flat = flat
        self._tell()

    @property
    def text(self) -> str:
        """What is listed."""
        return self._line.text() if self._flat else self._lines.text()

    def show_week(self, monday: date) -> None:
        """List what falls due in a week, and say how much of it the window hides."""
        self._hidden = 0
        self._shown = self.lines(monday)
        self._tell()
        self.setVisible(bool(self._shown or self._hidden))

    def _sifted(self, rows: Iterable[Row], about: Callable[[Row], Iterable[int]]) -> list[Row]:
        """Leave out what is about customers whom the window hides, and count it."""
        every = list(rows)
        kept = [one for one in every if not self._bridge.leaves_out(about(one))]
        self._hidden += len(every) - len(kept)
        return kept

    def _tell(self) -> None:
        at_most = 1 if self._flat else AT_MOST
        lines = self._shown[:at_most]
        if len(self._shown) > at_most:
            lines.append(f"and {len(self._shown) - at_most} more")
        if self._hidden:
            lines.append(f"{self._hidden} hidden")
        self._lines.setText("\n".join(lines))
        self._line.show_text(", ".join(lines))

    def _on_open(self) -> None:
        self.page_requested.emit(self.page)


class DueDecisions(DueCard):
    """Hidden in a week in which no decision is to be looked at."""

    title, step, page = "How did they turn out?", "Open decisions", "correct"

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


class DueFixes(DueCard):
    """Hidden in a week in which no fix asks for anything."""

    title, step, page = "Fixes this week", "Open fixes", "correct"

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


class DueMoments(DueCard):
    """Hidden while no moment is near and nobody waits."""

    title, step, page = "When they need it", "Open customers", "customers"

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

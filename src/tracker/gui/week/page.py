"""The page This week: the check-in, or what has to be there before there can be one.

The check-in is made, and loaded, when something is promised: a new file opens without it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from tracker.domain.period import Period
from tracker.gui.bridge import Bridge
from tracker.gui.menus import CommandOffer
from tracker.gui.page import Page, page_layout
from tracker.gui.theme import Theme
from tracker.gui.widgets.first_steps import FirstSteps
from tracker.store.history import Changes

if TYPE_CHECKING:
    from tracker.domain.customer import Customer
    from tracker.gui.week.check_in import CheckInPart

HINT = "Tab next · 1–5 rate · = same as last · N note · S skip · Ctrl+Z undo"
BARE_HINT = "Enter begins · Tab goes to the other ways · F1 shows every key"
FIRST_CUSTOMER = (
    "Whom do you serve?",
    "Five minutes a week show you how much your work helps the few people you serve; Impact "
    "Tracker tells you early when that gets worse.",
)
FIRST_MEASURE = (
    "What do you promise them?",
    "Your customers have no measure yet. One is enough to begin with: a rating, a number, a yes or "
    "no. It is asked for here every week, and its trend begins with the first value.",
)


class ThisWeekPage(Page):
    """Shows the check-in of a week, or the ways to a first measure."""

    reads = frozenset({"customer", "measure", "version"})
    hint = HINT

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._made: CheckInPart | None = None
        self.start = WeekStart(bridge.theme)
        self.start.answer_by(self)
        self._column = page_layout(self)
        self._column.addWidget(self.start, 1)
        self.entrance = self.start.button
        if self._begun:
            self._made = self._make()
            self.entrance = self._made.list

    @property
    def check_in(self) -> CheckInPart:
        """The check-in, made when it is first wanted."""
        if self._made is None:
            self._made = self._make()
            self._made.hide()  # until its week was read
        return self._made

    def _make(self) -> CheckInPart:
        from tracker.gui.week.check_in import CheckInPart

        made = CheckInPart(self.bridge, self)
        made.week_opened.connect(self._show_step)
        self._column.insertWidget(0, made, 1)
        self.adopt(made)
        return made

    @property
    def _begun(self) -> bool:
        """Whether there is anything to ask for, or was since the start."""
        return self._made is not None or self.tracker.in_use("measure")

    def refresh(self) -> None:
        """Read the week."""
        if self._begun:
            self.check_in.refresh()
        else:
            self._show_step(empty=True)

    def touch(self, changes: Changes) -> bool:
        """Read again only the lines that were written."""
        return self._made is not None and self._made.touch(changes)

    def badge(self) -> int:
        """Count what the current week still waits for, of the customers shown."""
        if not self._begun:
            return 0
        from tracker.app.evaluations.due import waiting

        return waiting(self.tracker, Period.of(self.bridge.today()), self.bridge.hides)

    def shown_place(self) -> object:
        """Return the week that is shown."""
        return self._made.week if self._made else None

    def show_place(self, place: object) -> None:
        """Show that week again."""
        if isinstance(place, Period):
            self.show_week(place)

    def show_week(self, week: Period) -> None:
        """Go to any week that has begun."""
        self.check_in.show_week(week)

    def customer_of_row(self) -> int | None:
        """Return whom the row in front is about."""
        return self._made.customer_of_row() if self._made else None

    def menu_commands(self) -> Mapping[str, Callable[[], None]]:
        """Return what the menus ask of this page."""
        return {
            "previous_week": self._asks(lambda part: part.previous_week()),
            "next_week": self._asks(lambda part: part.next_week()),
            "this_week": self._asks(lambda part: part.this_week()),
            "choose_week": self._asks(lambda part: part.choose_week()),
            "same_as_last_week": self._asks(lambda part: part.same_as_last_week()),
            "away": self._asks(lambda part: part.away()),
            "show_not_due": self._asks(lambda part: part.show_not_due()),
            "finish_week": self._asks(lambda part: part.finish_week()),
        }

    def _asks(self, do: Callable[[CheckInPart], None]) -> Callable[[], None]:
        return lambda: do(self.check_in)

    def offer(self, command: str) -> CommandOffer:
        """Say what a command would do with the week in view: nothing before there is one."""
        return self.check_in.offer(command) if self._begun else CommandOffer.NOTHING

    def _show_step(self, empty: bool) -> None:
        """Show the week, or what has to be there before there can be one."""
        if empty:
            self.start.show_step(self.tracker.customers.where("archived_on IS NULL"))
        self.hint = BARE_HINT if empty else HINT
        if self._made:
            self._made.setVisible(not empty)
        self.start.setVisible(empty)
        self.entrance = self.start.button if empty or not self._made else self._made.list

    def _on_day(self) -> None:
        """Move along at midnight, unless that would take something out of the person's hands."""
        if self._made:
            self._made.stay_if_busy()
        super()._on_day()


class WeekStart(FirstSteps):
    """Says what this is and asks for a customer first, then for a measure."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "calendar-check", *FIRST_CUSTOMER)

    def show_step(self, served: list[Customer]) -> None:
        """Offer the step that comes next."""
        self.show_missing(*(FIRST_MEASURE if served else FIRST_CUSTOMER), served)

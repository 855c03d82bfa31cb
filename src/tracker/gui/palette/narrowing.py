"""What narrows a search: of whom, of which kind, from when; chips, and two days of one's own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from tracker.app.search.tables import HitKind
from tracker.domain.errors import InvalidInput
from tracker.domain.period import Span, review_periods
from tracker.gui.bridge import Bridge
from tracker.gui.draft import FINDS
from tracker.gui.palette.chip import Chip
from tracker.gui.palette.hits import GROUPS
from tracker.gui.widgets.dates import OWN, DayField
from tracker.gui.widgets.wrapping import WrappingRow

OWN_DAYS = "own days"


class SearchLimits(NamedTuple):
    """Only of this customer, of these kinds, from this day to that one."""

    customer_id: int | None = None
    kinds: tuple[HitKind, ...] = ()
    first: date | None = None
    last: date | None = None


class Narrowing(QWidget):
    """Three chips; days of one's own have two fields beside them."""

    selected = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._bridge = bridge
        self.customer, self.kind, self.when = Chip("Customer"), Chip("Kind"), Chip("When")
        customers = bridge.tracker.customers.all()
        self.customer.offer(
            (one.id, one.name) for one in sorted(customers, key=lambda customer: customer.rank)
        )
        self.kind.offer((kinds, name) for name, kinds in GROUPS if kinds)
        periods = [(span, name) for name, span in review_periods(bridge.today())]
        self.when.offer([*periods, (OWN_DAYS, OWN)])
        self.first = DayField(bridge, "first", periods[0][0][0])
        self.first.setAccessibleName("First day")
        self.last = DayField(bridge, "last", periods[0][0][1])
        self.last.setAccessibleName("Last day")
        self._own = QWidget()
        self._own.setProperty("role", "plain")
        days = QHBoxLayout(self._own)
        days.setContentsMargins(0, 0, 0, 0)
        days.setSpacing(6)
        for part in (self.first, QLabel("–"), self.last):
            days.addWidget(part)
        row = WrappingRow(self)
        for chip in (self.customer, self.kind, self.when):
            row.addWidget(chip)
        row.addWidget(self._own)
        for field in (self.first, self.last):  # what is looked for, nothing that is kept
            field.line.setProperty(FINDS, True)  # noqa: FBT003 - Qt's own
            field.editing_finished.connect(self.selected)
        for chip in (self.customer, self.kind, self.when):
            chip.selected.connect(self._on_selected)
        self._show_days()

    @property
    def limits(self) -> SearchLimits:
        """What is to be found; days that are none narrow nothing."""
        customer, kinds = self.customer.value, self.kind.value
        span = self._span()
        return SearchLimits(
            customer if isinstance(customer, int) else None,
            tuple(_kinds(kinds)) if isinstance(kinds, tuple) else (),
            *(span or (None, None)),
        )

    def stops(self) -> list[QWidget]:
        """Return what Tab goes to, in the order of reading."""
        chips: list[QWidget] = [self.customer, self.kind, self.when]
        days = [self.first.line, self.last.line]
        return chips + [day for day in days if day.isVisibleTo(self)]

    def _span(self) -> Span | None:
        chosen = self.when.value
        if chosen == OWN_DAYS:
            try:
                first, last = self.first.day, self.last.day
            except InvalidInput:  # the field says so
                return None
            return (first or date.min, last or date.max)
        return chosen if isinstance(chosen, tuple) else None

    def _on_selected(self) -> None:
        self._show_days()
        self.selected.emit()

    def _show_days(self) -> None:
        self._own.setVisible(self.when.value == OWN_DAYS)


def _kinds(chosen: Iterable[object]) -> Iterable[HitKind]:
    return (one for one in chosen if isinstance(one, HitKind))

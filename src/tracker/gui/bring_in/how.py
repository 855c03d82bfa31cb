"""How a file was read, each of it to be chosen otherwise; everything else follows at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from tracker.app.intake.choices import COMBINED, Combine, ReadingChoices
from tracker.app.intake.codepages import ENCODINGS
from tracker.app.intake.figures import DecimalSign
from tracker.app.intake.periods import DayOrder, WeekDay
from tracker.app.intake.reading import Reading
from tracker.domain.errors import InvalidInput, quoted
from tracker.domain.period import Cadence, read_period
from tracker.gui.form import narrow_box
from tracker.gui.theme import scaled
from tracker.gui.widgets.text import label
from tracker.report.dates import medium_day, period_with_days

MOST_ACROSS, GAP, SIDE, NARROWEST = 4, 12, 16, 90  # px
AS_FOUND = "As found"
FOLLOWS = "What you change here shows at once above and beside it"
_HEADS_OFFERED = 12
_ORDERS = {
    DayOrder.DMY: "day, month, year",
    DayOrder.MDY: "month, day, year",
    DayOrder.YMD: "year, month, day",
}
_SIGNS = {
    DecimalSign.POINT: "point: 1.9, and 1,234 is 1234",
    DecimalSign.COMMA: "comma: 1,9, and 1.234 is 1234",
}
_WEEK_DAYS = {WeekDay.ENDS: "is its last day", WeekDay.BEGINS: "is its first day"}
_CADENCES = {
    Cadence.WEEKLY: "weeks",
    Cadence.FORTNIGHTLY: "fortnights",
    Cadence.MONTHLY: "months",
    Cadence.QUARTERLY: "quarters",
}
_KINDS = {
    "dates": DayOrder,
    "week_day": WeekDay,
    "decimal": DecimalSign,
    "cadence": Cadence,
    "combine": Combine,
}
_FOUND = {
    "dates": {one.value: text for one, text in _ORDERS.items()},
    "week_day": {one.value: text for one, text in _WEEK_DAYS.items()},
}


class HowRead(QFrame):
    """Small boxes: sheet, row of heads, encoding, dates, week, year, decimal sign, days."""

    choices_changed = Signal(object)  # ReadingChoices

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._choices = ReadingChoices()
        self.boxes: dict[str, QComboBox] = {}
        self._seated: list[str] = []
        self._across = MOST_ACROSS
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SIDE, 12, SIDE, 14)
        self.example = label(FOLLOWS, "small", wrap=True)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(label("How it was read", "heading"))
        head.addWidget(self.example, 1)
        layout.addLayout(head)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(4)
        layout.addLayout(self._grid)
        for name, text in (
            ("sheet", "Sheet"),
            ("header", "Headings in row"),
            ("encoding", "Encoding"),
            ("dates", "Dates are"),
            ("week_day", "A week’s date"),
            ("year", "Year"),
            ("decimal", "Decimals begin with"),
            ("cadence", "Logged by"),
            ("combine", "Several days count as"),
        ):
            self._add(name, text)

    def _add(self, name: str, text: str) -> None:
        box = narrow_box()
        # It asks for the room of its longest words, and `_seat` looks to it that it gets it.
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        box.setMinimumWidth(scaled(NARROWEST))
        box.setAccessibleName(text)
        box.setObjectName(name)
        box.activated.connect(self._on_activated)
        seat = QWidget()
        column = QVBoxLayout(seat)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(3)
        column.addWidget(label(text, "small"))
        column.addWidget(box)
        self._grid.addWidget(seat)
        self.boxes[name] = box

    def show_reading(self, reading: Reading, choices: ReadingChoices) -> None:
        """Show how a file was read, and what was chosen."""
        self._choices = choices
        said = reading.read_as
        self.example.setText(_period_example(reading) or FOLLOWS)
        asked = {one.what for one in reading.asked}
        found = {name: str(said.get(name, "")) for name in self.boxes}
        part = reading.parts[0]
        rows = [part.frame.head_line, *(row.number for row in part.frame.rows[:_HEADS_OFFERED])]
        rows += [one.line for one in part.frame.left_out]
        years = {self._year(said.get("year")), *range(2015, 2036)} - {0}
        self._fill("sheet", found["sheet"], [(name, name) for name in reading.sheets if name])
        self._fill("header", found["header"], [(row, f"{row}") for row in sorted({0, *rows})])
        self._fill("encoding", found["encoding"], [(name, name) for name in ENCODINGS])
        self._fill("dates", found["dates"], _ORDERS.items(), asked=asked)
        self._fill("week_day", found["week_day"], _WEEK_DAYS.items(), asked=asked)
        self._fill(
            "year", found["year"], [(year, f"{year}") for year in sorted(years)], asked=asked
        )
        self._fill("decimal", "", _SIGNS.items(), asked=asked)
        self._fill("cadence", "", _CADENCES.items())
        ways = said.get("combine")
        way = ", ".join(dict.fromkeys(ways.values())) if isinstance(ways, dict) else ""
        self._fill("combine", way, COMBINED.items(), asked=asked)
        hidden = {
            "encoding": not said.get("encoding"),
            "sheet": len(reading.sheets) < 2,
            "dates": not said.get("dates") and "dates" not in asked,
            "year": not said.get("year") and "year" not in asked and choices.year is None,
            "combine": not ways and "combine" not in asked and choices.combine is None,
        }
        self._seat([name for name in self.boxes if not hidden.get(name)])

    def _year(self, year: object) -> int:
        return year if isinstance(year, int) else 0

    def _seat(self, shown: list[str]) -> None:
        """Put the boxes that mean something side by side, without gaps."""
        self._seated = shown
        widths = self._widths(shown)
        across = self._across = len(widths)
        for name, box in self.boxes.items():
            if (seat := box.parentWidget()) is not None:
                self._grid.removeWidget(seat)
                seat.setVisible(name in shown)
                if name in shown:
                    at = shown.index(name)
                    self._grid.addWidget(seat, at // across, at % across)
        for column in range(MOST_ACROSS):
            needed = widths[column] if column < across else 0
            self._grid.setColumnStretch(column, needed)  # no least width: it may become narrower

    def _widths(self, shown: Sequence[str]) -> list[int]:
        """Return how wide the columns are: as many as have room for the longest words in them."""
        needed = [self.boxes[name].sizeHint().width() + 2 for name in shown]
        room = self.width() - 2 * SIDE
        for across in range(MOST_ACROSS, 1, -1):
            widths = [max(needed[at::across], default=0) for at in range(across)]
            if sum(widths) + GAP * (across - 1) <= room:
                return widths
        return [max(needed, default=0)]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put as many side by side as have room."""
        super().resizeEvent(event)
        if len(self._widths(self._seated)) != self._across:
            self._seat(self._seated)

    def _fill(
        self,
        name: str,
        found: str,
        options: Iterable[tuple[object, str]],
        asked: Iterable[str] = (),
    ) -> None:
        box, chosen = self.boxes[name], getattr(self._choices, name)
        box.clear()
        shown = _FOUND.get(name, {}).get(found, found)
        first = "Choose…" if name in asked else f"{shown}, as found" if shown else AS_FOUND
        box.addItem(first, None)
        for value, text in options:
            box.addItem(text, f"{value}" if name in _KINDS else value)
            if chosen is not None and chosen != "" and chosen == value:
                box.setCurrentIndex(box.count() - 1)

    def _on_activated(self, at: int) -> None:
        box = self.sender()
        if not isinstance(box, QComboBox):
            return
        value, name = box.itemData(at), box.objectName()
        if value is None:
            value = getattr(ReadingChoices(), name)
        elif name in _KINDS:
            value = _KINDS[name](value)  # Qt keeps the word of it only
        self._choices = replace(self._choices, **{name: value})
        self.choices_changed.emit(self._choices)


def _period_example(reading: Reading) -> str:
    """Say which period a time of the file is, as it was read."""
    cell, period = reading.example
    if not cell:
        return ""
    try:
        named = read_period(period)
    except InvalidInput:  # told with the rows that cannot be read
        return ""
    shown = medium_day(named) if isinstance(named, date) else period_with_days(named)
    return f"{quoted(cell)} is {shown}"

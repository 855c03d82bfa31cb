"""A week with every scale and cadence, and a hand that types where the focus is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tracker.app import commands
from tracker.app.commands import MeasureInput
from tracker.detection.scale import Scale
from tracker.domain.customer import CustomerKind, Tier
from tracker.domain.measure import Area, Better
from tracker.domain.period import Cadence
from tracker.gui.week.cells import row_layout, segments
from tracker.gui.week.page import ThisWeekPage
from tracker.gui.week.painting import RowPart
from tracker.gui.week.rows import GroupHeading, WeekEntry

NAMED = {
    "Enter": Qt.Key.Key_Return,
    "Down": Qt.Key.Key_Down,
    "Up": Qt.Key.Key_Up,
    "Esc": Qt.Key.Key_Escape,
    "Delete": Qt.Key.Key_Delete,
    "Backspace": Qt.Key.Key_Backspace,
    "Tab": Qt.Key.Key_Tab,
    "Backtab": Qt.Key.Key_Backtab,
    "End": Qt.Key.Key_End,
    "Home": Qt.Key.Key_Home,
    "F2": Qt.Key.Key_F2,
}


class Hand:
    """Acts on a page as a person does."""

    def __init__(self, page) -> None:
        self.page = page
        self.list = page.check_in.list

    def press(self, *keys: str) -> None:
        """Press keys one after another: names as above, Ctrl+…, or letters."""
        for key in keys:
            target = QApplication.focusWidget()
            if key.startswith("Ctrl+"):
                named = NAMED.get(key[5:], key[5:].lower())
                QTest.keyClick(target, named, Qt.KeyboardModifier.ControlModifier)
            elif key.startswith("Shift+"):
                QTest.keyClick(target, key[6:].upper(), Qt.KeyboardModifier.ShiftModifier)
            elif key in NAMED:
                QTest.keyClick(target, NAMED[key])
            else:
                for letter in key:
                    QTest.keyClick(QApplication.focusWidget(), letter)

    def row(self, name: str) -> WeekEntry:
        """Return the entry of a name."""
        return next(entry for entry in self.list.rows.entries if entry.name == name)

    @property
    def here(self) -> str:
        """The name of the current row."""
        entry = self.list.entry()
        return entry.name if entry else ""

    @property
    def names(self) -> list[str]:
        """Every row in order, headings in brackets."""
        rows = self.list.rows.rows
        return [f"[{one.title}]" if isinstance(one, GroupHeading) else one.name for one in rows]

    @property
    def complaint(self) -> str:
        """What is said beside the current row."""
        label = self.list.typing.complaint
        return label.text() if label.isVisible() else ""

    def stand(self, name: str) -> None:
        """Make a row the current one."""
        assert self.list.choose(self.row(name).key)

    def place(self, name: str, part: RowPart) -> QPoint:
        """Return where a part of a row is, in the viewport."""
        entry = self.row(name)
        rect = self.list.row_rect(entry.key)
        mirrored = self.list.isRightToLeft()
        laid = row_layout(rect.width(), mirrored=mirrored)
        if part.kind == "option":
            count = 5 if len(entry.words) == 5 else 2
            cell = segments(laid.entry, count, mirrored=mirrored)[part.option]
        else:
            cell = {"field": laid.entry, "trend": laid.trend, "note": laid.note}[part.kind]
        inside = QPoint(cell.left() + 8, cell.center().y())
        return rect.topLeft() + inside

    def click(self, name: str, part: RowPart) -> None:
        """Click a part of a row."""
        QTest.mouseClick(
            self.list.viewport(), Qt.MouseButton.LeftButton, pos=self.place(name, part)
        )


@pytest.fixture
def measures(tracker, finance, answers, forecast, today) -> dict[str, int]:
    """Return ids by name: three for Finance (WOW), the rest for others."""
    manager = commands.add_customer(tracker, "My manager", Tier.WOW, CustomerKind.MANAGER)
    legal = commands.add_customer(tracker, "Outside counsel", Tier.WOW, CustomerKind.EXTERNAL)
    ids = {"Month-end close answers": answers, "Forecast was usable as sent": forecast}
    for customer, name, scale, cadence in (
        (finance, "Hours I saved them", Scale.NUMBER, Cadence.WEEKLY),
        (manager, "Decisions taken without me", Scale.COUNT, Cadence.WEEKLY),
        (manager, "Reviews within a day", Scale.PERCENT, Cadence.WEEKLY),
        (legal, "Heard from me first", Scale.YESNO, Cadence.WEEKLY),
        (legal, "Clauses checked twice", Scale.RATING, Cadence.MONTHLY),
    ):
        said = MeasureInput(
            name=name,
            area=Area.EFFICIENCY,
            scale=scale,
            better=Better.HIGHER,
            promise=1,
            cadence=cadence,
            unit="h" if scale is Scale.NUMBER else "",
        )
        ids[name] = commands.add_measure(tracker, customer, said, today)
    return ids


@pytest.fixture
def a_week_ago(week) -> date:
    return week.start - timedelta(weeks=1)


@pytest.fixture
def page(qtbot, bridge) -> Iterator[ThisWeekPage]:
    """Return the page in front; everything is there already, so that it shows it at once."""
    page = ThisWeekPage(bridge)
    qtbot.addWidget(page)
    page.resize(1080, 720)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.setFocus()
    yield page
    page.hide()


@pytest.fixture
def hand(measures, page) -> Hand:
    return Hand(page)


@pytest.fixture
def said(bridge) -> list[str]:
    """Return what the status line was told, in order."""
    heard: list[str] = []
    bridge.message.connect(heard.append)
    return heard


@pytest.fixture
def kept(tracker, week):
    """Return a reader of what is kept for a measure in the current week, or from another day."""

    def read(measure_id: int, start: date | None = None):
        return tracker.evaluations.find(measure_id, start or week.start)

    return read

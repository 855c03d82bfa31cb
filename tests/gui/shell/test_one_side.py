"""Internal or external customers: one choice for the window, that every page follows (W7)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from tracker.app import commands
from tracker.app.commands import FixInput, MeasureInput
from tracker.domain.customer import CustomerKind, Tier
from tracker.domain.measure import Area
from tracker.domain.period import Period
from tracker.gui.bridge import Side
from tracker.gui.shell.window import MainWindow

MONDAY = date(2026, 11, 16)
PAGES = ("week", "overview", "customers", "trends", "correct", "share", "review")


@pytest.fixture
def legal(tracker) -> int:
    return commands.add_customer(tracker, "Legal", Tier.SERVE, CustomerKind.EXTERNAL)


@pytest.fixture
def clauses(tracker, legal, today) -> int:
    said = MeasureInput(name="Clauses checked", area=Area.EFFICIENCY, promise=4)
    return commands.add_measure(tracker, legal, said, today - timedelta(weeks=30))


@pytest.fixture
def window(qtbot, bridge, tracker, answers, clauses, today):
    """Return the window of a diary in which only an internal measure needs somebody."""
    for measure, values in (
        (answers, [1.6, 1.8, 1.7, 1.5, 1.9, 1.7] * 4 + [2.6] * 4),
        (clauses, [4, 5, 4, 4, 5, 4] * 4 + [4, 4, 5, 4]),
    ):
        for back, value in enumerate(reversed(values)):
            commands.record(tracker, measure, MONDAY - timedelta(weeks=back + 1), value)
        commands.start_fix(tracker, measure, FixInput(what=f"Fix {measure}", started_on=today))
    window = MainWindow(bridge)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    return window


def shown(page) -> str:
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def test_every_page_follows_and_says_what_it_hides(qtbot, window, bridge):
    window.show_page("customers")
    chosen = window.page("customers").board.filter
    qtbot.mouseClick(chosen.which.buttons[Side.EXTERNAL], Qt.MouseButton.LeftButton)
    hidden = {}
    for key in PAGES:
        window.show_page(key)
        page = window.page(key)
        assert "hide" in shown(page) or "hidden" in shown(page) or key == "review", key
        hidden[key] = shown(page)
    week, share = window.page("week"), window.page("share")
    assert [one.name for one in week.rows.entries if one.line] == ["Clauses checked"]
    assert week.header.progress.text() == "0 of 2 logged"  # the pulse is one of them
    assert [share.bar.customers.itemText(at) for at in range(share.bar.customers.count())] == [
        "Legal"
    ]
    assert "hides 1 customer" in hidden["overview"]
    assert "This is about all your customers." in hidden["review"]
    columns = window.page("correct").columns.values()
    assert [view.what.text() for column in columns for view in column.views] == ["Fix 2"]
    trends = window.page("trends")
    assert trends.sheet.measure.name == "Clauses checked"
    assert trends.list.who.hidden.text() == "1 hidden"


def test_nothing_needs_you_is_not_said_while_something_hidden_does(window, bridge):
    window.show_page("overview")
    card = window.page("overview").body.revealed
    assert not card.peace.isVisible()
    bridge.choose_side(Side.EXTERNAL)
    assert card.peace.text() == "Nothing shown here needs you; one hidden measure does"
    assert window.page("overview").badge() == 1


def test_the_choice_made_on_one_page_stands_on_every_other(qtbot, window, bridge):
    window.show_page("overview")
    sides = window.page("overview").header.sides
    qtbot.mouseClick(sides.buttons[Side.INTERNAL], Qt.MouseButton.LeftButton)
    window.show_page("share")
    assert window.page("share").who.which.value is Side.INTERNAL
    window.navigator.show_customer(2)
    assert bridge.side is Side.ALL
    assert sides.value is Side.ALL


def test_what_is_left_unknown_counts_what_is_hidden(window, bridge, tracker):
    said = []
    bridge.message.connect(said.append)
    window.show_page("week")
    bridge.choose_side(Side.EXTERNAL)
    commands.record(tracker, 2, Period.of(MONDAY).start, 4)
    window.page("week").finish_week()
    assert "Week 47 finished; 2 left unknown" in said  # and the pulse


def test_without_a_choice_there_is_none(qtbot, bridge, tracker, answers):
    window = MainWindow(bridge)
    qtbot.addWidget(window)
    window.show()
    bridge.choose_side(Side.EXTERNAL)
    window.show_page("week")
    page = window.page("week")
    assert not page.who.isVisible()
    assert [one.name for one in page.rows.entries if one.line] == ["Month-end close answers"]

"""Stars on the notes of a chart: set by key or click, only on what may be shown."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt

from tracker.app import commands
from tracker.gui.trends.notes import star_place
from tracker.gui.trends.page import TrendsPage

MONDAY = date(2026, 11, 16)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def notes(qtbot, bridge, tracker, logged):
    commands.add_event(tracker, MONDAY, "Ledger moved", measure_id=logged)
    page = TrendsPage(bridge)
    qtbot.addWidget(page)
    page.resize(1084, 740)
    page.show()
    yield page.notes.view
    page.close()


def rows(notes):
    return {row.text.partition("\n")[0]: row for row in notes.notes.rows}


def place_of(notes, text: str) -> int:
    return [row.text for row in notes.notes.rows].index(text)


NOTE, PRIVATE = "Two requests waited on the ledger export", "I was tired"


def test_space_sets_the_star_and_takes_it_away(qtbot, notes, tracker):
    notes.setCurrentIndex(notes.notes.index(place_of(notes, NOTE), 0))
    qtbot.keyClick(notes, Qt.Key.Key_Space)
    assert rows(notes)[NOTE].starred
    assert tracker.history.undo_label.startswith("star the note")
    notes.setCurrentIndex(notes.notes.index(place_of(notes, NOTE), 0))
    qtbot.keyClick(notes, Qt.Key.Key_Asterisk)
    assert not rows(notes)[NOTE].starred
    assert tracker.stars.all() == []


def test_a_click_on_the_star_sets_it_and_one_beside_it_reads_the_chart(qtbot, notes, tracker):
    area = notes.visualRect(notes.notes.index(place_of(notes, NOTE), 0))
    qtbot.mouseClick(notes.viewport(), LEFT, pos=star_place(area).center())
    assert rows(notes)[NOTE].starred
    area = notes.visualRect(notes.notes.index(place_of(notes, NOTE), 0))
    with qtbot.waitSignal(notes.open_requested):
        qtbot.mouseClick(notes.viewport(), LEFT, pos=area.topLeft() + QPoint(90, 10))
    assert rows(notes)[NOTE].starred


def test_private_notes_and_events_have_no_star(qtbot, notes, tracker):
    for text in (PRIVATE, "Ledger moved"):
        assert rows(notes)[text].evaluation_id is None
        notes.setCurrentIndex(notes.notes.index(place_of(notes, text), 0))
        qtbot.keyClick(notes, Qt.Key.Key_Space)
    assert tracker.stars.all() == []


def test_a_star_is_read_aloud_and_painted_in_every_theme(qtbot, notes, tracker, bridge):
    key = rows(notes)[NOTE].evaluation_id
    commands.star(tracker, evaluation_id=key, on=True)
    index = notes.notes.index(place_of(notes, NOTE), 0)
    assert notes.notes.data(index, Qt.ItemDataRole.AccessibleTextRole).endswith("with a star")
    for theme in ("dark", "light"):
        bridge.theme.choose(theme)
        assert not notes.grab().isNull()


def test_a_day_long_ago_is_read_on_the_whole_chart(qtbot, bridge, tracker, answers):
    long_ago = MONDAY - timedelta(weeks=80)
    for back in range(81):
        commands.record(tracker, answers, MONDAY - timedelta(weeks=back), 2)
    commands.annotate(tracker, answers, long_ago, note="Kestrel")
    page = TrendsPage(bridge)
    qtbot.addWidget(page)
    page.resize(1084, 740)
    page.show()
    page.show_day(answers, long_ago)
    qtbot.waitUntil(lambda: "Kestrel" in page.card.line.text())
    assert page.head.weeks is None

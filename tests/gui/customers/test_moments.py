"""Moments as a person notes them: behind the When tab, in This week, as a calendar file (T1)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from icalendar import Calendar
from PySide6.QtCore import Qt

from tracker.app import commands
from tracker.app.customers.moments import coming_in_week
from tracker.domain.notes import Repeat
from tracker.gui.customers.page import CustomersPage
from tracker.gui.customers.profile import WHEN
from tracker.gui.customers.when import MomentDialog
from tracker.gui.week.due import DueMoments
from tracker.gui.week.page import ThisWeekPage


@pytest.fixture
def page(qtbot, bridge, finance):
    page = CustomersPage(bridge)
    qtbot.addWidget(page)
    page.resize(1110, 740)
    page.show()
    page.profile.open_tab(WHEN)
    return page


def monthly(tracker, finance, **said):
    return commands.add_moment(
        tracker, finance, "Month-end figures", date(2026, 9, 30), Repeat.LAST_WORKDAY, **said
    )


def test_a_moment_is_added_edited_and_deleted_behind_its_tab(page, tracker, qtbot):
    part = page.profile.part(WHEN)
    assert part.nothing.isVisible()
    part.add.click()
    dialog = page.findChild(MomentDialog)
    dialog.what.setText("Board meeting")
    dialog.first.line.setText("2026-12-03")
    dialog.primary.click()
    (row,) = part.rows
    assert row.next.text() == "next 3 December"
    qtbot.keyClick(row, Qt.Key.Key_Return)
    dialog = [one for one in page.findChildren(MomentDialog) if one.isVisible()][-1]
    dialog.repeats.setCurrentIndex(dialog.repeats.findData(Repeat.QUARTERLY))
    dialog.primary.click()
    assert part.rows[0].often.text() == "Every three months from 3 December 2026"
    qtbot.keyClick(part.rows[0], Qt.Key.Key_Delete)
    assert part.rows == []
    tracker.undo()
    assert len(part.rows) == 1


@pytest.mark.parametrize(
    ("what", "first", "until", "field"),
    [
        ("", "2026-12-03", "", "title"),
        ("Board", "", "", "first_on"),
        ("Board", "3.13.", "", "first_on"),
        ("Board", "2026-12-03", "2026-12-01", "until"),
        ("x" * 201, "2026-12-03", "", "title"),
    ],
)
def test_bad_input_is_told_beside_its_field(page, tracker, what, first, until, field):
    page.profile.part(WHEN).add.click()
    dialog = page.findChild(MomentDialog)
    dialog.what.setText(what)
    dialog.first.line.setText(first)
    dialog.until.line.setText(until)
    dialog.primary.click()
    assert dialog.forms[0].error_text(field).endswith(".")
    assert tracker.moments.all() == []
    dialog.reject()


def test_the_lead_time_brings_it_into_the_week_before(tracker, finance, today):
    monthly(tracker, finance, lead_days=10)
    monday = today - timedelta(days=today.weekday())
    (coming,) = coming_in_week(tracker, monday)
    assert coming.on == date(2026, 11, 30)
    assert coming.line(today) == "Month-end figures, Finance leads · 30 November"
    assert coming_in_week(tracker, monday - timedelta(weeks=1)) == []
    commands.archive_customer(tracker, finance, today)
    assert coming_in_week(tracker, monday) == []


def test_this_week_says_what_is_needed_and_leads_to_it(qtbot, bridge, tracker, finance, forecast):
    monthly(tracker, finance, lead_days=14)
    page = ThisWeekPage(bridge)
    qtbot.addWidget(page)
    page.resize(1180, 720)
    page.show()
    (card,) = [one for one in page.check_in.body.due if one.title == "Coming days"]
    qtbot.waitUntil(card.isVisible)
    assert card.text == "Month-end figures, Finance leads · 30 November"
    wished = []
    page.page_requested.connect(wished.append)
    card.open_all.click()
    assert wished == ["customers"]


def test_this_week_says_who_has_waited_long_for_a_word(qtbot, bridge, tracker, finance, today):
    said = commands.NoteInput(
        text="They worry", happened_on=today - timedelta(days=20), customer_id=finance
    )
    commands.add_note(tracker, said)
    commands.keep_in_touch(tracker, finance, 2)
    card = DueMoments(bridge)
    qtbot.addWidget(card)
    monday = today - timedelta(days=today.weekday())
    card.show_week(monday)
    assert card.text == "Finance leads: Last contact 20 days ago; every 2 weeks was meant."
    card.show_week(monday - timedelta(weeks=1))
    assert card.text == ""


def test_moments_go_into_a_calendar(page, tracker, finance, tmp_path):
    monthly(tracker, finance, note="they are nervous")
    part = page.profile.part(WHEN)
    part.export.click()
    part.dialog.fileSelected.emit(str(tmp_path / "moments.ics"))
    part.dialog.close()
    content = (tmp_path / "moments.ics").read_bytes()
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    assert str(event["summary"]) == "Month-end figures (Finance leads)"
    assert b"nervous" not in content


def test_standards_to_be_looked_at_again_stand_in_this_week(qtbot, bridge, tracker, finance, today):
    service = commands.add_service(tracker, finance, "Month-end answers")
    said = {"floor": "This week", "good": "Two days", "excellent": "No need to ask"}
    commands.set_standard(tracker, service, date(2026, 3, 2), review_on=date(2026, 11, 18), **said)
    card = DueMoments(bridge)
    qtbot.addWidget(card)
    monday = date(2026, 11, 16)
    (line,) = card.lines(monday)
    assert line == ("Month-end answers, Finance leads · review its standards, due 18 November")
    assert card.lines(monday - timedelta(weeks=1)) == []
    commands.set_standard(tracker, service, today, review_on=date(2027, 3, 2), **said)
    assert card.lines(monday) == []

"""Weeks pass over a moved clock: reminded once, silent when done, late when missed."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from PySide6.QtWidgets import QSystemTrayIcon

from tracker.app import commands
from tracker.app.reminding import keep_reminder, reminder_of
from tracker.app.settings import Settings
from tracker.app.tracker import Tracker
from tracker.domain.period import Period
from tracker.domain.reminder import Reminder
from tracker.gui.bridge import Bridge
from tracker.gui.remind.background import BackgroundReminder
from tracker.gui.remind.desktop import DesktopNotifier
from tracker.gui.remind.window import WindowReminder
from tracker.gui.shell.window import MainWindow

A_MINUTE = timedelta(minutes=1)
MONDAY = datetime(2026, 11, 16, 8, 0)
FRIDAY = datetime(2026, 11, 20, 16, 0)
REMINDER = Reminder(4, time(16, 0), MONDAY)


class Clock:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = MONDAY

    def __call__(self) -> datetime:
        return self.now

    def walk(self, until: datetime, look, *, step: timedelta = A_MINUTE) -> None:
        """Let minutes pass, and look at each."""
        while self.now < until:
            self.now += step
            look()


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture(autouse=True)
def outside(monkeypatch):
    """What would have been shown on the desktop."""
    shown = []

    def show(notifier, told):
        shown.append(told.title)
        notifier.shown.emit(True)

    monkeypatch.setattr(DesktopNotifier, "show", show)
    return shown


def refuse(notifier, _told):
    """Be a desktop that shows nothing."""
    notifier.shown.emit(False)


@pytest.fixture
def diary(tmp_path, filled):
    return shutil.copy(filled(FRIDAY.date()), tmp_path / "diary.db")


@pytest.fixture
def settings(tmp_path):
    kept = Settings(tmp_path / "settings.json")
    keep_reminder(kept, REMINDER)
    return kept


@pytest.fixture
def window(diary, settings, theme, clock, qtbot):
    tracker = Tracker(diary)
    bridge = Bridge(tracker, theme, settings, clock)
    made = MainWindow(bridge)
    qtbot.addWidget(made)
    reminder = WindowReminder(
        bridge, made, made.notice.tell, made.notice.take_back, made.show_error
    )
    yield made, bridge, reminder
    bridge.closing.emit()
    tracker.close()


def test_a_week_reminds_once_on_its_day_and_says_it_above_the_page(window, clock, outside):
    made, _, reminder = window
    clock.walk(FRIDAY - timedelta(hours=1), reminder.look, step=timedelta(minutes=31))
    assert made.notice.isHidden()
    clock.now = FRIDAY - A_MINUTE
    clock.walk(FRIDAY + timedelta(hours=6), reminder.look)
    assert len(outside) == 1
    assert "still to be logged this week" in outside[0]
    assert made.notice.words.text().startswith(f"{outside[0]}.")
    assert not made.notice.isHidden()


def test_a_finished_week_is_silent_and_the_next_one_is_not(window, clock, outside):
    _, bridge, reminder = window
    commands.finish_week(bridge.tracker, Period.of(FRIDAY.date()).start)
    clock.walk(FRIDAY + timedelta(days=2), reminder.look, step=timedelta(minutes=17))
    assert outside == []
    clock.walk(FRIDAY + timedelta(days=8), reminder.look, step=timedelta(minutes=17))
    assert len(outside) == 1


def test_what_was_said_above_the_page_goes_with_the_first_value_logged(window, clock, outside):
    made, bridge, reminder = window
    made.notice.tell("A backup was made.")
    clock.now = FRIDAY
    reminder.look()
    assert "still to be logged" in made.notice.words.text()
    week = Period.of(FRIDAY.date())
    commands.record_pulse(bridge.tracker, week.start, energy=4)
    assert "still to be logged" in made.notice.words.text(), "no measure was logged"
    commands.finish_week(bridge.tracker, week.start)
    assert made.notice.words.text() == "A backup was made."
    assert not made.notice.isHidden()


def test_the_notice_goes_when_the_reminder_was_all_it_said(window, clock, outside):
    made, bridge, reminder = window
    clock.now = FRIDAY
    reminder.look()
    commands.finish_week(bridge.tracker, Period.of(FRIDAY.date()).start)
    assert made.notice.isHidden()


def test_what_was_missed_is_told_at_the_next_start_for_its_own_week(window, clock, outside):
    made, _, reminder = window
    clock.now = FRIDAY + timedelta(days=3)
    reminder.look()
    assert outside[0].endswith("for the week of 16 November 2026")
    told = made.notice.words.text()
    assert "You wanted to be reminded on Friday, 20 November." in told
    reminder.look()
    assert len(outside) == 1


def test_in_an_hour_it_comes_again(window, clock, outside, settings):
    _, bridge, reminder = window
    clock.now = FRIDAY
    reminder.look()
    reminder._reminder._notifier.postponed.emit()
    clock.walk(FRIDAY + timedelta(minutes=59), reminder.look)
    assert len(outside) == 1
    clock.walk(FRIDAY + timedelta(hours=3), reminder.look)
    assert len(outside) == 2
    assert bridge.tracker.is_open


def test_no_reminder_is_chosen_at_first(diary, theme, clock, tmp_path, outside):
    settings = Settings(tmp_path / "fresh.json")
    assert reminder_of(settings.now) is None
    waiting = BackgroundReminder(settings, diary, clock=clock)
    clock.walk(FRIDAY + timedelta(days=8), waiting.look, step=timedelta(hours=1))
    assert outside == []


def test_without_a_window_it_is_told_a_minute_later_and_the_file_stays_as_it_was(
    diary, settings, clock, outside, qapp
):
    before = diary.read_bytes()
    waiting = BackgroundReminder(settings, diary, clock=clock)
    clock.now = FRIDAY - A_MINUTE * 2
    clock.walk(FRIDAY, waiting.look)
    assert outside == []
    clock.walk(FRIDAY + timedelta(hours=2), waiting.look)
    assert len(outside) == 1
    assert diary.read_bytes() == before
    assert [one.name for one in diary.parent.iterdir() if "diary" in one.name] == ["diary.db"]


def test_what_no_desktop_showed_is_told_when_one_does_or_by_the_next_window(
    window, diary, settings, clock, outside, monkeypatch
):
    made, _, reminder = window
    show = DesktopNotifier.show
    monkeypatch.setattr(DesktopNotifier, "show", refuse)
    waiting = BackgroundReminder(Settings(settings._path), diary, clock=clock)
    clock.now = FRIDAY - A_MINUTE
    clock.walk(FRIDAY + timedelta(minutes=9), waiting.look)
    assert made.notice.isHidden()
    monkeypatch.setattr(DesktopNotifier, "show", show)
    clock.walk(FRIDAY + timedelta(minutes=19), waiting.look)
    assert len(outside) == 1
    monkeypatch.setattr(DesktopNotifier, "show", refuse)
    clock.now = FRIDAY + timedelta(days=7) - A_MINUTE
    clock.walk(FRIDAY + timedelta(days=7, minutes=9), waiting.look)
    reminder.look()
    assert not made.notice.isHidden()


def test_a_slow_desktop_is_asked_once_and_what_changed_meanwhile_stays(
    diary, settings, clock, outside, monkeypatch
):
    monkeypatch.setattr(DesktopNotifier, "show", lambda _, told: outside.append(told.title))
    waiting = BackgroundReminder(Settings(settings._path), diary, clock=clock)
    clock.now = FRIDAY - A_MINUTE
    clock.walk(FRIDAY + timedelta(minutes=5), waiting.look)
    assert len(outside) == 1
    keep_reminder(settings, replace(REMINDER, day=0))
    waiting._notifier.shown.emit(True)
    assert reminder_of(Settings(settings._path).now) == replace(REMINDER, day=0, told=clock.now)


@pytest.mark.qt_log_ignore("systemTrayWindowChanged", "No Icon set")
def test_a_tray_that_comes_after_us_is_stood_in(diary, settings, clock, monkeypatch, qapp):
    there = []
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: bool(there))
    waiting = BackgroundReminder(settings, diary, clock=clock)
    waiting.begin()
    assert waiting._menu is None
    there.append("a tray")
    waiting.look()
    icon = waiting._notifier.tray_icon()
    assert [one.text() for one in icon.contextMenu().actions() if one.text()] == [
        "Open Impact Tracker",
        "Remind me in an hour",
        "Quit",
    ]
    waiting.stop()


def test_of_a_window_and_a_waiting_program_one_tells(window, diary, settings, clock, outside):
    _, _, reminder = window
    waiting = BackgroundReminder(Settings(settings._path), diary, clock=clock)
    clock.now = FRIDAY - A_MINUTE

    def both() -> None:
        reminder.look()
        waiting.look()

    clock.walk(FRIDAY + timedelta(hours=1), both)
    assert len(outside) == 1


@pytest.mark.parametrize("what", ["gone", "garbled", "folder"])
def test_a_file_that_cannot_be_read_ends_nothing(diary, settings, clock, outside, what):
    match what:
        case "gone":
            diary.unlink()
        case "garbled":
            diary.write_bytes(b"not ours" * 400)
        case "folder":
            diary.unlink()
            diary.mkdir()
    waiting = BackgroundReminder(settings, diary, clock=clock)
    clock.walk(FRIDAY + timedelta(hours=1), waiting.look, step=timedelta(hours=1))
    assert outside == []


def test_a_reminder_that_was_switched_off_meanwhile_is_not_told(diary, settings, clock, outside):
    waiting = BackgroundReminder(settings, diary, clock=clock)
    keep_reminder(Settings(settings._path), None)
    clock.now = FRIDAY
    clock.walk(FRIDAY + timedelta(hours=1), waiting.look)
    assert outside == []

"""The reminder's card in Settings, as a person uses it."""

from __future__ import annotations

from datetime import datetime, time

import pytest
from PySide6.QtCore import Qt, QTime

from tracker.app.login_start import starts_at_login
from tracker.app.reminding import reminder_of
from tracker.gui.remind.desktop import DesktopNotifier, ShownBy
from tracker.gui.settings.page import SettingsPage
from tracker.gui.settings.reminder import ReminderCard


@pytest.fixture(autouse=True)
def system(monkeypatch, tmp_path):
    """A desktop with a notification service, and a home of its own."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setattr(DesktopNotifier, "way", ShownBy.SERVICE)


@pytest.fixture
def card(bridge, qtbot):
    page = SettingsPage(bridge)
    qtbot.addWidget(page)
    page.resize(1000, 900)
    page.refresh()
    page.show()
    yield page.reminder
    page.hide()


def choose(card: ReminderCard, day: str) -> None:
    card.day.setCurrentText(day)
    card.day.activated.emit(card.day.currentIndex())


def test_it_is_off_at_first_and_what_belongs_to_it_is_not_there(card, bridge):
    assert card.day.currentText() == "No reminder"
    assert reminder_of(bridge.settings.now) is None
    for part in (card.at, card.sample, card.login):
        assert part.isHidden()
    assert card.at.time() == QTime(16, 0)


def test_a_day_and_a_time_count_at_once_and_say_when_it_comes(card, bridge, today, qtbot):
    choose(card, "Monday")
    reminder = reminder_of(bridge.settings.now)
    assert (reminder.day, reminder.at) == (0, time(16, 0))
    assert reminder.due(bridge.clock()) is None
    card.at.setFocus()
    card.at.setTime(QTime(9, 15))
    card.day.setFocus()
    assert reminder_of(bridge.settings.now).at == time(9, 15)
    assert card.next.text() == (
        "The next one comes on Monday, 23 November, at 09:15;"
        " none comes when all of the week is logged."
    )


def test_to_choose_the_same_again_forgets_nothing(card, bridge):
    choose(card, "Friday")
    before = reminder_of(bridge.settings.now)
    choose(card, "Friday")
    card.at.editingFinished.emit()
    assert reminder_of(bridge.settings.now) == before


def test_it_starts_at_login_when_that_is_wanted_and_not_when_it_is_off(card, qtbot):
    choose(card, "Friday")
    qtbot.mouseClick(card.login, Qt.MouseButton.LeftButton)
    assert starts_at_login()
    assert card.login.isChecked()
    choose(card, "No reminder")
    assert not starts_at_login()
    assert not card.login.isChecked()


def test_a_login_entry_that_cannot_be_written_is_said_and_not_ticked(card, qtbot, tmp_path):
    (tmp_path / "config").write_text("")
    choose(card, "Friday")
    qtbot.mouseClick(card.login, Qt.MouseButton.LeftButton)
    assert not card.login.isChecked()
    assert card.trouble.text().startswith("Start at login could not be changed")


def test_a_desktop_that_shows_nothing_says_so_and_offers_no_start_at_login(card, monkeypatch):
    monkeypatch.setattr(DesktopNotifier, "way", ShownBy.NONE)
    choose(card, "Friday")
    assert card.way.text().startswith("This desktop shows no notifications")
    assert not card.login.isEnabled()


def test_one_can_be_shown_now(card, bridge, monkeypatch, qtbot):
    choose(card, "Friday")
    shown, said = [], []
    bridge.message.connect(said.append)
    answers = [True, False]

    def show(notifier, told):
        shown.append(told.title)
        notifier.shown.emit(answers.pop(0))

    monkeypatch.setattr(DesktopNotifier, "show", show)
    qtbot.mouseClick(card.sample, Qt.MouseButton.LeftButton)
    assert shown == ["This is how a reminder looks"]
    assert said == ["It was shown just now."]
    qtbot.mouseClick(card.sample, Qt.MouseButton.LeftButton)
    assert said[-1] == "Nothing on this desktop could show it."


def test_what_the_desktop_can_is_said_once_it_answers(card, monkeypatch):
    monkeypatch.setattr(DesktopNotifier, "way", ShownBy.ASKED)
    choose(card, "Friday")
    assert card.way.isHidden()
    assert card.login.isEnabled()
    monkeypatch.setattr(DesktopNotifier, "way", ShownBy.TRAY)
    card._notifier.way_learned.emit()
    assert card.way.text().startswith("It is shown beside the clock")


def test_the_next_one_of_another_year_names_it(card, bridge, monkeypatch):
    monkeypatch.setattr(bridge, "clock", lambda: datetime(2026, 12, 31, 20, 0))
    choose(card, "Thursday")
    assert "Thursday, 7 January 2027, at 16:00" in card.next.text()

"""What a reminder says is counted from the rows, names nobody, and is kept with the settings."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest

from tracker.app import commands
from tracker.app.demo import fill_demo
from tracker.app.reminding import keep_reminder, reminder_of, telling, week_to_do
from tracker.app.settings import Preferences, Settings
from tracker.domain.period import Period
from tracker.domain.reminder import Reminder

NOW = datetime(2026, 11, 20, 16, 0)  # a Friday
REMINDER = Reminder(4, time(16, 0), NOW - timedelta(days=3))


@pytest.fixture
def demo(tracker, today):
    fill_demo(tracker, today)
    return tracker


def test_it_counts_what_this_week_and_status_count(demo, today):
    from tracker.app.evaluations.due import waiting

    todo = week_to_do(demo, today)
    assert todo.open == waiting(demo, Period.of(today)) > 0
    assert todo.asked >= todo.open
    told = telling(todo, NOW, NOW)
    assert told.title == f"{todo.open} of {todo.asked} measures are still to be logged this week"


def test_it_names_nobody_and_quotes_nothing(demo, today):
    told = telling(week_to_do(demo, today), NOW, NOW + timedelta(days=2))
    words = f"{told.title} {told.text}"
    names = [one.name for one in (*demo.customers.all(), *demo.measures.all())]
    titles = [one.title for one in demo.moments.all()]
    assert names
    assert [name for name in (*names, *titles) if name in words] == []


def test_a_finished_week_and_one_where_all_is_logged_are_silent(demo, today):
    week = Period.of(today)
    commands.finish_week(demo, week.start)
    assert week_to_do(demo, today).finished
    assert telling(week_to_do(demo, today), NOW, NOW) is None


def test_an_empty_file_is_silent(tracker, today):
    assert telling(week_to_do(tracker, today), NOW, NOW) is None


def test_what_comes_late_says_when_it_was_wanted_and_for_which_week(demo, today):
    monday = datetime(2026, 11, 23, 8, 0)
    todo = week_to_do(demo, today)
    told = telling(todo, NOW, monday)
    assert told.title.endswith("still to be logged for the week of 16 November 2026")
    assert told.sentences[0] == "You wanted to be reminded on Friday, 20 November."


def test_changes_that_nobody_looked_at_and_moments_are_told(demo, today):
    todo = week_to_do(demo, today)
    assert todo._replace(noticed=0, moments=0) == todo or telling(todo, NOW, NOW).sentences
    some = todo._replace(noticed=1, moments=1)
    assert telling(some, NOW, NOW).sentences == (
        "One change is new: see Overview.",
        "One moment comes up: see This week.",
    )
    many = todo._replace(noticed=3, moments=2)
    assert (
        telling(many, NOW, NOW).text
        == "3 changes are new: see Overview.\n2 moments come up: see This week."
    )


@pytest.mark.parametrize(
    ("asked", "open_", "title"),
    [
        (1, 1, "One measure is still to be logged this week"),
        (2, 2, "Both measures are still to be logged this week"),
        (4, 4, "All 4 measures are still to be logged this week"),
        (4, 1, "One of 4 measures is still to be logged this week"),
        (4, 2, "2 of 4 measures are still to be logged this week"),
    ],
)
def test_titles_are_sentences_for_every_number(tracker, today, asked, open_, title):
    todo = week_to_do(tracker, today)._replace(asked=asked, open=open_)
    assert telling(todo, NOW, NOW).title == title


def test_a_reminder_comes_back_from_the_settings_as_it_was(tmp_path):
    path = tmp_path / "settings.json"
    kept = Settings(path)
    for reminder in (REMINDER, REMINDER.put_off(NOW), REMINDER.told_now(NOW)):
        keep_reminder(kept, reminder)
        assert reminder_of(Settings(path).now) == reminder
    keep_reminder(kept, None)
    assert reminder_of(Settings(path).now) is None


@pytest.mark.parametrize(
    "spoiled",
    [
        Preferences(),
        Preferences(reminder_day="Freitag", reminder_told=NOW.isoformat()),
        Preferences(reminder_day="Friday", reminder_at="25:00", reminder_told=NOW.isoformat()),
        Preferences(reminder_day="Friday", reminder_told="yesterday"),
        Preferences(
            reminder_day="Friday", reminder_told=NOW.isoformat(), reminder_again="2026-11-20T16:00Z"
        ),
    ],
)
def test_settings_that_somebody_spoiled_remind_of_nothing_and_break_nothing(spoiled):
    reminder = reminder_of(spoiled)
    assert reminder is None or reminder.coming(NOW) > NOW

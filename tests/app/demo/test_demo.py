from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from tracker.app.demo import fill_demo, fill_many
from tracker.app.evaluations.week import check_in_of, week_sheet
from tracker.app.tracker import Tracker
from tracker.detection.scale import Scale
from tracker.domain.customer import Tier
from tracker.domain.errors import FileTrouble
from tracker.domain.evaluation import AWAY
from tracker.domain.measure import Area
from tracker.domain.period import MEASURE_CADENCES, Period

TABLES = ("customer", "want", "service", "measure", "version", "evaluation", "event", "pulse")


def content(tracker: Tracker) -> dict[str, list[tuple[object, ...]]]:
    """Return everything but the random public ids."""
    found = {}
    for table in (*TABLES, "check_in"):
        names = [row[1] for row in tracker.file.query(f"PRAGMA table_info({table})")]
        columns = ", ".join(name for name in names if name != "uid")
        found[table] = tracker.file.query(f"SELECT {columns} FROM {table} ORDER BY id")
    return found


def values(tracker: Tracker, name: str) -> list[float]:
    (measure,) = tracker.measures.where("name = ?", name)
    return [one.value for one in tracker.evaluations.series(measure.id) if one.value is not None]


def mean(numbers: list[float]) -> float:
    return sum(numbers) / len(numbers)


@pytest.fixture
def story(tracker: Tracker, today: date) -> Tracker:
    fill_demo(tracker, today)
    return tracker


def test_the_cast_is_five_customers_in_three_tiers_with_services_and_wants(story: Tracker) -> None:
    customers = story.customers.all()
    assert len(customers) == 5
    assert {one.tier for one in customers} == set(Tier)
    assert {one.internal for one in customers} == {True, False}
    for one in customers:
        assert one.who
        assert story.services.where("customer_id = ? AND why <> ''", one.id)
        assert story.wants.where("customer_id = ?", one.id)


def test_twelve_measures_hold_every_scale_rhythm_and_area(story: Tracker) -> None:
    measures = story.measures.where("archived_on IS NULL")
    assert len(measures) == 12
    assert {one.scale for one in measures} == set(Scale)
    assert {one.cadence for one in measures} == set(MEASURE_CADENCES)
    assert {one.area for one in measures} - {None} == set(Area)
    assert sum(one.draft for one in measures) == 1
    assert len(story.measures.where("archived_on IS NOT NULL")) == 1
    assert [one.name for one in story.measures.all() if len(one.versions) > 1] == [
        "Hours I saved them"
    ]


@pytest.mark.parametrize("day", [date(2026, 11, 16), date(2026, 11, 22), date(2027, 1, 2)])
def test_the_running_week_is_half_logged_whatever_the_day(tracker: Tracker, day: date) -> None:
    fill_demo(tracker, day)
    sheet = week_sheet(tracker, Period.of(day))
    assert (sheet.due >= 8, sheet.logged) == (True, 4)
    assert check_in_of(tracker, sheet.week) is None
    assert not tracker.evaluations.where("start > ?", day.isoformat())


def test_the_plot_is_there(story: Tracker) -> None:
    slow = values(story, "Month-end close answers")
    assert 1.5 < mean(slow[:-5]) < 1.9
    assert mean(slow[-5:]) > 2.3
    slide = values(story, "Quotes used as sent")
    assert mean(slide[-4:]) < mean(slide[:20]) - 9
    docs = values(story, "Docs kept them self-sufficient")
    assert mean(docs[-6:]) > mean(docs[:30]) + 0.8
    assert 54 in values(story, "Reviews returned within a day")
    under = values(story, "Forecast was usable as sent")
    assert mean(under) < 3.7
    assert any(event.title == "Runbook" for event in story.events.all())
    reasons = Counter(one.skipped for one in story.evaluations.all())
    assert reasons[AWAY] >= 14
    assert set(reasons) == {None, AWAY}
    assert sum(bool(one.note) for one in story.evaluations.all()) >= 15
    assert any(one.cause for one in story.evaluations.all())
    assert any(one.private_note for one in story.evaluations.all())
    assert any(one.answer for one in story.check_ins.all())


def test_one_week_was_missed_altogether(story: Tracker, week: Period) -> None:
    missed = (week + -11).start.isoformat()
    assert not story.evaluations.where("start = ?", missed)
    assert not story.check_ins.where("week = ?", missed)
    assert not story.pulses.where("week = ?", missed)


def test_the_same_seed_and_day_tell_the_same_story(story: Tracker, today: date) -> None:
    with Tracker() as again, Tracker() as other:
        fill_demo(again, today)
        fill_demo(other, today, seed=8)
        assert content(again) == content(story)
        assert content(other)["evaluation"] != content(story)["evaluation"]


@pytest.mark.parametrize("weeks", [4, 14, 26, 104])
def test_the_story_is_as_long_as_wanted(tracker: Tracker, today: date, weeks: int) -> None:
    fill_demo(tracker, today, weeks)
    begins = (Period.of(today) + (1 - weeks)).start.isoformat()
    first = tracker.file.query("SELECT min(start) FROM evaluation WHERE start >= ?", begins)
    assert first == [(begins,)]
    ((oldest,),) = tracker.file.query("SELECT min(happened_on) FROM event")
    assert oldest is None or oldest >= begins


def test_a_file_that_has_data_is_refused_and_stays(
    tracker: Tracker, finance: int, today: date, tmp_path: Path
) -> None:
    with pytest.raises(FileTrouble, match="has data already"):
        fill_demo(tracker, today)
    with pytest.raises(FileTrouble, match="has data already"):
        fill_many(tracker, today)
    assert [one.id for one in tracker.customers.all()] == [finance]


def test_filling_is_one_step(tracker: Tracker, today: date) -> None:
    fill_demo(tracker, today)
    assert tracker.undo() == "fill with sample data"
    assert tracker.empty


def test_a_large_file_has_every_week_of_every_measure(tracker: Tracker, today: date) -> None:
    fill_many(tracker, today, measures=13, weeks=60, seed=3)
    assert tracker.file.query("SELECT count(*), max(start) FROM evaluation") == [
        (780, "2026-11-16")
    ]
    assert {one.scale for one in tracker.measures.all()} == set(Scale)

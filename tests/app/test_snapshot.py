"""A snapshot is read in another thread, and whoever logs meanwhile does not wait for it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from threading import Event

import pytest

from tracker.app import commands
from tracker.app.demo import fill_demo
from tracker.app.signals.standing import standings
from tracker.app.tracker import Snapshot, Tracker, opened, snapshot
from tracker.domain.errors import FileTrouble


def test_a_snapshot_says_what_the_file_says(tmp_path: Path, today: date) -> None:
    with Tracker(tmp_path / "work.db") as tracker:
        fill_demo(tracker, today)
        expected = standings(tracker, today)
        taken = snapshot(tracker)

        def read() -> list[object]:
            with opened(taken) as copy:
                return list(standings(copy, today))

        with ThreadPoolExecutor(1) as pool:
            assert pool.submit(read).result() == expected


def test_an_entry_is_logged_while_a_snapshot_is_open(tmp_path: Path, today: date, week) -> None:
    with Tracker(tmp_path / "work.db") as tracker:
        fill_demo(tracker, today)
        taken, reading, written = snapshot(tracker), Event(), Event()
        measure = tracker.measures.all()[0].id
        before = tracker.evaluations.find(measure, week.start)

        def read() -> object:
            with opened(taken) as copy:
                reading.set()
                assert written.wait(10)
                return copy.evaluations.find(measure, week.start)

        with ThreadPoolExecutor(1) as pool:
            answer = pool.submit(read)
            assert reading.wait(10)
            commands.record(tracker, measure, week.start, 1.5)
            written.set()
            assert answer.result() == before
        assert tracker.evaluations.find(measure, week.start).value == 1.5


def test_a_snapshot_cannot_be_written(tracker: Tracker, finance: int) -> None:
    with opened(snapshot(tracker)) as copy:
        with pytest.raises(FileTrouble, match="read only"):
            commands.archive_customer(copy, finance, date(2026, 11, 20))
        assert copy.customers.get(finance).archived_on is None


def test_a_finding_that_was_doubted_is_judged_in_the_snapshot(
    tracker: Tracker, logged: int, week
) -> None:
    tracker.judge.finding(logged)
    commands.record(tracker, logged, (week + -2).start, 1.9)
    with opened(snapshot(tracker)) as copy:
        assert copy.judge.finding(logged) == tracker.judge.finding(logged)


def test_what_is_no_snapshot_is_refused() -> None:
    with pytest.raises(FileTrouble, match="not an Impact Tracker file"):
        opened(Snapshot(b"nothing of the kind " * 100))

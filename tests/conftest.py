"""What every test has: an empty tracker in memory, a fixed day, and no screen."""

from __future__ import annotations

import os

os.environ["QT_QPA_PLATFORM"] = os.environ.get("TRACKER_TEST_PLATFORM", "offscreen")
os.environ.setdefault("QT_ACCESSIBILITY", "1")

import gc
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from functools import cache
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings

from tracker.app import commands, demo
from tracker.app.commands import MeasureInput
from tracker.app.demo.story import SEED, WEEKS
from tracker.app.tracker import Tracker
from tracker.detection.scale import Scale
from tracker.domain.customer import CustomerKind, Tier
from tracker.domain.measure import Area, Better
from tracker.domain.period import Period
from tracker.store import making
from tracker.store.derived import rebuild_index
from tracker.store.history import Changes, UndoStep

# Python looks for garbage between two tests, as the program does between two events: in the middle
# of one, or in a thread, it would take windows apart that earlier tests left behind.
gc.disable()
MUCH, YOUNG, BETWEEN_WHOLE = 700, 1, 100
LOOKS = count(1)


def pytest_runtest_logfinish() -> None:
    """Look for garbage among what a test made, and now and then among everything."""
    if gc.get_count()[0] > MUCH:
        gc.collect(YOUNG if next(LOOKS) % BETWEEN_WHOLE else YOUNG + 1)


# Few tests that take long: with them last, one processor would wait for the other.
BEGUN_FIRST = {"test_torture", "test_apart", "test_offers", "test_self_test"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest; the rest stays as it is."""
    items.sort(key=lambda item: item.path.stem not in BEGUN_FIRST)


TODAY = date(2026, 11, 20)
settings.register_profile("unhurried", deadline=None)  # no test measures time
settings.load_profile("unhurried")


class MadeOnce:
    """Takes the steps that make a new file once, and copies its pages wherever another is empty.

    Every other test begins with an empty file, and the steps of all versions are a tenth of a
    second, the index of words and the views, which opening would add, another fiftieth. Files of
    earlier versions are brought up to date as ever.
    """

    def __init__(self) -> None:
        self.take_steps = making.migrate
        self._pages: bytes | None = None

    def __call__(self, db, version: int | None = None) -> None:
        ((parts,),) = db.conn.execute("SELECT count(*) FROM sqlite_master").fetchall()
        if parts or version is not None:
            self.take_steps(db, version)
        elif self._pages is None:
            self.take_steps(db)
            with closing(sqlite3.connect(":memory:")) as made:
                made.deserialize(db.conn.serialize())
                rebuild_index(made)
                self._pages = made.serialize()
        else:
            with closing(sqlite3.connect(":memory:")) as made:
                made.deserialize(self._pages)
                made.backup(db.conn)


making.migrate = MadeOnce()


class FilledOnce:
    """Tells the story of the sample data once, and copies its pages into every other empty memory.

    A sixth of a second each, in hundreds of tests. The steps to undo are the same, and who listens
    hears the same changes; a file on the disk, or a diary that is somebody's, is filled as ever.
    """

    def __init__(self) -> None:
        self.fill = demo.fill_demo
        self._kept: dict[tuple[object, ...], tuple[bytes, tuple[UndoStep, ...], list[Changes]]] = {}

    def __call__(self, tracker: Tracker, today: date, weeks: int = WEEKS, seed: int = SEED) -> None:
        if tracker.path is not None or tracker.history.steps or not tracker.empty:
            self.fill(tracker, today, weeks, seed)
            return
        key = today, weeks, seed
        if key not in self._kept:
            self._kept[key] = self._filled(*key)
        pages, steps, heard = self._kept[key]
        tracker.history.set_triggers()
        with closing(sqlite3.connect(":memory:")) as made:
            made.deserialize(pages)
            made.backup(tracker.file.conn)
        tracker.history.adopt(steps)
        tracker.measures.forget()
        tracker.judge.reload()
        for changes in heard:
            tracker.on_change(changes)

    def _filled(
        self, today: date, weeks: int, seed: int
    ) -> tuple[bytes, tuple[UndoStep, ...], list[Changes]]:
        heard: list[Changes] = []
        with Tracker() as tracker:
            tracker.on_change = heard.append
            self.fill(tracker, today, weeks, seed)
            return tracker.file.copy(), tracker.history.steps, heard


demo.fill_demo = FilledOnce()


@pytest.fixture(scope="session")
def qapp_args():
    """Return what the application of the run is started with: the program's own style."""
    from tracker.gui.theme import STYLE

    return ["tests", *STYLE]


@pytest.fixture(scope="session", autouse=True)
def application(qapp):
    """Make the one application of the run before a painter makes a smaller one for itself.

    What was copied is let go of at the end: without a screen Qt keeps it until after Python is
    gone, and taking apart what Python made then ends in a crash of a run that passed.
    """
    yield qapp
    qapp.clipboard().clear()


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Callable[[date], Path]:
    """Return where a file with the sample data of a day lies, which is made once."""

    @cache
    def filled(today: date) -> Path:
        path = tmp_path_factory.mktemp("sample") / "work.db"
        with Tracker(path) as tracker:
            demo.fill_demo(tracker, today)
        return path

    return filled


@pytest.fixture
def today() -> date:
    """Return a Friday in week 47 of 2026, a year of 53 weeks."""
    return TODAY


@pytest.fixture
def week(today: date) -> Period:
    return Period.of(today)


@pytest.fixture
def tracker() -> Iterator[Tracker]:
    tracker = Tracker()
    yield tracker
    tracker.close()


@pytest.fixture
def finance(tracker: Tracker) -> int:
    return commands.add_customer(tracker, "Finance leads", Tier.WOW, CustomerKind.TEAM)


@pytest.fixture
def answers(tracker: Tracker, finance: int, today: date) -> int:
    """Return a weekly duration, lower is better, promise 2 days."""
    said = MeasureInput(
        name="Month-end close answers",
        area=Area.EFFECTIVENESS,
        scale=Scale.DURATION,
        better=Better.LOWER,
        promise=2,
        unit="days",
    )
    return commands.add_measure(tracker, finance, said, today)


@pytest.fixture
def forecast(tracker: Tracker, finance: int, today: date) -> int:
    """Return a weekly rating, promise 4."""
    said = MeasureInput(name="Forecast was usable as sent", area=Area.EFFECTIVENESS, promise=4)
    return commands.add_measure(tracker, finance, said, today)


@pytest.fixture
def logged(tracker: Tracker, answers: int) -> int:
    """Log five weeks of answers: kept, not kept with notes, away, missed, kept."""
    monday = Period.of(TODAY)
    commands.record(tracker, answers, (monday + -4).start, 1.4)
    commands.record(tracker, answers, (monday + -3).start, 2.4)
    note = "Two requests waited on the ledger export"
    commands.annotate(tracker, answers, (monday + -3).start, note=note, private_note="I was tired")
    commands.skip(tracker, answers, (monday + -2).start, "away")
    commands.record(tracker, answers, monday.start, 2)
    return answers

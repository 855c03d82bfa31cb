"""Backups make themselves: while the window is open, when it goes, and before an import."""

from __future__ import annotations

import os
import shutil
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from tests.app.backups.rows import all_rows

from tracker.app import commands
from tracker.app.backups.shelf import BackupReason, BackupShelf
from tracker.app.settings import Settings
from tracker.app.tracker import Tracker
from tracker.domain.customer import Tier
from tracker.gui.bridge import Bridge
from tracker.gui.settings.backups import BackupCard
from tracker.gui.shell.errors import ExceptionHandler
from tracker.gui.shell.keeper import BackupKeeper
from tracker.gui.shell.session import Session
from tracker.gui.shell.window import MainWindow


class Clock:
    def __init__(self) -> None:
        self.now = datetime.now().replace(microsecond=0) + timedelta(minutes=1)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    """Return a clock that stands, a minute from now: what is written comes before it."""
    return Clock()


@pytest.fixture
def path(tmp_path: Path, filled) -> Path:
    (tmp_path / "data").mkdir()
    return shutil.copy(filled(date(2026, 11, 20)), tmp_path / "data" / "impact.db")


@pytest.fixture
def shelf(path: Path) -> BackupShelf:
    return BackupShelf(path)


@pytest.fixture
def bridge(path, theme, clock, qapp):
    with Tracker(path) as tracker:
        yield Bridge(tracker, theme, Settings(None), clock, qapp)


@pytest.fixture
def keeper(bridge) -> BackupKeeper:
    return BackupKeeper(bridge)


def waited(qtbot, bridge, do) -> None:
    with qtbot.waitSignal(bridge.backup_finished, timeout=30_000):
        do()


def write_later(path: Path, clock: Clock, minutes: int) -> None:
    """Let time pass, and the file be written at its end."""
    clock.now += timedelta(minutes=minutes)
    os.utime(path, (clock.now.timestamp() - 1, clock.now.timestamp() - 1))


def test_one_is_made_in_another_thread_and_the_next_an_hour_later(
    keeper, bridge, shelf, path, clock, qtbot
):
    waited(qtbot, bridge, keeper.look)
    assert all_rows(shelf.all()[0].path) == all_rows(path)
    write_later(path, clock, 30)
    keeper.look()
    assert len(shelf.all()) == 1
    write_later(path, clock, 31)
    waited(qtbot, bridge, keeper.look)
    assert len(shelf.all()) == 2


def test_the_last_one_holds_what_was_entered_last(keeper, bridge, shelf, path, clock, qtbot):
    waited(qtbot, bridge, keeper.look)
    commands.add_customer(bridge.tracker, "Entered last", Tier.MAINTAIN)
    write_later(path, clock, 2)
    keeper.end()
    with Tracker(shelf.all()[0].path, read_only=True) as copy:
        assert copy.customers.first(name="Entered last") is not None


def test_nothing_changed_makes_no_backup(keeper, bridge, shelf, clock, qtbot):
    waited(qtbot, bridge, keeper.look)
    clock.now += timedelta(days=1)
    keeper.look()
    keeper.end()
    assert len(shelf.all()) == 1


def test_before_an_import_the_file_is_kept(keeper, bridge, shelf, path):
    bridge.import_announced.emit()
    (made,) = shelf.all()
    assert made.reason is BackupReason.IMPORT
    assert all_rows(made.path) == all_rows(path)


def test_an_empty_file_needs_no_backup(theme, tmp_path, clock, qapp):
    with Tracker(tmp_path / "new.db") as tracker:
        keeper = BackupKeeper(Bridge(tracker, theme, Settings(None), clock, qapp))
        keeper.look()
        keeper.keep_before_import()
        keeper.end()
    assert not (tmp_path / "new backups").exists()


def test_a_failed_backup_is_said_until_one_works(keeper, bridge, shelf, path, clock, qtbot):
    window = MainWindow(bridge)
    qtbot.addWidget(window)
    card = BackupCard(bridge)
    qtbot.addWidget(card)
    in_the_way = path.with_name("impact backups")
    in_the_way.write_text("a file where the folder should be")
    waited(qtbot, bridge, keeper.make)
    assert window.backups.text() == "The last backup failed: see Settings"
    assert not window.backups.isHidden()
    assert card.trouble.text() == bridge.backup_trouble.sentence
    write_later(path, clock, 61)
    waited(qtbot, bridge, keeper.look)
    assert not window.backups.isHidden()
    in_the_way.unlink()
    write_later(path, clock, 61)
    waited(qtbot, bridge, keeper.look)
    assert window.backups.isHidden()
    assert card.trouble.isHidden()
    assert len(shelf.all()) == 1


def test_a_chosen_folder_that_is_away_is_said_though_a_backup_was_made(
    keeper, bridge, shelf, tmp_path, qtbot
):
    bridge.settings.change(backup_folder=str(tmp_path / "unplugged"))
    waited(qtbot, bridge, keeper.make)
    assert len(shelf.all()) == 1
    assert bridge.backup_trouble is not None


def test_the_card_says_where_they_lie_how_large_they_are_and_that_it_is_one_disk(
    keeper, bridge, shelf, tmp_path, qtbot
):
    card = BackupCard(bridge)
    qtbot.addWidget(card)
    card.show_backups()
    assert card.place.text() == str(shelf.folder)
    assert card.last.text().startswith("No backup yet")
    card.backup_requested.connect(keeper.make)
    waited(qtbot, bridge, card.now.click)
    assert "1 backup, on this disk, " in card.last.text()
    assert "if it breaks, both are gone" in card.disk.text()
    (tmp_path / "drive").mkdir()
    waited(qtbot, bridge, lambda: card._on_chosen(str(tmp_path / "drive")))
    assert card.place.text().startswith(str(tmp_path / "drive"))
    assert len(list((tmp_path / "drive").glob("*/*.db"))) == 1
    card.beside.click()
    assert card.place.text() == str(shelf.folder)


def test_in_memory_there_is_nothing_to_keep(theme, tracker, clock, qapp, qtbot):
    bridge = Bridge(tracker, theme, Settings(None), clock, qapp)
    card = BackupCard(bridge)
    qtbot.addWidget(card)
    card.show_backups()
    assert not card.now.isEnabled()
    keeper = BackupKeeper(bridge)
    keeper.look()
    keeper.make()
    keeper.end()


def test_a_window_that_closes_leaves_a_backup_and_the_sample_data_none(theme, path, shelf, qtbot):
    session = Session(theme, Settings(None), ExceptionHandler())
    session.start(path)
    qtbot.waitUntil(lambda: session._keeper is not None, timeout=30_000)
    session.close()
    assert all_rows(shelf.all()[0].path) == all_rows(path)
    demo = session.demo_file()
    session.start(demo)
    qtbot.waitUntil(lambda: "utils" in session.bridge.tracker.file.__dict__, timeout=30_000)
    assert session._keeper is None
    session.close()
    assert not demo.with_name("Sample data backups").exists()

"""A real data file with a year in it, and the shelf beside it."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from tracker.app.backups.shelf import BackupShelf
from tracker.app.demo import fill_demo
from tracker.app.tracker import Tracker


@pytest.fixture(scope="session")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("year") / "year.db"
    with Tracker(path) as tracker:
        fill_demo(tracker, date(2026, 11, 27))
    return path


@pytest.fixture
def data(year: Path, tmp_path: Path) -> Path:
    """Return a data file of this test's own, alone in its folder."""
    folder = tmp_path / "data"
    folder.mkdir()
    return Path(shutil.copyfile(year, folder / "impact.db"))


@pytest.fixture
def shelf(data: Path) -> BackupShelf:
    return BackupShelf(data)

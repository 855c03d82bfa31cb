from __future__ import annotations

from pathlib import Path

import platformdirs
import pytest

from tracker.app.settings import data_file, settings_file


@pytest.fixture(autouse=True)
def folders(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(platformdirs, "user_data_dir", lambda app, appauthor: tmp_path / "d" / app)
    monkeypatch.setattr(platformdirs, "user_config_dir", lambda app, appauthor: tmp_path / "c")


def test_asking_where_the_diary_lies_makes_nothing(tmp_path: Path) -> None:
    assert data_file() == tmp_path / "d" / "Impact Tracker" / "impact.db"
    assert settings_file() == tmp_path / "c" / "settings.json"
    assert list(tmp_path.iterdir()) == []


def test_the_folder_is_made_where_it_is_wanted() -> None:
    assert data_file(make=True).parent.is_dir()
    assert settings_file(make=True).parent.is_dir()
    assert not data_file(make=True).exists()

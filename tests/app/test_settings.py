"""Preferences: kept where they can be, told where not, and never a reason not to start."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from typing import get_type_hints

import pytest

from tracker.app.settings import Preferences, Settings, _PreferenceChanges
from tracker.domain.errors import TrackerError


def test_what_was_changed_is_there_next_time(tmp_path):
    path = tmp_path / "deep" / "settings.json"
    Settings(path).change(theme="dark", last_file="/x/日記.db")
    assert Settings(path).now == Preferences(theme="dark", last_file="/x/日記.db")
    assert [one.name for one in path.parent.iterdir()] == ["settings.json"]


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", "7", '"dark"', "\ufeff{}", "[" * 100_000, '{"theme": }', "\0"],
    ids=lambda text: ascii(text)[:12],
)
def test_a_broken_file_gives_the_usual_settings(tmp_path, text):
    path = tmp_path / "settings.json"
    path.write_text(text, encoding="utf-8")
    settings = Settings(path)
    assert settings.now == Preferences()
    settings.change(theme="light")
    assert Settings(path).now.theme == "light"


def test_bytes_that_are_no_text_give_the_usual_settings(tmp_path):
    path = tmp_path / "settings.json"
    path.write_bytes(b'{"theme": "\xff"}')
    assert Settings(path).now == Preferences()


@pytest.mark.parametrize(
    "said",
    [{"theme": 3}, {"theme": "neon"}, {"theme": None}, {"pulse_more": 1}, {"pulse_more": "yes"},
     {"geometry": []}, {"page": {}}, {"shoe_size": 43}, {"paper": "papyrus"}, {"text_size": 85},
     {"text_size": -5}, {"text_size": True}],
)  # fmt: skip
def test_a_setting_of_another_kind_is_the_usual_one(tmp_path, said):
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"page": "trends", **said}))
    assert Settings(path).now == Preferences(page="week" if "page" in said else "trends")


def test_a_change_to_the_same_writes_nothing(tmp_path):
    path = tmp_path / "settings.json"
    Settings(path).change(theme="system")
    assert not path.exists()


def test_without_a_file_settings_hold_for_the_run():
    settings = Settings(None)
    settings.change(theme="dark")
    assert settings.now.theme == "dark"


def test_a_folder_that_cannot_be_made_is_told_and_the_setting_holds(tmp_path):
    (tmp_path / "config").write_text("a file where the folder should be")
    settings = Settings(tmp_path / "config" / "settings.json")
    with pytest.raises(TrackerError) as told:
        settings.change(theme="dark")
    assert "cannot be saved" in told.value.title
    assert str(tmp_path / "config") in told.value.hint
    assert settings.now.theme == "dark"


def test_a_disk_that_refuses_leaves_the_file_as_it_was(tmp_path):
    path = tmp_path / "settings.json"
    Settings(path).change(theme="dark")
    settings = Settings(path)
    (tmp_path / "settings.json.part").mkdir()
    with pytest.raises(TrackerError, match="cannot be saved"):
        settings.change(theme="light")
    assert json.loads(path.read_text()) == asdict(Preferences(theme="dark"))
    assert settings.now.theme == "light"


def test_a_folder_in_the_place_of_the_file_gives_the_usual_settings(tmp_path):
    path = tmp_path / "settings.json"
    path.mkdir()
    settings = Settings(path)
    assert settings.now == Preferences()
    with pytest.raises(TrackerError, match="cannot be saved"):
        settings.change(theme="light")
    assert list(tmp_path.iterdir()) == [path]


def test_every_preference_can_be_changed_by_its_name_and_type():
    assert get_type_hints(_PreferenceChanges) == get_type_hints(Preferences)


@pytest.mark.parametrize(
    "said",
    [
        *({name: "a\0b"} for name in ("backup_folder", "last_file", "save_folder", "geometry")),
        {"recent_files": ["/there/x.db", "a\0b"]},
        {"backup_folder": "half a letter \ud83d"},
        {"recent_files": ["/there/x.db", "\ud83d"]},
    ],
)
def test_a_path_that_no_system_takes_is_the_usual_one(tmp_path, said):
    path = tmp_path / "settings.json"
    path.write_text(json.dumps(said | {"theme": "dark"}))
    assert Settings(path).now == Preferences(theme="dark")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="it knows no pipes")
def test_a_pipe_in_the_place_of_the_file_gives_the_usual_settings(tmp_path):
    path = tmp_path / "settings.json"
    os.mkfifo(path)
    assert Settings(path).now == Preferences()
    path.unlink()
    path.symlink_to("/dev/zero")  # has no end
    assert Settings(path).now == Preferences()

"""The entry that starts the reminder at login: written, found and taken away again."""

from __future__ import annotations

import configparser
import shlex
import subprocess
import sys

import pytest

from tracker.app.login_start import command, start_at_login, starts_at_login
from tracker.domain.errors import TrackerError

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="the entry is a desktop file on Linux only"
)


@pytest.fixture
def config(tmp_path, monkeypatch):
    folder = tmp_path / "my config"
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder))
    return folder


def entry(config):
    parser = configparser.RawConfigParser()
    parser.optionxform = str
    (path,) = (config / "autostart").glob("*.desktop")
    parser.read(path, encoding="utf-8")
    return parser["Desktop Entry"]


def test_it_is_off_until_it_is_wanted_and_gone_when_it_is_not(config):
    assert not starts_at_login()
    start_at_login(wanted=True)
    assert starts_at_login()
    start_at_login(wanted=True)
    start_at_login(wanted=False)
    start_at_login(wanted=False)
    assert not starts_at_login()
    assert list((config / "autostart").iterdir()) == []


def test_what_is_started_is_this_program_without_a_window(config):
    start_at_login(wanted=True)
    found = entry(config)
    assert found["Type"] == "Application"
    assert shlex.split(found["Exec"]) == command()
    assert command()[-1] == "--remind"


@pytest.mark.parametrize(
    "folder", ["/opt/im pact", '/opt/a"b', "/opt/a$b", "/opt/a`b", "/opt/a\\b"]
)
def test_a_path_with_signs_of_a_shell_starts_the_same_program(config, monkeypatch, folder):
    monkeypatch.setattr(sys, "executable", f"{folder}/python")
    start_at_login(wanted=True)
    # A desktop file escapes a backslash as a string, before the quotes of Exec are read.
    told = entry(config)["Exec"].replace("\\\\", "\\")
    read = subprocess.run(  # the quotes of Exec are those of a shell
        ["/bin/sh", "-c", f"printf '%s\\n' {told}"], capture_output=True, text=True, check=True
    )
    assert read.stdout.splitlines() == command()


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "file"))
    with pytest.raises(TrackerError, match="Start at login could not be changed"):
        start_at_login(wanted=True)


def test_a_relative_config_folder_is_none(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", "here")
    monkeypatch.setenv("HOME", str(tmp_path))
    start_at_login(wanted=True)
    assert (tmp_path / ".config" / "autostart").is_dir()

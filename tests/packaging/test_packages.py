"""What packages are made of: one id, one version, one list of libraries, a page for every verb."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys

import pytest
from tests.packaging.machine import ROOT

from tracker import APP_ID, __version__
from tracker.cli.root import COMMANDS
from tracker.store.opening import APPLICATION_ID

LINUX = ROOT / "packaging" / "linux"


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", ["desktop", "metainfo.xml", "xml"])
def test_every_file_of_a_desktop_is_named_by_the_one_id(kind: str) -> None:
    assert (LINUX / f"{APP_ID}.{kind}").is_file()


def test_launcher_icon_window_and_description_go_by_it() -> None:
    launcher = text(f"packaging/linux/{APP_ID}.desktop")
    assert f"\nIcon={APP_ID}\n" in launcher
    assert f"\nStartupWMClass={APP_ID}\n" in launcher
    assert "\nExec=impact-tracker %f\n" in launcher
    described = text(f"packaging/linux/{APP_ID}.metainfo.xml")
    assert f"<id>{APP_ID}</id>" in described
    assert f'type="desktop-id">{APP_ID}.desktop<' in described
    assert f'<release version="{__version__}"' in described
    assert f'!define ID "{APP_ID}"' in text("packaging/windows/installer.nsi")


def test_our_files_are_told_by_what_stands_in_them() -> None:
    kinds = text(f"packaging/linux/{APP_ID}.xml")
    assert f'offset="68" value="0x{APPLICATION_ID:X}"' in kinds


@pytest.mark.skipif(not shutil.which("desktop-file-validate"), reason="desktop-file-utils")
def test_the_launcher_is_valid() -> None:
    done = subprocess.run(
        ["desktop-file-validate", LINUX / f"{APP_ID}.desktop"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.skipif(not shutil.which("appstreamcli"), reason="appstream")
def test_the_description_is_valid() -> None:
    command = ["appstreamcli", "validate", "--no-net", LINUX / f"{APP_ID}.metainfo.xml"]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_man_page_and_completions_know_every_command(tmp_path) -> None:
    command = [sys.executable, ROOT / "packaging" / "command_docs.py", tmp_path]
    subprocess.run(command, check=True)
    page = (tmp_path / "impact-tracker.1").read_text(encoding="utf-8")
    named = re.findall(r"^\.SS (\S+)", page, flags=re.MULTILINE)
    assert [name.replace("\\-", "-") for name in named] == list(COMMANDS)
    assert "\\-\\-data FILE" in page
    for shell in ("bash", "zsh", "fish"):
        said = (tmp_path / f"impact-tracker.{shell}").read_text(encoding="utf-8")
        assert "_IMPACT_TRACKER_COMPLETE" in said


def test_a_shell_is_answered_and_no_window_opens() -> None:
    asked = {"_IMPACT_TRACKER_COMPLETE": "bash_complete", "COMP_WORDS": "x sta", "COMP_CWORD": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "tracker"], env=asked, capture_output=True, text=True, check=False
    )
    assert done.stdout.split() == ["plain,status"]


@pytest.mark.parametrize("tool", ["command_docs.py", "app_icons.py"])
def test_who_asks_a_tool_what_it_does_is_told_and_nothing_is_written(tool: str, tmp_path) -> None:
    command = [sys.executable, ROOT / "packaging" / tool, "--help"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert "folder" in done.stdout
    assert list(tmp_path.iterdir()) == []

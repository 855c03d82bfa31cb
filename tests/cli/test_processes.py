"""The command line as a process of its own: what it loads, how it ends, what it prints where."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tracker.app import commands
from tracker.app.tracker import Tracker

HEAVY = ("PySide6", "shiboken6", "numpy", "pyqtgraph", "sqlite_utils")
# Not heavy each, but none of `status`'s business: it must stay within eight bare starts of Python.
NOT_NEEDED = (
    "socket", "csv", "json", "platformdirs", "tracker.detection.detector", "tracker.app.judging",
    "tracker.app.commands", "tracker.app.transfer", "tracker.report.charts", "tracker.cli.log",
    "tracker.domain.finding", "tracker.report.documents",
    *(f"tracker.app.{home}" for home in commands._HOMES if home.endswith(".commands")),
)  # fmt: skip
WATCHED = """
import sys
from tracker.__main__ import main
status = main()
print(status, *(name for name in {names!r} if name in sys.modules), file=sys.stderr)
"""


def process(*words: object, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *map(str, words)],
        capture_output=True,
        encoding="utf-8",
        check=False,
        **options,
    )


def loaded(names: tuple[str, ...], *words: object) -> list[str]:
    """Return the exit status, and which of the modules a command line has loaded."""
    return process("-c", WATCHED.format(names=names), *words).stderr.splitlines()[-1].split()


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("words", [["status"], ["status", "--period", "2026-W40"]])
def test_status_loads_nothing_it_does_not_need(file: Path, words: list[str]) -> None:
    with Tracker(file) as tracker:
        tracker.judge.findings()  # as the window leaves it: what is kept is read without the judge
    assert loaded(HEAVY + NOT_NEEDED, "--data", file, *words) == ["0"]


@pytest.mark.usefixtures("demo")
def test_reading_and_an_svg_load_no_qt_and_nothing_that_writes(file: Path, tmp_path: Path) -> None:
    data = ("--data", file)
    assert loaded(HEAVY, *data, "export", tmp_path / "x.csv") == ["0"]
    qt = ("PySide6", "numpy", "pyqtgraph")
    assert loaded(qt, *data, "chart", "No surprises", tmp_path / "x.svg") == ["0"]
    assert loaded(qt, *data, "log", "No surprises", "4") == ["0"]
    assert loaded(qt, *data, "import", tmp_path / "x.csv") == ["0"]


@pytest.mark.usefixtures("demo")
def test_answers_go_to_standard_output_and_refusals_to_standard_error(file: Path) -> None:
    good = process("-m", "tracker", "--data", file, "status", "--json", "--period", "2026-W40")
    assert (good.returncode, good.stderr) == (0, "")
    assert json.loads(good.stdout)["period"] == "2026-W40"
    bad = process("-m", "tracker", "--data", file, "log", "No surprises", "9")
    assert (bad.returncode, bad.stdout) == (2, "")
    assert bad.stderr == "Error: A rating is a whole number from 1 to 5. 9 is not one.\n"


@pytest.mark.usefixtures("demo")
def test_a_console_of_few_letters_is_no_reason_to_stop(file: Path) -> None:
    poor = os.environ | {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    told = subprocess.run(
        [sys.executable, "-m", "tracker", "--data", str(file), "status", "--period", "2026-W40"],
        env=poor,
        capture_output=True,
        check=False,
    )
    assert told.returncode == 0
    assert b"promise <= 2 days" in told.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="no such rights there")
def test_what_is_made_can_be_read_by_its_owner_whatever_the_shell_says(tmp_path: Path) -> None:
    new = tmp_path / "new.db"
    assert process("-m", "tracker", "--data", new, "demo", umask=0o777).returncode == 0
    assert process("-m", "tracker", "--data", new, "backup", umask=0o777).returncode == 0
    for one in tmp_path.rglob("*"):
        assert one.stat().st_mode & 0o777 == (0o700 if one.is_dir() else 0o600), one


@pytest.mark.usefixtures("demo")
@pytest.mark.skipif(sys.platform == "win32", reason="pipes end otherwise there")
def test_a_reader_that_has_enough_hears_no_complaint(file: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    told = subprocess.run(
        [sys.executable, "-m", "tracker", "--data", str(file), "status"],
        stdout=write,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(write)
    assert (told.returncode, told.stderr) == (1, b"")


def test_while_one_process_writes_another_is_told_who_holds_the_file(demo: Path) -> None:
    with Tracker(demo):
        told = process("-m", "tracker", "--data", demo, "log", "No surprises", "4")
        read = process("-m", "tracker", "--data", demo, "status")
    assert (told.returncode, read.returncode) == (1, 0)
    assert f"process {os.getpid()} on " in told.stderr


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("suffix", [".pdf", ".png", ".docx"])
def test_what_is_drawn_is_written_by_a_process_that_has_no_window(
    file: Path, tmp_path: Path, suffix: str
) -> None:
    data = ("-m", "tracker", "--data", file)
    if suffix == ".docx":
        span = ("--from", "2026-07-01", "--to", "2026-11-20")
        done = process(*data, "review", tmp_path / f"pack{suffix}", *span)
    else:
        done = process(*data, "scorecard", "finance leads", tmp_path / f"page{suffix}", "--for-me")
    assert (done.returncode, done.stderr.count("Traceback")) == (0, 0), done.stderr
    assert [one.suffix for one in tmp_path.iterdir() if one.suffix == suffix] == [suffix]

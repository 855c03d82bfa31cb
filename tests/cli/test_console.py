"""A console that knows few signs, that is full, or closed: one line, and never a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tracker.cli.console import PLAIN

Ran = subprocess.CompletedProcess[str]
COMMANDS = (
    ("status",),
    ("signals", "--all"),
    ("export", "out.csv"),
    ("--help",),
    ("status", "--json"),
)


@pytest.fixture
def typed(demo: Path, tmp_path: Path) -> Callable[..., Ran]:
    """Return what runs a command line as a shell does, `how` being its redirections."""

    def run(*words: str, how: str = "", encoding: str = "utf-8", told: str = "utf-8") -> Ran:
        line = f'exec "$@" {how}'
        command = [sys.executable, "-m", "tracker", "--data", str(demo), *words]
        return subprocess.run(
            ["/bin/sh", "-c", line, "sh", *command],
            capture_output=True, cwd=tmp_path, encoding=told, check=False, timeout=120,
            env={**os.environ, "PYTHONIOENCODING": encoding},
        )  # fmt: skip

    return run


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a full device is a thing of Linux")
@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("how", [">/dev/full", ">&-"], ids=["full", "closed"])
def test_an_answer_that_cannot_be_printed_is_one_line(typed, words, how):
    came = typed(*words, how=how)
    assert came.returncode == 1
    assert "Traceback" not in came.stderr
    assert "Exception ignored" not in came.stderr
    *_, last = came.stderr.splitlines()
    assert last.startswith("Error: The answer could not be printed: ")
    assert last.endswith("No space left on device." if "full" in how else "is closed.")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a full device is a thing of Linux")
@pytest.mark.parametrize("how", ["2>/dev/full", "2>&-"], ids=["full", "closed"])
def test_a_refusal_that_nobody_hears_ends_all_the_same(typed, how):
    came = typed("status", "--period", "never", how=how)
    assert (came.returncode, came.stdout, came.stderr) == (2, "", "")


@pytest.mark.parametrize("encoding", ["cp1252", "cp850", "iso8859-1", "cp1251"])
def test_what_a_console_cannot_show_is_written_in_signs_that_it_can(typed, encoding):
    wide = typed("status").stdout
    assert "≤" in wide
    narrow = typed("status", encoding=encoding, told=encoding).stdout
    assert "?" not in narrow
    assert "<=" in narrow
    assert len(narrow.splitlines()) == len(wide.splitlines())


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("≤ 2 days, −3", "<= 2 days, -3"),
        ("“kept” … 9–12", '"kept" ... 9-12'),
        ("12\N{NARROW NO-BREAK SPACE}000 for Zoë", "12 000 for Zoe"),
        ("日記", "??"),
    ],
)
def test_each_sign_has_its_plain_one(text, written):
    assert text.encode("ascii", PLAIN).decode() == written

"""A console that knows few signs, that is full, or closed: one line, and never a traceback."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tracker.cli.console import PLAIN

LONG = "x" * 5000
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


@pytest.mark.usefixtures("demo")
def test_no_name_and_no_note_acts_on_the_terminal(cli) -> None:
    assert cli("note", "a\x1b[31mred\x07 \u202eevil").status == 0
    answer = cli("notes")
    assert answer.status == 0
    assert "red\ufffd \ufffdevil" in answer.out
    assert not {"\x1b", "\x07", "\u202e"} & set(answer.out)


@pytest.mark.parametrize(
    "wish",
    [[LONG], ["status", "--period", LONG], ["log", LONG, "1"], ["decision", LONG, "x.html"],
     ["status", LONG], ["import", f"{LONG}.csv"], ["log", "a b " * 999, "1"],
     ["status", f"--{LONG}"]],
    ids=lambda wish: " ".join(wish)[:30],
)  # fmt: skip
@pytest.mark.usefixtures("demo")
def test_what_was_typed_is_echoed_in_its_beginning_only(cli, wish) -> None:
    answer = cli(*wish)
    assert answer.status in {1, 2}
    assert len(answer.refusal) < 400
    assert len(answer.err.splitlines()) == 1


@pytest.mark.usefixtures("demo")
def test_a_number_beyond_every_row_names_none(cli, tmp_path: Path) -> None:
    answer = cli("decision", "9" * 20, str(tmp_path / "x.html"))
    assert answer.status in {1, 2}
    assert answer.refusal
    assert not (tmp_path / "x.html").exists()


@pytest.mark.usefixtures("demo")
def test_a_bug_that_damage_caused_is_told_as_damage(cli, file: Path) -> None:
    with closing(sqlite3.connect(file)) as conn:
        conn.execute("ALTER TABLE note DROP COLUMN played_back")
    answer = cli("notes")
    assert answer.status == 1
    assert "is damaged" in answer.refusal

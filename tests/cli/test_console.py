"""A console that knows few signs, that is full, or closed: one line, and never a traceback."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from tests.cli.conftest import Cli

from tracker.app.demo import fill_demo
from tracker.app.tracker import Tracker
from tracker.cli import root
from tracker.cli.console import PLAIN
from tracker.report.scorecard.reply import CustomerReply, encode

LONG = "x" * 5000
TODAY = date(2026, 11, 20)
FULL = "The answer could not be printed: No space left on device."
CLOSED = "The answer could not be printed: standard output is closed."
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


# Each command with what it prints an answer for, in a folder that holds the sample data.
EVERY = {
    "demo": ["demo"],
    "log": ["log", "No surprises", "4"],
    "status": ["status"],
    "import": ["import", "rows.csv"],
    "export": ["export", "out.csv"],
    "chart": ["chart", "No surprises", "chart.svg"],
    "scorecard": ["scorecard", "finance leads", "page.html"],
    "agreement": ["agreement", "finance leads", "page.html"],
    "publish": ["publish", "."],
    "reply": ["reply", "…"],
    "review": ["review", "pack.md", "--from", "2026-06-01", "--to", "2026-11-20"],
    "search": ["search", "answers"],
    "needs": ["needs"],
    "need": ["need", "finance leads", "a quiet hour"],
    "moment": ["moment", "finance leads", "the close", "2026-12-10"],
    "moments": ["moments"],
    "note": ["note", "a thought"],
    "notes": ["notes"],
    "conflicts": ["conflicts"],
    "decisions": ["decisions"],
    "decision": ["decision", "1", "page.html"],
    "stops": ["stops"],
    "stop": ["stop", "Ledger team: The ledger export"],
    "my-stop": ["my-stop", "finance leads", "the figures"],
    "rate": ["rate", "finance leads", "4"],
    "ratings": ["ratings"],
    "measure": ["measure", "edit", "No surprises", "--their-name", "Calm Fridays"],
    "signals": ["signals"],
    "usual": ["usual", "Docs kept them self-sufficient"],
    "backup": ["backup", "copy.db"],
    "restore": ["restore", "kept.db"],
    "check": ["check", "--salvage", "read.db"],
    "detect": ["detect", "series.csv"],
}
ROWS = "customer,measure,period,value\nMy manager,No surprises,2026-W02,4\n"
SERIES = "series,period,value\n" + "".join(f"A,2026-W{week},{week % 7}\n" for week in range(10, 40))


def test_every_command_is_walked() -> None:
    assert list(EVERY) == list(root.COMMANDS)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that holds sample data, and what the commands read beside it."""
    folder = tmp_path_factory.mktemp("shelf")
    with Tracker(folder / "work.db") as tracker:
        fill_demo(tracker, TODAY)
        share = next(one for one in tracker.ledger.all() if one.token)
        asked = len(tracker.ledger.measures(share.id, rated=True))
        reply = CustomerReply(share.token, share.shared_on, (None,) * asked, "Good")
    for name, content in {"rows.csv": ROWS, "series.csv": SERIES, "code": encode(reply)}.items():
        (folder / name).write_text(content, encoding="utf-8")
    return folder


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a full device is a thing of Linux")
@pytest.mark.parametrize("name", EVERY)
def test_no_command_is_surprised_by_an_output_that_takes_nothing(
    cli: Cli, shelf: Path, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ["reply", (shelf / "code").read_text()] if name == "reply" else EVERY[name]
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        for stream, why in ((full, FULL), (None, CLOSED)):
            folder = tmp_path / f"{stream is None}"
            folder.mkdir()
            monkeypatch.chdir(folder)
            for file in () if name == "demo" else shelf.iterdir():
                shutil.copy2(file, folder)
            shutil.copy2(shelf / "work.db", folder / "kept.db")
            with monkeypatch.context() as patch:
                patch.setattr(sys, "stdout", stream)
                answer = cli(*words, data=folder / "work.db")
            assert (answer.status, answer.refusal) == (1, why)
            assert answer.err.count("Error: ") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a full device is a thing of Linux")
@pytest.mark.parametrize(("how", "why"), [(">/dev/full", FULL), (">&-", CLOSED)])
@pytest.mark.parametrize("word", ["--smoke", "--version", "--help"])
def test_a_start_without_a_command_is_not_surprised_either(typed, how, why, word) -> None:
    came = typed(word, how=how)
    assert (came.returncode, came.stderr) == (1, f"Error: {why}\n")


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

"""One command line in a forked child, and how it ended.

The child is a fork of a process that has the command line loaded already (30 ms instead of 1 s), so
a `kill -9` hits the same code as a real run.
"""

from __future__ import annotations

import gc
import io
import os
import select
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Sequence
from contextlib import closing, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

TODAY = date(2026, 11, 20)
TIMED_OUT = 124
LARGEST_MEMORY = 3 << 30
QT_FREE = ("detection", "domain", "store", "report", "app", "cli")
DEMOS: dict[tuple[int, int], bytes] = {}
Word = str | Path


@dataclass(frozen=True)
class Ran:
    """How a command line ended: its status (-9: killed), and what it printed."""

    status: int
    out: str
    err: str
    seconds: float

    @property
    def killed(self) -> bool:
        return self.status == -signal.SIGKILL

    @property
    def clean(self) -> bool:
        """Whether it ended in success, or in a refusal of one sentence."""
        broke = "Traceback (most recent call last)" in self.err or "Fatal Python" in self.err
        return self.status in {0, 1, 2} and not broke

    @property
    def last(self) -> str:
        lines = [line for line in self.err.strip().splitlines() if line.strip()]
        return lines[-1][:200] if lines else ""


@cache
def preload() -> None:
    """Load whatever a command line can need, once, before the first fork: a child loads nothing.

    A child that loads a module compiles it, where nothing compiled is kept. What a command line
    makes at its first use (the names of the months, the template of a page) is made here, too; and
    a child that looks for garbage looks at its own: each page it touches would be copied for it.
    """
    from tracker.app.demo import fill_demo
    from tracker.app.tracker import Tracker

    for name in QT_FREE:
        package = import_module(f"tracker.{name}")
        for module in walk_packages(package.__path__, f"{package.__name__}."):
            import_module(module.name)
    with Tracker() as tracker:
        fill_demo(tracker, TODAY, weeks=4)
        tracker.file.preload()
        tracker.history.set_triggers()
        tracker.words.settle()
    _used_once()
    gc.collect()
    gc.freeze()


def _used_once() -> None:
    """Read a table and write a page, in this process and a folder of its own."""
    from tracker.cli.root import run as carry_out

    said = io.StringIO()
    with tempfile.TemporaryDirectory() as folder, redirect_stdout(said), redirect_stderr(said):
        data, table = Path(folder, "a.db"), Path(folder, "in.csv")
        table.write_text("customer,measure,period,value\nLegal,Answers,Nov 2026,4\n")
        for words in (
            ["demo", "--weeks", "4"],
            ["import", str(table)],
            ["scorecard", "finance leads", str(Path(folder, "f.html"))],
        ):
            if carry_out(["--data", str(data), *words], _no_window, TODAY):
                raise RuntimeError(f"{words} fails where nothing is wrong: {said.getvalue()}")


def run(
    words: Sequence[Word],
    *,
    today: date = TODAY,
    kill_after: float | None = None,
    timeout: float = 60,
    folder: Path | None = None,
    typed: bytes | None = None,
    before: Callable[[], None] | None = None,
) -> Ran:
    """Carry out one command line in a fork; `kill_after` so many seconds it is killed."""
    preload()
    sys.stdout.flush()
    sys.stderr.flush()
    pipes = os.pipe(), os.pipe()
    began = time.monotonic()
    child = os.fork()
    if not child:
        _be_the_child(words, today, (pipes[0][1], pipes[1][1]), folder, typed, before)
    for _, writing in pipes:
        os.close(writing)
    told, timed_out = _listen(child, [reading for reading, _ in pipes], kill_after, timeout)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    out, err = (one.decode("utf-8", "replace") for one in told)
    return Ran(TIMED_OUT if timed_out else code, out, err, time.monotonic() - began)


def _be_the_child(
    words: Sequence[Word],
    today: date,
    streams: tuple[int, int],
    folder: Path | None,
    typed: bytes | None,
    before: Callable[[], None] | None,
) -> None:
    status = 70
    try:
        _redirect(streams, typed)
        if folder:
            os.chdir(folder)
        if before:
            before()
        from tracker.cli.root import run as carry_out

        status = carry_out([os.fspath(word) for word in words], _no_window, today)
        sys.stdout.flush()
    except SystemExit as error:
        status = error.code if isinstance(error.code, int) else 70
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)


def _no_window(data: Path | None, *, demo: bool, smoke: bool, remind: bool) -> int:
    raise RuntimeError(f"a window was asked for: {data} {demo} {smoke} {remind}")


def _redirect(streams: tuple[int, int], typed: bytes | None) -> None:
    os.dup2(streams[0], 1)
    os.dup2(streams[1], 2)
    if typed is None:
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    else:
        reading, writing = os.pipe()
        if not os.fork():
            os.close(reading)
            os.write(writing, typed)
            os._exit(0)
        os.close(writing)
        os.dup2(reading, 0)
    sys.stdin = os.fdopen(0, encoding="utf-8", errors="surrogateescape", closefd=False)
    sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = os.fdopen(2, "w", encoding="utf-8", closefd=False)


def _listen(
    child: int, pipes: list[int], kill_after: float | None, timeout: float
) -> tuple[list[bytes], bool]:
    """Read until the child is gone, and kill it when its time has come."""
    told = dict.fromkeys(pipes, b"")
    began, killed, timed_out, live = time.monotonic(), False, False, list(pipes)
    while live:
        now = time.monotonic() - began
        timed_out = timed_out or (now > timeout and not killed)
        if not killed and (timed_out or (kill_after is not None and now >= kill_after)):
            os.kill(child, signal.SIGKILL)
            killed = True
        wait = 0.2 if kill_after is None or killed else min(0.2, max(0.0, kill_after - now))
        for pipe in select.select(live, [], [], wait)[0]:
            content = os.read(pipe, 65536)
            told[pipe] += content
            if not content:
                os.close(pipe)
                live.remove(pipe)
    return [told[pipe] for pipe in pipes], timed_out


def fresh(folder: Path) -> Path:
    """Return a folder that is empty."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def demo(work: Path, weeks: int = 52, seed: int = 7) -> bytes:
    """Return a data file with so many weeks in it; made once, then remembered."""
    if (weeks, seed) not in DEMOS:
        path = work / f"demo-{weeks}-{seed}.db"
        done = run(["--data", path, "demo", "--weeks", str(weeks), "--seed", str(seed)])
        if done.status:
            raise RuntimeError(done.err)
        judge(path)
        DEMOS[weeks, seed] = path.read_bytes()
    return DEMOS[weeks, seed]


def judge(path: Path) -> None:
    """Keep what is found of every measure, as a window does that was once open on the file."""
    from tracker.app.tracker import Tracker

    with Tracker(path) as tracker:
        tracker.judge.findings()


def rows(path: Path, sql: str) -> list[tuple[object, ...]]:
    """Read a file without the program."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as conn:
        return conn.execute(sql).fetchall()


def soundness(path: Path) -> str:
    """Return "ok", or what SQLite says is wrong with a file."""
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as conn:
            found = conn.execute("PRAGMA integrity_check").fetchall()
            keys = conn.execute("PRAGMA foreign_key_check").fetchall()
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        return str(error)
    return "ok" if found == [("ok",)] and not keys else f"{found[:2]} {keys[:2]}"


DERIVED = ("verdict", "verdict_state", "stamp", "sqlite_sequence", "signal")
UNEQUAL = {
    "uid",
    "logged_at",
    "finished_at",
    "found_at",
    "shared_at",
    "digest",
    "parts",
    "share_uid",
    "applied_at",
}


def content(path: Path) -> dict[str, list[str]]:
    """Return every row that a person kept, without what is different at every run."""
    found: dict[str, list[str]] = {}
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as conn:
        named = conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (name,) in named:
            if name in DERIVED or name.startswith(("word", "_")) or name == "share_part":
                continue
            columns = [row[1] for row in conn.execute(f"PRAGMA table_info({name})")]
            kept = ", ".join(column for column in columns if column not in UNEQUAL)
            found[name] = sorted(map(repr, conn.execute(f"SELECT {kept} FROM {name}")))
    return found

"""The file is written over, replaced, renamed, deleted, cut or unlocked under an open writer."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from benchmarks.torture.forked import TODAY, demo, fresh, rows, run, soundness
from benchmarks.torture.tally import Tally
from tracker.app import commands
from tracker.app.tracker import Tracker
from tracker.domain.errors import TrackerError

NOTES = "SELECT text FROM note ORDER BY id"
Change = Callable[[Path, Path], None]


def torment(work: Path, seed: int, *, short: bool) -> Iterator[Tally]:
    """Do each of these things between two steps, in every order of steps."""
    base, folder = demo(work), fresh(work / "underneath")
    tally = Tally("the file changes under an open writer")
    for name, change in CHANGES.items():
        for theirs, mine in ((3, 1), (1, 1), (5, 5)) if not short else ((1, 1),):
            for first in ("add", "undo", "redo"):
                _once(
                    tally,
                    f"{name} {theirs}/{mine} {first}",
                    folder,
                    base,
                    change,
                    (theirs, mine),
                    first,
                )
    yield tally
    yield _beside(folder, base, random.Random(seed), short=short)


def _beside(folder: Path, base: bytes, luck: random.Random, *, short: bool) -> Tally:
    """A journal or a log is laid beside the open file: it is never carried out, whoever reads."""
    tally = Tally("something laid beside an open file")
    for mine in (0, 1, 3) if not short else (1,):
        for end in ("-journal", "-wal"):
            for what in ("another state", "noise", "half", "of another program"):
                for first in ("read", "add", "undo"):
                    path = fresh(folder) / "a.db"
                    path.write_bytes(base)
                    left = _left_behind(folder, base, end, what, luck)
                    with Tracker(path) as tracker:
                        for number in range(mine):
                            _add(tracker, f"mine {number}")
                        before = _texts(path)
                        path.with_name(path.name + end).write_bytes(left)
                        told = _try(tracker, first)
                        again = _try(tracker, "add")
                    now = _texts(path)
                    wanted = [*_list(before)[: -1 if first == "undo" and mine else None]]
                    wanted += ["again"] * (2 if first == "add" else 1)
                    ok = told == again == "done" and now == wanted
                    name = f"{end} {what}, {mine} of mine, {first}"
                    tally.held(name, ok=ok, why=(told, again, before, now))
    return tally


def _left_behind(folder: Path, base: bytes, end: str, what: str, luck: random.Random) -> bytes:
    """Return what a program that was killed left beside another state of a file."""
    if what == "noise":
        return luck.randbytes(5000)
    other = folder / "killed.db"
    if what == "of another program":
        with closing(sqlite3.connect(other)) as conn:
            conn.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, text)")
            conn.execute("INSERT INTO note (text) VALUES ('theirs')")
            conn.commit()
    else:
        other.write_bytes(base)
    with closing(sqlite3.connect(other, isolation_level=None)) as conn:
        if end == "-wal":
            conn.execute("PRAGMA journal_mode = WAL")
        conn.execute("PRAGMA cache_size = 1")
        conn.execute("BEGIN")
        conn.execute("UPDATE note SET text = text || hex(zeroblob(3000))")
        if end == "-wal":
            conn.execute("COMMIT")
        found = other.with_name(other.name + end).read_bytes()
        if end == "-journal":
            conn.execute("ROLLBACK")
    other.unlink()
    return found[: luck.randrange(30, len(found))] if what == "half" else found


def _once(
    tally: Tally,
    what: str,
    folder: Path,
    base: bytes,
    change: Change,
    steps: tuple[int, int],
    first: str,
) -> None:
    path = fresh(folder) / "a.db"
    other = folder / "other.db"
    for one in (path, other):
        one.write_bytes(base)
    for number in range(steps[0]):
        with Tracker(other) as there:
            _add(there, f"theirs {number}")
    with Tracker(path) as tracker:
        for number in range(steps[1]):
            _add(tracker, f"mine {number}")
        if first == "redo":
            tracker.undo()
        mine = _texts(path)
        change(other, path)
        there_now = _texts(path) if path.exists() else None
        told = _try(tracker, first)
        after_first = _texts(path) if path.exists() else None
        again = _try(tracker, "add")
    now = _texts(path) if path.exists() else None
    _judge(tally, what, first, (mine, there_now, after_first, now), (told, again))


def _judge(
    tally: Tally,
    what: str,
    first: str,
    seen: tuple[object, object, object, object],
    told: tuple[str, str],
) -> None:
    """Where the content changed, the first step is refused, and nothing of ours is in theirs."""
    mine, there_now, after_first, now = seen
    if there_now is None or isinstance(there_now, str):  # gone, or no longer a file of ours
        ok = told[0] != "done" and "Traceback" not in told[0]
        ok = ok and (after_first in (there_now, mine))
    elif there_now == mine:
        ok = told[0] in {"done", "refused"} and told[1] in {"done", "refused"}
    else:
        ok = told[0] == "refused" and after_first == there_now
        ok = ok and told[1] == "done" and now == [*_list(there_now), "again"]
    tally.held(what, ok=ok, why=(told, *seen))


def _list(found: object) -> list[object]:
    return list(found) if isinstance(found, list) else []


def _try(tracker: Tracker, step: str) -> str:
    try:
        if step == "add":
            _add(tracker, "again")
        elif step == "read":
            tracker.notes.all()
        else:
            tracker.undo() if step == "undo" else tracker.redo()
    except TrackerError:
        return "refused"
    except Exception as error:
        return f"Traceback: {error!r}"
    return "done"


def _add(tracker: Tracker, text: str) -> None:
    commands.add_note(tracker, commands.NoteInput(text=text, happened_on=TODAY))


def _texts(path: Path) -> list[object] | str:
    try:
        found = [text for (text,) in rows(path, NOTES)]
    except sqlite3.DatabaseError as error:
        return str(error)
    sound = soundness(path)
    return found if sound == "ok" else sound


def _move(_source: Path, target: Path) -> None:
    target.rename(target.with_name("moved.db"))


def _write_over(source: Path, target: Path) -> None:
    with target.open("r+b") as file:
        file.write(source.read_bytes())
        file.truncate(source.stat().st_size)


def _write_over_unseen(source: Path, target: Path) -> None:
    before = target.stat()
    _write_over(source, target)
    os.utime(target, ns=(before.st_atime_ns, before.st_mtime_ns))


def _rename_over(source: Path, target: Path) -> None:
    part = target.with_name("~sync")
    shutil.copyfile(source, part)
    part.replace(target)


def _link_over(source: Path, target: Path) -> None:
    target.unlink()
    target.symlink_to(source)


def _move_behind_a_link(_source: Path, target: Path) -> None:
    real = target.with_name("real.db")
    target.rename(real)
    target.symlink_to(real.name)


def _insert(_source: Path, target: Path) -> None:
    with closing(sqlite3.connect(target)) as conn:
        conn.execute(
            "INSERT INTO note (kind, happened_on, text) VALUES ('note', '2026-11-01', 'foreign')"
        )
        conn.commit()


def _unlock(_source: Path, target: Path) -> None:
    target.with_name(target.name + ".lock").unlink()
    run(["--data", target, "note", "by the command line"])


CHANGES: dict[str, Change] = {
    "written over": _write_over,
    "written over, time and size as before": _write_over_unseen,
    "replaced by renaming": _rename_over,
    "replaced by a link to another": _link_over,
    "moved behind a link": _move_behind_a_link,
    "deleted": lambda _source, target: target.unlink(),
    "renamed": _move,
    "emptied": lambda _source, target: os.truncate(target, 0),
    "cut in half": lambda _source, target: os.truncate(
        target, target.stat().st_size // 8192 * 4096
    ),
    "made read-only": lambda _source, target: target.chmod(0o400),
    "unlocked, a second writer": _unlock,
    "a second name": lambda _source, target: os.link(target, target.with_name("hard.db")),
    "another program writes": _insert,
}

"""A journal that is lost, that lies beside another file, or that comes back after a power cut."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from benchmarks.torture import shim
from benchmarks.torture.forked import Word, content, demo, fresh, rows, run, soundness
from benchmarks.torture.kills import NEXT, table
from benchmarks.torture.shim import Fault
from benchmarks.torture.tally import Tally

VALUE = (
    "SELECT value FROM evaluation JOIN measure ON measure.id = measure_id"
    " WHERE name = 'Quotes used as sent' AND start = '2026-11-16'"
)


def torment(work: Path, seed: int, *, short: bool) -> Iterator[Tally]:
    """Take journals away, and put them where they do not belong."""
    if not shim.loaded():
        return
    luck, folder = random.Random(seed), fresh(work / "journals")
    cases = _cases(folder, short=short)
    files = _files(folder, work, short=short)
    beside, lost = (
        Tally("a journal beside another file"),
        Tally("half a commit without its journal"),
    )
    for name, words in cases.items():
        points = _writes_into_the_file(folder, files["the file"], words)
        for at in luck.sample(points, min(len(points), 2 if short else 6)):
            torn, journal = _broken_off(folder, files["the file"], words, at)
            after = _done(folder, files["the file"], words)
            for what, whole in files.items():
                # Of the file itself, the step may have been kept before its words were indexed.
                fine = [whole, after] if what == "the file" else [whole]
                blob = torn if what == "the file" else whole
                _beside(beside, f"{name} {at}: {what}", folder, blob, fine, journal)
        for at in points if not short else points[:4]:
            torn, _ = _broken_off(folder, files["the file"], words, at)
            _lost(lost, f"{name} {at}", folder, torn)
    yield beside
    yield lost
    yield _power_cuts(folder, files["the file"], 2 if short else 10)


def _cases(folder: Path, *, short: bool) -> dict[str, list[Word]]:
    (folder / "in.csv").write_text(table(4, 4 if short else 20))
    return {
        "log": ["log", "quotes used as sent", "63", "--note", "half of this"],
        "note": ["note", "the last words before the power went"],
        "import": ["import", folder / "in.csv"],
    }


def _files(folder: Path, work: Path, *, short: bool) -> dict[str, bytes]:
    """Return the file that is killed, and what a person may copy over it."""
    path = fresh(folder / "made") / "a.db"
    path.write_bytes(demo(work))
    found = {"an older backup": path.read_bytes()}
    run(["--data", path, "note", "the newest words"])
    found["the file"] = path.read_bytes()
    for number in range(1, 4 if short else 8):
        run(["--data", path, "note", f"A later note {number} " + "x" * 300])
        found[f"a copy {number} steps newer"] = path.read_bytes()
    other = folder / "made" / "other.db"
    other.write_bytes(found["an older backup"])
    run(["--data", other, "note", "words of another machine"])
    found["a copy of another machine"] = other.read_bytes()
    found["another diary"] = demo(work, weeks=30, seed=4)
    return found


def _writes_into_the_file(folder: Path, base: bytes, words: list[Word]) -> list[int]:
    path, log = fresh(folder / "w") / "a.db", folder / "calls.txt"
    log.unlink(missing_ok=True)
    path.write_bytes(base)
    run(["--data", path, *words], before=shim.armed(path.parent, 0, Fault.COUNT, log))
    return [
        number
        for number, (call, name) in enumerate(shim.calls(log), 1)
        if name.endswith("/a.db") and "pwrite" in call
    ]


def _done(folder: Path, base: bytes, words: list[Word]) -> bytes:
    path = fresh(folder / "w") / "a.db"
    path.write_bytes(base)
    run(["--data", path, *words])
    return path.read_bytes()


def _broken_off(folder: Path, base: bytes, words: list[Word], at: int) -> tuple[bytes, bytes]:
    path = fresh(folder / "w") / "a.db"
    path.write_bytes(base)
    run(["--data", path, *words], before=shim.armed(path.parent, at, Fault.KILL_AFTER))
    journal = path.with_name("a.db-journal")
    return path.read_bytes(), journal.read_bytes() if journal.exists() else b""


def _beside(
    tally: Tally, what: str, folder: Path, blob: bytes, fine: list[bytes], journal: bytes
) -> None:
    path = fresh(folder / "x") / "a.db"
    wanted = []
    for expected in fine:
        path.write_bytes(expected)
        wanted.append(content(path))
    path.write_bytes(blob)
    path.with_name("a.db-journal").write_bytes(journal)
    looked = run(["--data", path, "status"])
    unchanged = path.read_bytes() == blob
    went_on = run(["--data", path, "note", "and on"])
    now = content(path)
    now["note"] = [one for one in now["note"] if "'and on'" not in one]
    same = now in wanted
    ok = looked.status == went_on.status == 0 and unchanged and same and soundness(path) == "ok"
    tally.held(what, ok=ok, why=(looked.last, unchanged, went_on.last, same, soundness(path)))


def _lost(tally: Tally, what: str, folder: Path, torn: bytes) -> None:
    """Without its journal: opened whole and written on, or told as damage and left alone."""
    path = fresh(folder / "y") / "a.db"
    path.write_bytes(torn)
    wrote = run(["--data", path, "note", "zebra"])
    if wrote.status:
        ok = wrote.clean and "is damaged" in wrote.last and path.read_bytes() == torn
        tally.count("told as damage")
    else:
        found = run(["--data", path, "search", "zebra"])
        ok = soundness(path) == "ok" and found.status == 0 and "zebra" in found.out
        tally.count("taken whole")
    tally.held(what, ok=ok, why=(wrote.status, wrote.last, soundness(path)))


def _power_cuts(folder: Path, base: bytes, times: int) -> Tally:
    """After "saved" the last thing on the disk is the folder without the journal, made durable."""
    tally = Tally("a power cut right after saved")
    log = folder / "calls.txt"
    for number in range(times):
        path = fresh(folder / "z") / "a.db"
        path.write_bytes(base)
        log.unlink(missing_ok=True)
        arm = shim.armed(path.parent, 0, Fault.COUNT, log)
        run(["--data", path, "log", "quotes used as sent", str(40 + number)], before=arm)
        called = shim.calls(log)
        gone = max(
            n
            for n, (call, name) in enumerate(called)
            if call == "unlink" and name.endswith("-journal")
        )
        synced = any("sync" in call and name == str(path.parent) for call, name in called[gone:])
        kept = rows(path, VALUE) == [(40.0 + number,)]
        went_on = run(["--data", path, *NEXT])
        ok = synced and kept and went_on.status == 0
        tally.held(f"log {number}", ok=ok, why=(synced, kept, called[-4:]))
    return tally

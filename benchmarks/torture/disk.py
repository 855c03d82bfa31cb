"""A disk that is full, or fails, at every call: refused in a sentence, all or nothing."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from benchmarks.torture import shim
from benchmarks.torture.forked import Word, content, demo, fresh, rows, run, soundness
from benchmarks.torture.kills import NEXT, _sample, table
from benchmarks.torture.shim import REFUSALS, Fault
from benchmarks.torture.tally import Tally


def torment(work: Path, seed: int, *, short: bool) -> Iterator[Tally]:
    """Refuse one call, or every call from one on."""
    if not shim.loaded():
        return
    luck, folder, base = random.Random(seed), fresh(work / "disk"), demo(work)
    tally = Tally("a disk that is full or fails")
    (folder / "in.csv").write_text(table(4, 10))
    cases: dict[str, list[Word]] = {
        "log": ["log", "Reviews returned within a day", "63"],
        "note": ["note", "first words"],
        "import": ["import", folder / "in.csv"],
    }
    path = folder / "work" / "a.db"
    for name, words in cases.items():
        before, after, calls = _reference(path, base, words)
        for fault in REFUSALS:
            for at in _sample(luck, calls, 4 if short else 24):
                what = f"{name}, {fault.name} {at}"
                _refuse(tally, what, path, base, words, (at, fault), (before, after))
    yield tally
    yield _pages(fresh(work / "pages"), base, luck, short=short)


Content = dict[str, list[str]]


def _reference(path: Path, base: bytes, words: list[Word]) -> tuple[Content, Content, int]:
    found: list[Content] = []
    log = path.parents[1] / "calls.txt"
    log.unlink(missing_ok=True)
    for taken in ([], words):
        fresh(path.parent)
        path.write_bytes(base)
        if taken:
            run(["--data", path, *taken], before=shim.armed(path.parent, 0, Fault.COUNT, log))
        run(["--data", path, *NEXT])
        found.append(content(path))
    return found[0], found[1], len(shim.calls(log))


def _refuse(
    tally: Tally,
    what: str,
    path: Path,
    base: bytes,
    words: list[Word],
    met: tuple[int, Fault],
    known: tuple[Content, Content],
) -> None:
    fresh(path.parent)
    path.write_bytes(base)
    ran = run(["--data", path, *words], before=shim.armed(path.parent, *met))
    went_on = run(["--data", path, *NEXT])
    sound, now = soundness(path), content(path)
    whole = now == known[1] if ran.status == 0 else now in known
    left = [one.name for one in path.parent.iterdir() if one.name.endswith(".part")]
    ok = ran.clean and went_on.status == 0 and sound == "ok" and whole and not left
    tally.held(what, ok=ok, why=(ran.status, ran.last, went_on.last, sound, whole, left))


SHARED = "SELECT count(*) FROM share"
WHOLE_YEAR: list[Word] = ["--from", "2026-01-01", "--to", "2026-12-31"]


def _pages(folder: Path, base: bytes, luck: random.Random, *, short: bool) -> Tally:
    """What is written for others: whole or not at all, and the ledger knows exactly what is out.

    The disk of the data fails, that of the pages, or both.
    """
    tally = Tally("a page while the disk is full or fails")
    out = folder / "out"
    cases: dict[str, list[Word]] = {
        "scorecard": ["scorecard", "finance leads", out / "f.html"],
        "publish": ["publish", out],
        "export": ["export", out / "all.csv"],
        "chart": ["chart", "Quotes used as sent", out / "c.svg"],
        "review as text": ["review", out / "r.md", *WHOLE_YEAR],
        "review": ["review", out / "r.html", *WHOLE_YEAR],
        "moments": ["moments", "--ics", out / "m.ics"],
        "agreement": ["agreement", "finance leads", out / "a.html"],
        "decision": ["decision", "1", out / "d.html"],
        "backup": ["backup"],
    }
    kept = ("scorecard", "export", "backup")
    for name, words in cases.items():
        if short and name not in kept:
            continue
        one = _Page(folder, base, words)
        for where in ("the data", "the pages") if name != "backup" else ("the data",):
            calls = one.calls(where)
            for fault in REFUSALS:
                for at in _sample(luck, calls, 2 if short else 6):
                    one.refuse(tally, f"{name}, {where}, {fault.name} {at}", where, at, fault)
    return tally


class _Page:
    """One command line that writes something for others, and what it writes where all is well."""

    def __init__(self, folder: Path, base: bytes, words: list[Word]) -> None:
        self._folder, self._base, self._words = folder, base, words
        self._path, self._out = folder / "work" / "a.db", folder / "out"
        self._fresh()
        if run(["--data", self._path, *words]).status:
            raise RuntimeError(f"{words} fails where nothing is wrong")
        self._sizes = self._found()

    def calls(self, where: str) -> int:
        """Return how many calls write there."""
        log = self._folder / "calls.txt"
        log.unlink(missing_ok=True)
        self._fresh()
        arm = shim.armed(self._disk(where), 0, Fault.COUNT, log)
        run(["--data", self._path, *self._words], before=arm)
        return len(shim.calls(log)) if log.exists() else 0

    def refuse(self, tally: Tally, what: str, where: str, at: int, fault: Fault) -> None:
        self._fresh()
        before = rows(self._path, SHARED)
        arm = shim.armed(self._disk(where), at, fault)
        ran = run(["--data", self._path, *self._words], before=arm)
        found = self._found()
        run(["--data", self._path, *NEXT])  # the next writer settles what the ledger is owed
        told = rows(self._path, SHARED) != before
        again = run(["--data", self._path, *self._words])
        reasons = [ran.err[-300:]] if not ran.clean else []
        half = [name for name, size in found.items() if size != self._sizes.get(name)]
        if half and not self._several:
            reasons.append(f"half of {half}")
        if self._tells and not self._several and told != bool(found):
            reasons.append(f"out {sorted(found)}, in the ledger {told}")
        if ran.status == 0 and found.keys() != self._sizes.keys():
            reasons.append(f"said to be written: {sorted(found)}")
        if again.status or soundness(self._path) != "ok":
            reasons.append(f"afterwards: {again.last} {soundness(self._path)}")
        # What a disk did not let anybody take away goes with the next one that is made.
        reasons += [f"left {one.name}" for one in self._path.parent.rglob("*.part*")]
        tally.held(what, ok=not reasons, why=(ran.status, ran.last, reasons))

    @property
    def _several(self) -> bool:
        return self._words[0] == "publish"

    @property
    def _tells(self) -> bool:
        return self._words[0] in {"scorecard", "agreement"}

    def _disk(self, where: str) -> Path:
        return self._path.parent if where == "the data" else self._out

    def _found(self) -> dict[str, int]:
        """Return what lies among the pages and the backups; day and time in a name left out."""
        there = [one for one in self._out.rglob("*") if one.is_file()]
        there += [one for one in self._path.parent.rglob("*backups/*") if one.suffix == ".db"]
        return {
            "a backup" if "backups" in one.parent.name else one.name: one.stat().st_size
            for one in there
        }

    def _fresh(self) -> None:
        fresh(self._path.parent)
        fresh(self._out)
        self._path.write_bytes(self._base)

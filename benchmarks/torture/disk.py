"""A disk that is full, or fails, at every call: refused in a sentence, all or nothing."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from benchmarks.torture import shim
from benchmarks.torture.forked import Word, content, demo, fresh, run, soundness
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

"""Truncations, and damage in every kind of page, of a small file and of one that is not read whole.

No traceback; a refusal leaves the bytes alone; and nothing is written into what does not fit.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from benchmarks.torture.forked import Word, demo, fresh, judge, run, soundness
from benchmarks.torture.kills import table
from benchmarks.torture.tally import Tally

PAGE = 4096
KINDS = {2: "index interior", 5: "table interior", 10: "index leaf", 13: "table leaf"}
CUTS = (0, 1, 15, 16, 50, 99, 100, 101, 512, PAGE - 1, PAGE, PAGE + 1)
READ: list[list[Word]] = [
    ["status"], ["search", "ledger"], ["signals"], ["needs"], ["notes"], ["decisions"], ["stops"],
    ["ratings", "field sales"],
]  # fmt: skip


def torment(work: Path, seed: int, *, short: bool) -> Iterator[Tally]:
    """Harm a byte, a line, a sector, in every kind of page."""
    luck, folder = random.Random(seed), fresh(work / "damage")
    small = demo(work)
    files = {"a small file": (small, 30 if short else 300)}
    if not short:
        files["a file over 2 MB"] = (_large(folder, small), 80)
    for name, (data, times) in files.items():
        tally = Tally(f"damage in {name}")
        for cut in (*CUTS, *(luck.randrange(len(data)) for _ in range(2 if short else 8))):
            _spoilt(tally, folder, f"cut at {cut}", data[:cut])
        pages = _by_kind(data)
        for number in range(times):
            kind = list(pages)[number % len(pages)]
            what, blob = _harmed(luck, data, luck.choice(pages[kind]))
            if blob != data:
                _spoilt(tally, folder, f"{kind}, {what}", blob)
        yield tally


def _large(folder: Path, small: bytes) -> bytes:
    path = folder / "large.db"
    path.write_bytes(small)
    (folder / "in.csv").write_text(table(8, 60, weeks=52).replace("2025-W", "2019-W"))
    for year in range(2015, 2024):
        text = table(8, 60).replace("2025-W", f"{year}-W")
        (folder / "in.csv").write_text(text)
        done = run(["--data", path, "import", folder / "in.csv"], timeout=300)
        if done.status:
            raise RuntimeError(done.err)
    judge(path)
    return path.read_bytes()


def _by_kind(data: bytes) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for at in range(0, len(data), PAGE):
        kind = KINDS.get(data[at], "overflow or free") if at else "first page"
        found[kind].append(at)
    return dict(found)


def _harmed(luck: random.Random, data: bytes, page: int) -> tuple[str, bytes]:
    content, at = bytearray(data), page + luck.randrange(PAGE)
    how = luck.choice(["bit", "byte", "zeros", "ones", "sector"])
    if how == "bit":
        content[at] ^= 1 << luck.randrange(8)
    elif how == "byte":
        content[at] = luck.randrange(256)
    else:
        start, size = (at // 512 * 512, 512) if how == "sector" else (at, 16)
        content[start : start + size] = (b"\xff" if how == "ones" else b"\0") * size
    return f"{how} at {at}", bytes(content[: len(data)])


def _spoilt(tally: Tally, folder: Path, what: str, blob: bytes) -> None:
    path = fresh(folder / "work") / "a.db"
    path.write_bytes(blob)
    reasons = _read(path, folder / "out.csv")
    sound = soundness(path)
    wrote = run(["--data", path, "note", "hello"])
    if not wrote.clean:
        reasons.append(f"note: {wrote.err[-300:]}")
    if wrote.status and path.read_bytes() != blob:
        reasons.append(f"refused, but written: {wrote.last}")
    if wrote.status == 0 and sound != "ok" and _is_ours(sound):
        reasons.append(f"written although {sound}")
    left = sorted(one.name for one in path.parent.iterdir())
    if left != ["a.db"]:
        reasons.append(f"left {left}")
    tally.count(
        "refused" if wrote.status else "sound, written on" if sound == "ok" else "written on"
    )
    tally.held(what, ok=not reasons, why=reasons)


def _read(path: Path, out: Path) -> list[str]:
    """Read with every verb; return what went wrong."""
    blob, reasons = path.read_bytes(), []
    lines: list[list[Word]] = [list(words) for words in READ]
    lines.append(["export", out])
    for words in lines:
        ran = run(["--data", path, *words])
        if not ran.clean:
            reasons.append(f"{words[0]}: {ran.err[-300:]}")
        if path.read_bytes() != blob:
            reasons.append(f"reading wrote: {words[0]}")
        if ran.status and words[0] == "status":
            break  # every command says the same
    return reasons


def _is_ours(sound: str) -> bool:
    """Say whether what is wrong is more than the index of words, which is made again."""
    return "fts5" not in sound

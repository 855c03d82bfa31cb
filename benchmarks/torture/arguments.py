"""Extreme arguments to every verb, and days that are hard: one short sentence, or an answer."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from benchmarks.torture.forked import TODAY, Word, content, demo, fresh, run, soundness
from benchmarks.torture.tally import Tally

DAYS = (
    "0001-01-01", "0000-01-01", "9999-12-31", "1969-12-31", "2200-01-01", "2026-02-30", "2026-W53",
    "", " ", "-1", "=1", "日", "9" * 5000, "2026-11-20T00:00", "2026-1-1",
    "\u0661\u0662\u0663\u0664-\u0660\u0661-\u0660\u0661",
)  # fmt: skip
VALUES = (
    "1e400", "nan", "inf", "-inf", "-0", "0x10", "9" * 400, "1e12", "1e13", "", " ", "yes", "=1+1",
    "½", "٣", "1_0", "+-1", "--", "1,5", "1.5.5", "9" * 20,
)  # fmt: skip
TEXTS = (
    "", " ", "\u200b", "x" * 10_001, "x" * 201, "a\nb", "\u202eabc", "'; DROP TABLE evaluation; --",
    "<script>alert(1)</script>", "%s%n{0}{x}", "../../etc/passwd", "CON", "a/b", "\x1b[31mred\x07",
    "\U0001d56c" * 100, "e\u0301" * 101, "\udcff",
)  # fmt: skip
FILES = (
    "/dev/null/x.html", "/nonexistent/x.html", ".", "/", "", "x", "x.exe", "x.HTML",
    "y" * 300 + ".html", "/dev/full", "a\nb.html", "..html", ".html", "-.html",
)  # fmt: skip
SEARCHES = (
    '"', '""', "*", "a*", "NEAR(a b)", "a AND", "NOT a", "-a", "a:b", "{a b}:c", "(", ")", "^a",
    "a+b", "'", "\\", '"a" "', "k1", "words:x", "x" * 100_000,
)  # fmt: skip
NAME = "Reviews returned within a day"
HARD_DAYS = (
    date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 4), date(2020, 12, 31), date(2024, 2, 29),
    date(2026, 3, 29), date(2026, 10, 25), date(1970, 1, 1), date(1899, 12, 31), date(1, 1, 1),
    date(2199, 12, 31), date(2200, 1, 1), date(9999, 12, 31), date(2000, 1, 1), date(2038, 1, 20),
)  # fmt: skip


def torment(work: Path, seed: int, *, short: bool) -> Iterator[Tally]:
    """Type what nobody types."""
    folder, luck = fresh(work / "arguments"), random.Random(seed)
    path = folder / "a.db"
    path.write_bytes(demo(work))
    tally = Tally("extreme arguments")
    lines = list(_lines(path))
    for words in luck.sample(lines, 60) if short else lines:
        _type_in(tally, folder, path, words)
    tally.held("the file afterwards", ok=soundness(path) == "ok", why=soundness(path))
    yield tally
    yield _hard_days(folder, demo(work), short=short)


def _lines(path: Path) -> Iterator[list[str]]:
    for day in DAYS:
        yield from _with_day(day)
    for value in VALUES:
        yield from (
            ["log", NAME, value], ["log", "Forecast was usable as sent", value],
            ["rate", "legal", value], ["need", "legal", "z", "--rank", value],
            ["search", "x", "--limit", value], ["demo", "--weeks", value],
            ["decision", value, "d.html"],
        )  # fmt: skip
    for text in TEXTS:
        yield from _with_text(text)
    yield from (["search", words] for words in SEARCHES)
    for file in (*FILES, str(path), f"{path}.lock"):
        yield from _with_file(file)


def _with_day(day: str) -> Iterator[list[str]]:
    yield from (
        ["status", "--period", day], ["log", NAME, "90", "--period", day],
        ["chart", NAME, "c.svg", "--from", day], ["chart", NAME, "c.svg", "--to", day],
        ["scorecard", "finance leads", "--list", "--from", day],
        ["review", "r.md", "--from", day, "--to", "2026-12-31"],
        ["review", "r.md", "--from", "2026-01-01", "--to", day], ["search", "x", "--from", day],
        ["note", "n", "--date", day], ["moment", "legal", "t", day],
        ["moment", "legal", "t", "2026-12-01", "--until", day],
        ["rate", "legal", "4", "--date", day],
        ["stop", "ledger team", "--from", day], ["stop", "ledger team", "--to", day],
    )  # fmt: skip


def _with_text(text: str) -> Iterator[list[str]]:
    yield from (
        ["log", text, "1"], ["log", NAME, "90", "--note", text, "--private-note", text],
        ["log", NAME, "--skip", text], ["note", text, "--tags", text, "--customer", text],
        ["note", text], ["need", "legal", text], ["moment", "legal", text, "2026-12-01"],
        ["rate", "legal", "4", "--words", text], ["search", text], ["stop", text],
        ["stop", "ledger team", "--cause", text, "--from", "2026-11-18"], ["chart", text, "c.svg"],
        ["scorecard", text, "--list"], ["reply", text], ["log", NAME, "90", "--cause", text],
        ["search", "x", "--customer", text], ["detect", text],
    )  # fmt: skip


def _with_file(file: str) -> Iterator[list[str]]:
    yield from (
        ["export", file], ["chart", NAME, file], ["scorecard", "finance leads", file],
        ["review", file, "--from", "2026-07-01", "--to", "2026-12-31"], ["decision", "1", file],
        ["moments", "--ics", file], ["agreement", "finance leads", file], ["publish", file],
        ["import", file], ["detect", file],
    )  # fmt: skip


def _type_in(tally: Tally, folder: Path, path: Path, words: list[str]) -> None:
    before, kept = path.read_bytes(), content(path)
    given: list[Word] = ["--data", path, *words]
    ran = run(given, timeout=60, folder=folder)
    # What was judged may be kept also where a command was refused in the end.
    changed = bool(ran.status) and path.read_bytes() != before and content(path) != kept
    long = len(ran.err) > 600 and bool(ran.status)
    acts = "\x1b" in ran.out + ran.err
    shown = " ".join(word[:30] for word in words)
    reasons = (ran.status, ran.err[-300:], changed, long, acts)
    tally.held(shown, ok=ran.clean and not changed and not long and not acts, why=reasons)
    if not path.exists() or soundness(path) != "ok":
        tally.held(f"{shown}: the data file", ok=False, why="was written over")
        path.write_bytes(before)


def _hard_days(folder: Path, base: bytes, *, short: bool) -> Tally:
    tally = Tally("days that are hard")
    path = folder / "b.db"
    verbs: Sequence[list[Word]] = (
        ["status"], ["log", NAME, "90"], ["signals"], ["note", "x"], ["needs"], ["notes"],
        ["moments"], ["stops"], ["decisions"], ["scorecard", "finance leads", "--list"],
        ["scorecard", "finance leads", folder / "f.html"], ["review", folder / "r.md"],
        ["chart", NAME, folder / "c.svg"], ["export", folder / "e.csv"], ["search", "x"],
        ["rate", "legal", "4"], ["moments", "--ics", folder / "m.ics"], ["stop", "ledger team"],
        ["moment", "legal", "m", "2028-02-29", "--repeats", "monthly"], ["publish", folder],
        ["agreement", "finance leads", folder / "a.html"],
    )  # fmt: skip
    for day in HARD_DAYS[:3] if short else HARD_DAYS:
        path.write_bytes(base)
        for words in verbs:
            ran = run(["--data", path, *words], today=day, timeout=60)
            tally.held(f"{day} {words[0]}", ok=ran.clean, why=ran.err[-400:])
        tally.held(f"{day} the file", ok=soundness(path) == "ok", why=soundness(path))
    assert TODAY not in HARD_DAYS
    return tally

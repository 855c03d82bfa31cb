"""Tables of whatever kind: taken, or refused with the file as it was, in bounded time."""

from __future__ import annotations

import csv
import io
import random
import resource
from collections.abc import Iterator
from pathlib import Path

from benchmarks.torture.forked import LARGEST_MEMORY, Word, demo, fresh, run
from benchmarks.torture.kills import HEADER, table
from benchmarks.torture.tally import Tally

HEAD = HEADER.encode()
NOTED = HEAD.replace(b"\n", b",note\n")
BAD = b"C,M,number,weekly,2025-W99,x\n"
SIGNS = ",;\t\"\n\r'=+-@ abcXYZ019.éß日😀\u202e\u200b\ufeff\x0b\x0c\x1c\x85\u2028"
VALUES = (
    "1e400", "1e308", "nan", "inf", "-inf", "-0", "−0", "0x10", "1_000", "1,5", "1'000", "1 000",
    "\u0663", "\uff11\uff12", "½", "1" * 5000, "0." + "1" * 5000, "1e12", "--1", "+-1", "1.",
    ".", ",", "%", "50 %", "=1+1", "'5", "\t5", "5\0", "yes", "", " ",
)  # fmt: skip
PERIODS = (
    "0000-W01", "0-W1", "9999-W53", "10000-W01", "1899-W52", "2199-W52", "2021-W53", "2026-W54",
    "2026-W00", "2026W10", "2026-02-29", "2026-13", "2026-Q5", "31.12.2026", "12/31/2026", "today",
    "2026-11-22T10:00", "-2026-W10", "٢٠٢٦-W10", "46000", "", "9" * 5000, "2026-W" + "1" * 5000,
)  # fmt: skip
FORMULAS = (
    "=1+1", "+1", "-1", "@x", "\t=1", "'=1", "''=1", "=cmd|'/c calc'!A0", "–", "-", "\ufeffx",
    " lead", "a\r\nb", "“q”", '"', ",;\t",
)  # fmt: skip


def torment(work: Path, seed: int, *, short: bool) -> Iterator[Tally]:
    """Read in noise, spoiled tables, odd encodings, odd cells, huge tables."""
    folder, luck = fresh(work / "tables"), random.Random(seed)
    base = demo(work)
    tally = Tally("tables of whatever kind")
    for number in range(15 if short else 200):
        _read_in(
            tally, folder, base, f"random {number}", _random(luck, number),
            *(["--skip-bad"] if number % 3 == 0 else []),
        )  # fmt: skip
    shapes = {**_cells(), **_shapes()}
    if not short:
        shapes |= _large()
    for name, content in shapes.items():
        _read_in(tally, folder, base, name, content)
    if not short:
        _read_in(tally, folder, base, "200,000 bad rows, --json", HEAD + BAD * 200_000, "--json")
    yield tally
    yield _round_trip(folder)


def _read_in(
    tally: Tally, folder: Path, base: bytes, name: str, content: bytes, *flags: str
) -> None:
    path, file = folder / "a.db", folder / "in.csv"
    path.write_bytes(base)
    file.write_bytes(content)
    for one in (path.with_name("a.db-journal"), path.with_name("a.db.lock")):
        one.unlink(missing_ok=True)
    words: list[Word] = ["--data", path, "import", file, *flags]
    ran = run(words, timeout=400, before=_hold_memory)
    changed = ran.status != 0 and path.read_bytes() != base
    tally.held(name, ok=ran.clean and not changed, why=(ran.status, ran.err[-400:], changed))


def _hold_memory() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (LARGEST_MEMORY, LARGEST_MEMORY))


def _random(luck: random.Random, number: int) -> bytes:
    good = table(5, 5, weeks=12).encode()
    kind = number % 5
    if kind == 0:
        return luck.randbytes(luck.choice([10, 1000, 60_000]))
    if kind == 1:
        return HEAD + luck.randbytes(3000)
    if kind == 2:
        spoiled = bytearray(good)
        for _ in range(luck.choice([1, 5, 50])):
            spoiled[luck.randrange(len(spoiled))] = luck.randrange(256)
        return bytes(spoiled)
    if kind == 3:
        return good[: luck.randrange(len(good))] + good[luck.randrange(len(good)) :]
    text = "".join(luck.choice(SIGNS) for _ in range(2000)).encode()
    return HEAD + text if number % 2 else text


def _cells() -> dict[str, bytes]:
    found = {
        f"value {value[:20]!r}": HEAD + f'Legal,New,number,weekly,2025-W10,"{value}"\n'.encode()
        for value in VALUES
    }
    return found | {
        f"period {period[:20]!r}": HEAD + f"Legal,New,number,weekly,{period},1\n".encode()
        for period in PERIODS
    }


def _shapes() -> dict[str, bytes]:
    good = table(5, 5, weeks=12)
    row = "Legal,A,number,weekly,2025-W10,1\n"
    return {
        "nothing": b"",
        "only a mark of order": b"\xef\xbb\xbf",
        "only a header": HEAD,
        "the header twice": HEAD + HEAD,
        "UTF-7": good.encode("utf-7"),
        "two encodings": HEAD
        + "Jürgen,A,number,weekly,2025-W10,1\n".encode()
        + "Größe,B,number,weekly,2025-W10,1\n".encode("cp1252"),
        "line ends of two kinds": good.replace("\n", "\r\n", 10).encode(),
        "a quotation mark within": HEAD + b'Leg"al,A,number,weekly,2025-W10,1\n',
        "a cell of lines": NOTED + b'Legal,A,number,weekly,2025-W10,1,"one\ntwo\r\nthree"\n',
        "a cell of 131,073": HEAD + b"x" * 131_073 + b",A,number,weekly,2025-W10,1\n",
        "a name of 201": HEAD + b"x" * 201 + b",A,number,weekly,2025-W10,1\n",
        "a note of 10,001": NOTED + b"Legal,A,number,weekly,2025-W10,1," + b"n" * 10_001 + b"\n",
        "customers of two cases": HEAD
        + b"legal,A,number,weekly,2025-W10,1\nLEGAL,A,number,weekly,2025-W11,1\n",
        "letters that fold": HEAD
        + "".join(
            f"{name},A,number,weekly,2025-W{week},1\n"
            for week, name in enumerate(("İstanbul", "istanbul", "STRASSE", "straße"), 10)
        ).encode(),
        "written from the right": HEAD + "\u202eevil,A,number,weekly,2025-W10,1\n".encode(),
        "formulas": NOTED
        + b"=cmd|'/c calc'!A0,@SUM(1),number,weekly,2025-W10,1,=HYPERLINK(\"http://x\")\n",
        "html": b"<html>",
        "xml that grows": b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "lol">]><l>&a;</l>',
        "the head of a database": b"SQLite format 3\0" + b"\0" * 5000,
        "UTF-16": good.encode("utf-16"),
        "UTF-16 without a mark": good.encode("utf-16-be"),
        "UTF-16 cut": good.encode("utf-16")[:-1],
        "UTF-32": good.encode("utf-32"),
        "Windows-1252": HEAD + "Jürgen,Größe,number,weekly,2025-W10,1\n".encode("cp1252"),
        "Mac": HEAD + "Jürgen,A,number,weekly,2025-W10,1\n".encode("mac-roman"),
        "a byte that is none": HEAD + b"J\x81rgen,A,number,weekly,2025-W10,1\n",
        "a NUL": HEAD + b"Le\0gal,A,number,weekly,2025-W10,1\n",
        "carriage returns": good.replace("\n", "\r").encode(),
        "an open quotation mark": good.encode() + b'"Legal,A',
        "twice the same": (HEADER + row * 3).encode(),
        "half a pair": HEAD + b"\xed\xa0\x80abc,A,number,weekly,2025-W10,1\n",
        "names without a letter": HEAD + "\u200b\u200b,A,number,weekly,2025-W10,1\n".encode(),
        "xlsx": b"PK\x03\x04rest",
        "pdf": b"%PDF-1.7",
        "gzip": b"\x1f\x8b\x08aaaa",
        "json": b'{"a":1}',
    }


def _large() -> dict[str, bytes]:
    many = b",x" * 100_000
    return {
        "a line of 10 MB": HEAD + b"x" * 10_000_000,
        "a cell of 10 MB": HEAD + b'"' + b"x" * 10_000_000 + b'",A,number,weekly,2025-W10,1\n',
        "100,000 columns": b"customer,measure,period,value"
        + (many + b"\na,b,2025-W10,1" + b",1" * 100_000 + b"\n"),
        "100,000 columns of one name": b"customer,measure,period,value"
        + (b",note" * 100_000 + b"\na,b,2025-W10,1\n"),
        "200,000 rows": HEAD
        + b"".join(
            b"C%d,M%d,number,weekly,%d-W%02d,%d\n"
            % (i % 8, i // 2000, 1950 + (i % 2000) // 52, (i % 2000) % 52 + 1, i % 90)
            for i in range(200_000)
        ),
        "200,000 bad rows": HEAD + BAD * 200_000,
        "20,000 measures": HEAD
        + b"".join(b"C,M%d,number,weekly,2025-W10,1\n" % i for i in range(20_000)),
        "10,000 customers": HEAD
        + b"".join(b"C%d,M,number,weekly,2025-W10,1\n" % i for i in range(10_000)),
        **{
            f"{count} new {what}": HEAD + b"".join(row % i for i in range(count))
            for what, row in _NEW.items()
            for count in (250, 500, 1000, 2000)
        },
    }


_NEW = {
    "measures": b"C,M%d,number,weekly,2025-W10,1\n",
    "customers": b"C%d,M,number,weekly,2025-W10,1\n",
}


def _round_trip(folder: Path) -> Tally:
    """What begins like a formula goes out marked, and comes back as it was."""
    tally = Tally("formulas go out marked and come back")
    first, second = folder / "f.db", folder / "g.db"
    for path in (first, second):
        path.unlink(missing_ok=True)
    names = ("customer", "measure", "scale", "cadence", "period", "value", "note")
    rows = [
        ["Legal", f"F{n}", "number", "weekly", "2025-W10", "1", t] for n, t in enumerate(FORMULAS)
    ]
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows([names, *rows])
    (folder / "in.csv").write_text(buffer.getvalue(), encoding="utf-8", newline="")
    out = folder / "one.csv", folder / "two.csv"
    done = [
        run(["--data", first, "import", folder / "in.csv"]),
        run(["--data", first, "export", out[0]]),
        run(["--data", second, "import", out[0]]),
        run(["--data", second, "export", out[1]]),
    ]
    whole = all(ran.status == 0 for ran in done) and out[0].read_bytes() == out[1].read_bytes()
    tally.held("out and in again", ok=whole, why=[ran.last for ran in done])
    text = out[0].read_text(encoding="utf-8-sig") if out[0].exists() else ""
    for row in csv.reader(io.StringIO(text, newline="")):
        for cell in row:
            runs = cell[:1] in set("=+@\t\r") and cell != "+"
            tally.held(f"cell {cell[:20]!r}", ok=not runs, why="a spreadsheet would run it")
    return tally

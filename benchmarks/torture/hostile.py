"""Hostile words in every text, hostile names for every customer: pages stay pages."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

from benchmarks.torture.forked import Word, demo, fresh, rows, run
from benchmarks.torture.tally import Tally

WORDS = (
    '"><img src=x onerror=alert(1)>', "'><svg/onload=alert(1)>",
    "</script><script>alert(1)</script>", "</style><script>alert(1)</script>",
    "javascript:alert(1)", "[x](javascript:alert(1))", "<!--",
    "-->", "]]><x/>", "&#60;script&#62;", "{{7*7}}${7*7}#{7}", "a\u2028b\u2029c", "\u202eevil",
    "|a|b|\n|-|-|", "# head\n---\n- [ ] x", "<http://evil/>", "x\nBEGIN:VEVENT\nSUMMARY:evil",
    "=cmd|'/c calc'!A0", "</title><base href=//evil>", "\x01\x02\x08\x0b\x1f", "\ufffe\uffff",
)  # fmt: skip
NAMES = (
    "../../up", "..", ".", "/etc/passwd", "a/b\\c", "CON", "nul.html", "index", "index.html",
    "x" * 200, "日本" * 80, "\u202eevil", "-rf", "~root", "$HOME", "a;b|c", "  ", "É",
    "e\u0301", ".htaccess", "*", "?", "con.txt", "trailing.", "😀", "<b>", "%2e%2e%2f",
    "a:b", "..\u200b/x",
)  # fmt: skip
FIXED = re.compile(
    r"(^|_)uid$|_at$|^(digest|parts|token|code|key|rule|terms|logo_mime|publish_to|plan_step|form"
    r"|answers|switches|purpose|state)$"
)
DERIVED = re.compile(r"^(signal|word.*|verdict.*|stamp|_.*|sqlite_.*|share.*)$")
PRIVATE = {"evaluation": "private_note", "pulse": "note", "check_in": "answer"}
NUMBERED = "zqprivatezq"


def torment(work: Path, seed: int, *, short: bool) -> Iterator[Tally]:
    """Write hostile words everywhere, then everything that can be written."""
    folder, base = fresh(work / "hostile"), demo(work)
    tally = Tally("hostile words on pages")
    clean, _ = _made(tally, folder / "clean", base, ("harmless words",), short=short)
    dirty, _ = _made(tally, folder / "dirty", base, WORDS, short=short)
    for path in sorted(dirty.rglob("*.html")):
        twin = clean / path.relative_to(dirty)
        _judge(tally, path, _seen(twin) if twin.exists() else None)
    for path in sorted(dirty.rglob("*.svg")):
        ElementTree.fromstring(path.read_bytes())
        tally.held(path.name, ok=b"<script" not in path.read_bytes(), why="a script")
    for path in sorted(one for one in dirty.rglob("*") if one.is_file()):
        tally.held(
            f"{path.name}: private", ok=NUMBERED.encode() not in path.read_bytes(), why="told"
        )
    yield tally
    yield _paths(folder / "names", base, seed, short=short)


def _made(
    tally: Tally, folder: Path, base: bytes, words: tuple[str, ...], *, short: bool
) -> tuple[Path, Path]:
    path, out = fresh(folder) / "a.db", fresh(folder / "out")
    path.write_bytes(base)
    _spoil(path, words)
    lines: list[list[Word]] = [["moments", "--ics", out / "m.ics"], ["export", out / "all.csv"]]
    customers = [str(name) for (name,) in rows(path, "SELECT name FROM customer ORDER BY id")]
    for number, customer in enumerate(customers[: 2 if short else None]):
        lines.append(["scorecard", customer, out / f"scorecard {number}.html"])
        lines.append(["agreement", customer, out / f"agreement {number}.html"])
    ends = ("html", "md") if short else ("html", "md", "docx", "pptx", "pdf")
    lines += [
        ["review", out / f"r.{end}", "--from", "2026-01-01", "--to", "2026-12-31"] for end in ends
    ]
    lines.append(["decision", "1", out / "decision.html"])
    for number, (measure,) in enumerate(
        rows(path, "SELECT name FROM measure WHERE draft = 0 ORDER BY id LIMIT 3")
    ):
        lines.append(["chart", str(measure), out / f"chart {number}.svg"])
    lines.append(["publish", fresh(out / "published")])
    for line in lines:
        ran = run(["--data", path, *line], timeout=120)
        tally.held(f"{folder.name}: {line[0]}", ok=ran.clean, why=ran.err[-400:])
    return out, path


def _spoil(path: Path, words: tuple[str, ...]) -> None:
    """Write these words into every text column that holds a person's own."""
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        number = 0
        tables = [
            row[0] for row in conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        for table in (one for one in tables if not DERIVED.match(one)):
            columns = conn.execute(f"PRAGMA table_info({table})").fetchall()
            if all(column != "id" for _, column, *_ in columns):  # no words of a person's
                continue
            for _, column, kind, *_ in columns:
                if kind != "TEXT" or FIXED.search(column):
                    continue
                for (key,) in conn.execute(
                    f"SELECT id FROM {table} WHERE {column} <> ''"
                ).fetchall():
                    number += 1
                    _write(conn, table, column, key, f"{words[number % len(words)]} {number}")
        for table, column in PRIVATE.items():
            sql = f"UPDATE {table} SET {column} = ? WHERE {column} <> ''"
            conn.execute(sql, (NUMBERED,))


def _write(conn: sqlite3.Connection, table: str, column: str, key: int, text: str) -> None:
    for longest in (1000, 200, 40):
        try:
            conn.execute(f"UPDATE {table} SET {column} = ? WHERE id = ?", (text[:longest], key))
        except sqlite3.IntegrityError:
            continue
        return


class _Seen(HTMLParser):
    """What a browser would make of a page: its elements, and what in them acts."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: Counter[str] = Counter()
        self.acts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements[tag] += 1
        for name, value in attrs:
            told = (value or "").strip()
            leads = name in {"href", "src", "action", "formaction", "poster", "srcset", "data"}
            inside = told.startswith(("#", "data:image/", "data:font/", "mailto:")) or (
                re.fullmatch(r"[\w. %-]+\.html", told) is not None
            )
            if name.startswith("on") or (leads and told and not inside):
                self.acts.append(f"{tag} {name}={told[:40]}")


def _seen(path: Path) -> _Seen:
    seen = _Seen()
    seen.feed(path.read_text(encoding="utf-8"))
    return seen


def _judge(tally: Tally, path: Path, twin: _Seen | None) -> None:
    seen = _seen(path)
    tally.held(f"{path.name}: acts", ok=not seen.acts, why=seen.acts[:3])
    if twin is not None:
        more = [
            tag
            for tag in ("script", "img", "a", "svg", "style", "base", "title", "form", "link")
            if seen.elements[tag] != twin.elements[tag]
        ]
        tally.held(f"{path.name}: elements", ok=not more, why=more)


def _paths(folder: Path, base: bytes, seed: int, *, short: bool) -> Tally:
    """Publish customers named like paths: into the folder that was chosen, and nowhere else."""
    tally = Tally("customers named like paths")
    path, out = fresh(folder) / "a.db", fresh(folder / "published")
    path.write_bytes(base)
    for name in NAMES[seed % 5 :: 5] if short else NAMES:
        with closing(sqlite3.connect(path, isolation_level=None)) as conn:
            try:
                conn.execute("UPDATE customer SET name = ? WHERE id = 1", (name,))
            except sqlite3.IntegrityError:
                continue
        before = set(folder.rglob("*"))
        ran = run(["--data", path, "publish", out], timeout=60)
        outside = [one for one in set(folder.rglob("*")) - before if out not in one.parents]
        tally.held(repr(name[:20]), ok=ran.clean and not outside, why=(ran.err[-300:], outside))
    return tally
